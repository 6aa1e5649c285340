"""A filled issue form becomes a practice, and nothing that stands in it becomes anything else."""

import json
import re
import shutil

import html5lib
import pyromark
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktijkatlas.cli import main
from praktijkatlas.contribute.comments import code_block, code_span
from praktijkatlas.contribute.issue_answers import IssueError, read_issue
from praktijkatlas.contribute.issue_form import asked_fields, asked_parts, issue_form
from praktijkatlas.reading import read_entry

from .practices_made import practices

PLAIN = ("[^1]", "**vet**", "\n\n- een punt", "\n\n1. eerst", "’", "één")
EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def as_github_writes(form, answers):
    """The body of an issue whose form was filled in so, as GitHub writes it."""
    parts = []
    for question in form["body"]:
        attributes = question["attributes"]
        if question["type"] == "markdown":
            continue
        if question["type"] == "checkboxes":
            shown = "\n".join(f"- [X] {each['label']}" for each in attributes["options"])
        else:
            shown = answers.get(question["id"]) or "_No response_"
        parts.append(f"### {attributes['label']}\n\n{shown}")
    return "\n\n".join(parts)


def as_typed(field, value):
    """An answer as somebody types or chooses it."""
    if field.parts and field.many:
        return "\n".join(as_typed_parts(field, each) for each in value)
    if field.parts:
        return as_typed_parts(field, value)
    if field.terms or field.choices:
        return ", ".join(map(field.term_label, value if field.many else [value] if value else []))
    return value.strip()


def as_typed_parts(field, value):
    pieces = (value.get(part.key, "") for part in asked_parts(field))
    return "; ".join(" ".join(piece.replace(";", ",").split()) for piece in pieces)


@pytest.fixture(scope="module")
def form(guide):
    return yaml.safe_load(issue_form(guide))


@pytest.fixture(scope="module")
def body(form, guide):
    """Makes the body of an issue of what the web form would hold."""

    def make(raw, **changes):
        fields = asked_fields(guide)
        given = raw["velden"]
        answers = {f.key: as_typed(f, given[f.key]) for f in fields if given.get(f.key)}
        answers |= {f"tekst-{n}": text for n, text in enumerate(raw["tekst"], start=1)}
        return as_github_writes(form, answers | changes)

    return make


def one_line(text):
    return " ".join(text.split())


def test_filled_form_makes_a_file_that_passes_and_says_the_same(body, guide, errors, today):
    @EXAMPLES
    @given(practices(guide, PLAIN), st.sampled_from(("\n", "\r\n")))
    def run(raw, line_end):
        text = body(raw).replace("\n", line_end)
        entry = read_issue(text, guide, today)
        made = entry.text(guide)
        assert not [f"{f.span.line} {f.message}" for f in errors(made, "een-proef")], made
        practice = read_entry(made.encode(), "practices/een-proef.md").practice
        given = raw["velden"]
        assert practice.title == one_line(given["title"])
        for name in ("themes", "sectors", "regions", "funding"):
            assert list(getattr(practice, name)) == list(given.get(name, ())), name
        wanted = [
            {k: one_line(v.replace(";", ",")) for k, v in each.items() if v and k != "group"}
            for each in given["organisations"]
        ]
        assert entry.values["organisations"] == wanted
        assert len(practice.results) == len(given["results"])
        assert practice.contact.url == given["contact"]["url"]

    run()


def test_what_was_left_open_says_so(body, guide, sound, today):
    text = body({**sound, "tekst": [sound["tekst"][0], sound["tekst"][1]]})
    sections = read_issue(text, guide, today).sections
    assert sections["Aanpak"] == sound["tekst"][1]
    assert sections["Zelf doen"].startswith("Hierover is in de bronnen nog niets gevonden")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- Vakcollege De Brug; https://brug.example",
            {"name": "Vakcollege De Brug", "url": "https://brug.example"},
        ),
        (
            "1. De Troffel; Bedrijf; levert hout; gereedschap; en lijm",
            {
                "name": "De Troffel",
                "kind": "bedrijf",
                "role": "levert hout; gereedschap; en lijm",
            },
        ),
        ("Gemeente Assen;overheid;", {"name": "Gemeente Assen", "kind": "overheid"}),
        (
            "De Brug; School; les; www.brug",
            {"name": "De Brug", "kind": "school", "url": "www.brug"},
        ),
        ("De Brug;; geeft les", {"name": "De Brug", "role": "geeft les"}),
        (
            "De Brug; school; www.brug.nl",
            {"name": "De Brug", "kind": "school", "url": "https://www.brug.nl"},
        ),
        ("De Brug; brug.nl/over-ons", {"name": "De Brug", "url": "https://brug.nl/over-ons"}),
        (
            "De Brug; url: https://brug.example; kind: School",
            {"name": "De Brug", "kind": "school", "url": "https://brug.example"},
        ),
        (
            "Naam: De Brug; Rol: geeft les; op vrijdag; group: true",
            {"name": "De Brug", "role": "geeft les; op vrijdag", "group": "true"},
        ),
        (
            "- name: De Brug\n  kind: school\n\nWebadres: www.brug.nl",
            {"name": "De Brug", "kind": "school", "url": "https://www.brug.nl"},
        ),
    ],
)
def test_line_of_an_organisation_is_read_by_place_or_by_looks(
    body, guide, sound, today, line, expected
):
    entry = read_issue(body(sound, organisations=line), guide, today)
    [read] = entry.values["organisations"]
    assert {k: v for k, v in read.items() if k in expected or k == "kind"} == expected


