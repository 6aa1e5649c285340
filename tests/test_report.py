"""The report for editors, on a small catalogue in which every gap and concern is written out.

`UPDATE_CASES=1 pytest tests/test_report.py` writes the expected files anew; look at the changes.
"""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.cli import main
from praktijkatlas.model import Vocabularies
from praktijkatlas.model.vocabulary import TERM_TYPES
from praktijkatlas.reading import Entry, read_entry, read_vocabulary
from praktijkatlas.report import Report, as_json, as_text, concerns, make_report

EXPECTED = Path(__file__).parent / "expected"
UPDATE = bool(os.environ.get("UPDATE_CASES"))
TODAY = date(2026, 11, 23)

TERMS: dict[str, list[dict[str, Any]]] = {
    "themes": [
        {"id": "stages", "label": "Stages"},
        {"id": "techniek", "label": "Techniek"},
        {"id": "leeg", "label": "Nog niets"},
    ],
    "practice_types": [{"id": "gastles", "label": "Gastles"}],
    "education_levels": [{"id": "mbo", "label": "Mbo"}, {"id": "po", "label": "Basisschool"}],
    "sectors": [{"id": "zorg", "label": "Zorg"}],
    "statuses": [{"id": "lopend", "label": "Lopend"}, {"id": "onbekend", "label": "Onbekend"}],
    "evidence": [{"id": str(number), "label": f"Niveau {number}"} for number in range(5)],
    "cost_bands": [],
    "organisation_kinds": [{"id": "school", "label": "School"}, {"id": "bedrijf", "label": "Zaak"}],
    "funding": [],
    "licences": [{"id": "CC0-1.0", "label": "CC0"}],
    "regions": [
        {"id": "het-land", "label": "Het Land", "kind": "provincie"},
        {"id": "de-stad", "label": "De Stad", "kind": "gemeente", "part_of": ["het-land"]},
        {"id": "het-dorp", "label": "Het Dorp", "kind": "gemeente", "part_of": ["het-land"]},
        {"id": "vroeger", "label": "Vroeger", "kind": "voormalig", "replaced_by": ["het-dorp"]},
        {"id": "ver-land", "label": "Ver Land", "kind": "provincie", "comparison": True},
        {"id": "ver-weg", "label": "Ver Weg", "kind": "gemeente", "part_of": ["ver-land"]},
    ],
    "organisations": [{"id": "brug", "label": "De Brug", "kind": "school", "aliases": ["VC Brug"]}],
}

EASY = "De klas gaat op pad. Zij kijken bij een bakker.\n"
HARD = (
    "Momenteel faciliteert het samenwerkingsverband structureel arbeidsmarktgerichte "
    "kwalificatietrajecten, teneinde vervolgopleidingen regionaal te verduurzamen.\n"
)


def source(name: str, **changes: str) -> dict[str, str]:
    return {"title": name, "url": f"https://www.{name}.example/", **changes}


def outcome(**changes: str) -> dict[str, str]:
    return {"text": "Het lukte.", "kind": "uitkomst", "source": "1", **changes}


def entry(entry_id: str, body: str = EASY, **changes: Any) -> Entry:
    """An entry that asks for no work at all, with changes. JSON is YAML that needs no care."""
    fields = {
        "title": f"Praktijk {entry_id}",
        "summary": "Een bakker geeft les.",
        "themes": ["stages"],
        "practice_types": ["gastles"],
        "education_levels": ["mbo"],
        "sectors": ["zorg"],
        "regions": ["de-stad"],
        "status": "lopend",
        "status_as_of": "2025",
        "organisations": [{"name": "VC Brug", "kind": "school"}],
        "evidence": "3",
        "results": [outcome(value="40", unit="leerlingen")],
        "contact": {"organisation": "De Brug"},
        "sources": [source("krant"), source("school")],
        "added": "2026-11-01",
        "reviewed": "2026-11-01",
        "licence": "CC0-1.0",
        **changes,
    }
    reading = read_entry(f"---\n{json.dumps(fields)}\n---\n{body}".encode(), f"{entry_id}.md")
    made = reading.entry()
    assert made, reading.faults
    return made


def read_lists() -> Vocabularies:
    return Vocabularies(
        **{
            name: read_vocabulary(json.dumps({"terms": TERMS[name]}).encode(), name, kind, name)[0]
            for name, kind in TERM_TYPES.items()
        }
    )


def report_on(*entries: Entry, today: date = TODAY) -> Report:
    return make_report(Catalogue.of(entries, read_lists()), today)


