"""What is said of a practice in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Effort, PartialDate, Participant, Reach
from praktijkatlas.reading import load_vocabularies, read_entry

CASES = Path(__file__).parent / "cases"
VALID = read_entry((CASES / "valid/input.md").read_bytes(), "practices/valid.md").entry()
CATALOGUE = Catalogue.of([VALID], load_vocabularies(CASES / "vocabulary", CASES)[0])


def practice(**changes):
    """The practice of the valid entry with other values."""
    return VALID.practice.model_copy(update=changes)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.RtvDrenthe.nl/nieuws/1/een-bericht", "rtvdrenthe.nl"),
        ("http://school.example.org:8080", "school.example.org"),
        ("https://www2.example.org/", "www2.example.org"),
    ],
)
def test_a_site_is_known_by_its_name(address, name):
    assert facts.host(address) == name


def box(**changes):
    """The facts box: for every question its answers and its remark."""
    found = facts.facts(CATALOGUE, replace(VALID, practice=practice(**changes)))
    return {fact.name: ([value.label for value in fact.values], fact.remark) for fact in found}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (2_123_000, "2.123.000"),
        (96.5, "96,5"),
        (0.25, "0,25"),
        (1_234.5, "1.234,5"),
        (100.0, "100"),
        (1_000_000.0, "1.000.000"),
        (-3, "-3"),
        (-1_250.75, "-1.250,75"),
        (0.000001, "0,000001"),
    ],
)
def test_number_is_written_as_dutch_readers_do(value, words):
    assert facts.number(value) == words


@pytest.mark.parametrize(
    ("status", "as_of", "words"),
    [
        ("lopend", "2020-12", "Lopend (stand december 2020)"),
        ("gestopt", "2019", "Gestopt (stand 2019)"),
        ("pilot", "2021-05-03", "Pilot (stand 3 mei 2021)"),
        ("onbekend", "2018~", "Onbekend (stand rond 2018)"),
    ],
)
def test_status_comes_with_its_date(status, as_of, words):
    each = practice(status=status, status_as_of=PartialDate.parse(as_of))
    assert facts.status_line(CATALOGUE, each) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2015-03", "2020-04", "maart 2015 – april 2020"),
        ("2015", None, "vanaf 2015"),
        (None, "2020-04~", "tot rond april 2020"),
        (None, None, ""),
    ],
)
def test_period_in_words(start, end, words):
    days = {"start": start and PartialDate.parse(start), "end": end and PartialDate.parse(end)}
    assert facts.period(practice(**days)) == words


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 1, 31), 13, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 1), 60, date(2031, 12, 1)),
    ],
)
def test_review_is_due_after_so_many_months(reviewed, months, due):
    assert facts.review_due(practice(reviewed=reviewed, review_months=months)) == due


def test_review_is_overdue_from_the_day_after():
    each = practice(reviewed=date(2024, 5, 31), review_months=12)
    assert facts.review_line(each, date(2025, 5, 31)) == (
        *("Nagekeken op 31 mei 2024; weer na te kijken vóór 31 mei 2025", False),
    )
    assert facts.review_line(each, date(2025, 6, 1)) == (
        *("Nagekeken op 31 mei 2024; sinds 31 mei 2025 is het tijd om weer te kijken", True),
    )


def test_effort_is_one_phrase_for_each_number():
    effort = Effort(lead_weeks=1, school_hours=1_200, company_hours=0, people=1)
    assert list(facts.effort_lines(practice(effort=effort))) == [
        "1 week voorbereiding",
        "1.200 uur van de school",
        "0 uur van een bedrijf",
        "1 mens die het draagt",
    ]
    two = Effort(lead_weeks=2, people=2)
    assert list(facts.effort_lines(practice(effort=two))) == [
        "2 weken voorbereiding",
        "2 mensen die het dragen",
    ]
    assert list(facts.effort_lines(practice(effort=None))) == []


def test_facts_box_answers_what_a_visitor_asks():
    found = box()
    assert list(found) == [
        *("Waar", "Voor wie", "Soort", "Sector", "Status", "Periode", "Onderbouwing"),
        *("Inzet", "Kosten"),
    ]
    assert found["Waar"][0] == ["Brugdorp"]
    assert found["Status"][0] == ["Lopend (stand juni 2025)"]
    assert found["Periode"][0] == ["vanaf september 2019"]
    assert found["Onderbouwing"][0] == ["Resultaat gemeten"]


def test_what_no_source_says_is_said_to_be_unknown():
    found = box(effort=None, cost_band=None)
    assert found["Inzet"] == found["Kosten"] == ([], "Niet bekend uit de bronnen.")


def test_costs_funding_and_reach_are_shown_when_a_source_says_so():
    reach = Reach(learners=3_000, companies=45, year=2024, source=1)
    found = box(cost_band=0, funding=("gemeente", "eigen"), reach=reach)
    assert found["Kosten"][0] == ["Geen kosten"]
    assert found["Geld van"][0] == ["Gemeente", "Eigen geld"]
    assert found["Bereik"] == (["3.000 leerlingen of studenten", "45 bedrijven"], "In 2024")
    one = box(reach=Reach(learners=1, companies=1, year=2024, source=1))
    assert one["Bereik"][0] == ["1 leerling of student", "1 bedrijf"]


def test_status_tells_why_it_stopped():
    assert (
        box(status="gestopt", stopped_reason="Het geld was op.")["Status"][1] == "Het geld was op."
    )


def test_places_lead_to_their_pages_and_unknown_ones_are_left_out():
    links = facts.region_links(CATALOGUE, ["brugdorp", "nergens", "sluisstad"])
    assert [(link.label, link.address) for link in links] == [
        *(("Brugdorp", "regios/brugdorp/"), ("Sluisstad", "regios/sluisstad/")),
    ]


def test_unknown_term_stands_for_itself():
    assert facts.labels(CATALOGUE.vocabularies.sectors, ["bouw", "zee"]) == ["Bouw", "zee"]


def test_participants_come_by_kind_in_the_order_of_the_list():
    taking_part = (
        Participant(name="Gemeente Brugdorp", kind="overheid", role="betaalt mee"),
        Participant(name="Onbekende school", kind="school"),
        Participant(name="vier scholen", kind="school", group=True),
        Participant(name="VC De Brug", kind="school"),
        Participant(name="学校", kind="school"),
    )
    groups = facts.participant_groups(CATALOGUE, practice(organisations=taking_part))
    assert [(group.label, group.members) for group in groups] == [
        (
            "School",
            (
                ("Onbekende school", "organisaties/onbekende-school/", ""),
                ("vier scholen", "", ""),
                ("VC De Brug", "organisaties/vakcollege-de-brug/", ""),
                ("学校", "", ""),
            ),
        ),
        (
            "Overheid",
            (("Gemeente Brugdorp", "organisaties/gemeente-brugdorp/", "betaalt mee"),),
        ),
    ]