@pytest.mark.parametrize("empty", [";", "- ", "-", "1.", "- ; ;"])
def test_line_that_says_nothing_is_passed_over(body, guide, sound, today, empty):
    entry = read_issue(body(sound, organisations=f"De Brug; school\n\n{empty}"), guide, today)
    assert entry.values["organisations"] == [{"name": "De Brug", "kind": "school"}]
    assert "results:" not in read_issue(body(sound, results=empty), guide, today).text(guide)


def test_line_with_a_name_begins_another_organisation(body, guide, sound, today):
    lines = "name: De Brug\nkind: school\nname: De Troffel\nkind: bedrijf\nkind: school"
    entry = read_issue(body(sound, organisations=lines), guide, today)
    assert entry.values["organisations"] == [
        {"name": "De Brug", "kind": "school"},
        {"name": "De Troffel", "kind": "bedrijf"},
        {"kind": "school"},
    ]


def test_contact_may_say_what_is_what_on_lines_of_its_own(body, guide, sound, today):
    lines = "De Brug\nwebadres: www.brug.nl/contact\nfunction: stagebureau"
    assert read_issue(body(sound, contact=lines), guide, today).values["contact"] == {
        "organisation": "De Brug",
        "function": "stagebureau",
        "url": "https://www.brug.nl/contact",
    }


def test_number_of_a_result_may_have_a_comma_and_no_year(body, guide, sound, today):
    entry = read_issue(body(sound, results="Het ging goed.; uitkomst; 96,5; %; 2"), guide, today)
    [result] = entry.values["results"]
    assert result == {
        "text": "Het ging goed.",
        "kind": "uitkomst",
        "value": "96.5",
        "unit": "%",
        "source": "2",
    }


def test_address_keeps_its_semicolons(body, guide, sound, today):
    url = "https://www.krant.nl/a;jsessionid=12?x=1;y=2"
    for line in (f"Krant; {url}; De Krant; 2024", f"Krant;{url};De Krant;2024"):
        [source] = read_issue(body(sound, sources=line), guide, today).values["sources"]
        assert source == {"title": "Krant", "url": url, "publisher": "De Krant", "date": "2024"}


def test_choice_that_is_not_there_is_told_by_the_check(body, guide, sound, errors, today):
    text = read_issue(body(sound, themes="Zorgtechnolgie, Docent en vakman"), guide, today).text(
        guide
    )
    assert [f.code for f in errors(text, "een-proef")] == ["PA104"]
    assert "docent-en-vakman" in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Titel"),
        ("Wat een leuke site!", "formulier"),
        ("x" * 70_001, "te lang"),
        ("### Titel\n\nIets\n", "Goed om te weten"),
    ],
)
def test_issue_that_is_no_filled_form_is_refused_in_words(guide, today, text, told):
    with pytest.raises(IssueError, match=told):
        read_issue(text, guide, today)


HOSTILE = (
    "../../.github/workflows/publish",
    "/etc/passwd",
    "x\n---\nlicence: CC0-1.0\nid: ../x",
    '"; rm -rf / #',
    "$(touch GEMAAKT) `touch GEMAAKT`",
    "::set-env name=PATH::/tmp\n::error::x\n##[set-output name=x]y",
    "%0A::add-mask::x",
    "@octocat @org/team #1 GH-1 https://kwaad.example ![x](https://kwaad.example/x.png)",
    "[klik](https://kwaad.example) <img src=x onerror=alert(1)> <!-- praktijkatlas: melding -->",
    "```\n@octocat\n```",
    "~~~~\n</details>\n````````` @octocat",
    "### Contact\n\nx\n\n### Licentie\n\ny",
    "\x00\x1b[31m\u202e\ud800\u2028",
    "{{ 7*7 }} ${{ github.token }} <%= 1 %>",
    "con",
    "🇳🇱" * 200,
)


