"""The folder of chosen practices, as a visitor fills, orders, shares and prints it."""

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from .waiting import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IDS = ("health-hub-roden", "zorgthuis-noorderpoort", "terra-practica-meppel")
FILL = """([ids, title]) => localStorage.setItem("praktijkatlas.map", JSON.stringify(
    {title, date: "2027-03-02", items: ids.map((id) => ({id}))}))"""
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("closed", "SecurityError"); }})"""
COUNT_PRINTS = "window.prints = 0; window.print = () => { window.prints += 1; };"
SHARED = f"#ids={IDS[2]},{IDS[0]}&titel=Ontbijt%20techniek%20%26%20zorg&datum=2027-03-02"


def chosen(page: "Page") -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.chosen > li')].map(e => e.dataset.id)")


def told(page: "Page") -> str:
    return page.locator("[data-told]").inner_text()


@pytest.fixture
def folder(new_page: NewPage, site_url: str) -> Callable[..., "Page"]:
    """Opens the page of a folder with the three practices in it."""

    def open_folder(ids: tuple[str, ...] = IDS, **options: Any) -> "Page":
        page = new_page(**options)
        page.add_init_script(COUNT_PRINTS)
        page.goto(f"{site_url}robots.txt" if not ids else f"{site_url}verzamelmap/")
        page.evaluate(FILL, [list(ids), "Overleg zorg"])
        page.goto(f"{site_url}verzamelmap/", wait_until="networkidle")
        return page

    return open_folder


def test_a_practice_is_saved_from_its_page_and_stays_saved(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/health-hub-roden/", wait_until="load")
    title = page.locator("h1").inner_text()
    assert page.locator("[data-folder]").is_hidden()
    page.get_by_role("button", name=f"Bewaar in mijn map {title}", exact=True).click()
    button = page.get_by_role("button", name=f"In mijn map {title}", exact=True)
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("body > [role=status]").inner_text().startswith("Bewaard in uw map")
    page.reload()
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("link", name="Mijn map 1 praktijk", exact=True).click()
    page.locator(".chosen a", has_text=title).wait_for()


def test_a_practice_is_saved_from_a_card_and_taken_out_again(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}regios/noordenveld/", wait_until="load")
    card = page.locator(".card").nth(1)
    button = card.locator("[data-save]")
    assert card.locator("h3").inner_text() in button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-folder-count]").inner_text() == "1"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator("[data-folder]").is_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_a_card_that_a_search_shows_saves_its_own_practice(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/?thema=techniekonderwijs", wait_until="networkidle")
    card = page.locator("[data-shown] .card").nth(2)
    card.locator("[data-save]").click()
    kept = page.evaluate("JSON.parse(localStorage.getItem('praktijkatlas.map')).items")
    assert [each["id"] for each in kept] == [
        str(card.locator("a").get_attribute("href")).split("/")[-2]
    ]
    assert kept[0]["title"] == card.locator(".card__title").inner_text()
    # The cards that are there show other practices now, and none of those is in the folder.
    before = card.locator(".card__title").inner_text()
    turn = page.get_attribute("body", "data-ready")
    page.check("input[value='assen']")
    page.wait_for_selector(f"body[data-ready]:not([data-ready='{turn}'])")
    for shown in page.locator("[data-shown] .card").all():
        title = shown.locator(".card__title").inner_text()
        for button in ("[data-save]", "[data-compare]"):
            assert title in shown.locator(button).inner_text()
        pressed = shown.locator("[data-save]").get_attribute("aria-pressed")
        assert pressed == str(title == before).lower()


def test_nothing_is_kept_of_somebody_who_only_looks(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    for address in ("", "praktijken/health-hub-roden/", "verzamelmap/"):
        page.goto(site_url + address, wait_until="networkidle")
    assert page.evaluate("localStorage.length") == 0
    assert page.get_by_role("heading", name="Uw map is nog leeg").is_visible()


def test_the_order_is_changed_by_keyboard_and_spoken(folder: Callable[..., "Page"]) -> None:
    page = folder()
    page.locator("[data-down]").first.focus()
    page.keyboard.press("Enter")
    assert chosen(page) == [IDS[1], IDS[0], IDS[2]]
    assert told(page).endswith("staat nu op plaats 2 van 3.")
    page.keyboard.press("Enter")
    assert chosen(page) == [IDS[1], IDS[2], IDS[0]]
    page.keyboard.press("Enter")
    assert told(page).endswith("staat al onderaan.")
    page.reload()
    assert chosen(page) == [IDS[1], IDS[2], IDS[0]]


def test_the_order_is_changed_by_dragging(folder: Callable[..., "Page"]) -> None:
    page = folder()
    page.locator("[data-grip]").last.hover()
    page.mouse.down()
    top = page.locator(".chosen > li").first.bounding_box()
    assert top
    page.mouse.move(top["x"] + 10, top["y"] + top["height"] + 20, steps=8)
    page.mouse.move(top["x"] + 10, top["y"] + 5, steps=8)
    page.mouse.up()
    assert chosen(page) == [IDS[2], IDS[0], IDS[1]]


def test_what_is_removed_can_be_put_back(folder: Callable[..., "Page"]) -> None:
    page = folder()
    page.locator("[data-remove]").nth(1).click()
    assert chosen(page) == [IDS[0], IDS[2]]
    assert page.evaluate("document.activeElement.closest('li').dataset.id") == IDS[2]
    page.get_by_role("button", name="Zet terug").click()
    assert chosen(page) == list(IDS)
    page.get_by_role("button", name="Maak de map leeg").click()
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Zet terug").click()
    assert chosen(page) == list(IDS)


def test_all_that_was_removed_one_after_another_can_be_put_back(
    folder: Callable[..., "Page"],
) -> None:
    page = folder()
    page.locator("[data-remove]").first.click()
    page.locator("[data-remove]").last.click()
    assert chosen(page) == [IDS[1]]
    undo = page.get_by_role("button", name="Zet terug")
    undo.click()
    assert chosen(page) == [IDS[1], IDS[2]]
    assert "wat u eerder weghaalde" in told(page)
    undo.click()
    assert chosen(page) == list(IDS)
    assert told(page) == "Teruggezet."
    assert undo.is_hidden()


def test_what_was_typed_since_stays_when_something_is_put_back(
    folder: Callable[..., "Page"],
) -> None:
    page = folder()
    page.locator("textarea").nth(1).fill("Hoort bij wat weggaat")
    page.locator("[data-remove]").nth(1).click()
    page.locator("textarea").first.fill("Na het weghalen")
    page.get_by_label("Titel").fill("Nieuwe titel")
    page.get_by_label("Datum").fill("2027-06-01")
    page.get_by_role("button", name="Zet terug").click()
    assert chosen(page) == list(IDS)
    notes = [each.input_value() for each in page.locator("textarea").all()]
    assert notes == ["Na het weghalen", "Hoort bij wat weggaat", ""]
    assert page.get_by_label("Titel").input_value() == "Nieuwe titel"
    assert page.get_by_label("Datum").input_value() == "2027-06-01"


def test_what_another_page_saved_since_stays_when_the_folder_is_put_back(
    folder: Callable[..., "Page"], site_url: str
) -> None:
    page = folder()
    page.get_by_role("button", name="Maak de map leeg").click()
    other = page.context.new_page()
    other.goto(f"{site_url}praktijken/techlabs-noord-drenthe/", wait_until="load")
    other.locator("[data-save]").click()
    page.locator(".chosen > li").first.wait_for()
    page.get_by_role("button", name="Zet terug").click()
    assert chosen(page) == [*IDS, "techlabs-noord-drenthe"]
    assert page.get_by_label("Titel").input_value() == "Overleg zorg"


def test_notes_title_and_date_are_kept(folder: Callable[..., "Page"]) -> None:
    page = folder()
    page.locator("textarea").nth(1).fill("Wie betaalt\nde coach?")
    page.get_by_label("Titel").fill("Ontbijt")
    page.get_by_label("Datum").fill("2027-05-01")
    page.reload(wait_until="networkidle")
    assert page.locator("textarea").nth(1).input_value() == "Wie betaalt\nde coach?"
    assert page.get_by_label("Titel").input_value() == "Ontbijt"
    assert page.get_by_label("Datum").input_value() == "2027-05-01"


def test_two_tabs_hold_the_same_folder(folder: Callable[..., "Page"], site_url: str) -> None:
    page = folder()
    other = page.context.new_page()
    other.goto(f"{site_url}praktijken/techlabs-noord-drenthe/", wait_until="load")
    page.locator("textarea").first.fill("blijft staan")
    other.locator("[data-save]").click()
    page.locator(".chosen > li").nth(3).wait_for()
    assert page.locator("textarea").first.input_value() == "blijft staan"
    page.locator("[data-remove]").nth(3).click()
    other.locator("[data-save][aria-pressed=false]").wait_for()


def test_a_field_with_focus_follows_what_another_tab_writes(
    folder: Callable[..., "Page"], site_url: str
) -> None:
    page = folder()
    other = page.context.new_page()
    other.goto(f"{site_url}verzamelmap/", wait_until="networkidle")
    for field in (page.locator("textarea").first, page.get_by_label("Titel")):
        field.fill("oud")
        assert field.evaluate("field => field === document.activeElement")
        name = (
            "textarea" if field.evaluate("field => field.localName") == "textarea" else "#map-titel"
        )
        other.locator(name).first.fill("nieuw uit de andere tab")
        wait_for(page, f"document.querySelector('{name}').value.startsWith('nieuw')")
        page.keyboard.press("End")
        page.keyboard.type("!")
    kept = page.evaluate("JSON.parse(localStorage.getItem('praktijkatlas.map'))")
    assert kept["title"] == kept["items"][0]["note"] == "nieuw uit de andere tab!"


def test_typing_in_the_middle_keeps_its_place(folder: Callable[..., "Page"]) -> None:
    page = folder()
    page.get_by_label("Titel").fill("overleg")
    page.keyboard.press("Home")
    page.keyboard.type("Groot ")
    assert page.get_by_label("Titel").input_value() == "Groot overleg"


@pytest.mark.parametrize("title", ["a" * 119 + "😀", "a" * 119 + "😀😀", "a\ud83d"])
def test_a_folder_with_any_title_can_be_shared(
    folder: Callable[..., "Page"], new_page: NewPage, title: str
) -> None:
    page = folder()
    page.evaluate(
        """title => localStorage.setItem("praktijkatlas.map", JSON.stringify(
            {...JSON.parse(localStorage.getItem("praktijkatlas.map")), title}))""",
        title,
    )
    page.reload(wait_until="networkidle")
    address = page.locator("#map-adres").input_value()
    other = new_page()
    other.goto(address, wait_until="networkidle")
    assert chosen(other) == list(IDS)
    expected = title[:120].removesuffix("\ud83d")
    assert other.get_by_label("Titel").input_value() == expected


@pytest.mark.parametrize(
    ("address", "ids", "said"),
    [
        (f"#ids={IDS[0]}&titel=a%F0%9F", [IDS[0]], "Het adres klopt niet helemaal"),
        (f"#ids={IDS[0]}&titel=50%", [IDS[0]], "Het adres klopt niet helemaal"),
        ("#ids=%ED%A0%BD", [], "In dit adres staat geen map"),
        ("#ids=", [], "In dit adres staat geen map"),
    ],
)
def test_an_address_that_is_not_whole_is_told_of(
    new_page: NewPage, site_url: str, address: str, ids: list[str], said: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}verzamelmap/{address}", wait_until="networkidle")
    assert said in told(page)
    assert chosen(page) == ids
    assert page.get_by_label("Titel").input_value() == ""
    assert "#" not in page.url


def test_a_folder_is_full_only_when_not_all_fits(
    folder: Callable[..., "Page"], site_url: str
) -> None:
    page = folder()
    for own, first, last, said in (
        (40, 10, 50, "De praktijken staan nu ook in uw map."),
        (40, 30, 61, "Uw map is vol: er passen 60 praktijken in."),
    ):
        page.evaluate(FILL, [[f"praktijk-{n}" for n in range(own)], ""])
        page.goto(f"{site_url}robots.txt")
        ids = ",".join(f"praktijk-{n}" for n in range(first, last))
        page.goto(f"{site_url}verzamelmap/#ids={ids}", wait_until="networkidle")
        page.get_by_role("button", name="Voeg toe aan mijn map").click()
        assert told(page) == said
        assert len(chosen(page)) == min(last, 60)


def test_a_shared_address_fills_an_empty_folder(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}verzamelmap/{SHARED}", wait_until="networkidle")
    assert chosen(page) == [IDS[2], IDS[0]]
    assert page.get_by_label("Titel").input_value() == "Ontbijt techniek & zorg"
    assert page.locator("#map-adres").input_value() == f"{site_url}verzamelmap/{SHARED}"
    assert not [url for url in asked if "Ontbijt" in url]
    assert page.url == f"{site_url}verzamelmap/"


def test_a_shared_address_asks_before_it_replaces_a_folder(
    folder: Callable[..., "Page"], site_url: str
) -> None:
    page = folder()
    shared = f"{site_url}verzamelmap/#ids=techlabs-noord-drenthe,bestaat-niet,../../x"
    for button, expected in (
        ("Houd mijn map zoals hij is", list(IDS)),
        ("Voeg toe aan mijn map", [*IDS, "techlabs-noord-drenthe", "bestaat-niet"]),
        ("Vervang mijn map", ["techlabs-noord-drenthe", "bestaat-niet"]),
    ):
        page.goto(shared)
        page.locator("[data-offer-list]", has_text="bestaat-niet (staat niet").wait_for()
        assert page.evaluate("document.activeElement.id") == "gedeeld"
        page.get_by_role("button", name=button).click()
        assert chosen(page) == expected
        assert "#" not in page.url
    page.get_by_role("button", name="Zet terug").click()
    assert len(chosen(page)) == 5


def test_a_practice_that_is_gone_says_so_and_is_left_out(folder: Callable[..., "Page"]) -> None:
    page = folder((IDS[0], "bestaat-niet"))
    gone = page.locator(".is-gone")
    assert "staat niet (meer) op de site" in gone.inner_text()
    page.get_by_role("button", name="Druk af als boekje").click()
    wait_for(page, "window.prints === 1")
    assert "1 praktijk uit uw map staat niet in het boekje" in page.locator(".booklet").inner_text()
    assert page.locator(".booklet__practice").count() == 1


def test_a_hostile_folder_is_text(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}verzamelmap/", wait_until="load")
    for kept in (
        '{"title":"<img src=x onerror=alert(1)>","items":[{"id":"../../x"},{"id":"a","title":"<b>x</b>"}]}',
        "geen json",
        '{"items":{"length":3}}',
        '[null,{"items":7}]',
    ):
        page.evaluate("kept => localStorage.setItem('praktijkatlas.map', kept)", kept)
        page.reload(wait_until="networkidle")
        assert page.locator("main img, main b").count() == 0
        assert chosen(page) in ([], ["a"])


def test_the_booklet_holds_cover_contents_and_every_practice(
    folder: Callable[..., "Page"],
) -> None:
    page = folder()
    page.locator("textarea").first.fill("Vraag naar de coach")
    page.get_by_role("button", name="Druk af als boekje").click()
    wait_for(page, "window.prints === 1")
    assert page.title() == "Overleg zorg"
    booklet = page.locator(".booklet")
    assert booklet.locator("h1").inner_text() == "Overleg zorg"
    assert "2 maart 2027" in booklet.locator(".booklet__cover").inner_text()
    links = booklet.locator(".booklet__contents a")
    assert links.count() == booklet.locator(".booklet__practice").count() == 3
    assert page.evaluate(
        "[...document.querySelectorAll('.booklet a[href^=\"#\"], .booklet [aria-labelledby]')].every("
        "e => document.getElementById(e.getAttribute('aria-labelledby') ?? e.hash.slice(1)))"
    )
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert "Vraag naar de coach" in booklet.inner_text()
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert 2 + 3 <= len(pdf.pages) <= 2 + 3 * 3
    page.get_by_role("button", name="Terug naar mijn map").click()
    assert page.title().startswith("Mijn map")
    assert page.get_by_label("Titel").is_visible()
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf.pages) == 1


def test_back_leads_from_the_booklet_to_the_folder(
    folder: Callable[..., "Page"], site_url: str
) -> None:
    page = folder()
    page.get_by_role("button", name="Druk af als boekje").click()
    wait_for(page, "window.prints === 1")
    page.locator(".booklet__contents a").first.click()
    page.go_back()
    assert page.locator(".booklet").is_visible()
    page.go_back()
    assert page.locator(".booklet").is_hidden()
    assert page.url == f"{site_url}verzamelmap/"
    assert page.evaluate("document.activeElement.matches('[data-print]')")
    page.go_forward()
    assert page.locator(".booklet").is_visible()
    assert page.title() == "Overleg zorg"
    page.get_by_role("button", name="Terug naar mijn map").click()
    assert page.locator(".booklet").is_hidden()


def test_the_folder_on_paper_shows_what_was_typed_and_no_fields(
    folder: Callable[..., "Page"],
) -> None:
    page = folder(width=718)
    long = "Voorbereiding van het ontbijt met scholen en bedrijven over techniek, zorg en bouw in het noorden van het land."
    page.locator("textarea").nth(1).fill("Wie betaalt\nde coach?")
    page.get_by_label("Titel").fill(long)
    page.emulate_media(media="print")
    assert page.locator(".folder :is(input, textarea):visible").count() == 0
    said = page.evaluate(
        "[...document.querySelectorAll('.folder [data-said]')].map("
        "e => [e.firstChild.textContent, getComputedStyle(e, '::after').content])"
    )
    assert [(label.strip(), words) for label, words in said] == [
        ("Titel", f'"{long}"'),
        ("Datum", '"dinsdag 2 maart 2027"'),
        ("Notitie", '"Wie betaalt\\a de coach?"'),
    ]
    assert page.locator(".chosen__note:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


def test_sheets_are_asked_for_only_when_they_are_wanted(
    folder: Callable[..., "Page"],
) -> None:
    page = folder()
    asked: list[str] = []
    page.route(
        "**/*.pdf",
        lambda route: (
            asked.append(route.request.method),
            route.fulfill(status=404 if IDS[1] in route.request.url else 200),
        ),
    )
    page.reload(wait_until="networkidle")
    assert not asked
    page.get_by_text("Losse bladen").click()
    page.locator("[data-sheets-list] a").nth(1).wait_for()
    assert asked == ["HEAD"] * 3
    links = page.locator("[data-sheets-list] a")
    assert [str(link.get_attribute("download")) for link in links.all()] == [
        f"{IDS[0]}.pdf",
        f"{IDS[2]}.pdf",
    ]
    assert "Van 1 praktijk is er geen blad" in page.locator("[data-sheets]").inner_text()


def test_a_browser_that_keeps_nothing_is_told_so(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(f"{site_url}praktijken/health-hub-roden/", wait_until="load")
    page.locator("[data-save]").click()
    assert "Uw browser bewaart niets" in page.locator(".toast").inner_text()
    page.goto(f"{site_url}verzamelmap/{SHARED}", wait_until="networkidle")
    assert page.locator("[data-blocked]").is_visible()
    page.locator("[data-down]").first.click()
    assert chosen(page) == [IDS[0], IDS[2]]


def test_without_javascript_the_page_says_what_can_be_done(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}verzamelmap/")
    assert page.locator("noscript").inner_text().startswith("Deze map werkt alleen met JavaScript")
    assert page.locator("[data-folder-page]").is_hidden()
    page.goto(f"{site_url}themas/techniekonderwijs/")
    assert page.locator("[data-save]").first.is_hidden()
    assert page.locator("[data-folder]").is_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_folder_is_accessible_in_every_state(
    folder: Callable[..., "Page"], site_url: str, width: int, dark: bool
) -> None:
    page = folder((*IDS, "bestaat-niet"), width=width, dark=dark)
    axe, found = Axe(), []

    def look(state: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        found.extend(
            f"{state}: {violation['id']}: {node['html'][:120]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        )

    look("filled")
    page.locator("[data-remove]").nth(1).click()
    page.get_by_text("Losse bladen").click()
    look("removed")
    page.goto(f"{site_url}verzamelmap/#ids=techlabs-noord-drenthe")
    page.locator("[data-offer]").wait_for()
    look("offer")
    page.get_by_role("button", name="Druk af als boekje").click()
    wait_for(page, "window.prints === 1")
    look("booklet")
    page.goto(f"{site_url}praktijken/health-hub-roden/", wait_until="load")
    look("saved")
    assert not found, "\n".join(found)


def test_nothing_of_it_scrolls_sideways_on_the_narrowest_screen(
    folder: Callable[..., "Page"],
) -> None:
    page = folder(width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_date_of_the_meeting_is_that_day_in_every_time_zone(
    folder: Callable[..., "Page"],
) -> None:
    assert date(2027, 3, 2).weekday() == 1
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        page = folder(timezone_id=zone)
        page.get_by_role("button", name="Druk af als boekje").click()
        assert page.locator(".booklet__date").inner_text() == "dinsdag 2 maart 2027"
