"""The zip with the site: whole, the same every time, and working from a folder of files."""

import re
import zipfile
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest

from praktijkatlas import addresses
from praktijkatlas.load import load_site
from praktijkatlas.site.offline import PAGE, README, Package, find_taken, write_package

DAY = date(2026, 11, 23)


def unpacked(site, folder):
    with zipfile.ZipFile(site / addresses.OFFLINE_ZIP) as packed:
        packed.extractall(folder)
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def copy(built_site, tmp_path_factory):
    """The real site, as somebody has it who unpacked the zip."""
    return unpacked(built_site, tmp_path_factory.mktemp("map op stick"))


@pytest.fixture(scope="module")
def pages(copy):
    return {f.relative_to(copy).as_posix(): f.read_text("utf-8") for f in copy.rglob("*.html")}


def test_every_link_names_a_file_that_is_there(copy, pages):
    assert len(pages) > 200
    dead = set()
    for name, text in pages.items():
        for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', text):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            if not ((copy / name).parent / unquote(parts.path)).is_file():
                dead.add(f"{name} → {link}")
    assert not sorted(dead)[:20]


def test_nothing_is_asked_that_a_file_cannot_give(pages):
    for name, text in pages.items():
        assert 'type="module"' not in text, name
        assert 'rel="manifest"' not in text, name
        assert 'rel="preload"' not in text, name
        assert "icons.svg" not in text, name


def test_copy_has_the_sheets_but_not_what_only_a_site_can_use(copy, pages):
    assert (copy / README).is_file()
    assert (copy / "praktijken/health-hub-roden/health-hub-roden.pdf").is_file()
    for left_out in ("api", "feeds", "bundels", "verzamelmap", "bijdragen/formulier"):
        assert not (copy / left_out).exists(), left_out
    assert not [name for name in pages if name.startswith("zonder-internet/")]
    assert not list(copy.rglob("*-kaart.png"))


def test_every_page_says_that_it_is_a_copy_of_a_day(pages):
    for name, text in pages.items():
        if "<main " in text and name != PAGE:
            assert "U leest een kopie zonder internet, van " in text, name


def test_page_about_the_zip_tells_its_size(built_site, read_pages):
    text = (built_site / "zonder-internet/index.html").read_text("utf-8")
    size = (built_site / addresses.OFFLINE_ZIP).stat().st_size
    (said,) = re.findall(r"Download de site \(([0-9,]+) MB, zip\)", text)
    assert abs(float(said.replace(",", ".")) * 1_000_000 - size) <= 50_000
    assert size < 40_000_000
    assert "zonder-internet/" in (built_site / "open-data/index.html").read_text("utf-8")


def test_links_to_what_is_left_out_lead_to_the_site_itself(haven, tmp_path):
    text = (unpacked(haven, tmp_path) / "praktijken/index.html").read_text("utf-8")
    assert 'href="https://kustlogboek.example/verzamelmap/"' in text
    assert 'href="https://kustlogboek.example/"' in text  # the note above the page


@pytest.fixture
def small(tmp_path):
    """A folder with two pages, one of which links in every way that there is."""
    pages = {
        "index.html": '<main id="m"><a href="a/">a</a></main>',
        "404.html": "<main></main>",
        "verzamelmap/index.html": "<main></main>",
        "a/index.html": (
            '<main id="m"><a href="..">1</a><a href="../a/#x">2</a><a href="./?q=1">3</a>'
            '<a href="../verzamelmap/">4</a><a href="#x">5</a><a href="https://x.example/a/">6</a>'
            '<a href="mailto:a@b.example">7</a><a href="../../../etc/passwd">8</a>'
            '<p>href="../a/" is tekst</p></main>'
        ),
        "oud/index.html": '<meta http-equiv="refresh" content="0; url=../a/"><a href="../a/">a</a>',
    }
    for name, text in pages.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<html><head></head><body>{text}</body></html>", encoding="utf-8")
    (tmp_path / "site/api/v1").mkdir(parents=True)
    (tmp_path / "site/api/v1/x.json").write_text("{}", encoding="utf-8")
    return tmp_path / "site"


def links(text):
    return re.findall(r'<a href="([^"]*)">\d', text)


def test_links_are_made_for_files(small):
    made = Package(small, "Atlas", "", DAY, find_taken(small)).page("a/index.html")
    assert links(made) == [
        *("../index.html", "../a/index.html#x", "./index.html?q=1", f"../{PAGE}", "#x"),
        *("https://x.example/a/", "mailto:a@b.example", f"../{PAGE}"),
    ]
    assert '<p>href="../a/" is tekst</p>' in made
    old = Package(small, "Atlas", "", DAY, find_taken(small)).page("oud/index.html")
    assert 'content="0; url=../a/index.html"' in old


