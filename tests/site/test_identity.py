"""Icons, the web manifest and the cards of links, on a site with an address and one without."""

import json
from urllib.parse import urljoin

import pytest

ADDRESS = "https://kustlogboek.example/"


@pytest.fixture(scope="module")
def pages(haven, read_pages):
    return read_pages(haven)


def properties(page):
    found = {}
    for each in page.all("meta"):
        name = each.get("property") or each.get("name")
        if name:
            found[name] = each.get("content")
    return found


def test_every_page_has_a_card_that_is_there(haven, pages):
    shown = [page for page in pages.values() if not page.is_redirect and page.address != "404.html"]
    for page in shown:
        found = properties(page)
        assert found["twitter:card"] == "summary_large_image", page.address
        assert found["og:image"].startswith(ADDRESS)
        assert (haven / found["og:image"].removeprefix(ADDRESS)).is_file()
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert found["og:image:alt"]
        assert found["og:url"] == ADDRESS + page.address
    assert properties(pages[""])["og:type"] == "website"
    practice = properties(pages["praktijken/meevaren-ankerdam/"])
    assert practice["og:type"] == "article"
    assert practice["og:image"].endswith("praktijken/meevaren-ankerdam/meevaren-ankerdam-kaart.png")


def test_site_without_an_address_names_no_card(built_site, read_pages):
    text = (built_site / "praktijken/health-hub-roden/index.html").read_text("utf-8")
    assert "og:title" in text
    assert "og:image" not in text
    assert "twitter:card" not in text


def test_manifest_names_the_site_and_icons_that_are_there(haven):
    made = json.loads((haven / "manifest.webmanifest").read_text("utf-8"))
    assert (made["name"], made["lang"]) == ("Kustlogboek", "nl")
    assert {(each["sizes"], each["purpose"]) for each in made["icons"]} == {
        *(("192x192", "any"), ("512x512", "any"), ("any", "any")),
        *(("192x192", "maskable"), ("512x512", "maskable")),
    }
    top = f"{ADDRESS}manifest.webmanifest"
    for each in made["icons"]:
        assert (haven / urljoin(top, each["src"]).removeprefix(ADDRESS)).is_file()
    assert urljoin(top, made["start_url"]) == urljoin(top, made["scope"]) == ADDRESS


def test_every_page_names_icons_and_colours_for_light_and_dark(pages):
    for page in pages.values():
        if page.is_redirect:
            continue
        links = {each.get("rel") for each in page.all("link")}
        assert {"icon", "apple-touch-icon", "manifest"} <= links, page.address
        colours = [e for e in page.all("meta") if e.get("name") == "theme-color"]
        assert [each.get("media") for each in colours] == [
            *("(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"),
        ]
