"""The page "Stand van de atlas" as an editor uses it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.reading import find_entry_files

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('.report details').forEach(each => each.open = true)"


@pytest.fixture
def open_report(new_page: NewPage, site_url: str) -> Callable[..., "Page"]:
    def open_page(**options: int | bool) -> "Page":
        page = new_page(**options)
        page.goto(f"{site_url}over/stand/", wait_until="load")
        return page

    return open_page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everything_unfolded_is_accessible_and_fits(
    open_report: Callable[..., "Page"], width: int, dark: bool
) -> None:
    page = open_report(width=width, dark=dark)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert not results.response["violations"]


def test_it_stands_under_over_in_the_navigation(open_report: Callable[..., "Page"]) -> None:
    current = open_report().locator(".siblings [aria-current=page]")
    assert current.inner_text() == "Stand van de atlas"


def test_each_practice_is_listed_with_a_link_to_its_page(
    open_report: Callable[..., "Page"], project: Path
) -> None:
    page = open_report()
    page.evaluate(OPEN_ALL)
    links = page.get_by_role("region", name="Leesbaarheid per praktijk").get_by_role("link")
    assert links.count() == len(find_entry_files(project / "practices"))
    links.first.click()
    assert "/praktijken/" in page.url
    assert page.locator("h1").count() == 1


def test_the_summary_leads_to_the_lists(open_report: Callable[..., "Page"]) -> None:
    page = open_report()
    broken = page.evaluate(
        "[...document.querySelectorAll('.report .places a')]"
        ".filter(link => !document.getElementById(link.hash.slice(1))).map(link => link.hash)"
    )
    assert broken == []