def test_site_with_an_address_is_where_the_rest_is(small):
    made = Package(small, "Atlas", "https://x.example/y/", DAY, find_taken(small))
    assert links(made.page("a/index.html"))[3] == "https://x.example/y/verzamelmap/"


def test_zip_is_the_same_every_time(small, project):
    catalogue = load_site(project / "practices", project, DAY).catalogue
    made = []
    for _ in range(2):
        write_package(small, catalogue, "Atlas & Co", "", DAY)
        made.append((small / addresses.OFFLINE_ZIP).read_bytes())
        for file in small.rglob("*.html"):
            file.touch()
    assert made[0] == made[1]
    with zipfile.ZipFile(small / addresses.OFFLINE_ZIP) as packed:
        assert packed.testzip() is None
        assert {name.split("/")[0] for name in packed.namelist()} == {"atlas-co"}
        assert {info.date_time[:3] for info in packed.infolist()} == {(2026, 11, 23)}


# As somebody sees it who double-clicks on index.html


def test_copy_is_searched_read_and_coloured_from_a_folder(new_page, copy):
    page = new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((copy / "index.html").as_uri())
    page.fill("#zoek", "zorgtechnologie roden")
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    assert "gevonden." in page.locator("[role=status]").first.inner_text()
    page.locator("#zoek-resultaten a[href*='health-hub-roden/index.html']").click()
    page.wait_for_url("file://**/praktijken/health-hub-roden/index.html")
    assert page.locator("h1").count() == 1
    page.click("[data-appearance]")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate("document.querySelector('svg.icon use').getBBox().width") > 0
    assert not said, said


def test_search_of_the_home_page_leads_to_the_list_of_the_copy(new_page, copy):
    page = new_page(width=390)
    page.goto((copy / "index.html").as_uri())
    page.fill("#zoek-hier", "techniek")
    page.keyboard.press("Enter")
    page.wait_for_url("file://**/praktijken/index.html?q=techniek")
    assert page.locator("[data-shown] .card").count() > 3
    assert "praktijken voor “techniek”" in page.locator("#gevonden").inner_text()
    page.fill("#woorden", "qqxxzz")
    assert "Geen praktijken" in page.locator("#gevonden").inner_text()
    page.fill("#woorden", "")
    assert page.locator("[data-browse]").is_visible()


def test_words_that_stand_together_come_first_and_the_list_is_as_wide_as_the_page(new_page, copy):
    page = new_page()
    page.goto((copy / "praktijken/index.html").as_uri() + "?q=hybride+docent")
    first = page.locator("[data-shown] .card a").first.get_attribute("href")
    assert "hybride-docent" in first
    columns = page.evaluate(
        "new Set([...document.querySelectorAll('[data-shown] .card')]"
        ".map((each) => each.getBoundingClientRect().left)).size"
    )
    assert columns >= 3


def test_cards_that_are_found_look_like_those_of_the_page(new_page, copy):
    page = new_page()
    page.goto((copy / "praktijken/index.html").as_uri() + '?q="techniek"')
    assert "praktijken voor “techniek”" in page.locator("#gevonden").inner_text()
    found = page.locator("[data-shown] .card").first
    place = found.locator(".card__title a").get_attribute("href").split("praktijken/")[-1]
    whole = f"[data-browse] .card:has(a[href$='{place}'])"
    page.fill("#woorden", "")
    page.evaluate(
        "document.querySelectorAll('[data-browse] .card').forEach((c) => c.hidden = false)"
    )
    facts = "(card) => card.querySelector('.card__facts').innerHTML"
    own = page.locator(whole).evaluate(facts)
    page.fill("#woorden", "techniek")
    assert page.locator(f"[data-shown] .card:has(a[href$='{place}'])").evaluate(facts) == own
    assert "meter__dot is-on" in own and "#icon-" in own


def test_copy_and_the_page_about_it_say_that_search_finds_less(built_site, pages):
    assert "deze kopie kent geen typefouten" in pages["themas/index.html"]
    about = (built_site / "zonder-internet/index.html").read_text("utf-8")
    assert "geen typefouten en weinig synoniemen" in about


def test_what_only_a_site_can_do_leaves_no_room_in_the_copy(new_page, copy):
    page = new_page()
    for place, form in (
        ("organisaties", ".orgs__find"),
        ("overzicht", ".pivot"),
        ("wat-lastig-was", ".hard__choose"),
    ):
        page.goto((copy / place / "index.html").as_uri())
        assert page.locator(form).bounding_box() is None, place


def test_everything_in_the_copy_can_be_read_without_javascript(new_page, copy):
    page = new_page(width=390, java_script_enabled=False)
    page.goto((copy / "index.html").as_uri())
    page.click("#menu >> text=Thema’s")
    page.wait_for_url("file://**/themas/index.html")
    assert page.locator(".offline").is_visible()
