"""How fast words and choices find practices on a built site: python scripts/bench/search.py SITE.

In a browser, slowed down four times: how long after the last key the first result shows, for
somebody who types and for somebody who pastes all words into a page that has loaded nothing of the
search yet; what is transferred until then; and how long the list takes to follow a choice. Prints
JSON.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import click
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from chromium import ARGUMENTS, MISSING, find_chromium
from screenshots import serve_folder

SLOWDOWN = 4
QUESTIONS = 5
COMMON = ("school", "leerlingen en bedrijven werken samen", "bpv techniek")
CLICKS = 12
# From the last of the parts that come into the field, 120 ms apart, to the frame in which a result for
# all words stands.
FIRST_RESULT = """([parts]) => new Promise((done) => {
    const field = document.querySelector("#zoek");
    const panel = document.querySelector("#zoek-resultaten");
    field.focus();
    let start;
    const watch = new MutationObserver(() => {
        if (!start) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    watch.observe(panel, { childList: true });
    parts.forEach((words, at) => setTimeout(() => {
        field.value = words;
        if (at === parts.length - 1) start = performance.now();
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, at * 120));
})"""
# From the click to the frame in which the first cards and the numbers beside all choices stand.
CLICK = """([number]) => new Promise((done) => {
    const boxes = document.querySelectorAll("[data-facets] input");
    const box = boxes[number % boxes.length];
    const seen = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    const watch = new MutationObserver(() => { watch.disconnect(); seen(); });
    watch.observe(document.querySelector("[data-shown] .cards"), { childList: true, subtree: true });
    const start = performance.now();
    box.click();
})"""


def questions(site: Path) -> Iterator[str]:
    """Words of titles of the site, alone and together, the start of one and one with an error."""
    numbered = {int(file.stem): file for file in (site / "assets/zoek/praktijken").glob("*.json")}
    random = Random(1)
    for number in random.sample(sorted(numbered), min(QUESTIONS, len(numbered))):
        title = json.loads(numbered[number].read_text("utf-8"))[1]
        words = [word for word in title.replace(":", "").split() if len(word) > 6]
        if words:
            yield " ".join(words)
            yield words[0]
            yield words[0][:5]
            yield words[-1][:3] + words[-1][4:]
    yield from COMMON


def measure(site: Path) -> dict[str, Any]:
    """The numbers of a built site: kB and milliseconds, the median and the worst."""
    chromium = find_chromium()
    if not chromium:
        raise click.ClickException(MISSING)
    with serve_folder(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        asked = [_ask(browser, address, words) for words in questions(site)]
        clicks = {
            f"facet_click_ms_{slow}x": _clicks(browser, address, slow) for slow in (1, SLOWDOWN)
        }
        browser.close()
    return {
        "slowdown": SLOWDOWN,
        "first_result_typed_ms": _spread([each["typed_ms"] for each in asked]),
        "first_result_pasted_ms": _spread([each["pasted_ms"] for each in asked]),
        "first_result_kB": _spread([each["kB"] for each in asked]),
        **{name: _spread(found) for name, found in clicks.items()},
        "questions": asked,
    }


def _spread(numbers: list[float]) -> dict[str, float]:
    return {"median": round(median(numbers), 1), "worst": round(max(numbers), 1)}


def _slow(page: Page, times: int) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})
    return session


def _ask(browser: Browser, address: str, words: str) -> dict[str, Any]:
    found: dict[str, Any] = {"q": words}
    keys = [words[:end] for end in range(1, len(words) + 1)]
    for name, parts in (("typed_ms", keys), ("pasted_ms", [words])):
        page = browser.new_context().new_page()
        page.goto(address, wait_until="networkidle")
        session = _slow(page, SLOWDOWN)
        session.send("Network.enable")
        sizes: list[float] = []
        session.on(
            "Network.loadingFinished",
            lambda event, kept=sizes: kept.append(event["encodedDataLength"]),
        )
        found[name] = round(page.evaluate(FIRST_RESULT, [parts]), 1)
        page.wait_for_load_state("networkidle")
        found["kB"] = round(sum(sizes) / 1000, 1)  # the last is of the words alone
        found["found"] = page.locator("#zoek-resultaten .finder__status").first.inner_text()
        page.context.close()
    return found


def _clicks(browser: Browser, address: str, times: int) -> list[float]:
    page = browser.new_context().new_page()
    page.goto(f"{address}praktijken/", wait_until="networkidle")
    page.wait_for_selector("body[data-ready]")
    _slow(page, times)
    found = []
    for number in (7 * n for n in range(CLICKS) for _ in ("on", "off")):
        found.append(page.evaluate(CLICK, [number]))
        page.wait_for_load_state("networkidle")
    page.context.close()
    return found


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(site: Path) -> None:
    """Measure the search and the choices of the built SITE."""
    click.echo(json.dumps(measure(site), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
