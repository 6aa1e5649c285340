"""The overview: its numbers, what comes nearest to nothing, and choosing rows and columns."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site.overview import Nearness, Overview, axes, overview_files, regions_around

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CELLS = """() => [...document.querySelectorAll('[data-matrix] tr')].map(row =>
    [...row.cells].map(cell => cell.textContent.trim()))"""


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


def open_overview(new_page: NewPage, site_url: str, query: str = "", **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}overzicht/{query}", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    return page


def choose(page: "Page", field: str, value: str) -> None:
    before = page.get_attribute("body", "data-ready")
    page.select_option(field, value)
    page.wait_for_selector(f"body[data-ready]:not([data-ready='{before}'])")


def table_of(page: "Page") -> list[list[str]]:
    rows: list[list[str]] = page.evaluate(CELLS)
    return [row for row in rows if len(row) > 1]


# The numbers ------------------------------------------------------------------------------------


def test_an_empty_cell_names_a_practice_of_the_theme_in_the_smallest_region_around(
    catalogue: Catalogue,
) -> None:
    near = Nearness(catalogue)
    around = regions_around(catalogue)
    found = 0
    for theme in catalogue.vocabularies.themes:
        for region, wider in around.items():
            first = next((up for up in wider if catalogue.count(theme.id, up)), None)
            if first and not catalogue.count(theme.id, region):
                found += 1
                assert near.of(theme.id, region) in catalogue.cell(theme.id, first)
    assert found > 50


def test_without_such_a_region_the_practice_is_of_a_theme_that_goes_with_it(
    catalogue: Catalogue,
) -> None:
    near = Nearness(catalogue)
    around = regions_around(catalogue)
    for region in around:
        for theme in catalogue.by_theme:
            if any(catalogue.count(theme, up) for up in (region, *around[region])):
                continue
            entry = near.of(theme, region)
            assert entry is not None
            there = region in catalogue.regions_of(entry.practice)
            assert there or theme in entry.practice.themes


def test_a_theme_of_no_practice_has_nothing_near_where_there_is_nothing(
    catalogue: Catalogue,
) -> None:
    empty = Catalogue.of((), catalogue.vocabularies)
    overview = Overview(empty)
    assert all(cell.near is None for g in overview.groups for r in g.rows for cell in r.cells)
    assert list(overview.legend()) == []


def test_the_table_to_download_says_what_the_page_says(catalogue: Catalogue) -> None:
    [(path, data)] = overview_files(catalogue)
    assert path == addresses.OVERVIEW_TABLE
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    labels = {region.label: region.id for region in catalogue.vocabularies.regions}
    themes = {theme.label: theme.id for theme in catalogue.vocabularies.themes}
    for row in rows[:-1]:
        for heading, number in zip(head[1:-1], row[1:-1], strict=True):
            assert int(number) == catalogue.count(themes[heading], labels[row[0]])
        assert int(row[-1]) == len(catalogue.by_region.get(labels[row[0]], ()))
    assert rows[-1][-1] == str(len(catalogue))


def test_what_all_practices_have_in_common_is_no_axis(catalogue: Catalogue) -> None:
    one = catalogue.entries[0].practice.status
    same = [e for e in catalogue.entries if e.practice.status == one]
    assert "status" not in {a["id"] for a in axes(Catalogue.of(same, catalogue.vocabularies))}
    assert "status" in {a["id"] for a in axes(catalogue)}


# In a browser -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "columns", "members"),
    [
        ("onderwijs", "sector", lambda p: (p.education_levels, p.sectors)),
        ("soort", "status", lambda p: (p.practice_types, (p.status,))),
    ],
)
def test_every_number_of_a_chosen_table_is_right(
    new_page: NewPage,
    site_url: str,
    catalogue: Catalogue,
    rows: str,
    columns: str,
    members: Callable[[Any], tuple[Any, Any]],
) -> None:
    page = open_overview(new_page, site_url, f"?rijen={rows}&kolommen={columns}")
    made = {axis["id"]: axis["groups"][0][1] for axis in axes(catalogue)}
    head, *lines, totals = table_of(page)
    assert head[1:-1] == [label for _, label in made[columns]]
    practices = [members(entry.practice) for entry in catalogue.entries]
    for line, (row, label) in zip(lines, made[rows], strict=True):
        assert line[0] == label
        for shown, (column, _) in zip(line[1:-1], made[columns], strict=True):
            count = sum(row in down and column in across for down, across in practices)
            assert int(shown or 0) == count
        assert int(line[-1]) == sum(row in down for down, _ in practices)
    assert int(totals[-1]) == len(catalogue)


def test_the_table_of_the_browser_is_that_of_the_page(new_page: NewPage, site_url: str) -> None:
    page = open_overview(new_page, site_url)
    written = table_of(page)
    choose(page, "#rijen", "thema")
    page.wait_for_url(lambda url: url.endswith("?rijen=thema&kolommen=plaats"))
    turned = [list(column) for column in zip(*table_of(page), strict=True)]
    assert [row[1:] for row in turned] == [row[1:] for row in written]


def test_the_nearest_practice_of_the_browser_is_that_of_the_page(
    new_page: NewPage, site_url: str
) -> None:
    page = open_overview(new_page, site_url)
    near = """() => Object.fromEntries([...document.querySelectorAll('.cell--0 a')].map(link => {
        const asked = new URL(link.href).searchParams;
        return [asked.get('regions') + ' ' + asked.get('themes'), asked.get('dichtbij')]; }))"""
    written = page.evaluate(near)
    choose(page, "#rijen", "thema")
    page.evaluate(
        "document.querySelectorAll('.cell--0 a').forEach(link => link.focus({preventScroll: true}))"
    )
    page.locator(".cell--0 a:not([href*='dichtbij='])").first.wait_for(state="detached")
    assert page.evaluate(near) == written


def test_the_address_says_what_is_chosen_and_back_undoes_it(
    new_page: NewPage, site_url: str
) -> None:
    page = open_overview(new_page, site_url)
    choose(page, "#rijen", "onderwijs")
    choose(page, "#kolommen", "sector")
    page.wait_for_url(lambda url: url.endswith("/overzicht/?rijen=onderwijs&kolommen=sector"))
    assert "per onderwijs en sector" in page.locator("[data-status]").inner_text()
    page.go_back()
    page.locator("caption", has_text="per onderwijs en thema").wait_for()
    page.go_back()
    page.locator("caption", has_text="per regio en thema").wait_for()
    page.wait_for_url(lambda url: url.endswith("/overzicht/"))


@pytest.mark.parametrize("query", ["?rijen=onzin&kolommen=x", "?rijen=thema&kolommen=thema"])
def test_an_address_that_asks_for_nothing_gives_the_first_table(
    new_page: NewPage, site_url: str, query: str
) -> None:
    page = open_overview(new_page, site_url, query)
    assert page.locator("caption").inner_text() == "Aantal praktijken per regio en thema"


def test_a_filled_cell_leads_to_just_those_practices(new_page: NewPage, site_url: str) -> None:
    page = open_overview(new_page, site_url, "?rijen=onderwijs&kolommen=sector")
    link = page.locator(".cell:not(.cell--0):not(.matrix__total) a").first
    number = link.inner_text()
    link.click()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#gevonden").inner_text().startswith(f"{number} praktijk")


def test_an_empty_cell_leads_to_the_form_which_names_what_comes_nearest(
    new_page: NewPage, site_url: str
) -> None:
    page = open_overview(new_page, site_url)
    link = page.locator(".cell--0 a").first
    link.focus()
    named = str(link.get_attribute("title")).removeprefix("Dichtbij: ")
    assert named in page.locator("[data-near]").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bijdragen/formulier/**")
    asked = parse_qs(urlsplit(page.url).query)
    assert page.locator("main [data-near] a").inner_text() == named
    for field in ("regions", "themes"):
        expect(page.locator(f"input[name={field}][value='{asked[field][0]}']")).to_be_checked()


def test_the_form_of_another_pair_is_filled_with_that_pair(
    new_page: NewPage, site_url: str
) -> None:
    page = open_overview(new_page, site_url, "?rijen=status&kolommen=soort")
    link = page.locator(".cell--0 a").first
    link.focus()
    page.locator("[data-near]", has_text="Dichtbij: ").wait_for()
    asked = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
    assert {"status", "practice_types", "dichtbij"} == set(asked)


def test_the_chosen_table_can_be_downloaded(new_page: NewPage, site_url: str) -> None:
    page = open_overview(new_page, site_url, "?rijen=onderwijs&kolommen=status")
    with page.expect_download() as waiting:
        page.click("[data-csv]")
    assert waiting.value.suggested_filename == "overzicht-onderwijs-status.csv"
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows == [[cell or "0" for cell in row] for row in table_of(page)]


def test_without_javascript_the_first_table_and_its_file_are_there(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}overzicht/")
    assert page.locator("[data-pivot]").is_hidden()
    empty = page.locator(".cell--0 a").first
    assert "formulier/?regions=" in str(empty.get_attribute("href"))
    assert str(empty.get_attribute("title")).startswith("Dichtbij: ")
    with page.expect_download() as waiting:
        page.click("[data-csv]")
    assert waiting.value.suggested_filename == "overzicht.csv"


def test_shades_are_told_apart_without_colour(new_page: NewPage, site_url: str) -> None:
    page = open_overview(new_page, site_url)
    widths = page.evaluate(
        "[...document.querySelectorAll('[data-legend] .cell > span')].map(each =>"
        " parseFloat(getComputedStyle(each).borderBottomWidth))"
    )
    assert len(widths) > 2
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_chosen_table(
    new_page: NewPage, site_url: str, width: int, dark: bool
) -> None:
    page = open_overview(
        new_page, site_url, "?rijen=onderwijs&kolommen=sector", width=width, dark=dark
    )
    page.locator(".cell--0 a").first.focus()
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
