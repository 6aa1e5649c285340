"""The choices beside the list of practices: their numbers, and using them in a browser."""

import gzip
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
from praktijkatlas.model.practice import Effort
from praktijkatlas.site import facets

from .waiting import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in facets.files(catalogue)}


def open_list(new_page: NewPage, site_url: str, query: str = "", **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}praktijken/{query}", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    return page


def after(page: "Page", act: Callable[[], Any]) -> None:
    before = page.get_attribute("body", "data-ready")
    act()
    page.wait_for_selector(f"body[data-ready]:not([data-ready='{before}'])")


def shown_ids(page: "Page") -> list[str]:
    links = page.locator(".card:visible .card__title a")
    return [link.get_attribute("href").rstrip("/").split("/")[-1] for link in links.all()]


def count_of(page: "Page", facet: str, term: str) -> int:
    line = page.locator(f"label:has(input[name='{facet}'][value='{term}']) .option__count")
    return int(line.inner_text())


# The numbers ------------------------------------------------------------------------------------


def test_every_number_says_what_the_entries_say(catalogue: Catalogue, files: Any) -> None:
    entries = catalogue.newest(len(catalogue))
    made = {facet["id"]: facet for facet in files[facets.INDEX]["facets"]}
    for facet in facets.facets(catalogue):
        if facet.id not in made:
            continue
        found = made[facet.id]
        terms = [term[0] for term in found["terms"]]
        for entry, number in zip(entries, found["column"], strict=True):
            ids = {terms[term] for term in found["sets"][number]}
            assert ids == set(facet.answers(entry.practice)), (facet.id, entry.id)


def test_a_practice_counts_in_every_region_its_place_lies_in(
    catalogue: Catalogue, files: Any
) -> None:
    place = next(f for f in files[facets.INDEX]["facets"] if f["id"] == "plaats")
    for number, (region, _) in enumerate(place["terms"]):
        counted = sum(number in place["sets"][row] for row in place["column"])
        assert counted == len(catalogue.by_region[region])


def test_every_place_stands_in_the_tree_once(files: Any) -> None:
    place = next(f for f in files[facets.INDEX]["facets"] if f["id"] == "plaats")
    listed = [n for top in place["tree"] for n in (top.get("term"), *top["inside"])]
    assert sorted(n for n in listed if n is not None) == list(range(len(place["terms"])))


def test_a_question_with_one_answer_only_is_not_asked(catalogue: Catalogue) -> None:
    same = facets.Facet("x", "X", (("a", "A"), ("b", "B")), lambda practice: ("a",))
    assert facets.numbers(same, catalogue.entries) is None


@pytest.mark.parametrize(
    ("hours", "band"),
    [(None, "onbekend"), (0, "uur-8"), (8, "uur-8"), (9, "uur-40"), (41, "uur-meer")],
)
def test_hours_fall_in_a_band(hours: int | None, band: str) -> None:
    assert facets.hours_band(hours) == band


def with_effort(catalogue: Catalogue, efforts: dict[str, Effort]) -> Catalogue:
    entries = [
        replace(entry, practice=entry.practice.model_copy(update={"effort": efforts.get(entry.id)}))
        for entry in catalogue.entries
    ]
    return Catalogue.of(entries, catalogue.vocabularies)


def test_effort_is_a_choice_and_an_order_as_soon_as_one_entry_names_it(
    catalogue: Catalogue, files: Any
) -> None:
    assert "hours" not in files[facets.INDEX]
    some = {"health-hub-roden": Effort(school_hours=30, company_hours=6, people=2)}
    changed = with_effort(catalogue, some)
    made = json.loads(next(facets.files(changed))[1])
    place = [e.id for e in changed.newest(len(changed))].index("health-hub-roden")
    assert made["hours"][place] == 36
    assert sum(each is not None for each in made["hours"]) == 1
    asked = {facet["id"]: [term for term, _ in facet["terms"]] for facet in made["facets"]}
    assert asked["uren-school"] == ["uur-40", "onbekend"]
    assert asked["uren-bedrijf"] == ["uur-8", "onbekend"]


def test_what_all_practices_answer_is_said_beside_the_choices(
    catalogue: Catalogue, files: Any
) -> None:
    asked = {facet["id"] for facet in files[facets.INDEX]["facets"]}
    same = files[facets.INDEX]["same"]
    assert asked.isdisjoint(same)
    assert asked | set(same) == {facet.id for facet in facets.facets(catalogue)}
    for facet in facets.facets(catalogue):
        for entry in catalogue.entries if facet.id in same else ():
            assert set(facet.answers(entry.practice)) == set(same[facet.id])


def test_the_cards_are_those_of_the_entries_from_the_newest_on(
    catalogue: Catalogue, files: Any
) -> None:
    shards = [shard for path, shard in files.items() if path != facets.INDEX]
    rows = [row for shard in shards for row in shard]
    assert [row[0] for row in rows] == [e.id for e in catalogue.newest(len(catalogue))]
    assert all(len(shard) <= facets.SHARD for shard in shards)


