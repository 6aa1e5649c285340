"""The agenda: what must be looked at again, when, and what for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.model.dates import PartialDate
from praktijkatlas.model.practice import Result
from praktijkatlas.report import agenda
from praktijkatlas.report.agenda import points
from praktijkatlas.site.agenda_pages import ON_A_PAGE, agenda_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, TODAY).catalogue


def changed(catalogue: Catalogue, **values: Any) -> Any:
    plain = {
        "status": "lopend",
        "status_as_of": PartialDate.parse("2026-10"),
        "end": None,
        "results": (),
    }
    return catalogue.entries[0].practice.model_copy(update=plain | values)


@pytest.mark.parametrize(
    ("values", "point"),
    [
        ({"status": "onbekend"}, "Hoe staat het er nu voor? De status is onbekend."),
        (
            {"status_as_of": PartialDate.parse("2024-10")},
            "Loopt het nog? De stand is van oktober 2024.",
        ),
        (
            {"end": PartialDate.parse("2025")},
            "Loopt het nog? Het zou eindigen in 2025.",
        ),
        (
            {"results": (Result(text="Het doel.", kind="doel", year=2025, source=1),)},
            "Is het doel voor 2025 gehaald?",
        ),
    ],
)
def test_it_says_what_to_look_for(catalogue: Catalogue, values: dict[str, Any], point: str) -> None:
    assert list(points(changed(catalogue, **values), TODAY)) == [point]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"status_as_of": PartialDate.parse("2024-11")},
        {"status_as_of": PartialDate.parse("2024")},
        {"status": "afgerond", "status_as_of": PartialDate.parse("2010")},
        {"end": PartialDate.parse("2026")},
        {"results": (Result(text="Het doel.", kind="doel", year=2026, source=1),)},
    ],
)
def test_what_may_still_be_right_is_no_point(catalogue: Catalogue, values: dict[str, Any]) -> None:
    assert list(points(changed(catalogue, **values), TODAY)) == []


def test_a_target_with_an_outcome_of_that_year_is_done(catalogue: Catalogue) -> None:
    results = tuple(
        Result(text="Zin.", kind=kind, year=2024, source=1) for kind in ("doel", "uitkomst")
    )
    assert list(points(changed(catalogue, results=results), TODAY)) == []


def test_what_has_waited_longest_comes_first(catalogue: Catalogue) -> None:
    turns = agenda(catalogue, date(2028, 1, 1))
    assert len(turns) == len(catalogue)
    assert [turn.due for turn in turns] == sorted(turn.due for turn in turns)
    assert turns[0].overdue
    assert not turns[-1].overdue


def test_on_its_last_day_a_practice_is_not_overdue(catalogue: Catalogue) -> None:
    first = agenda(catalogue, TODAY)[0]
    assert not agenda(catalogue, first.due)[0].overdue
    assert agenda(catalogue, first.due + timedelta(days=1))[0].overdue


def test_every_practice_stands_on_one_page_in_its_month(catalogue: Catalogue) -> None:
    entries = [
        replace(entry, id=f"{entry.id}-{copy}") for entry in catalogue.entries for copy in range(4)
    ]
    many = Catalogue.of(entries, catalogue.vocabularies)
    pages = list(agenda_pages(many, date(2028, 1, 1)))
    shown = [
        turn.entry.id for page in pages for _, members in page.context["groups"] for turn in members
    ]
    assert len(shown) == len(set(shown)) == len(many)
    assert len(pages) == -(-len(many) // ON_A_PAGE)
    months = list(pages[0].context["months"])
    assert [months[0].heading, months[1].heading] == ["Nu", "November 2028"]
    assert sum(month.count for month in months) == len(many)
    for month in months:
        page = next(page for page in pages if page.address == month.address)
        assert month.anchor in [each.anchor for each, _ in page.context["groups"]]


def test_an_empty_atlas_has_an_agenda_too(catalogue: Catalogue) -> None:
    (page,) = agenda_pages(Catalogue.of((), catalogue.vocabularies), TODAY)
    assert page.context["groups"] == []


def open_agenda(new_page: NewPage, site_url: str, **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}aan-de-beurt/", wait_until="load")
    return page


def test_editors_come_there_from_the_report_and_go_on_to_the_form(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}over/stand/")
    page.get_by_role("link", name="Aan de beurt").click()
    page.wait_for_url("**/aan-de-beurt/")
    assert page.locator(".turn").count() == ON_A_PAGE
    improve = page.locator(".turn__do a").first
    assert "bijdragen/formulier/?id=" in (improve.get_attribute("href") or "")
    calendar = page.get_by_role("link", name="deze dagen in uw agenda")
    assert (calendar.get_attribute("href") or "").endswith("feeds/nakijken.ics")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_the_page_fits(
    new_page: NewPage, site_url: str, width: int, dark: bool
) -> None:
    page = open_agenda(new_page, site_url, width=width, dark=dark)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert not results.response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