SMALL = (
    entry("in-orde"),
    entry("ver", regions=["ver-weg"], themes=["techniek"]),
    entry("moeilijk", HARD, title="Nieuwe impact", regions=["het-dorp"], themes=["stages"]),
    entry(
        "veel-werk",
        status="onbekend",
        status_as_of="2019~",
        evidence="1",
        results=[outcome(kind="doel"), outcome(kind="doel", text="Nog een doel.")],
        organisations=[
            {"name": "Bakkerij Jansen", "kind": "bedrijf"},
            {"name": "Drie bakkers", "kind": "bedrijf", "group": "true"},
        ],
        contact={"organisation": "bakkerij jansen"},
        sources=[source("krant", publisher="De Krant")],
        added="2020-01-31",
        reviewed="2024-09-30",
        themes=["stages", "techniek"],
        regions=["de-stad", "het-dorp"],
    ),
)


@pytest.fixture(scope="module")
def report() -> Report:
    return report_on(*SMALL)


def ids(mentions: Any) -> list[str]:
    return [each.id for each in mentions]


def test_an_entry_in_order_asks_for_no_work() -> None:
    made = report_on(entry("in-orde"))
    assert not any(concern.mentions for concern in concerns(made))
    assert not made.unlisted


def test_themes_by_region_count_the_own_area_and_roll_up(report: Report) -> None:
    assert [(row.id, row.themes, row.total) for row in report.coverage] == [
        ("het-land", (3, 1, 0), 3),
        ("de-stad", (2, 1, 0), 2),
        ("het-dorp", (2, 1, 0), 2),
    ]


def test_entries_for_comparison_count_in_the_tallies_of_themes(report: Report) -> None:
    assert [each.entries for each in report.tally("themes").counts] == [3, 2, 0]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("education_levels", [4, 0]),
        ("sectors", [4]),
        ("statuses", [3, 1]),
        ("evidence", [0, 1, 0, 3, 0]),
        ("practice_types", [4]),
    ],
)
def test_every_term_is_counted_in_the_order_of_its_list(
    report: Report, key: str, expected: list[int]
) -> None:
    assert [each.entries for each in report.tally(key).counts] == expected


def test_gaps_have_fewer_than_three_the_emptiest_first(report: Report) -> None:
    gaps = {tally.key: [(gap.id, gap.entries) for gap in tally.gaps] for tally in report.gaps}
    assert gaps == {
        "themes": [("leeg", 0), ("techniek", 2)],
        "regions": [("de-stad", 2), ("het-dorp", 2)],
        "education_levels": [("po", 0)],
        "sectors": [],
    }


@pytest.mark.parametrize(
    ("reviewed", "where"),
    [
        ("2024-11-22", "overdue"),
        ("2024-11-23", "due_soon"),  # due today: still in time
        ("2025-02-23", "due_soon"),
        ("2025-02-24", None),
    ],
)
def test_reviews_are_overdue_from_the_day_after_and_due_soon_for_three_months(
    reviewed: str, where: str | None
) -> None:
    made = report_on(entry("a", added="2024-01-01", reviewed=reviewed))
    assert [name for name in ("overdue", "due_soon") if getattr(made, name)] == [where] * bool(
        where
    )


def test_reviews_come_in_the_order_of_their_days() -> None:
    days = {"a": "2023-05-01", "b": "2022-05-01", "c": "2022-05-01"}
    made = report_on(*(entry(i, added="2022-01-01", reviewed=day) for i, day in days.items()))
    assert ids(made.overdue) == ["b", "c", "a"]


def test_the_last_day_there_is_can_be_today() -> None:
    assert report_on(entry("a"), today=date.max).overdue


def test_unknown_status_comes_with_its_date(report: Report) -> None:
    assert [(each.id, each.note) for each in report.unknown_status] == [
        ("veel-werk", "stand rond 2019")
    ]


def test_a_single_source_comes_with_its_publisher(report: Report) -> None:
    assert [(each.id, each.note) for each in report.single_source] == [("veel-werk", "De Krant")]


@pytest.mark.parametrize(
    ("sources", "note"),
    [
        ([source("a", publisher="De Krant"), source("b", publisher="de krant")], "De Krant"),
        ([source("a"), {"title": "Nog een", "url": "https://a.example/2"}], "a.example"),
    ],
)
def test_sources_of_one_publisher_are_told_by_name_or_by_site(
    sources: list[dict[str, str]], note: str
) -> None:
    made = report_on(entry("een", sources=sources))
    assert [(each.id, each.note) for each in made.single_publisher] == [
        ("een", f"{note}, 2 bronnen")
    ]
    assert not made.single_source


def test_two_publishers_are_no_concern() -> None:
    both = [source("a", publisher="De Krant"), source("a", publisher="De School")]
    assert not report_on(entry("twee", sources=both)).single_publisher


def test_targets_without_an_outcome_are_counted(report: Report) -> None:
    assert [(each.id, each.note) for each in report.targets_only] == [("veel-werk", "2 doelen")]


def test_a_target_beside_an_outcome_is_no_concern() -> None:
    results = [outcome(kind="doel"), outcome()]
    made = report_on(entry("a", results=results))
    assert not made.targets_only
    assert ids(made.unmeasured) == ["a"]  # the outcome has no number