def test_another_text_on_a_card_makes_another_version(catalogue: Catalogue) -> None:
    first, *rest = catalogue.entries
    renamed = first.practice.model_copy(update={"summary": "Anders."})
    changed = Catalogue.of(
        [type(first)(first.id, first.path, renamed, first.body), *rest], catalogue.vocabularies
    )
    versions = [json.loads(next(facets.files(c))[1])["version"] for c in (catalogue, changed)]
    assert versions[0] != versions[1]


def test_the_numbers_grow_by_some_ten_bytes_a_practice(catalogue: Catalogue) -> None:
    entries = [
        type(entry)(f"{entry.id}-{copy}", entry.path, entry.practice, entry.body)
        for copy in range(12)
        for entry in catalogue.entries
    ]
    _, data = next(facets.files(Catalogue.of(entries, catalogue.vocabularies)))
    assert len(gzip.compress(data)) < 15 * len(entries) + 5_000


# In a browser -----------------------------------------------------------------------------------


def test_choices_in_one_facet_add_up_and_across_facets_narrow(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_list(new_page, site_url, "?thema=techniekonderwijs,docent-en-vakman&sector=zorg")
    wanted = {
        entry.id
        for entry in catalogue.entries
        if {"techniekonderwijs", "docent-en-vakman"} & set(entry.practice.themes)
        and "zorg" in entry.practice.sectors
    }
    assert set(shown_ids(page)) == wanted


def test_the_number_beside_a_choice_is_what_choosing_it_gives(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url)
    for facet, term in (
        ("plaats", "provincie-drenthe"),
        ("onderwijs", "mbo"),
        ("thema", "talent-behouden"),
    ):
        number = count_of(page, facet, term)
        page.evaluate(
            f"document.querySelector(\"[name='{facet}']\").closest('details').open = true"
        )
        after(page, lambda f=facet, t=term: page.check(f"input[name='{f}'][value='{t}']"))
        assert page.locator("[data-status]").inner_text().startswith(f"{number} praktijk")


def test_choices_stand_in_the_address_and_the_back_button_undoes_them(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url)
    newest = shown_ids(page)
    after(page, lambda: page.check("input[value='techniekonderwijs']"))
    after(page, lambda: page.check("input[value='assen']"))
    page.wait_for_url(lambda url: url.endswith("?thema=techniekonderwijs&plaats=assen"))
    after(page, page.go_back)
    page.wait_for_url(lambda url: url.endswith("?thema=techniekonderwijs"))
    assert not page.is_checked("input[value='assen']")
    after(page, page.go_back)
    page.wait_for_url(lambda url: url.endswith("/praktijken/"))
    assert shown_ids(page) == newest


def test_words_and_choices_work_together(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url, "?q=zorgtechnologie")
    all_found = shown_ids(page)
    page.fill("#woorden", "zorgtechnologie roden")
    page.wait_for_url("**/praktijken/?q=zorgtechnologie%20roden")
    page.goto(f"{site_url}praktijken/?q=zorgtechnologie&plaats=noordenveld")
    page.wait_for_selector("body[data-ready]")
    assert set(shown_ids(page)) <= set(all_found)
    assert "health-hub-roden" in shown_ids(page)


def test_a_chip_takes_its_choice_away_and_keeps_the_focus_near(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, "?sector=zorg&onderwijs=mbo")
    page.focus(".chip >> nth=0")
    after(page, lambda: page.keyboard.press("Enter"))
    page.wait_for_url(lambda url: url.endswith(("?sector=zorg", "?onderwijs=mbo")))
    assert page.evaluate("document.activeElement.className") == "chip"
    after(page, lambda: page.keyboard.press("Enter"))
    page.wait_for_url(lambda url: url.endswith("/praktijken/"))
    assert page.evaluate("document.activeElement.id") == "gevonden"


def test_no_results_names_what_to_loosen_and_how_many_that_gives(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, "?onderwijs=wo&q=bpo+qqxxzz")
    first = page.locator(".nothing button").first
    promised = int(first.inner_text().split("(")[1].split()[0])
    after(page, first.click)
    assert page.locator("[data-status]").inner_text().startswith(f"{promised} praktijk")


def test_the_list_can_be_sorted_by_title(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url)
    after(page, lambda: page.select_option("#volgorde", "titel"))
    titles = [title.casefold() for title in page.locator(".card:visible h2").all_text_contents()]
    assert titles[0] < titles[-1]
    page.wait_for_url(lambda url: url.endswith("?sorteer=titel"))


def test_the_list_can_be_sorted_by_effort_the_unknown_last(
    new_page: NewPage, site_url: str, files: Any
) -> None:
    index = files[facets.INDEX]
    hours = {5: 40, 30: 2, 12: 8}

    def answer(route: Any) -> None:
        known = [hours.get(number) for number in range(index["total"])]
        route.fulfill(json={**index, "hours": known})

    page = new_page()
    page.route("**/assets/praktijken.json", answer)
    page.goto(f"{site_url}praktijken/", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    after(page, lambda: page.select_option("#volgorde", "inzet"))
    cards = [row for path, rows in files.items() if path != facets.INDEX for row in rows]
    assert shown_ids(page)[:4] == [cards[number][0] for number in (30, 12, 5, 0)]
    page.wait_for_url(lambda url: url.endswith("?sorteer=inzet"))


def test_an_order_that_nothing_is_known_for_is_not_offered(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, "?sorteer=inzet")
    assert page.locator("#volgorde option[value=inzet]").count() == 0
    assert page.input_value("#volgorde") == ""
    assert len(shown_ids(page)) == 24


def test_the_pages_of_results_can_be_leafed_through(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url)
    first = shown_ids(page)
    assert len(first) == 24
    after(page, lambda: page.click("text=Volgende"))
    page.wait_for_url(lambda url: url.endswith("?pagina=2"))
    assert not set(first) & set(shown_ids(page))


def test_choosing_works_with_the_keyboard_alone(new_page: NewPage, site_url: str) -> None:
    page = open_list(new_page, site_url)
    page.focus("summary >> nth=0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    after(page, lambda: page.keyboard.press("Space"))
    assert "?thema=" in page.url
    assert page.evaluate("document.activeElement.checked")


def test_on_a_phone_the_choices_are_a_panel_that_keeps_the_focus(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, width=390, height=844)
    assert page.locator("[data-facets]").is_hidden()
    page.focus("[data-open]")
    page.keyboard.press("Enter")
    assert page.locator("[data-facets]").is_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        where = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(where)
    after(page, lambda: page.check("input[value='techniekonderwijs']"))
    button = page.locator("[data-close]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[data-facets]").is_hidden()
    assert page.evaluate("document.activeElement.hasAttribute('data-open')")
    assert button.removeprefix("Toon ") in page.locator("[data-status]").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_back_closes_the_panel_of_a_phone_before_it_undoes_a_choice(
    new_page: NewPage, site_url: str
) -> None:
    page = open_list(new_page, site_url, width=390, height=844)
    page.click("[data-open]")
    after(page, lambda: page.check("input[value='techniekonderwijs']"))
    page.go_back()
    wait_for(page, "!document.querySelector('[data-panel]').open")
    assert page.url.endswith("?thema=techniekonderwijs")
    assert page.locator("[data-chips] button").count() == 1
    after(page, page.go_back)
    assert page.url.endswith("/praktijken/")
    assert page.locator("[data-chips]").is_hidden()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("praktijken/", ["#woorden", "#volgorde"]),
        ("organisaties/", ["#naam", "#soort", "#plaats"]),
    ],
)
def test_fields_beside_each_other_and_their_labels_stand_level(
    new_page: NewPage, site_url: str, address: str, fields: list[str]
) -> None:
    page = new_page()
    page.goto(site_url + address, wait_until="networkidle")
    places = [
        (page.locator(each).bounding_box(), page.locator(f"label[for={each[1:]}]").bounding_box())
        for each in fields
    ]
    rows = {
        (round(field["y"], 1), round(field["height"], 1), round(label["y"], 1))
        for field, label in places
        if field and label
    }
    assert len(rows) == 1


def test_the_field_of_the_list_is_called_what_that_of_the_home_page_is(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    names = []
    for address, field in (("", "zoek-hier"), ("praktijken/", "woorden")):
        page.goto(site_url + address, wait_until="load")
        names.append(page.locator(f"label[for={field}]").inner_text())
    assert len(set(names)) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1280, "?thema=techniekonderwijs&plaats=provincie-drenthe"),
        (1280, "?onderwijs=wo&q=qqxxzz"),
        (1280, "?q=techniek"),
        (390, "?thema=techniekonderwijs"),
    ],
)
def test_axe_finds_nothing_in_any_state(
    new_page: NewPage, site_url: str, width: int, query: str, dark: bool
) -> None:
    page = open_list(new_page, site_url, query, width=width, height=844, dark=dark)
    if width < 960:
        page.click("[data-open]")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)


def test_without_javascript_the_whole_list_stands_in_pages(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}praktijken/")
    ids = shown_ids(page)
    assert page.locator("[data-bar]").is_hidden()
    assert "Zoeken en kiezen werken alleen met JavaScript." in page.locator("main").inner_text()
    while page.locator(".pager [rel=next]").count():
        with page.expect_navigation():
            page.click(".pager [rel=next]")
        ids += shown_ids(page)
    assert sorted(ids) == sorted(catalogue.by_id)


def test_nothing_of_the_choices_is_loaded_on_other_pages(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("", "themas/", "praktijken/health-hub-roden/"):
        page.goto(site_url + address, wait_until="networkidle")
    assert not [url for url in asked if "assets/praktijken" in url]
