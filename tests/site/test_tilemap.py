"""The map of tiles: where they come from, what they say, and how they look and work."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site import tilemap

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def drawn(project: Path, catalogue: Catalogue) -> tilemap.TileMap:
    return tilemap.load_tiles(project / "practices" / "vocabulary", catalogue)


def test_every_municipality_of_the_area_has_a_tile(
    catalogue: Catalogue, drawn: tilemap.TileMap
) -> None:
    lists = catalogue.vocabularies
    here = {
        region.id
        for region in lists.regions
        if region.kind == "gemeente"
        and not region.is_former
        and not any(lists.regions[up].comparison for up in (region.id, *lists.ancestors[region.id]))
    }
    assert set(drawn.places) == here


def test_a_tile_says_how_many_practices_there_are(
    catalogue: Catalogue, drawn: tilemap.TileMap
) -> None:
    for tile in drawn.tiles(catalogue):
        assert tile.count == len(catalogue.by_region.get(tile.region, ()))
        assert (tile.band == 0) == (tile.count == 0)


def test_the_map_of_a_region_shades_only_what_lies_in_it(
    catalogue: Catalogue, drawn: tilemap.TileMap
) -> None:
    inside = {tile.region for tile in drawn.tiles(catalogue, "provincie-drenthe") if tile.inside}
    assert "assen" in inside
    assert "eemsdelta" not in inside
    assert [t.region for t in drawn.tiles(catalogue, "assen") if t.inside] == ["assen"]


def test_a_region_without_tiles_has_no_map(catalogue: Catalogue, drawn: tilemap.TileMap) -> None:
    assert not drawn.shows(catalogue, "eindhoven")
    assert drawn.shows(catalogue, "provincie-drenthe")


def test_a_site_without_the_file_has_no_map(tmp_path: Path, catalogue: Catalogue) -> None:
    assert not tilemap.load_tiles(tmp_path, catalogue)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tiles: [1]", "de lijst `tiles` ontbreekt"),
        ("tiles: {nergens: [0, 0]}", '"nergens" staat niet in regions.yml'),
        ("tiles: {assen: 3}", "geen kolom en rij"),
        ("tiles: {assen: [0, -1]}", "geen kolom en rij"),
        ("tiles: {assen: [0, 0, 7]}", 'de naam op de tegel van "assen" is geen tekst'),
        ("tiles: {assen: [0, 0, As, sen]}", "geen kolom en rij"),
        ("tiles: {assen: [0, 0], emmen: [0, 0]}", "ligt op de tegel van een ander"),
        ("tiles: {", "niet te lezen"),
    ],
)
def test_a_fault_in_the_file_is_named(
    tmp_path: Path, catalogue: Catalogue, text: str, message: str
) -> None:
    (tmp_path / tilemap.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(tilemap.TilesError, match=message.replace("`", ".")):
        tilemap.load_tiles(tmp_path, catalogue)


@pytest.mark.parametrize(
    ("count", "most", "band"), [(0, 20, 0), (1, 20, 1), (20, 20, 5), (1, 1, 5), (4, 20, 2)]
)
def test_the_darkest_tile_is_the_one_with_most(count: int, most: int, band: int) -> None:
    assert tilemap.band(count, most) == band


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Assen", ("Assen",)),
        ("Midden-Drenthe", ("Midden-", "Drenthe")),
        ("Het Hogeland", ("Het", "Hogeland")),
        ("Westerkwartier", ("Westerkwartier",)),
    ],
)
def test_a_long_name_stands_on_two_lines(label: str, lines: tuple[str, ...]) -> None:
    assert tilemap.in_lines(label) == lines


def test_the_file_says_where_a_long_name_breaks(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / tilemap.FILE).write_text("tiles: {stadskanaal: [0, 0, Stads-kanaal]}", "utf-8")
    (tile,) = tilemap.load_tiles(tmp_path, catalogue).tiles(catalogue)
    assert tile.lines == ("Stads-", "kanaal")
    assert tile.label == "Stadskanaal"


@pytest.mark.parametrize("width", [390, 360, 320])
@pytest.mark.parametrize("address", ["", "regios/provincie-drenthe/"])
def test_names_can_be_read_on_a_phone(
    new_page: NewPage, site_url: str, address: str, width: int
) -> None:
    page = new_page(width=width, height=844)
    page.goto(site_url + address, wait_until="load")
    smallest = page.evaluate("""() => {
        const map = document.querySelector(".map__drawing");
        const scale = map.getBoundingClientRect().width / map.viewBox.baseVal.width;
        const sizes = [...map.querySelectorAll(".spot__name")].map(
            (name) => parseFloat(getComputedStyle(name).fontSize) * scale);
        return Math.min(...sizes);
    }""")
    assert smallest > 10.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_tile_leads_to_its_region_by_keyboard(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url, wait_until="load")
    page.focus(".map a[aria-label^='Assen: ']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regios/assen/")
    assert page.locator("h1").inner_text() == "Assen"


def test_the_map_is_there_without_javascript(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site_url, wait_until="load")
    assert page.locator(".map .spot").count() == 22


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["", "regios/provincie-drenthe/", "regios/assen/"])
def test_axe_finds_nothing_and_the_map_fits(
    new_page: NewPage, site_url: str, address: str, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(site_url + address, wait_until="load")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found: list[Any] = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate("""[...document.querySelectorAll('.spot')].filter((spot) =>
        [...spot.querySelectorAll('text')].some((text) =>
            text.getBBox().width > spot.querySelector('rect').getBBox().width + 2)).length""")
    assert outside == 0
