"""The sheet for one kind of reader: what such readers do, give and get, as far as it is known."""

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.sheets import ROLES, Role, document_pdf, roles_of, sheet_pdf

from .conftest import SETTINGS, entry
from .tagged import Tagged

SCHOOL, COMPANY, MUNICIPALITY = ROLES


def test_it_opens_with_what_such_readers_do_give_and_get(for_school: Tagged) -> None:
    headings = for_school.headings()
    assert headings[:5] == [
        (1, "Gastles in De Stad"),
        (2, "Voor scholen"),
        (3, "Wat scholen doen"),
        (3, "Wat het vraagt"),
        (3, "Wat het opleverde"),
    ]
    assert headings.index((2, "Zelf doen")) < headings.index((2, "Aanleiding"))
    words = for_school.text
    assert "Vakcollege De Brug: geeft de lessen" in words
    assert "Inzet en kosten: Niet bekend uit de bronnen." in words


def test_what_moved_to_the_opening_is_not_said_twice(for_school: Tagged, short: Tagged) -> None:
    for words in ("Er gingen 10 leerlingen mee.", "Niet bekend uit de bronnen."):
        assert short.text.count(words) == for_school.text.count(words) == 1
    assert "Het plan was een hele klas." in for_school.text
    assert (2, "Resultaten") in for_school.headings()


def test_participants_of_the_opening_are_not_named_again(
    catalogue: Catalogue, for_school: Tagged, short: Tagged
) -> None:
    assert for_school.text.count("geeft de lessen") == 1
    headings = for_school.headings()
    assert (2, "Wie doen nog mee?") in headings and (2, "Wie doen mee?") not in headings
    assert "Bakkerij Jansen" in for_school.text
    alone = entry("x", organisations=[
        {"name": "Vakcollege De Brug", "kind": "school", "role": "doet alles"},
    ])  # fmt: skip
    made = Tagged(sheet_pdf(alone, catalogue, SETTINGS, SCHOOL))
    assert not [
        text for _, text in made.headings() if text.startswith("Wie doen") and "mee" in text
    ]


def test_many_who_do_something_fill_no_page_of_a_column(catalogue: Catalogue) -> None:
    bakers = [
        {"name": f"Bakkerij {n} in De Stad", "kind": "bedrijf", "role": "ontvangt leerlingen"}
        for n in range(35)
    ]
    made = entry("x", organisations=bakers)
    sheets = [Tagged(sheet_pdf(made, catalogue, SETTINGS, role)) for role in (None, COMPANY)]
    assert [len(sheet.pdf.pages) for sheet in sheets] == [1, 1]
    for baker in bakers:
        assert f"{baker['name']}: ontvangt leerlingen" in sheets[1].text
        assert sheets[1].text.count(baker["name"]) == 1


def test_the_title_says_for_whom_it_is(for_school: Tagged) -> None:
    with for_school.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Gastles in De Stad – voor scholen"


@pytest.mark.parametrize(
    ("changes", "roles"),
    [
        ({}, (SCHOOL,)),
        ({"effort": {"company_hours": "4"}}, (SCHOOL, COMPANY)),
        ({"effort": {"people": "4"}}, (SCHOOL,)),
        (
            {
                "organisations": [
                    {"name": "Vakcollege De Brug", "kind": "school"},
                    {"name": "Bakkerij Jansen", "kind": "bedrijf", "role": "bakt"},
                    {"name": "De Stad", "kind": "overheid", "role": "betaalt"},
                ]
            },
            (COMPANY, MUNICIPALITY),
        ),
    ],
)
def test_there_is_a_sheet_for_those_of_whom_something_is_said(
    catalogue: Catalogue, changes: dict[str, object], roles: tuple[Role, ...]
) -> None:
    assert roles_of(entry("x", **changes), catalogue) == roles


def test_nobody_reads_the_hours_of_others(catalogue: Catalogue) -> None:
    effort = {"school_hours": "40", "company_hours": "10", "people": "2"}
    made = entry("x", effort=effort, organisations=[
        {"name": "Vakcollege De Brug", "kind": "school"},
        {"name": "Bakkerij Jansen", "kind": "bedrijf"},
    ])  # fmt: skip
    school, company = (Tagged(sheet_pdf(made, catalogue, SETTINGS, r)) for r in ROLES[:2])
    assert "40 uur van de school, 2 mensen die het dragen" in school.text
    assert "10 uur van een bedrijf, 2 mensen die het dragen" in company.text
    assert "uur van een bedrijf" not in school.text
    assert "Wat bedrijven doen Dat staat niet in de bronnen." in " ".join(
        company.text.replace("doenDat", "doen Dat").split()
    )


def test_without_outcomes_it_says_so(catalogue: Catalogue) -> None:
    made = Tagged(sheet_pdf(entry("x", results=[]), catalogue, SETTINGS, SCHOOL))
    assert "Er is geen uitkomst bekend uit de bronnen." in made.text


def test_it_lies_beside_the_sheet(catalogue: Catalogue) -> None:
    made = document_pdf("praktijken/gastles/gastles-school.pdf", catalogue, SETTINGS)
    assert made is not None
    assert (2, "Voor scholen") in Tagged(made).headings()
    for path in ("praktijken/gastles/gastles-bedrijf.pdf", "gastles-school.pdf"):
        assert document_pdf(path, catalogue, SETTINGS) is None
