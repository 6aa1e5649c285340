"""What a visitor sees and does, in a real browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .page_types import PAGE_TYPES, PRACTICE, REDIRECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def open_page(new_page: NewPage, address: str, **options: Any) -> "Page":
    page = new_page(**options)
    page.goto(address, wait_until="load")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_type_of_page(
    new_page: NewPage, site_url: str, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    axe, found = Axe(), []
    for address in (*PAGE_TYPES, REDIRECT):
        page.goto(site_url + address, wait_until="load")
        if address.startswith("regios/hoogezand"):
            page.wait_for_url("**/regios/midden-groningen/")
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        found += [
            f"/{address}: {violation['id']}: {node['html'][:120]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", PAGE_TYPES)
def test_no_page_scrolls_sideways_on_a_narrow_screen(
    new_page: NewPage, site_url: str, address: str
) -> None:
    page = open_page(new_page, site_url + address, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_number_of_a_theme_in_a_place_leads_to_those_practices(
    new_page: NewPage, site_url: str
) -> None:
    page = open_page(new_page, f"{site_url}themas/loopbaanorientatie/")
    tag = page.locator("a[data-both]").first
    number = tag.locator(".tag__count").inner_text()
    tag.click()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#gevonden").inner_text().startswith(f"{number} praktijken")
    assert page.locator("[data-shown] .card").count() == int(number)
    page = open_page(new_page, f"{site_url}themas/loopbaanorientatie/", java_script_enabled=False)
    page.locator("a[data-both]").first.click()
    assert page.url.endswith("/#thema-loopbaanorientatie")


@pytest.mark.parametrize("width", [360, 320])
def test_header_of_a_phone_has_two_lines_with_a_folder_too(
    new_page: NewPage, site_url: str, width: int
) -> None:
    page = open_page(new_page, f"{site_url}{PRACTICE}", width=width)
    page.locator("[data-save]").first.click()
    lines = page.evaluate("""new Set([...document.querySelectorAll(".top__row > *")].map((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return Math.round((top + bottom) / 2 / 10);
    })).size""")
    assert page.locator("[data-folder]").is_visible()
    assert page.get_by_role("button", name="Menu", exact=True).is_visible()
    assert lines == 2


def test_every_line_of_the_menu_starts_under_the_name(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}themas/", width=768)
    name = page.locator(".brand").bounding_box()
    starts = page.evaluate("""() => {
        const boxes = [...document.querySelectorAll(".menu__link")].map((each) => {
            const { left, top } = each.getBoundingClientRect();
            return [top, left + parseFloat(getComputedStyle(each).paddingLeft)];
        });
        const lines = [...new Set(boxes.map(([top]) => top))];
        return lines.map((line) => Math.min(...boxes.filter(([top]) => top === line).map(([, x]) => x)));
    }""")
    assert len(starts) == 2
    assert name
    assert all(abs(start - name["x"]) < 1 for start in starts)


def test_forced_colours_underline_only_where_one_is(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}themas/", forced_colors="active")
    seen = page.evaluate("""[...document.querySelectorAll(".menu__link")].filter((each) =>
        getComputedStyle(each).borderBottomColor !== getComputedStyle(document.body).backgroundColor
    ).map((each) => each.textContent)""")
    assert seen == ["Thema’s"]


def test_search_shows_results_while_typing_and_the_arrows_reach_them(
    new_page: NewPage, site_url: str
) -> None:
    page = open_page(new_page, site_url)
    page.keyboard.press("/")
    page.keyboard.type("zorgtechnologie roden")
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('hit')")
    assert page.locator("#zoek-resultaten a.hit[href$='health-hub-roden/']").count() == 1
    assert "gevonden." in page.locator("[role=status]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#zoek-resultaten").is_hidden()


def test_results_that_are_drawn_anew_keep_the_focus(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url)
    page.keyboard.press("/")
    page.keyboard.type("zorgtechnologie")
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    old = page.locator("#zoek-resultaten a.hit").first.element_handle()
    assert old
    # The rest of the question is answered only now.
    page.evaluate(
        """() => {
        const input = document.querySelector("[data-finder] input");
        input.value = "gastles";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    old.wait_for_element_state("hidden")
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    assert page.evaluate("document.activeElement.classList.contains('hit')")


def test_search_says_that_it_takes_a_while(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url)
    held: list[Any] = []
    page.route("**/assets/zoek.json", lambda route: held.append(route))
    page.fill("#zoek", "hybride")
    page.locator("#zoek-resultaten", has_text="Even zoeken …").wait_for()
    assert page.locator("body > [role=status]").inner_text() == "Even zoeken …"
    for route in held:
        route.continue_()
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    assert "Even zoeken" not in page.locator("#zoek-resultaten").inner_text()


def test_search_results_lead_to_the_page_from_any_depth(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}praktijken/health-hub-roden/")
    page.fill("#zoek", "innovatieboerderij zuidhorn")
    page.locator("#zoek-resultaten a.hit[href*='praktijken/']").first.click()
    page.wait_for_url("**/praktijken/innovatieboerderij-zuidhorn/")
    assert page.locator("h1").count() == 1


def serve_missing(page: "Page", site_url: str, address: str) -> None:
    """Answer for an address that does not exist as hosts do: with the page that says so."""
    missing = page.request.get(f"{site_url}404.html").text()
    page.route(
        site_url + address,
        lambda route: route.fulfill(status=404, body=missing, content_type="text/html"),
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("praktijken/health-hub-rodn/", "health hub rodn"),
        ("oud/pad/Health%20Hub_Roden.html?x=1", "Health Hub Roden"),
        ("praktijken/health-hub-roden/pagina/2/index.php", "health hub roden"),
    ],
)
def test_address_that_does_not_exist_is_searched_for(
    new_page: NewPage, site_url: str, address: str, words: str
) -> None:
    page = new_page()
    serve_missing(page, site_url, address)
    page.goto(site_url + address)
    page.locator("[data-lost] a.hit[href$='praktijken/health-hub-roden/']").wait_for()
    assert page.input_value("#zoek-hier") == words
    page.press("#zoek-hier", "Enter")
    page.wait_for_url("**/praktijken/?q=*")