def test_an_entry_without_results_is_unmeasured_and_has_no_target() -> None:
    made = report_on(entry("a", results=[], evidence="1"))
    assert not made.targets_only
    assert [(each.id, each.note) for each in made.unmeasured] == [("a", "Niveau 1")]


def test_the_hardest_entry_comes_first_with_its_hard_words(report: Report) -> None:
    hardest = report.readability[0]
    assert hardest.id == "moeilijk"
    assert hardest.score < 0 < report.readability[1].score
    assert hardest.longest_sentence == 12
    # "Momenteel" has a capital, as a name has.
    assert hardest.jargon == ("faciliteert", "impact", "structureel", "verduurzamen")


def test_readability_is_the_median_over_all_entries() -> None:
    easy, hard = (report_on(entry("a", body)).median_readability for body in (EASY, HARD))
    made = report_on(entry("a"), entry("b"), entry("c", HARD))
    assert made.median_readability == easy != hard


def test_organisations_outside_the_list_come_once_and_groups_do_not(report: Report) -> None:
    assert [(each.name, each.entries) for each in report.unlisted] == [
        ("Bakkerij Jansen", ("veel-werk",))
    ]


def test_without_a_list_of_organisations_none_is_missing() -> None:
    lists = read_lists()
    none = replace(lists, organisations=replace(lists.organisations, terms=()))
    assert not make_report(Catalogue.of(SMALL, none), TODAY).unlisted


def test_the_order_of_the_entries_does_not_matter(report: Report) -> None:
    assert report_on(*reversed(SMALL)) == report


def test_an_empty_atlas_has_a_report() -> None:
    made = report_on()
    assert made.median_readability is None
    assert "0 praktijken" in list(as_text(made))
    assert json.loads(as_json(made))["readability"] == []


@pytest.mark.parametrize("form", ["json", "txt"])
def test_report_is_as_expected(report: Report, form: str) -> None:
    made = as_json(report) if form == "json" else "".join(f"{line}\n" for line in as_text(report))
    expected = EXPECTED / f"report.{form}"
    if UPDATE:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text("utf-8")


def test_json_has_a_version_sorted_keys_and_a_final_newline(report: Report) -> None:
    text = as_json(report)
    values = json.loads(text)
    assert values["schema_version"] == 1
    assert list(values) == sorted(values)
    assert text.endswith("}\n")


def test_no_line_is_wider_than_a_hundred_characters() -> None:
    long = "heel-erg-lange-naam-voor-een-praktijk-" * 2
    wide = entry(
        long.strip("-"),
        HARD * 3,
        title="Lang",
        sources=[source("krant", publisher="De Streekkrant " * 15)],
        organisations=[{"name": "Bakkerij " * 20, "kind": "bedrijf"}],
    )
    lists = read_lists()
    terms = tuple(
        lists.themes["leeg"].model_copy(update={"id": f"t{n}", "label": f"Thema {n} " * 9})
        for n in range(60)
    )
    many = replace(lists, themes=replace(lists.themes, terms=(*lists.themes.terms, *terms)))
    made = make_report(Catalogue.of([wide], many), TODAY)
    for width, most in ((80, 80), (20, 60)):
        assert max(map(len, as_text(made, width))) <= most
    lines = list(as_text(made))
    assert max(map(len, lines)) <= 100
    assert any(line.split() and line.split()[0] == "AA" for line in lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the entry that the cases of the checks start from."""
    cases = Path(__file__).parent / "cases"
    lists = tmp_path / "practices" / "vocabulary"
    lists.mkdir(parents=True)
    for file in (cases / "vocabulary").iterdir():
        (lists / file.name).write_bytes(file.read_bytes())
    (tmp_path / "practices" / "bouw.md").write_bytes((cases / "valid" / "input.md").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments], catch_exceptions=False)


def test_command_prints_text(folder: Path) -> None:
    result = run("--today", "2026-11-23")
    assert result.exit_code == 0
    assert result.stdout.startswith("Stand van de atlas op 23 november 2026\n1 praktijk\n")
    assert result.stderr == ""


def test_command_prints_json_as_of_a_day(folder: Path) -> None:
    result = run("--format", "json", "--today", "2029-01-01")
    made = json.loads(result.stdout)
    assert (made["entries"], made["today"]) == (1, "2029-01-01")
    assert made["overdue"] == [
        {"due": "2028-11-23", "id": "bouw", "title": "Leerlingen bouwen mee aan huizen in Brugdorp"}
    ]
    assert result.stdout.endswith("}\n")


def test_command_says_what_faults_keep_out(folder: Path) -> None:
    (folder / "practices" / "kapot.md").write_text("---\ntitle: Kapot\n---\n", "utf-8")
    result = run("--format", "json", "--today", "2026-11-23")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["entries"] == 1
    assert result.stderr == "Niet meegeteld door fouten: 1. Kijk: praktijkatlas check\n"


def test_command_outside_a_project_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 2
    assert "Werk in de map van het project" in result.stderr
