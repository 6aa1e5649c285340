"""What was hard, gathered from the practices."""

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
from praktijkatlas.prose import hard_parts
from praktijkatlas.reading.body import read_body
from praktijkatlas.site.pitfalls import (
    FEW,
    ON_A_PAGE,
    each_once,
    pitfall_files,
    pitfall_pages,
    pitfalls,
)

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
    """Ten times as many practices."""
    entries = (
        replace(entry, id=f"{entry.id[:50]}-{copy}")
        for entry in catalogue.entries
        for copy in range(10)
    )
    return Catalogue.of(entries, catalogue.vocabularies)


def parts(text: str) -> list[str]:
    return list(hard_parts(read_body(f"## Wat werkte en wat niet\n\n{text}\n")))


def test_the_paragraph_that_says_what_was_hard_is_found() -> None:
    found = parts("**Wat werkte:** eerst oefenen.\n\n**Wat lastig was:** geld vinden.[^1]")
    assert found == ["Geld vinden."]


def test_a_list_under_it_belongs_to_it() -> None:
    assert parts("**Wat lastig was:**\n\n- geld\n- tijd") == ["geld", "tijd"]


@pytest.mark.parametrize(
    "text",
    [
        "**Wat lastig was:** daarover zegt de bron niets.",
        "**Wat lastig was:** ook daarover zeggen de bronnen niets (stand november 2026).",
        "**Wat lastig was:** problemen noemen de bronnen niet.",
        "**Wat lastig was:** over nadelen is niets gevonden (stand november 2026).",
        "**Wat lastig was:** dat staat niet in de bron, want het was nog een plan.",
        "Het ging goed.",
        "",
    ],
)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    "said",
    [
        "Er was geen vaste bron van inkomsten.",
        "Alleen de melkkoeien waren moeilijk. Andere lessen staan niet in de bron.",
    ],
)
def test_what_says_something_stays(said: str) -> None:
    assert parts(f"**Wat lastig was:** {said}") == [said]


def test_every_practice_stands_under_each_of_its_themes(catalogue: Catalogue) -> None:
    themes = pitfalls(catalogue)
    ids = [each.entry.id for each in each_once(catalogue, themes)]
    assert len(ids) == len(set(ids)) > 30
    assert "winkel-eerlijk-drenthe-emmen" in ids
    for theme, members in themes:
        wanted = [i for i in ids if theme.id in catalogue.by_id[i].practice.themes]
        assert [each.entry.id for each in members] == wanted
    assert {theme for i in ids for theme in catalogue.by_id[i].practice.themes} == {
        theme.id for theme, _ in themes
    }


def test_the_first_page_hardly_says_a_thing_twice(catalogue: Catalogue) -> None:
    first = next(pitfall_pages(pitfalls(catalogue)))
    shown = [each.entry.id for _, members, _ in first.context["groups"] for each in members]
    assert all(members for _, members, _ in first.context["groups"])
    assert len(shown) <= len(set(shown)) + FEW
    for theme, members, _ in first.context["groups"]:
        own = [each for each in members if each.entry.practice.themes[0] == theme.id]
        assert list(members) == own or len(members) == 1
    assert first.context["total"] == len(each_once(catalogue, pitfalls(catalogue)))


# The pages --------------------------------------------------------------------------------------


def test_the_first_page_has_a_few_of_each_and_the_others_all(many: Catalogue) -> None:
    themes = pitfalls(many)
    first, *others = pitfall_pages(themes)
    assert all(len(members) <= FEW for _, members, _ in first.context["groups"])
    shown = [each.entry.id for page in others for each in page.context["members"]]
    assert sorted(shown) == sorted(each.entry.id for _, members in themes for each in members)
    assert all(len(page.context["members"]) <= ON_A_PAGE for page in others)
    assert len({page.address for page in others}) == len(others)


def test_the_files_hold_what_the_pages_hold(catalogue: Catalogue) -> None:
    themes = pitfalls(catalogue)
    files = {path: json.loads(data) for path, data in pitfall_files(catalogue, themes)}
    index = files.pop("assets/lastig.json")
    rows = [row for path in files for row in files[path]]
    members = each_once(catalogue, themes)
    assert index["total"] == len(rows) == len(members)
    assert [row[0] for row in rows] == [each.entry.id for each in members]
    assert [row[2] for row in rows] == [list(each.texts) for each in members]
    assert {facet["id"] for facet in index["facets"]} == {"thema", "onderwijs", "sector", "soort"}
    assert all(len(facet["column"]) == len(members) for facet in index["facets"])


# Choosing ---------------------------------------------------------------------------------------


