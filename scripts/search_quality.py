"""How well search answers real questions: `make search-quality`, after `make build`.

Asks every question of tests/search/queries.yml in a browser: of the search of the site, of Pagefind
as it comes over the same pages, and of the search of Material for MkDocs over the same texts.
Success at 3 is the share of questions with a right practice among the first three.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pagefind.service import get_executable
from playwright.sync_api import Page, sync_playwright

from chromium import ARGUMENTS, MISSING, find_chromium
from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.reading import Entry
from screenshots import serve_folder

PROJECT = Path(__file__).resolve().parent.parent
QUERIES = PROJECT / "tests" / "search" / "queries.yml"
DEPTHS = (1, 3, 10)
# Enough results to have ten practices among them.
MOST = 40


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the practices that answer it."""

    text: str
    ids: frozenset[str]
    held_out: bool = False
    """Whether it was kept apart: nothing was ever tuned by it."""


Engine = Callable[[str], list[str]]
"""From a question to the ids of the practices found, best first."""


def load_queries(path: Path = QUERIES) -> list[Query]:
    """The questions with their answers."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["queries"]
    return [
        Query(each["q"], frozenset(each["ids"]), each.get("held_out", False)) for each in listed
    ]


def rank(query: Query, found: Sequence[str]) -> int | None:
    """The place of the first right practice, from 1; None when it is not among the results."""
    return next((at for at, each in enumerate(found, 1) if each in query.ids), None)


def success(ranks: Sequence[int | None], depth: int) -> float:
    """The share of questions that had a right practice among the first `depth`."""
    return sum(1 for each in ranks if each and each <= depth) / len(ranks)


def practice_ids(addresses: Sequence[str]) -> list[str]:
    """The practices among addresses such as "/praktijken/x/", each once, in their order."""
    parts = (address.split("?")[0].strip("/").split("/") for address in addresses)
    ids = (each[each.index("praktijken") + 1] for each in parts if "praktijken" in each[:-1])
    return list(dict.fromkeys(ids))


def our_engine(page: Page, address: str) -> Engine:
    """The search of the site, as its header and its list of practices use it."""
    page.goto(address)
    script = """async ([base, words, most]) => {
        const search = await import(`${base}assets/search.js`);
        const { hits } = await search.find(words);
        const found = await Promise.all(hits.slice(0, most).map((hit) => hit.data()));
        return found.map((data) => search.pageOf("", data));
    }"""
    return lambda words: practice_ids(page.evaluate(script, [address, words, MOST]))


def plain_engine(page: Page, address: str) -> Engine:
    """Pagefind as it comes."""
    page.goto(address)
    script = """async ([base, words, most]) => {
        const pagefind = await import(`${base}plain/pagefind.js`);
        const { results } = await pagefind.search(words);
        const found = await Promise.all(results.slice(0, most).map((hit) => hit.data()));
        return found.map((data) => data.raw_url);
    }"""
    return lambda words: practice_ids(page.evaluate(script, [address, words, MOST]))


def material_engine(page: Page, address: str) -> Engine:
    """The search dialog of Material for MkDocs."""
    page.goto(address)
    field = page.locator("input.md-search__input")
    field.click()
    page.wait_for_timeout(2000)  # for its index
    meta = page.locator(".md-search-result__meta")

    def ask(words: str) -> list[str]:
        field.fill("")
        field.press("End")  # it listens to keys, not to what the field holds
        page.wait_for_timeout(150)
        field.fill(words)
        field.press("End")
        before, still = "", 0
        while still < 3:
            page.wait_for_timeout(100)
            now = meta.inner_text()
            still, before = (still + 1 if now == before else 0), now
        links = page.locator("a.md-search-result__link")
        return practice_ids(links.evaluate_all("all => all.map((link) => link.pathname)"))

    return ask


def write_plain(site: Path, folder: Path) -> None:
    """Pagefind's own index of the pages of the site, and a page to ask it from."""
    folder.mkdir()
    (folder / "index.html").write_text("<title>Pagefind</title>", encoding="utf-8")
    command = [str(get_executable()), "--site", str(site), "--output-path", str(folder / "plain")]
    options = ["--root-selector", "main", "--force-language", "nl", "--quiet"]
    subprocess.run([*command, *options], check=True)


