"""What people and programs read."""

import json

import pytest

from praktijkatlas.checks import CODES, reporters
from praktijkatlas.model import Finding, Severity, Span


def finding(**changes):
    given = {
        "path": "practices/een.md",
        "span": Span(6, 10, 14),
        "code": "PA104",
        "severity": Severity.ERROR,
        "message": 'thema "zorgtechnolgie" staat niet in de lijst',
        "fix": 'Bedoelde u "zorgtechnologie"?',
        "excerpt": "themes: [zorgtechnolgie, talent]",
    }
    return Finding(**given | changes)


def test_text_shows_place_line_fix_and_help():
    assert list(reporters.as_text([finding()], "https://atlas.example/")) == [
        'practices/een.md:6:10: fout PA104: thema "zorgtechnolgie" staat niet in de lijst',
        "    6 | themes: [zorgtechnolgie, talent]",
        "      |          ^^^^^^^^^^^^^^",
        '  oplossing: Bedoelde u "zorgtechnologie"?',
        "  uitleg: https://atlas.example/bijdragen/controles/#PA104",
        "",
    ]


def test_long_line_is_shown_around_the_fault():
    excerpt = "x" * 300 + "FOUT" + "y" * 300
    shown = list(reporters.as_text([finding(excerpt=excerpt, span=Span(6, 301, 4))]))
    begin = shown[2].index("^")
    assert shown[1][begin : begin + 4] == "FOUT"
    assert shown[2].count("^") == 4
    assert len(shown[1]) <= reporters.MAX_EXCERPT + 8


@pytest.mark.parametrize(
    ("before", "width"),
    [
        ("漢字 ", 5),
        ("e\u0301 ", 2),
        ("\U0001f9f1 ", 3),
        ("ﬁ é ", 4),
        ("\uff41\uff42 ", 5),
    ],
)
def test_mark_stands_under_the_fault_where_letters_are_wide_or_loose(before, width):
    excerpt = f"{before}FOUT漢"
    span = Span(6, len(before) + 1, 5)
    shown = list(reporters.as_text([finding(excerpt=excerpt, span=span)]))
    assert shown[2] == f"      | {' ' * width}{'^' * 6}"


def test_marks_stand_under_what_is_shown_of_invisible_characters():
    shown = list(reporters.as_text([finding(excerpt="a\u200bb FOUT", span=Span(6, 5, 4))]))
    begin = shown[2].index("^")
    assert shown[1][begin : begin + 4] == "FOUT"


def test_colour_is_for_terminals_only():
    assert "\x1b" not in "".join(reporters.as_text([finding()]))
    assert "\x1b[31;1m" in "".join(reporters.as_text([finding()], colour=True))


@pytest.mark.parametrize("report", [reporters.as_text, reporters.as_github])
def test_text_of_an_entry_cannot_steer_the_terminal(report):
    hostile = finding(
        message="kleur \x1b[31m", fix="regel\n::error::x", path="a\x07.md", excerpt="\x1b[2J"
    )
    shown = "\n".join(report([hostile]))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\n::error" not in shown


def test_github_names_file_line_and_columns():
    assert list(reporters.as_github([finding(path="a,b:c.md", message="100% mis")])) == [
        "::error file=a%2Cb%3Ac.md,line=6,col=10,endColumn=24,title=PA104 fout"
        '::100%25 mis%0Aoplossing: Bedoelde u "zorgtechnologie"?'
    ]


@pytest.mark.parametrize(
    ("severity", "github", "sarif"),
    [
        ("error", "::error ", "error"),
        ("warning", "::warning ", "warning"),
        ("hint", "::notice ", "note"),
    ],
)
def test_severity_has_a_word_in_every_format(severity, github, sarif):
    one = finding(severity=Severity(severity))
    assert next(iter(reporters.as_github([one]))).startswith(github)
    assert json.loads(reporters.as_json([one], 1))["findings"][0]["severity"] == severity
    run = json.loads(reporters.as_sarif([one], CODES, "1"))["runs"][0]
    assert run["results"][0]["level"] == sarif


def test_json_is_one_object_with_a_version():
    assert json.loads(reporters.as_json([finding()], 3, "https://atlas.example")) == {
        "schema_version": 1,
        "files": 3,
        "findings": [
            {
                "path": "practices/een.md",
                "line": 6,
                "column": 10,
                "length": 14,
                "code": "PA104",
                "severity": "error",
                "message": 'thema "zorgtechnolgie" staat niet in de lijst',
                "fix": 'Bedoelde u "zorgtechnologie"?',
                "fixable": False,
                "help": "https://atlas.example/bijdragen/controles/#PA104",
            }
        ],
    }


def test_sarif_result_points_at_its_rule_and_place():
    log = json.loads(reporters.as_sarif([finding(path="een map/é.md")], CODES, "1.2"))
    run = log["runs"][0]
    driver, result = run["tool"]["driver"], run["results"][0]
    assert log["version"] == "2.1.0"
    assert (driver["name"], driver["version"]) == ("praktijkatlas", "1.2")
    assert {rule["id"] for rule in driver["rules"]} == set(CODES)
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "PA104"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "een%20map/%C3%A9.md"
    assert place["region"] == {"startLine": 6, "startColumn": 10, "endColumn": 24}
    assert "Oplossing: Bedoelde u" in result["message"]["text"]


def test_sarif_leaves_out_the_help_address_when_there_is_no_site():
    for site, known in (("", False), ("https://atlas.example", True)):
        run = json.loads(reporters.as_sarif([], CODES, "1", site))["runs"][0]
        assert ("helpUri" in run["tool"]["driver"]["rules"][0]) is known


@pytest.mark.parametrize(
    ("severities", "files", "sentence"),
    [
        ([], 1, "1 bestand nagekeken: alles in orde."),
        (["hint"], 2, "2 bestanden nagekeken: 1 tip."),
        (
            ["error", "error", "warning", "hint", "hint"],
            2,
            "2 bestanden nagekeken: 2 fouten, 1 waarschuwing, 2 tips.",
        ),
    ],
)
def test_summary_counts(severities, files, sentence):
    found = [finding(severity=Severity(each)) for each in severities]
    assert reporters.summary(found, files) == sentence


@pytest.mark.parametrize("code", CODES)
def test_explanation_shows_why_wrong_and_right(code):
    shown = "\n".join(reporters.explain(CODES[code]))
    assert shown.startswith(f"{code} (")
    assert "\nFout:\n    " in shown
    assert "\nGoed:\n    " in shown
