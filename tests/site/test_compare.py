"""Practices side by side: choosing them, what the table says, and sharing it."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from praktijkatlas.model.vocabulary import OrganisationKind
from praktijkatlas.site.compare_page import SIDES

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THREE = "health-hub-roden,zorgthuis-noorderpoort,techlabs-noord-drenthe"


def open_table(new_page: NewPage, site_url: str, query: str, **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(f"{site_url}vergelijk/{query}", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    return page


def row(page: "Page", name: str) -> list[str]:
    line = page.locator("tbody tr", has=page.locator("th", has_text=name))
    return [cell.strip() for cell in line.locator("td").all_inner_texts()]


def columns(page: "Page") -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-practice]')].map(each => each.dataset.id)"
    )
    return found


def faults(page: "Page") -> list[str]:
    violations = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in violations["violations"]
        for node in violation["nodes"]
    ]


# Choosing ---------------------------------------------------------------------------------------


def test_practices_are_chosen_on_cards_and_pages_and_put_side_by_side(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}regios/noordenveld/", wait_until="load")
    assert page.locator(".comparing").count() == 0
    button = page.locator("[data-compare]").first
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert "Kies nog een praktijk" in page.locator(".comparing").inner_text()
    page.goto(f"{site_url}praktijken/terra-practica-meppel/", wait_until="load")
    page.get_by_role("button", name="Vergelijk ", exact=False).first.click()
    assert page.locator("body > [role=status]").inner_text().startswith("Om te vergelijken: ")
    page.locator(".comparing a").click()
    page.wait_for_selector("body[data-ready]")
    assert columns(page)[1] == "terra-practica-meppel"
    assert page.locator(".comparing").count() == 0


def test_a_fifth_practice_does_not_fit_and_that_is_said(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}themas/techniekonderwijs/", wait_until="load")
    for number in range(5):
        page.locator("[data-compare]").nth(number).click()
    assert page.locator("[data-compare][aria-pressed=true]").count() == 4
    assert "U kunt 4 praktijken" in page.locator(".toast").inner_text()


def test_the_bar_takes_a_practice_away_and_keeps_the_focus(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}themas/techniekonderwijs/", wait_until="load")
    for number in range(2):
        page.locator("[data-compare]").nth(number).click()
    page.locator(".comparing__chip").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "comparing__chip"
    assert page.locator("[data-compare][aria-pressed=true]").count() == 1
    page.locator(".comparing__clear").click()
    assert page.locator(".comparing").is_hidden()
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_a_card_that_a_choice_shows_has_its_own_button(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/?thema=techniekonderwijs", wait_until="networkidle")
    card = page.locator("[data-shown] .card").nth(2)
    assert card.locator("[data-compare]").count() == 1
    card.locator("[data-compare]").click()
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('praktijkatlas.vergelijk'))")
    assert [each["title"] for each in kept] == [card.locator(".card__title").inner_text()]


def test_practices_of_the_folder_can_be_compared_and_stay_in_it(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}verzamelmap/#ids={THREE}", wait_until="networkidle")
    for number in (0, 2):
        page.locator(".chosen [data-compare]").nth(number).click()
    assert page.locator(".chosen > li").count() == 3
    page.locator(".comparing a").click()
    page.wait_for_selector("body[data-ready]")
    assert columns(page) == ["health-hub-roden", "techlabs-noord-drenthe"]


# The table --------------------------------------------------------------------------------------


def test_the_table_says_what_the_entries_say_and_marks_what_differs(
    new_page: NewPage, site_url: str
) -> None:
    page = open_table(new_page, site_url, f"?p={THREE}")
    assert columns(page) == THREE.split(",")
    assert row(page, "Status")[0] == "Lopend (stand december 2020)"
    assert row(page, "Inzet") == ["Niet bekend uit de bronnen."] * 3
    assert "HANNN" in row(page, "Anderen")[0]
    assert "HANNN" not in row(page, "Scholen")[0]
    assert "96,5 extra voltijdbanen" in row(page, "Uitkomsten")[0]
    assert "60 extra banen" in row(page, "Doelen")[0]
    assert "60 extra banen" not in row(page, "Uitkomsten")[0]
    assert "Wat lastig was" in row(page, "Wat werkte")[0]
    assert "Begin met opdrachten" in row(page, "Zo begint u")[0]
    assert "≠ verschilt" in page.locator("th", has_text="Status").inner_text()
    assert "= gelijk" in page.locator("th", has_text="Inzet").inner_text()


def test_a_section_is_told_whole_with_a_sentence_on_a_line(
    new_page: NewPage, site_url: str
) -> None:
    hard = "?p=winkel-eerlijk-drenthe-emmen,gebiedscooperatie-zuid-en-oost-groningen"
    page = open_table(new_page, site_url, hard)
    told = row(page, "Wat werkte en wat niet")[0].split("\n")
    assert told[1] == "Wat lastig was:"
    assert told[2].endswith("Ze moest kiezen tussen de winkel en het onderwijs.")
    assert told[-1].startswith("Er is ook een andere weg.")
    assert row(page, "Zo begint u zelf")[1].startswith(
        "Zoek eerst een voorbeeld dat elders al is beproefd, zoals het Westerkwartier."
    )


def test_every_side_of_the_cooperation_has_a_row() -> None:
    annotation = OrganisationKind.model_fields["side"].annotation
    assert set(SIDES) - {None} == {
        side for choice in get_args(annotation) for side in get_args(choice)
    }


def test_every_participant_stands_in_one_row(
    new_page: NewPage, site_url: str, built_site: Path
) -> None:
    ids = ("kansrijke-groningers", "it-hub-hoogeveen")
    page = open_table(new_page, site_url, f"?p={','.join(ids)}")
    rows = [row(page, name) for name in SIDES.values()]
    for at, practice_id in enumerate(ids):
        file = built_site / "api/v1/practices" / f"{practice_id}.json"
        named = json.loads(file.read_text("utf-8"))["practice"]["organisations"]
        lines = [line.strip() for cells in rows for line in cells[at].splitlines()]
        lines = [line for line in lines if line and line != "Niet genoemd."]
        assert len(lines) == len(named)
        for each in named:
            assert any(line.startswith(each["name"]) for line in lines), each["name"]
    government = row(page, "Overheid")
    assert any("Gemeente" in cell for cell in government)
    head = page.locator("th[scope=row]", has_text="Overheid").inner_text()
    assert "verschilt" in head or "gelijk" in head


def test_what_all_have_among_other_things_is_said(new_page: NewPage, site_url: str) -> None:
    page = open_table(new_page, site_url, "?p=health-hub-roden,zorgthuis-noorderpoort")
    assert "Mbo (hebben ze allemaal)" in row(page, "Voor wie")[0]


def test_only_what_differs_can_be_shown_and_the_address_says_so(
    new_page: NewPage, site_url: str
) -> None:
    page = open_table(new_page, site_url, f"?p={THREE}")
    page.locator("[name=alleen]").focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: url.endswith(f"?p={THREE}&alleen=verschil"))
    assert page.locator("tr", has=page.locator("th", has_text="Inzet")).is_hidden()
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("tr", has=page.locator("th", has_text="Inzet")).is_hidden()


def test_a_practice_is_taken_away_and_back_brings_it_again(
    new_page: NewPage, site_url: str
) -> None:
    page = open_table(new_page, site_url, f"?p={THREE}")
    page.locator("[data-remove]").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("[data-status], [data-told]", has_text="Twee praktijken").wait_for()
    page.wait_for_url(lambda url: url.endswith("?p=health-hub-roden,techlabs-noord-drenthe"))
    assert page.evaluate("document.activeElement.id") == "naast-elkaar"
    page.go_back()
    page.locator("[data-told]", has_text="Drie praktijken").wait_for()


@pytest.mark.parametrize(
    ("query", "count", "said"),
    [
        ("?p=health-hub-roden,bestaat-niet", 1, "Er is geen praktijk “bestaat-niet”"),
        ("?p=../../x,<b>,health-hub-roden", 1, "“<b>” kan geen naam van een praktijk zijn."),
        ("?p=health-hub-roden,health-hub-roden", 1, ""),
        ("?p=,,", 0, ""),
        ("", 0, ""),
        (
            f"?p={THREE},terra-practica-meppel,greenwise-campus-emmen",
            4,
            "De eerste 4 staan hieronder.",
        ),
    ],
)
def test_whatever_the_address_asks_there_is_a_clear_answer(
    new_page: NewPage, site_url: str, query: str, count: int, said: str
) -> None:
    page = open_table(new_page, site_url, query)
    assert len(columns(page)) == count
    shown = page.locator("[data-faults]")
    assert said in shown.inner_text() if said else shown.is_hidden()
    assert page.locator("[data-told]").inner_text()
    assert page.locator("[data-empty]").is_visible() == (count == 0)


def test_an_old_name_leads_to_the_practice_of_today(new_page: NewPage, site_url: str) -> None:
    moved = """<meta http-equiv="refresh" content="0; url=../health-hub-roden/">
        <main><a href="../health-hub-roden/">Health Hub</a></main>"""
    page = new_page()
    page.route(
        "**/praktijken/oude-naam/",
        lambda route: route.fulfill(body=moved, content_type="text/html"),
    )
    page.goto(f"{site_url}vergelijk/?p=oude-naam,zorgthuis-noorderpoort", wait_until="load")
    page.wait_for_selector("body[data-ready]")
    assert columns(page) == ["health-hub-roden", "zorgthuis-noorderpoort"]
    assert page.locator("[data-faults]").is_hidden()


def test_without_javascript_the_page_says_what_to_do_instead(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}vergelijk/?p={THREE}")
    assert "het blad printen" in page.locator("main").inner_text()
    assert page.locator("[data-compare-page]").is_hidden()
    page.goto(f"{site_url}regios/noordenveld/")
    assert page.locator("[data-compare]").count() == 0


def test_the_table_prints_on_its_side_without_buttons(new_page: NewPage, site_url: str) -> None:
    page = open_table(new_page, site_url, f"?p={THREE}", dark=True)
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        sizes = {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages}
        assert sizes == {(842, 595)}
        assert len(pdf.pages) <= 3
    page.emulate_media(media="print")
    for hidden in (".beside__bar", ".beside__tools", ".beside__more"):
        assert page.locator(hidden).first.is_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", [f"?p={THREE}", "?p=bestaat-niet", ""])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(
    new_page: NewPage, site_url: str, query: str, width: int, dark: bool
) -> None:
    page = open_table(new_page, site_url, query, width=width, height=844, dark=dark)
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 1024])
def test_the_bar_with_four_practices_is_no_wider_than_the_screen(
    new_page: NewPage, site_url: str, width: int
) -> None:
    page = new_page(width=width)
    page.goto(f"{site_url}themas/techniekonderwijs/", wait_until="load")
    for number in range(4):
        page.locator("[data-compare]").nth(number).click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".comparing__chip").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chosen_practice_says_so_and_is_no_button_to_compare(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}regios/noordenveld/", wait_until="load")
    title = page.locator(".card h3").first.inner_text()
    page.get_by_role("button", name=f"Vergelijk {title}", exact=True).click()
    chosen = page.get_by_role("button", name=f"Gekozen om te vergelijken {title}", exact=True)
    assert chosen.get_attribute("aria-pressed") == "true"
    page.locator("[data-compare]").nth(1).click()
    go = page.get_by_role("link", name="Zet naast elkaar", exact=True)
    colour = "each => getComputedStyle(each).backgroundColor"
    assert go.evaluate(colour) != chosen.evaluate(colour)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_bar(
    new_page: NewPage, site_url: str, width: int, dark: bool
) -> None:
    page = new_page(width=width, height=844, dark=dark)
    page.goto(f"{site_url}praktijken/health-hub-roden/", wait_until="load")
    page.locator("[data-compare]").click()
    page.goto(f"{site_url}regios/noordenveld/", wait_until="load")
    page.locator("[data-compare]").nth(1).click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".comparing a").is_visible()
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
