"""What a pull request changes: told from git, kept as JSON that is not believed, shown as text."""

import json
import shutil
import subprocess

import html5lib
import pyromark
import pytest
from click.testing import CliRunner

from praktijkatlas.cli import main
from praktijkatlas.contribute.change_summary import Places, as_json, as_markdown, read_json
from praktijkatlas.contribute.changes import Change, Changes, ChangesError
from praktijkatlas.model import Finding, Severity, Span

SETTINGS = ("user.name=Redactie", "user.email=redactie@atlas.example", "commit.gpgsign=false")
WHO = [part for setting in SETTINGS for part in ("-c", setting)]


def git(folder, *arguments):
    subprocess.run(["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def site(project, tmp_path, monkeypatch):
    """A repository with three practices in its first commit, as the working directory."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    practices = tmp_path / "practices"
    shutil.copytree(project / "practices" / "vocabulary", practices / "vocabulary")
    for file in sorted((project / "practices").glob("[a-z]*.md"))[:3]:
        shutil.copy(file, practices / file.name)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=Begin")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def files(site):
    return sorted((site / "practices").glob("[a-z]*.md"))


def run(*arguments):
    return CliRunner().invoke(main, ["changes", *arguments], catch_exceptions=False)


def changed(site, *arguments):
    """What the command tells, as values."""
    kept = site / "wijzigingen.json"
    done = run("--base", "main", "--json", str(kept), *arguments)
    assert done.exit_code == 0, done.output
    return json.loads(kept.read_text("utf-8")), done.output


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_changed_is_said_so(site):
    found, text = changed(site)
    assert found == {"practices": [], "lists": [], "elsewhere": []}
    assert "Geen enkele praktijk verandert." in text


def test_each_kind_of_change_is_told(site, files):
    first, second, third = files
    new = first.with_name("een-nieuwe-praktijk.md")
    shutil.copy(first, new)
    edit(new, "title: ", "title: Nieuw en ")
    edit(first, "\n## Aanpak\n", "\n## Aanpak\n\nDrie woorden erbij.\n")
    text = first.read_text("utf-8").replace("evidence: ", "evidence: 9 # ", 1)
    first.write_text(text, encoding="utf-8")
    second.rename(second.with_name("een-andere-naam.md"))
    third.unlink()
    edit(site / "practices" / "vocabulary" / "sectors.yml", "terms:", "# lijst\nterms:")
    found, text = changed(site)
    assert [(each["kind"], each["id"]) for each in found["practices"]] == sorted(
        [
            ("changed", first.stem),
            ("renamed", "een-andere-naam"),
            ("new", "een-nieuwe-praktijk"),
            ("removed", third.stem),
        ],
        key=lambda pair: pair[1],
    )
    by_kind = {each["kind"]: each for each in found["practices"]}
    assert by_kind["changed"]["words_added"] == 3
    assert by_kind["changed"]["fields"] == ["Onderbouwing"]
    assert {"PA109", "PA111"} & {each["code"] for each in by_kind["changed"]["findings"]}
    assert by_kind["renamed"]["old_id"] == second.stem
    assert by_kind["new"]["words_removed"] == 0
    assert found["lists"] == ["sectors.yml"]
    assert "1 nieuw, 1 gewijzigd, 1 met een andere naam, 1 weggehaald." in text
    assert "evidence: 9" in text


def test_practice_renamed_by_its_old_name_keeps_that_name(site, files):
    moved = files[0].with_name("elders.md")
    files[0].rename(moved)
    edit(moved, "title: ", "title: Heel anders, ")
    edit(moved, "\nadded:", f"\nredirects: [{files[0].stem}]\nadded:")
    found, _ = changed(site)
    [change] = found["practices"]
    assert (change["kind"], change["old_id"]) == ("renamed", files[0].stem)
    assert set(change["fields"]) == {"Titel", "Oude namen"}


def test_renamed_practice_without_its_old_name_is_warned_of(site, files):
    first, second, _ = files
    first.rename(first.with_name("elders.md"))
    edit(second, "\nadded:", f"\nbased_on: [{first.stem}]\nadded:")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message=Een verwijzing, en een andere naam")
    found, text = changed(site, "--base", "main~1")
    [change] = [each for each in found["practices"] if each["kind"] == "renamed"]
    assert change["lost"] == [first.stem]
    assert f"Zet in `practices/elders.md` bij `redirects` ook: `{first.stem}`." in text


def test_errors_in_files_that_did_not_change_are_told(site, files):
    first, second, _ = files
    edit(second, "\nadded:", f"\nbased_on: [{first.stem}]\nadded:")
    git(site, "commit", "--quiet", "--all", "--message=Een verwijzing")
    first.rename(first.with_name("elders.md"))
    found, text = changed(site)
    assert [(each["path"], each["code"]) for each in found["elsewhere"]] == [
        (f"practices/{second.name}", "PA401")
    ]
    assert "Fouten in andere bestanden" in text
    assert f'de praktijk "{first.stem}" in `based_on` bestaat niet' in text
    sectors = site / "practices/vocabulary/sectors.yml"
    sectors.write_text("terms: [{id: iets, label: Iets, description: Iets anders.}]\n", "utf-8")
    found, _ = changed(site)
    assert "PA104" in {each["code"] for each in found["elsewhere"]}
    sectors.unlink()
    found, _ = changed(site)
    assert "practices/vocabulary/sectors.yml" in {e["path"] for e in found["elsewhere"]}


def test_removed_practice_loses_its_address_unless_another_takes_it_over(site, files):
    first, second, _ = files
    first.unlink()
    found, text = changed(site)
    [change] = found["practices"]
    assert (change["kind"], change["lost"], change["heir"]) == ("removed", [first.stem], "")
    assert "adressen verdwijnen" in text
    assert "met de status gestopt" in text
    edit(second, "\nadded:", f"\nredirects: [{second.stem}, {first.stem}]\nadded:")
    found, text = changed(site)
    by_kind = {each["kind"]: each for each in found["practices"]}
    assert (by_kind["removed"]["lost"], by_kind["removed"]["heir"]) == ([], second.stem)
    assert by_kind["changed"]["feed_id"] == ""
    assert f"Het oude adres leidt naar `{second.stem}`." in text
    assert "Let op" not in text


def test_merged_practice_that_gets_the_name_of_the_other_in_feeds_is_warned_of(site, files):
    first, second, _ = files
    first.unlink()
    edit(second, "\nadded:", f"\nredirects: [{first.stem}]\nadded:")
    _, text = changed(site)
    assert f"Zij kenden haar als `{second.stem}`. Zet dat id vooraan in `redirects`." in text


def test_old_name_that_is_dropped_is_warned_of(site, files):
    edit(files[0], "\nadded:", "\nredirects: [heel-oude-naam]\nadded:")
    git(site, "commit", "--quiet", "--all", "--message=Een oude naam")
    edit(files[0], "\nredirects: [heel-oude-naam]", "")
    found, text = changed(site)
    assert found["practices"][0]["lost"] == ["heel-oude-naam"]
    assert f"Zet in `practices/{files[0].name}` bij `redirects` ook: `heel-oude-naam`." in text


def test_file_that_can_no_longer_be_read_is_still_told(site, files):
    files[0].write_bytes(b"\xff\x00 geen praktijk")
    found, text = changed(site)
    [change] = found["practices"]
    assert change["title"] == ""
    assert change["findings"]
    assert f"`{files[0].stem}`" in text


@pytest.mark.parametrize("base", ["bestaat-niet", "--output=x", "HEAD:practices", ""])
def test_beginning_that_git_does_not_know_is_told_without_traceback(site, base):
    done = run(f"--base={base}")
    assert done.exit_code == 1
    assert "Git kent dat beginpunt niet" in done.output
    assert not (site / "x").exists()


def test_outside_a_repository_it_says_so(site):
    shutil.rmtree(site / ".git")
    assert run("--base", "main").output == (
        "Fout: Deze map hoort niet bij een git-repository. Ga naar de map van uw kopie.\n"
    )


@pytest.mark.parametrize("arguments", [[], ["--base", "main", "--from", "x.json"]])
def test_one_of_two_beginnings_must_be_given(site, arguments):
    (site / "x.json").write_text("{}", encoding="utf-8")
    assert run(*arguments).exit_code == 2


# ---- What comes from the workflow of a stranger ---------------------------------------------------

EVIL = (
    "</details> `|` ``` @octocat #1 https://kwaad.example [x](https://kwaad.example) <img src=x>\n"
)


def hostile(text):
    finding = Finding(text, Span(1, 1, 1), "PA104", Severity.ERROR, text, text, text)
    told = (text, 1, 2, (text,), (finding,), (text,), text, text)
    kinds = ("changed", "removed")
    changes = (Change(kind, text, text, *told) for kind in kinds)
    return Changes((*changes, Change("new", "gewoon", text)), (text,), (finding,))


@pytest.mark.parametrize("text", [EVIL, EVIL * 9, "`" * 70, "\n\n# kop\n", "\u202e\x1b[31m@x"])
@pytest.mark.parametrize("preview", ["", "https://voorbeeld.example/7/"])
def test_stored_summary_is_shown_as_text_only(text, preview):
    read = read_json(as_json(hostile(text)))
    assert read == hostile(text)
    places = Places("https://github.example/wie/wat/actions/runs/1", preview, "https://s.example")
    shown = html5lib.parseFragment(
        pyromark.html(as_markdown(read, places)), treebuilder="etree", namespaceHTMLElements=False
    )
    addresses = {each.get(key) for each in shown.iter() for key in ("href", "src")} - {None}
    known = ("https://github.example/", "https://voorbeeld.example/7/", "https://s.example/")
    assert all(address.startswith(known) for address in addresses)
    assert bool([each for each in addresses if "/praktijken/gewoon/" in each]) == bool(preview)
    for parent in shown.iter():
        for child in [each for each in parent if each.tag in ("code", "pre")]:
            child.text = ""
    plain = "".join(shown.itertext())
    assert "@" not in plain
    assert "kwaad" not in plain
    assert len(shown.findall(".//h1")) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}x",
        b"[]",
        b"[" * 50_000,
        b'{"practices": [{"kind": "evil", "id": "x", "title": "y"}]}',
        b'{"practices": 7}',
        b" " * 2_000_001,
        as_json(hostile("x")).replace(b'"line": 1', b'"line": 999999999'),
        as_json(hostile("x")).replace(b'"severity": "error"', b'"severity": "boos"'),
    ],
    ids=range(9),
)
def test_summary_of_another_form_is_refused(data, site):
    with pytest.raises(ChangesError):
        read_json(data)
    (site / "x.json").write_bytes(data)
    done = run("--from", "x.json")
    assert done.exit_code == 1
    assert done.output.startswith("Fout: De samenvatting")


def test_summary_that_is_too_long_keeps_the_counts():
    finding = Finding("a.md", Span(1), "PA104", Severity.ERROR, "x" * 900, "y" * 900, "")
    many = tuple(Change("new", f"praktijk-{n}", "Titel", findings=(finding,)) for n in range(60))
    text = as_markdown(Changes(many), Places())
    assert len(text) < 65_536
    assert text.count("De controle heeft 1 fout.") == 60
    assert "<details>" not in text
    assert "Beelden zijn er van de eerste 20 praktijken." in text


def test_what_a_maintainer_must_set_up_is_said():
    text = as_markdown(Changes((Change("new", "x", "Titel"),)), Places("https://run.example"))
    assert "[Open de controle](https://run.example#artifacts)" in text
    assert "PRAKTIJKATLAS_PREVIEW_URL" in text
