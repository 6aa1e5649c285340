"""What a visit costs: bytes, requests, shifts; and what it may leave behind or ask of others."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from .page_types import PAGE_TYPES, PRACTICE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

NewPage = Callable[..., "Page"]

KB = 1024
MOST_HTML, MOST_REST, MOST_REQUESTS = 25 * KB, 150 * KB, 25
"""For a first visit, compressed: the page; its styles, scripts and fonts; how many files it asks."""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["", "praktijken/", PRACTICE])
def test_first_visit_is_light_and_still(
    new_page: NewPage, site_url: str, built_site: Path, address: str, width: int
) -> None:
    page = new_page(width=width)
    page.add_init_script(SHIFTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(site_url + address, wait_until="networkidle")
    files = [
        built_site / f"{p}index.html".removeprefix("/") if p.endswith("/") else built_site / p[1:]
        for p in asked
    ]
    html = sum(compressed(f.read_bytes()) for f in files if f.suffix == ".html")
    kinds = {".css", ".js", ".woff2"}
    rest = sum(compressed(f.read_bytes()) for f in files if f.suffix in kinds)
    assert html <= MOST_HTML, html
    assert rest <= MOST_REST, {f.name: compressed(f.read_bytes()) for f in files}
    assert len(asked) <= MOST_REQUESTS, asked
    assert page.evaluate("window.shifted") < 0.01, "what somebody reads must not jump"


@pytest.mark.parametrize("width", [1280, 390])
def test_no_type_of_page_jumps_while_it_loads(new_page: NewPage, site_url: str, width: int) -> None:
    """With scripts that come late, as they do over a slow line: what is read then must stay."""
    page = new_page(width=width)
    page.add_init_script(SHIFTS)

    def late(route: "Route") -> None:
        # The page is drawn first; then comes what changes it.
        page.wait_for_timeout(60)
        route.continue_()

    page.route(
        "**/*.js",
        lambda route: late(route) if "appearance" not in route.request.url else route.continue_(),
    )
    jumped = {}
    for address in PAGE_TYPES:
        page.goto(site_url + address, wait_until="networkidle")
        if (shifted := page.evaluate("window.shifted")) >= 0.01:
            jumped[address] = round(shifted, 3)
    assert not jumped


def test_visit_leaves_nothing_behind(new_page: NewPage, site_url: str) -> None:
    """No cookie, and nothing in the browser that the visitor did not ask to keep."""
    page = new_page()
    for address in PAGE_TYPES:
        page.goto(site_url + address, wait_until="load")
        kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        assert kept == [], address
        assert page.evaluate("document.cookie") == "", address
        assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0, address
        assert page.evaluate("navigator.serviceWorker.controller") is None, address
    assert page.context.cookies() == []


def test_browser_keeps_only_what_the_visitor_chose(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url + PRACTICE)
    page.click("[data-appearance]")
    page.locator("[data-save]").first.click()
    page.goto(f"{site_url}verzamelmap/", wait_until="networkidle")
    kept = set(page.evaluate("Object.keys(localStorage)"))
    assert {key.split(".")[0] for key in kept} == {"praktijkatlas"}
    assert "praktijkatlas.kleuren" in kept
    assert len(kept) <= 3, kept


def test_policy_of_every_page_stops_what_an_attacker_would_add(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for address in PAGE_TYPES:
        page.goto(site_url + address, wait_until="load")
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.hacked = true";
              document.body.append(script);
              const link = document.createElement("a");
              link.setAttribute("onclick", "window.hacked = true");
              document.body.append(link);
              link.click();
            }"""
        )
        assert page.evaluate("window.hacked") is None, address
    assert said, "the browser tells that it refused"


def test_every_page_says_little_to_other_sites(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    for address in PAGE_TYPES:
        page.goto(site_url + address, wait_until="commit")
        policy = page.get_attribute("meta[name=referrer]", "content")
        assert policy in {"strict-origin-when-cross-origin", "same-origin", "no-referrer"}, address
