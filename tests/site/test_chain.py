"""Who took a practice from whom: the chain on its page, and the way to add oneself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.model.practice import Adoption
from praktijkatlas.site.chain import MOST_STEPS, chain

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def real(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


def linked(real: Catalogue, **based_on: str) -> Catalogue:
    """Practices by name, each with the names of those that it was taken from."""
    first = real.entries[0]
    entries = (
        replace(
            first,
            id=name,
            practice=first.practice.model_copy(
                update={
                    "title": name,
                    "based_on": tuple(origins.split()),
                    "adoptions": (),
                    "contact": first.practice.contact.model_copy(
                        update={"organisation": f"School {name}"}
                    ),
                }
            ),
        )
        for name, origins in based_on.items()
    )
    return Catalogue.of(entries, real.vocabularies)


def shown(catalogue: Catalogue, name: str) -> list[tuple[int, str]]:
    return [
        (step.depth, step.entry.id if step.entry else step.who)
        for step in chain(catalogue, catalogue.by_id[name]).steps
    ]


def test_it_goes_up_to_the_first_and_down_to_the_last(real: Catalogue) -> None:
    catalogue = linked(real, a="", b="a", c="b", d="c")
    for name in "abcd":
        assert shown(catalogue, name) == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]
    assert [step.here for step in chain(catalogue, catalogue.by_id["b"]).steps] == [
        *(False, True, False, False)
    ]


def test_two_origins_and_two_followers_all_stand_in_it(real: Catalogue) -> None:
    catalogue = linked(real, a="", b="", c="a b", d="c", e="c", f="d")
    assert shown(catalogue, "c") == [
        *((0, "a"), (0, "b"), (1, "c")),
        *((2, "d"), (3, "f"), (2, "e")),
    ]


def test_a_circle_ends(real: Catalogue) -> None:
    catalogue = linked(real, a="c", b="a", c="b")
    for name in "abc":
        assert sorted(found for _, found in shown(catalogue, name)) == ["a", "b", "c"]


def test_a_practice_on_its_own_has_no_chain(real: Catalogue) -> None:
    catalogue = linked(real, a="")
    assert not chain(catalogue, catalogue.by_id["a"])


def test_a_long_chain_is_cut_off_and_says_so(real: Catalogue) -> None:
    names = [f"p{number:04}" for number in range(300)]
    based_on = dict(zip(names, ["", *names[:-1]], strict=True))
    catalogue = linked(real, **based_on)
    found = chain(catalogue, catalogue.by_id[names[150]])
    assert len(found.steps) == 2 * MOST_STEPS + 1
    assert found.more
    short = linked(real, a="", b="a")
    assert not chain(short, short.by_id["a"]).more


def test_all_that_took_it_from_the_practice_itself_stand_in_it(real: Catalogue) -> None:
    names = [f"b{number:02}" for number in range(MOST_STEPS + 3)]
    catalogue = linked(real, a="", **dict.fromkeys(names, "a"), c="b00")
    adoptions = tuple(
        Adoption.model_validate(
            {"organisation": f"Hogeschool {number}", "region": "assen", "source": 1}
        )
        for number in range(MOST_STEPS + 3)
    )
    origin = catalogue.by_id["a"]
    followed = replace(origin, practice=origin.practice.model_copy(update={"adoptions": adoptions}))
    others = (each for each in catalogue.entries if each.id != "a")
    catalogue = Catalogue.of((followed, *others), real.vocabularies)
    named = [each.organisation for each in adoptions]
    assert [name for _, name in shown(catalogue, "a")] == ["a", *named, *names]
    # Whoever took it from one of these stands on the page of that one.
    assert chain(catalogue, followed).more
    assert (2, "c") in shown(catalogue, "b00")
    without = Catalogue.of((followed,), real.vocabularies)
    assert not chain(without, followed).more


def test_one_without_a_description_of_its_own_is_named_with_its_source(real: Catalogue) -> None:
    catalogue = linked(real, a="", b="a")
    adoption = Adoption.model_validate(
        {"organisation": "Hogeschool Elders", "region": "assen", "since": None, "source": 2}
    )
    origin = catalogue.by_id["a"]
    followed = replace(
        origin, practice=origin.practice.model_copy(update={"adoptions": (adoption,)})
    )
    catalogue = Catalogue.of((followed, catalogue.by_id["b"]), real.vocabularies)
    step = chain(catalogue, followed).steps[1]
    assert (step.who, step.source) == ("Hogeschool Elders", 2)
    assert step.details == "in Assen; overgenomen van School a"
    # The source stands on the page of that practice only.
    seen_from_below = chain(catalogue, catalogue.by_id["b"])
    assert all(step.source is None for step in seen_from_below.steps)


def test_each_step_says_who_took_it_from_whom_where_and_since_when(real: Catalogue) -> None:
    entry = real.by_id["gebiedscooperatie-zuid-en-oost-groningen"]
    first, here = chain(real, entry).steps
    assert first.who == "Gebiedscoöperatie Westerkwartier"
    assert first.details == "in Westerkwartier; sinds februari 2015"
    assert here.here
    assert here.details.endswith("; overgenomen van Gebiedscoöperatie Westerkwartier")


def test_a_visitor_can_follow_it_and_add_oneself(new_page: NewPage, site_url: str) -> None:
    page: Any = new_page(width=390, java_script_enabled=False)
    page.goto(f"{site_url}praktijken/innovatiewerkplaats-westerkwartier/")
    assert page.locator(".chain [aria-current]").inner_text().startswith("Deze praktijk")
    section = page.locator("section[aria-labelledby=ook]")
    assert "op-basis-van=innovatiewerkplaats-westerkwartier" in (
        section.get_by_role("link", name="Beschrijf hoe u het doet").get_attribute("href")
    )
    assert "?id=innovatiewerkplaats-westerkwartier#v-adoptions" in (
        section.get_by_role("link", name="uw naam erbij").get_attribute("href")
    )
    page.locator(".chain a").first.click()
    page.wait_for_url("**/gebiedscooperatie-zuid-en-oost-groningen/")
    assert page.locator(".chain li").count() == 2


def test_the_mark_of_a_source_stands_behind_the_words(new_page: NewPage, site_url: str) -> None:
    page: Any = new_page()
    page.goto(f"{site_url}praktijken/beroepenfeest-on-stage-hoogeveen/")
    assert page.locator(".chain small .cite").count() == page.locator(".chain .cite").count() > 0


def test_on_paper_the_question_is_left_out_and_the_chain_is_not(
    new_page: NewPage, site_url: str
) -> None:
    page: Any = new_page()
    page.emulate_media(media="print")
    page.goto(f"{site_url}praktijken/innovatiewerkplaats-westerkwartier/")
    assert page.locator(".chain").is_visible()
    assert page.locator(".adoption__add").is_hidden()
    page.goto(f"{site_url}praktijken/health-hub-roden/")
    assert page.locator("section[aria-labelledby=ook]").is_hidden()


def test_the_anchor_of_the_form_exists(built_site: Path) -> None:
    assert 'id="v-adoptions"' in (built_site / "bijdragen/formulier/index.html").read_text("utf-8")


def test_no_page_of_a_practice_is_heavy(built_site: Path) -> None:
    sizes = {
        page.parent.name: page.stat().st_size
        for page in (built_site / "praktijken").glob("*/index.html")
    }
    assert max(sizes.values()) <= 24_500, sorted(sizes.items(), key=lambda item: -item[1])[:3]
