"""Organisations: the lists by letter, kind and place, finding one, and the page of each."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site.organisation_pages import PARTNERS, ROWS, Directory, directory_files

from .waiting import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def many(catalogue: Catalogue) -> Catalogue:
    """A catalogue with some 1.300 organisations."""
    first = catalogue.entries[0]
    participant = first.practice.organisations[0]
    entries = (
        replace(
            first,
            id=f"praktijk-{number}",
            practice=first.practice.model_copy(
                update={
                    "organisations": tuple(
                        participant.model_copy(update={"name": name})
                        for name in (
                            "Zaak in alles",
                            f"Bouwbedrijf {number}",
                            f"Kwekerij {number}",
                            f"Winkel {number}",
                        )
                    )
                }
            ),
        )
        for number in range(440)
    )
    return Catalogue.of((*catalogue.entries, *entries), catalogue.vocabularies)


def rows_of(page: Any) -> list[str]:
    return [row.organisation.id for group in page.context["groups"] for row in group.members]


def open_list(new_page: NewPage, site_url: str, path: str = "", **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}organisaties/{path}", wait_until="load")
    return page


# The lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["catalogue", "many"])
def test_every_organisation_stands_in_each_list_once(
    request: pytest.FixtureRequest, size: str
) -> None:
    made: Catalogue = request.getfixturevalue(size)
    pages = list(Directory(made).pages())
    assert len({page.address for page in pages}) == len(pages)
    for part in ("organisaties/pagina/", "organisaties/soort/"):
        first = {"organisaties/"} if part == "organisaties/pagina/" else set()
        found = [
            row
            for page in pages
            if page.address.startswith(part) or page.address in first
            for row in rows_of(page)
        ]
        assert sorted(found) == sorted(made.organisations)


def test_no_list_page_is_longer_than_the_others_may_be(many: Catalogue) -> None:
    for page in Directory(many).pages():
        assert len(rows_of(page)) <= ROWS


def test_letters_lead_to_where_they_begin(many: Catalogue) -> None:
    pages = {page.address: page for page in Directory(many).pages()}
    jumps = pages["organisaties/"].context["jumps_found"]
    assert [jump.heading for jump in jumps] == sorted(jump.heading for jump in jumps)
    assert any("pagina/" in jump.address for jump in jumps)
    for jump in jumps:
        address, anchor = jump.address.split("#")
        assert anchor in [group.anchor for group in pages[address].context["groups"]]


def test_a_province_has_the_organisations_of_its_places(catalogue: Catalogue) -> None:
    pages = {page.address: page for page in Directory(catalogue).pages()}
    inside = set(rows_of(pages["organisaties/plaats/assen/"]))
    assert inside
    assert inside < set(rows_of(pages["organisaties/plaats/provincie-drenthe/"]))


def test_an_organisation_without_a_place_is_said_to_have_none(catalogue: Catalogue) -> None:
    pages = {page.address: page for page in Directory(catalogue).pages()}
    groups = pages["organisaties/soort/school/"].context["groups"]
    assert groups[-1].heading == "Plaats niet in onze lijst"


def test_a_page_of_an_organisation_names_only_so_many(many: Catalogue) -> None:
    first, *others = Directory(many).page("zaak-in-alles")
    assert len(others) > 5
    assert len(first.context["entries"]) == 48
    assert len(first.context["partners"]) <= PARTNERS
    drawn = len(first.context["network"].nodes)
    assert drawn + len(first.context["partners"]) + first.context["more"] == 3 * 440


def test_the_names_for_the_browser_are_those_of_the_lists(catalogue: Catalogue) -> None:
    ((path, data),) = directory_files(catalogue)
    found = json.loads(data)
    assert path == "assets/organisaties.json"
    assert {row[0]: row[4] for row in found["rows"]} == {
        each.id: len(each.entries) for each in catalogue.organisations.values()
    }


# Finding one ------------------------------------------------------------------------------------


def test_typing_a_name_or_another_name_finds_it(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url)
    page.fill("#naam", "rug")
    page.wait_for_selector("[data-list] a")
    assert "Rijksuniversiteit Groningen" in page.locator("[data-list] a").all_inner_texts()
    page.wait_for_url(lambda url: url.endswith("?naam=rug"))
    assert page.locator("[data-browse]").is_hidden()
    status = page.locator("[data-found] [data-status]").inner_text()
    assert status.startswith(f"{page.locator('[data-list] li').count()} organisatie")


def test_a_choice_by_keyboard_stands_in_the_address_and_back_undoes_it(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, width=390, height=844)
    page.focus("#soort")
    page.wait_for_selector("#soort option[value=school]", state="attached")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[data-list] a")
    page.wait_for_url(lambda url: url.endswith("?soort=school"))
    assert all("School" in text for text in page.locator("[data-list] small").all_inner_texts())
    page.go_back()
    page.wait_for_selector("[data-browse]:visible")
    assert page.input_value("#soort") == ""


def test_a_shared_address_shows_the_same(new_page: NewPage, site_url: str) -> None:
    query = "?naam=college&plaats=provincie-drenthe"
    page = open_list(new_page, site_url, query)
    page.wait_for_selector("[data-list] a")
    assert page.input_value("#plaats") == "provincie-drenthe"
    names = page.locator("[data-list] a").all_inner_texts()
    assert "Esdal College" in names
    assert "Noorderpoort" not in names
    page.click("[data-clear]")
    assert page.locator("[data-browse]").is_visible()
    page.wait_for_url(lambda url: url.endswith("/organisaties/"))


def test_nothing_found_says_what_to_do(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url, "?naam=bestaatniet")
    page.wait_for_selector("[data-found]:visible")
    wait_for(page, "document.querySelector('[data-found] [data-status]').textContent")
    assert "Geen organisatie gevonden" in page.locator("[data-status]").inner_text()


def test_names_come_only_when_somebody_looks(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}organisaties/", wait_until="load")
    assert not [url for url in asked if url.endswith("organisaties.json")]


def test_without_javascript_all_lists_are_there(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url, java_script_enabled=False)
    assert page.locator("[data-find]").is_hidden()
    assert page.locator(".orgs li").count() > 200
    page.click("text=Bedrijf of werkgever >> nth=0")
    page.wait_for_url("**/organisaties/soort/bedrijf/")
    page.goto(f"{site_url}organisaties/plaats/assen/")
    assert page.locator(".orgs li").count() > 5


# The drawing ------------------------------------------------------------------------------------


def test_an_organisation_in_the_drawing_leads_to_its_page(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url, width=390, height=844)
    page.focus(".node[aria-label$=', Noorderpoort']")
    assert page.locator(".network.is-pointed .tie.is-on").count() > 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisaties/noorderpoort/")
    assert page.locator(".network .node").count() == 24


def test_the_list_says_in_words_what_the_drawing_shows(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url, java_script_enabled=False)
    labels = [node.get_attribute("aria-label") for node in page.locator(".network .node").all()]
    names = page.locator(".who__list a").all_inner_texts()
    assert labels == [f"{number}, {name}" for number, name in enumerate(names, start=1)]
    first = page.locator(".who__list li").first.inner_text()
    assert "Alfa-college (" in first


def test_names_stand_beside_it_where_there_is_room(new_page: NewPage, site_url: str) -> None:
    wide = open_list(new_page, site_url)
    assert wide.locator(".node__name").first.is_visible()
    spots = [box.bounding_box() for box in wide.locator(".node__name").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 1280 for box in spots)
    phone = open_list(new_page, site_url, width=390, height=844)
    assert phone.locator(".node__name").first.is_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path", ["", "?soort=school", "soort/school/", "plaats/assen/", "noorderpoort/", "gasunie/"]
)
def test_axe_finds_nothing_and_the_page_fits(
    new_page: NewPage, site_url: str, path: str, width: int, dark: bool
) -> None:
    page = open_list(new_page, site_url, path, width=width, dark=dark)
    if path.startswith("?"):
        page.wait_for_selector("[data-list] a")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
