"""After a change of practices what tells of them is made and nothing else; the outcome is that of a whole build."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from praktijkatlas import processes
from praktijkatlas.cli import main
from praktijkatlas.site import build as building
from praktijkatlas.site import making, plugin
from praktijkatlas.site.kept import KeptFiles

from .second_site import copy_second_site, listing

ENTRY = Path("practices/slik-en-duin.md")


PARTS = {"pages only": ("sheets", "search", "offline"), "with search and zip": ("sheets",)}


@pytest.fixture(params=PARTS.values(), ids=PARTS)
def source(request, tmp_path, monkeypatch):
    """The second site in the working folder, built once."""
    off = request.param
    folder = copy_second_site(tmp_path / "bron", *off)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    build()
    return folder


def build(*options):
    done = CliRunner().invoke(main, ["build", *options])
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.output


@pytest.fixture
def no_whole_build(monkeypatch):
    """Fails when the whole site is made."""

    monkeypatch.setattr(building.mkdocs_build, "build", _no_whole_build)


def _no_whole_build(*_):
    pytest.fail("the whole site was made")


@pytest.fixture
def whole_builds(monkeypatch):
    """Counts how often the whole site is made."""
    made = []
    real = building.mkdocs_build.build
    monkeypatch.setattr(
        building.mkdocs_build, "build", lambda config: (made.append(1), real(config))
    )
    return made


def edit(old, new, file=ENTRY):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def assert_as_a_whole_build(source):
    """The site is what a build makes that knows of none before it."""
    patched = listing("site")
    Path(".cache").rename("aside")
    build("--out", "heel")
    shutil.rmtree(".cache")
    Path("aside").rename(".cache")
    whole = listing("heel")
    shutil.rmtree("heel")
    assert {
        path for path in whole.keys() | patched if whole.get(path) != patched.get(path)
    } == set()


def patch(monkeypatch):
    """Build, and fail when the whole site is made."""
    with monkeypatch.context() as patching:
        patching.setattr(building.mkdocs_build, "build", _no_whole_build)
        build()


def test_only_the_pages_of_the_text_are_made(source, no_whole_build):
    before = {path: Path("site", path).stat().st_ino for path in listing("site")}
    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    build()
    after = {path: Path("site", path).stat().st_ino for path in listing("site")}
    page = "praktijken/slik-en-duin/index.html"
    assert "Dit is nieuw." in Path("site", page).read_text("utf-8")
    changed = {path for path in before if before[path] != after[path]}
    assert {page, "praktijken/slik-en-duin/slik-en-duin.md"} <= changed
    assert not {path for path in changed if path.startswith(("themas", "regios", "feeds"))}


def test_outcome_is_that_of_a_whole_build(source):
    for number in range(3):  # on what was patched before, too
        edit("## Aanpak\n", f"## Aanpak\n\nDit is zin {number}. En nog een zin die langer is.\n")
        build()
    assert_as_a_whole_build(source)


def test_two_texts_at_once(source, no_whole_build):
    for file in (ENTRY, Path("practices/sleepboot-overzee.md")):
        edit("## Aanpak\n", "## Aanpak\n\nDit is **nieuw**.\n", file)
    build()
    for each in ("slik-en-duin", "sleepboot-overzee"):
        page = Path(f"site/praktijken/{each}/index.html").read_text("utf-8")
        assert "<strong>nieuw</strong>" in page


def test_nothing_is_made_after_it(source):
    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    assert "De site staat in" in build()
    assert "Er is niets veranderd" in build()


PICTURE = "image: {file: duin.png, alt: Duin en slik, credit: KOZ, licence: CC0-1.0}"


def copy_entry(name="zwin-en-duin", **changed):
    copy = ENTRY.with_name(f"{name}.md")
    shutil.copy(ENTRY, copy)
    edit("title: ", "title: Zwin, en ", copy)


def write_hard(text):
    edit("## Wat werkte en wat niet\n", f"## Wat werkte en wat niet\n\n**Lastig:** {text}\n")


PRACTICES = {
    "the title": lambda: edit("title: ", "title: Nieuw "),
    "a comment above": lambda: edit("title: ", "# let op\ntitle: "),
    "the summary": lambda: edit("summary: ", "summary: Nieuw. "),
    "the themes": lambda: edit("themes: [kustnatuur]", "themes: [aan-boord]"),
    "the places": lambda: edit("regions: [", "regions: [zoutkade, "),
    "an organisation": lambda: edit("name: Rederij Dwarswind", "name: Rederij Zeekraal"),
    "no organisation more": lambda: edit("name: Rederij Dwarswind", "name: Werf Vaarwel"),
    "who took it over": lambda: edit("\nthemes:", "\nbased_on: [sleepboot-overzee]\nthemes:"),
    "what goes with it": lambda: edit("\nthemes:", "\nrelated: [werfklas-zoutkade]\nthemes:"),
    "the first with money from": lambda: edit("\nthemes:", "\nfunding: [gilde]\nthemes:"),
    "what was hard": lambda: write_hard("Alles was nieuw."),
    "a new practice": copy_entry,
    "two practices": lambda: (
        edit("title: ", "title: Nieuw "),
        edit("title: ", "title: Ook nieuw ", Path("practices/sleepboot-overzee.md")),
    ),
}


@pytest.mark.parametrize("source", [PARTS["with search and zip"]], ids=[""], indirect=True)
@pytest.mark.parametrize("change", PRACTICES.values(), ids=PRACTICES)
def test_outcome_after_a_practice_changed_is_that_of_a_whole_build(source, change, monkeypatch):
    change()
    patch(monkeypatch)
    assert_as_a_whole_build(source)


def test_pages_that_do_not_tell_of_a_practice_are_left_alone(source, no_whole_build):
    before = {path: Path("site", path).stat().st_ino for path in listing("site")}
    edit("title: ", "title: Nieuw, en ")
    build()
    after = {path: Path("site", path).stat().st_ino for path in listing("site")}
    changed = {path for path in before if before[path] != after[path]}
    assert {"praktijken/index.html", f"praktijken/{ENTRY.stem}/index.html"} <= changed
    assert "themas/kustnatuur/index.html" in changed
    assert not {path for path in changed if path.startswith(("themas/aan-boord", "assets/icons"))}


def test_frames_that_another_process_rendered_are_kept(source, monkeypatch):
    monkeypatch.setattr(making, "WORTH_SHARING", 1)
    monkeypatch.setattr(processes, "processes", lambda: 2)
    monkeypatch.setattr(processes, "_can_copy", lambda: True)
    here, taken = os.getpid(), processes._Copies._taken
    monkeypatch.setattr(
        processes._Copies, "_taken", lambda self: () if os.getpid() == here else taken(self)
    )
    build("--clean")
    edit("title: ", "title: Nieuw ")
    patch(monkeypatch)


def test_practice_that_comes_while_the_site_is_made(source, monkeypatch):
    load_site = plugin.load_site

    def late(*given):
        copy_entry()
        return load_site(*given)

    with monkeypatch.context() as coming:
        coming.setattr(plugin, "load_site", late)
        build("--clean")
    ENTRY.with_name("zwin-en-duin.md").unlink()
    build()
    assert_as_a_whole_build(source)
    edit("title: ", "title: Nieuw ")
    patch(monkeypatch)
    assert_as_a_whole_build(source)


def test_changes_one_after_another(source, monkeypatch):
    other, new = (
        Path("practices/sleepboot-overzee.md"),
        "## Aanpak\n\nDit is een heel lang woord.\n",
    )
    for change in (
        lambda: edit("## Aanpak\n", new),
        lambda: edit("title: ", "title: Nieuw ", other),
        lambda: (edit(new, "## Aanpak\n"), edit("title: Nieuw ", "title: ", other)),
        copy_entry,
        lambda: edit("## Aanpak\n", new, ENTRY.with_name("zwin-en-duin.md")),
    ):
        change()
        patch(monkeypatch)
        assert_as_a_whole_build(source)


def _undone(found):
    return {"status: gestopt": "status: lopend", "**Lastig:": "**Wat werkte:"}.get(found[0], "")


def test_what_is_no_more_goes(source, monkeypatch):
    write_hard("Alles was nieuw.")
    patch(monkeypatch)
    mine, shard = Path("site/organisaties/rederij-dwarswind"), Path("site/assets/lastig/0.json")
    assert mine.is_dir()
    assert shard.is_file()
    for file in ENTRY.parent.glob("*.md"):
        text = file.read_text("utf-8").replace("Rederij Dwarswind", "De Boot")
        text = re.sub(r"status: gestopt|\nstopped_reason: .*|\*\*Lastig:", _undone, text)
        file.write_text(text, "utf-8")
    patch(monkeypatch)
    assert not mine.exists()
    assert not shard.exists()
    assert_as_a_whole_build(source)


OTHERWISE = {
    "an old id": lambda: edit("\nthemes:", "\nredirects: [slib]\nthemes:"),
    "an id that another had": lambda: (
        edit("\nthemes:", "\nredirects: [slib]\nthemes:"),
        build(),
        copy_entry("slib"),
        edit("\nredirects: [slib]", "", ENTRY.with_name("slib.md")),
        edit("\nredirects: [slib]", ""),
    ),
    "a picture less": lambda: (
        Path("practices/images").mkdir(),
        Image.new("RGB", (1200, 800)).save("practices/images/duin.png"),
        edit("\nlicence:", f"\n{PICTURE}\nlicence:"),
        build(),
        edit(f"\n{PICTURE}", ""),
    ),
    "what was kept of the practices damaged": lambda: (
        edit("title: ", "title: Nieuw "),
        next(Path(".cache/praktijkatlas").glob("bewaard-*/praktijken.json")).write_text("{}"),
    ),
    "what was kept of the practices gone": lambda: (
        edit("title: ", "title: Nieuw "),
        next(Path(".cache/praktijkatlas").glob("bewaard-*/praktijken.json")).unlink(),
    ),
    "a page": lambda: edit("\n", "\n\n", Path("docs/over/criteria.md")),
    "a list": lambda: edit("label: ", "label: Nieuw ", Path("practices/vocabulary/themes.yml")),
    "one practice less": lambda: Path("practices/sleepboot-overzee.md").unlink(),
    "the spare gone": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        shutil.rmtree(next(Path(".cache/praktijkatlas").glob("reserve-*"))),
    ),
    "the spare damaged": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        next(Path(".cache/praktijkatlas").glob("reserve-*/themas/index.html")).write_text("weg"),
    ),
    "what was kept damaged": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        next(Path(".cache/praktijkatlas").glob("bewaard-*/bewaard.json")).write_text("{}"),
    ),
    "the report of another moment": lambda: (
        edit("## Aanpak\n", "## Aanpak\n\nNieuw.\n"),
        _other_report(next(Path(".cache/praktijkatlas").glob("bewaard-*/stand.json"))),
    ),
}


def _other_report(file):
    told = json.loads(file.read_bytes())
    file.write_text(json.dumps(told | {"entries": 99}), "utf-8")


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_whole_site_is_made_after_a_change_of_something_else(source, whole_builds, change):
    change()
    build()
    assert whole_builds
    assert_as_a_whole_build(source)


def test_cache_that_cannot_be_written_does_no_harm(source, monkeypatch):
    def refuse(self, report, digests):
        raise OSError(28, "No space left on device")

    edit("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n")
    with monkeypatch.context() as full:
        full.setattr(KeptFiles, "write_report", refuse)
        build()
    build()
    assert_as_a_whole_build(source)


def test_error_in_a_text_keeps_the_site(source, caplog):
    before = listing("site")
    edit("## Aanpak\n", "## Aanpak\n\n<script>alert(1)</script>\n")
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 1
    assert "PA501" in caplog.text
    assert "De vorige site staat er nog" in done.output
    assert listing("site") == before
    edit("<script>alert(1)</script>", "Dit is goed.")
    build()
    assert_as_a_whole_build(source)
