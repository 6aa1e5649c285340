"""'Past dit bij ons?': the answers, the ranking with its reasons, and the guide without script."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import status_line
from praktijkatlas.load import load_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = "?rol=bedrijf&onderwijs=mbo&uren=uur-8&kosten=2&plaats=emmen"


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


def open_fit(new_page: NewPage, site_url: str, query: str = "", **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}past-dit-bij-ons/{query}", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    return page


def after(page: "Page", act: Callable[[], Any]) -> None:
    before = page.get_attribute("body", "data-ready")
    act()
    page.wait_for_selector(f"body[data-ready]:not([data-ready='{before}'])")


def shown(page: "Page") -> list[tuple[str, list[str]]]:
    """The ids of the results with their reasons."""
    made = """() => [...document.querySelectorAll('[data-list] .card')].map(card => [
        card.querySelector('a').pathname.split('/').at(-2),
        [...card.querySelectorAll('.fit__reason')].map(each => each.textContent)])"""
    return [(one, reasons) for one, reasons in page.evaluate(made)]


def test_nothing_is_ranked_before_something_is_answered(new_page: NewPage, site_url: str) -> None:
    page = open_fit(new_page, site_url)
    assert shown(page) == []
    assert "Beantwoord" in page.locator("[data-status]").inner_text()


def test_every_answer_gets_a_reason_also_when_nothing_is_known(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_fit(new_page, site_url, ALL)
    results = shown(page)
    assert len(results) == 12
    for practice_id, reasons in results:
        practice = catalogue.by_id[practice_id].practice
        text = " | ".join(reasons)
        assert len(reasons) == 5
        assert ("Past: voor mbo" in text) == ("mbo" in practice.education_levels)
        assert ("Past: in Emmen" in text) == ("emmen" in catalogue.regions_of(practice))
        assert ("Weten wij niet: hoeveel geld het kost" in text) == (practice.cost_band is None)
        assert ("Weten wij niet: hoeveel uur het kost" in text) == (practice.effort is None)
        assert ("Past niet: kost" in text) == ((practice.cost_band or 0) > 2)


def test_what_fits_stands_above_what_does_not(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_fit(new_page, site_url, "?onderwijs=mbo&plaats=emmen")
    best = {
        entry.id
        for entry in catalogue.by_region["emmen"]
        if "mbo" in entry.practice.education_levels
    }
    results = [practice_id for practice_id, _ in shown(page)]
    assert set(results[: len(best)]) == best
    assert page.locator("[data-status]").inner_text().startswith(f"{len(best)} praktijken passen")


@pytest.mark.parametrize(
    ("kind", "noun"), [("school", "school"), ("overheid", "gemeente of andere overheid")]
)
def test_who_takes_part_is_said_in_a_sentence(
    new_page: NewPage, site_url: str, kind: str, noun: str
) -> None:
    page = open_fit(new_page, site_url, f"?rol={kind}&plaats=assen")
    said = {reason for _, reasons in shown(page) for reason in reasons if " mee" in reason}
    assert f"Past: er doet al een {noun} mee" in said
    assert said <= {f"Past: er doet al een {noun} mee", f"Past niet: er doet nog geen {noun} mee"}


def test_an_answer_that_all_fit_asks_for_another(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_fit(new_page, site_url, "?rol=school")
    said = page.locator("[data-status]").inner_text()
    assert said.startswith(f"Bij uw antwoord passen alle {len(catalogue)} praktijken.")
    assert "Geef nog een antwoord" in said
    assert "bovenaan" not in said


def test_every_result_says_its_status_with_the_date(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_fit(new_page, site_url, "?rol=school&onderwijs=mbo&plaats=assen")
    said = page.locator("[data-list] .card__status").all_inner_texts()
    ids = [practice_id for practice_id, _ in shown(page)]
    assert len(said) == len(ids)
    for text, practice_id in zip(said, ids, strict=True):
        line = status_line(catalogue, catalogue.by_id[practice_id].practice)
        assert text.endswith(line)
    assert len(set(said)) > 1


def test_a_place_nearby_is_said_with_the_region_they_share(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_fit(new_page, site_url, "?plaats=westerveld")
    near = [r for _, reasons in shown(page) for r in reasons if r.startswith("Bijna: ")]
    assert near
    labels = {region.label for region in catalogue.vocabularies.regions}
    assert all(reason.split(", wel in ")[1] in labels for reason in near)


def test_hours_are_those_of_ones_own_side(new_page: NewPage, site_url: str) -> None:
    def answer(route: Any) -> None:
        index = route.fetch().json()
        terms = [
            ["uur-8", "Tot 8 uur"],
            ["uur-meer", "Meer dan 40 uur"],
            ["onbekend", "Niet bekend"],
        ]
        for facet, known in (("uren-school", {7: 0}), ("uren-bedrijf", {7: 1, 9: 0})):
            column = [known.get(number, 2) for number in range(index["total"])]
            made = {"id": facet, "label": facet, "terms": terms, "column": column}
            index["facets"].append({**made, "sets": [[0], [1], [2]]})
            del index["same"][facet]
        route.fulfill(json=index)

    page = new_page()
    page.route("**/assets/praktijken.json", answer)
    first = {}
    for role in ("school", "bedrijf"):
        page.goto(f"{site_url}past-dit-bij-ons/?rol={role}&uren=uur-8", wait_until="load")
        page.wait_for_selector("body[data-ready]")
        first[role] = shown(page)[0]
    assert first["school"][0] != first["bedrijf"][0]
    assert all("Past: kost tot 8 uur" in reasons for _, reasons in first.values())


def test_answers_stand_in_the_address_and_back_takes_one_away(
    new_page: NewPage, site_url: str
) -> None:
    page = open_fit(new_page, site_url)
    page.focus("[name=rol][value='']")
    after(page, lambda: page.keyboard.press("ArrowDown"))
    after(page, lambda: page.check("[name=onderwijs][value=vmbo]"))
    page.wait_for_url(lambda url: url.endswith("?rol=school&onderwijs=vmbo"))
    after(page, page.go_back)
    assert not page.is_checked("[name=onderwijs][value=vmbo]")
    assert page.is_checked("[name=rol][value=school]")
    after(page, lambda: page.click("[data-clear]"))
    page.wait_for_url(lambda url: url.endswith("/past-dit-bij-ons/"))
    assert shown(page) == []


def test_an_answer_that_does_not_exist_is_no_answer(new_page: NewPage, site_url: str) -> None:
    page = open_fit(new_page, site_url, "?rol=x&onderwijs=y&uren=z&kosten=9&plaats=nergens")
    assert shown(page) == []
    assert page.input_value("#plaats") == ""


def test_more_results_come_below_and_take_the_focus(new_page: NewPage, site_url: str) -> None:
    page = open_fit(new_page, site_url, "?onderwijs=mbo")
    page.focus("[data-more]")
    page.keyboard.press("Enter")
    page.locator("[data-list] > li").nth(23).wait_for()
    focused = "document.activeElement === document.querySelectorAll('[data-list] .card a')[12]"
    assert page.evaluate(focused)
    assert len({practice_id for practice_id, _ in shown(page)}) == 24


def test_a_result_can_be_saved_and_compared(new_page: NewPage, site_url: str) -> None:
    page = open_fit(new_page, site_url, ALL)
    card = page.locator("[data-list] .card").nth(1)
    card.locator("[data-save]").click()
    card.locator("[data-compare]").click()
    title = card.locator(".card__title").inner_text()
    kept = page.evaluate("JSON.parse(localStorage.getItem('praktijkatlas.map')).items[0].title")
    assert kept == title
    assert "1" in page.locator("[data-folder-count]").inner_text()
    assert page.locator(".comparing").is_visible()


def test_it_is_linked_from_the_pages_where_people_begin(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    for address in ("", "praktijken/"):
        page.goto(site_url + address)
        assert page.locator("main a[href$='past-dit-bij-ons/']").count() == 1


def test_without_javascript_it_is_a_guide_to_places_and_themes(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}past-dit-bij-ons/")
    assert page.locator("[data-questions]").is_hidden()
    page.locator(".fit__guide a[href$='regios/emmen/']").click()
    page.wait_for_url("**/regios/emmen/")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", ["", ALL])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(
    new_page: NewPage, site_url: str, query: str, width: int, dark: bool
) -> None:
    page = open_fit(new_page, site_url, query, width=width, height=844, dark=dark)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