def open_pitfalls(new_page: NewPage, site_url: str, path: str = "", **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}wat-lastig-was/{path}", wait_until="load")
    if options.get("java_script_enabled", True) and not path.endswith("/"):
        page.wait_for_selector("body[data-ready]")
    return page


def test_a_choice_shows_what_fits_and_says_how_many(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_pitfalls(new_page, site_url)
    page.select_option("#kies-onderwijs", "vmbo")
    page.select_option("#kies-soort", "bedrijfsbezoek")
    wanted = {
        each.entry.practice.title
        for each in each_once(catalogue, pitfalls(catalogue))
        if "vmbo" in each.entry.practice.education_levels
        and "bedrijfsbezoek" in each.entry.practice.practice_types
    }
    wait_for(page, f"document.querySelectorAll('[data-list] h2').length === {len(wanted)}")
    assert set(page.locator("[data-list] h2").all_inner_texts()) == wanted
    assert page.locator("[data-status]").inner_text().startswith(f"Uit {len(wanted)} praktijk")
    page.wait_for_url(lambda url: url.endswith("?onderwijs=vmbo&soort=bedrijfsbezoek"))
    chosen = page.locator("#kies-soort option:checked").inner_text()
    assert chosen.endswith(f"({len(wanted)})")


def test_counts_are_those_under_the_other_choices(
    new_page: NewPage, site_url: str, catalogue: Catalogue
) -> None:
    page = open_pitfalls(new_page, site_url, "?onderwijs=mbo")
    for option in page.locator("#kies-sector option").all()[1:]:
        term, text = option.get_attribute("value"), option.inner_text()
        counted = sum(
            term in each.entry.practice.sectors and "mbo" in each.entry.practice.education_levels
            for each in each_once(catalogue, pitfalls(catalogue))
        )
        assert text.endswith(f"({counted})"), text


def test_a_theme_has_one_count_everywhere(new_page: NewPage, site_url: str) -> None:
    page = open_pitfalls(new_page, site_url)
    for option in page.locator("#kies-thema option").all()[1:]:
        theme, text = str(option.get_attribute("value")), option.inner_text()
        chip = page.locator(f"[data-browse] .tag[href='#{theme}'] .tag__count")
        count = chip.text_content()
        assert text.endswith(f"({count})")
        answer = page.request.get(f"{site_url}wat-lastig-was/{theme}/")
        assert f"Uit {count} praktijk" in answer.text()
    page.goto(f"{site_url}wat-lastig-was/?thema=loopbaanorientatie", wait_until="load")
    page.wait_for_selector("[data-list] h2")
    chosen = page.locator("[data-list] h2").all_inner_texts()
    page.goto(f"{site_url}wat-lastig-was/loopbaanorientatie/")
    assert page.locator(".hard__list h2").all_inner_texts() == chosen


def test_back_and_all_again_undo_a_choice(new_page: NewPage, site_url: str) -> None:
    page = open_pitfalls(new_page, site_url, width=390, height=844)
    page.focus("#kies-thema")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[data-list] h2")
    assert page.locator("[data-browse]").is_hidden()
    page.go_back()
    page.wait_for_selector("[data-browse]:visible")
    assert page.input_value("#kies-thema") == ""
    page.go_forward()
    page.wait_for_selector("[data-list] h2")
    page.click("[data-clear]")
    page.wait_for_selector("[data-browse]:visible")
    assert page.evaluate("document.activeElement.id") == "kies-thema"


def test_a_choice_that_the_site_does_not_know_is_left_out(new_page: NewPage, site_url: str) -> None:
    page = open_pitfalls(new_page, site_url, "?thema=bestaat-niet&onderwijs=mbo")
    assert page.input_value("#kies-thema") == ""
    assert page.input_value("#kies-onderwijs") == "mbo"


def test_without_javascript_every_theme_has_an_anchor_and_a_page(
    new_page: NewPage, site_url: str
) -> None:
    page = open_pitfalls(new_page, site_url, java_script_enabled=False)
    assert page.locator("form[data-choose]").is_hidden()
    anchors = [tag.get_attribute("href") for tag in page.locator("[data-browse] .tag").all()]
    assert len(anchors) > 10
    for anchor in anchors:
        assert page.locator(f"h2{anchor}").count() == 1
    page.locator("[data-browse] h2 a").first.click()
    page.wait_for_url("**/wat-lastig-was/*/")
    assert page.locator("h2").count() > 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["", "?onderwijs=mbo", "techniekonderwijs/"])
def test_axe_finds_nothing_and_the_page_fits(
    new_page: NewPage, site_url: str, path: str, width: int, dark: bool
) -> None:
    page = open_pitfalls(new_page, site_url, path, width=width, dark=dark)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