@pytest.fixture
def site(project, tmp_path, monkeypatch):
    """A project with one practice, as the working directory."""
    practices_folder = tmp_path / "practices"
    practices_folder.mkdir()
    (practices_folder / "vocabulary").symlink_to(project / "practices" / "vocabulary")
    first = sorted((project / "practices").glob("[a-z]*.md"))[0]
    shutil.copy(first, practices_folder / first.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(text, *arguments):
    command = ["from-issue", "--out", "uit", "--comment", "antwoord.md", *arguments]
    given = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return CliRunner().invoke(main, command, input=given, catch_exceptions=False)


def outside_code(markdown):
    """The HTML of a comment without what stands in code."""
    tree = html5lib.parseFragment(
        pyromark.html(markdown), treebuilder="etree", namespaceHTMLElements=False
    )
    for parent in tree.iter():
        for child in [each for each in parent if each.tag in ("code", "pre")]:
            parent.remove(child)
    return html5lib.serialize(tree, alphabetical_attributes=True)


@pytest.mark.parametrize("key", ["title", "summary", "themes", "organisations", "tekst-2"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answer_stays_text(site, body, sound, key, text):
    before = {path: path.read_bytes() for path in site.rglob("*.md")}
    event = {"issue": {"number": 1, "body": body(sound, **{key: f"QQQ {text} QQQ"})}}
    done = run(json.dumps(event), "--event")
    assert done.exit_code == 0, done.output
    [made] = (site / "uit").iterdir()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", made.name)
    assert {path: path.read_bytes() for path in before} == before
    assert {path.name for path in site.iterdir()} == {"practices", "uit", "antwoord.md"}
    front = made.read_text("utf-8").split("\n---\n")[0]
    assert front.count("\nlicence: ") == 1
    # Lines of output are read as commands by a workflow.
    assert "QQQ" not in done.output
    assert not [line for line in done.output.splitlines() if line.startswith(("::", "##"))]
    comment = (site / "antwoord.md").read_text("utf-8")
    shown = outside_code(comment)
    assert "QQQ" not in shown
    assert "@" not in shown
    assert "kwaad" not in shown
    assert comment.isprintable() or set(re.findall(r"[^\x20-\x7e\w\W]", comment)) == set()


def test_answer_tells_at_which_questions_something_is_wrong(site, body, sound):
    lines = "De Brug; school; geeft les; nergens\nDe Troffel"
    done = run(body(sound, organisations=lines, themes="Iets", **{"tekst-2": "Zie [^9]."}))
    assert done.exit_code == 0, done.output
    told = (site / "antwoord.md").read_text("utf-8").split("Dit staat in uw melding bij:")[1]
    questions = re.findall(r'^- "(.*?)"', told, re.M)
    assert {"Organisaties", "Thema's", "Het verhaal: Aanpak"} <= set(questions)
    assert "Contact" not in questions
    assert "`naam; soort; rol; webadres`" in told


def test_practice_that_exists_is_never_written_over(site, body, sound):
    [existing] = (site / "practices").glob("*.md")
    before = existing.read_bytes()
    title = existing.stem.replace("-", " ")
    done = run(body(sound, title=title, regions=""), "--out", "practices")
    assert done.exit_code == 0
    assert existing.read_bytes() == before
    assert (site / "practices" / f"{existing.stem}-2.md").is_file()
    assert f"er is al een praktijk `{existing.stem}`" in (site / "antwoord.md").read_text("utf-8")


def test_file_that_stands_in_the_way_is_left_alone(site, body, sound):
    first = run(body(sound))
    made = site / first.output.splitlines()[0]
    made.write_text("van iemand anders\n", encoding="utf-8")
    done = run(body(sound))
    assert done.exit_code == 1
    assert "niet te schrijven" in done.output
    assert made.read_text("utf-8") == "van iemand anders\n"


@pytest.mark.parametrize("text", ["Bel 06-12345678.", "Mail jan.jansen@gmail.com."])
def test_what_tells_who_somebody_is_never_gets_into_a_file(site, body, sound, text):
    done = run(body(sound, **{"tekst-2": text}))
    assert done.exit_code == 1
    assert not (site / "uit").exists()
    comment = (site / "antwoord.md").read_text("utf-8")
    assert "PA503" in comment
    assert text not in comment


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", 2),
        (b"[]", 2),
        (b'{"issue": []}', 2),
        (b"[" * 100_000, 2),
        (b'{"issue": {"body": null}}', 1),
        (b'{"issue": {"body": 7}}', 1),
        (b"x" * 2_000_000, 1),
        (b"\xff\xfe\x00", 2),
    ],
)
def test_event_of_another_kind_is_refused(site, data, code):
    done = run(data, "--event")
    assert done.exit_code == code
    assert not (site / "uit").exists()


def test_answers_of_any_kind_give_a_file_or_a_reason(form, guide, today):
    questions = [each["id"] for each in form["body"] if "id" in each]
    anything = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE))

    @EXAMPLES
    @given(st.dictionaries(st.sampled_from(questions), anything), st.text(max_size=40))
    def run(answers, rest):
        made = read_issue(as_github_writes(form, answers) + rest, guide, today).text(guide)
        read_entry(made.encode("utf-8"), "practices/een-proef.md")

    run()


@given(st.text(alphabet="`~ @x\n\\", max_size=60))
def test_code_cannot_be_left_from_within(text):
    comment = f"voor {code_span(text)} na\n\n" + "\n".join([*code_block([text]), "", "einde"])
    assert "@" not in outside_code(comment)
    assert "einde" in outside_code(comment)