def write_material(catalogue: Catalogue, folder: Path) -> Path:
    """The same texts as a site of Material for MkDocs with search in Dutch; where it stands."""
    docs = folder / "docs" / "praktijken"
    docs.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for entry in catalogue.entries:
        (docs / f"{entry.id}.md").write_text(_markdown(catalogue, entry), encoding="utf-8")
    lines = {
        "site_name": "Material",
        "theme": {"name": "material", "language": "nl", "font": False},
        "plugins": [{"search": {"lang": "nl"}}],
        "nav": [{"Home": "index.md"}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(lines), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, str(folder / "mkdocs.yml")], check=True, env=quiet)
    return folder / "site"


def _markdown(catalogue: Catalogue, entry: Entry) -> str:
    practice, lists = entry.practice, catalogue.vocabularies
    labels = [
        facts.labels(lists.themes, practice.themes),
        facts.labels(lists.regions, practice.regions),
        facts.labels(lists.education_levels, practice.education_levels),
        facts.labels(lists.practice_types, practice.practice_types),
        facts.labels(lists.sectors, practice.sectors),
        [each.name for each in practice.organisations],
        practice.keywords,
    ]
    lines = [", ".join(each) for each in labels]
    body = [f"## {section.title}\n\n{section.plain()}" for section in entry.body.sections]
    return "\n\n".join([f"# {practice.title}", practice.summary, *lines, *body]) + "\n"


def report(results: dict[str, list[int | None]], queries: Sequence[Query]) -> Iterator[str]:
    """The table: all questions, and apart those that nothing was tuned by."""
    yield f"{'':44}" + "".join(f"{f'bij {depth}':>9}" for depth in DEPTHS)
    for name, ranks in results.items():
        kept = [rank for rank, query in zip(ranks, queries, strict=True) if query.held_out]
        for label, some in ((name, ranks), (f"{name}, achtergehouden vragen", kept)):
            yield f"{label:44}" + "".join(f"{success(some, depth):9.1%}" for depth in DEPTHS)


def main() -> None:
    """Ask all questions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=PROJECT / "site", help="the built site")
    parser.add_argument("--only-ours", action="store_true", help="leave the others out")
    parser.add_argument("--at-least", type=float, default=0.0, help="the least success at 3")
    options = parser.parse_args()
    if not (options.site / "assets" / "search.js").is_file():
        raise SystemExit(f"{options.site} holds no site with search: run make build first")
    chromium = find_chromium()
    if not chromium:
        raise SystemExit(MISSING)
    queries = load_queries()
    catalogue = load_site(PROJECT / "practices", PROJECT, date.today()).catalogue
    results: dict[str, list[int | None]] = {}
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        sites: dict[str, tuple[Path, Callable[[Page, str], Engine]]] = {
            "Praktijkatlas": (options.site, our_engine)
        }
        if not options.only_ours:
            write_plain(options.site, folder / "plain")
            sites["Pagefind zoals het komt"] = (folder / "plain", plain_engine)
            material = write_material(catalogue, folder / "material")
            sites["Material for MkDocs"] = (material, material_engine)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, (site, engine_of) in sites.items():
            with serve_folder(site) as address:
                engine = engine_of(browser.new_page(), address)
                found = [engine(query.text) for query in queries]
            results[name] = [rank(q, ids) for q, ids in zip(queries, found, strict=True)]
            if name == "Praktijkatlas":
                for query, ids, at in zip(queries, found, results[name], strict=True):
                    if not at or at > 3:
                        kept = " (achtergehouden)" if query.held_out else ""
                        print(
                            f"  niet in de eerste drie{kept}: {query.text!r} → {', '.join(ids[:3])}"
                        )
        browser.close()
    print(f"{len(queries)} vragen; deel met een goede praktijk bij de eerste 1, 3 en 10:")
    print("\n".join(report(results, queries)))
    if success(results["Praktijkatlas"], 3) < options.at_least:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