@pytest.mark.parametrize(
    ("address", "page_of_it"),
    [("regios/Groningen/", "regios/groningen/"), ("themas/stage/", "themas/stages-en-leerbanen/")],
)
def test_address_with_the_name_of_a_place_or_theme_offers_its_page_first(
    new_page: NewPage, site_url: str, address: str, page_of_it: str
) -> None:
    page = new_page()
    serve_missing(page, site_url, address)
    page.goto(site_url + address)
    first = page.locator("[data-lost] a.hit").first
    assert (first.get_attribute("href") or "").endswith(f"/{page_of_it}")


@pytest.mark.parametrize("address", ["api/v1/", "weg/%E0%A4%A/", "weg/<script>alert(1)</script>/"])
def test_address_without_sense_only_gives_a_field(
    new_page: NewPage, site_url: str, address: str
) -> None:
    page = new_page()
    serve_missing(page, site_url, f"{address}**")
    page.goto(site_url + address)
    assert page.locator("main h1").inner_text() == "Deze pagina bestaat niet"
    assert page.locator("#zoek-hier").is_visible()


def test_nothing_of_search_is_loaded_before_its_field_has_focus(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")
    assert not [url for url in asked if "zoek.json" in url or "search.js" in url]
    with page.expect_request("**/assets/zoek.json"):
        page.focus("#zoek")


def test_a_search_can_be_shared_as_an_address(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}praktijken/?q=bedrijfsbezoek")
    page.locator("[data-shown] .card").first.wait_for()
    assert "bedrijfsbezoek" in page.locator("#gevonden").inner_text()
    assert page.locator("[data-browse]").is_hidden()


def test_a_search_without_a_hit_says_what_to_do(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url)
    page.fill("#zoek", "qqxxzz")
    page.locator("#zoek-resultaten", has_text="Niets gevonden").wait_for()


def test_the_search_of_the_home_page_leads_to_the_list(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url)
    page.fill("#zoek-hier", "techniek")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/?q=techniek")


def test_the_choice_of_colours_is_kept(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url)
    page.click("[data-appearance]")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.goto(f"{site_url}themas/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.get_attribute("[data-appearance]", "aria-pressed") == "true"


def test_the_menu_opens_by_keyboard_on_a_phone(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url, width=390)
    assert page.locator("#menu").is_hidden()
    page.focus("[data-menu]")
    page.keyboard.press("Enter")
    assert page.get_attribute("[data-menu]", "aria-expanded") == "true"
    assert page.locator("#menu").is_visible()


def test_the_first_tab_stop_skips_to_the_content(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}praktijken/health-hub-roden/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_everything_can_be_read_without_javascript(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, site_url, width=390, java_script_enabled=False)
    assert not page.locator("form[role=search]:visible").count()
    assert "Zoeken werkt alleen met JavaScript." in page.locator("main").inner_text()
    assert page.locator("#menu").is_visible()
    page.click("#menu >> text=Thema’s")
    page.wait_for_url("**/themas/")
    assert page.locator(".tile").count() > 10


def test_a_former_municipality_leads_to_the_one_of_today(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}regios/hoogezand-sappemeer/")
    page.wait_for_url("**/regios/midden-groningen/")
    assert page.locator("h1").inner_text() == "Midden-Groningen"


def test_a_practice_prints_without_navigation(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}praktijken/health-hub-roden/")
    page.emulate_media(media="print")
    for hidden in (".top", ".foot", ".crumbs"):
        assert page.locator(hidden).is_hidden()
    assert page.locator(".facts").is_visible()


def test_the_overview_is_a_table_that_names_every_cell(new_page: NewPage, site_url: str) -> None:
    page = open_page(new_page, f"{site_url}overzicht/")
    rows = page.locator("table tbody tr:not(.matrix__group)")
    columns = page.locator("table thead th").count()
    assert rows.count() > 20
    for row in (rows.first, rows.last):
        assert row.locator("th, td").count() == columns
    empty = page.locator(".cell--0 a").first
    assert str(empty.get_attribute("aria-label")).startswith("Nog geen in ")


INJECTED = """
<script>window.ran = "script"</script><img src="x" onerror="window.ran = 'handler'">
<a id="injected" href="javascript:window.ran='link'">x</a><style>h1 { display: none }</style>
<form id="away" action="https://evil.example/"><button>x</button></form><base href="https://evil.example/">
"""


@pytest.mark.parametrize("address", ["", "praktijken/", PRACTICE, "bijdragen/formulier/"])
def test_what_gets_onto_a_page_after_all_does_not_run(
    new_page: NewPage, site_url: str, address: str
) -> None:
    """The last wall: HTML of a stranger that came through all others neither runs nor sends."""
    page = new_page()

    def inject(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1>{INJECTED}", 1))

    page.route(site_url + address, inject)
    page.goto(site_url + address, wait_until="load")
    page.evaluate("document.querySelector('#injected').click()")
    page.evaluate("document.querySelector('#away').requestSubmit()")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").first.is_visible()
    assert page.url == site_url + address
    assert page.evaluate("document.baseURI") == page.url
