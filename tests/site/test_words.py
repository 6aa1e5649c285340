"""Search understands Dutch: the word list, and what a visitor finds with it."""

import gzip
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site import words

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> Any:
    return json.loads(words.word_list(catalogue))


@pytest.fixture
def search(new_page: NewPage, site_url: str) -> Callable[[str], Any]:
    """Asks the search of the site: the addresses found, what was sought, and the excerpts."""
    page = new_page()
    page.goto(site_url, wait_until="load")
    script = """async (words) => {
        const search = await import(`${location.origin}/assets/search.js`);
        const { hits, terms } = await search.find(words);
        const found = await Promise.all(hits.slice(0, 20).map((hit) => hit.data()));
        return {
            total: hits.length,
            terms,
            addresses: found.map((data) => search.pageOf("", data)),
            excerpts: found.map((data) => search.excerpt(data).textContent),
        };
    }"""
    return lambda text: page.evaluate(script, text)


def ids(answer: Any) -> list[str]:
    found = (address.strip("/").split("/") for address in answer["addresses"])
    return [parts[1] for parts in found if parts[0] == "praktijken"]


# The list ---------------------------------------------------------------------------------------


def test_every_term_has_a_mark_of_its_own_that_nobody_types(catalogue: Catalogue) -> None:
    marks = words.marks(catalogue.vocabularies)
    assert len(set(marks.values())) == len(marks)
    assert {len(mark) for mark in marks.values()} == {6}
    assert words.OTHER not in marks.values()
    assert not {*marks.values()} & set(words.words(catalogue))


def test_a_practice_has_the_marks_of_the_regions_its_places_lie_in(catalogue: Catalogue) -> None:
    practice = catalogue.by_id["health-hub-roden"].practice
    keys = set(words.marks_of(catalogue, practice))
    assert {("regions", "noordenveld"), ("regions", "provincie-drenthe")} <= keys


def test_a_former_municipality_leads_to_the_mark_of_the_one_of_today(made: Any) -> None:
    lead = {name: label for label, _, names in made["names"] for name in names.split("|")}
    assert lead["hoogezand sappemeer"] == "Midden-Groningen"
    assert "bpv" in lead


def test_the_words_are_those_of_the_texts(made: Any) -> None:
    known = {word for text in made["words"] for word in text.split()}
    assert {"bedrijfsbezoek", "techniek", "stage"} <= known
    assert len(known) <= words.MOST_WORDS


def test_the_list_stays_small(catalogue: Catalogue) -> None:
    assert len(gzip.compress(words.word_list(catalogue))) < 60_000


# In a browser -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "sought", "found"),
    [
        ("bpv", "Stages en leerbanen", "kansrijk-opleiden-groningen"),
        ("bezoek", "bedrijfsbezoek", "techniekroute-molenlanden"),
        ("techniekonderwijs", "techniek onderwijs", "techlabs-noord-drenthe"),
        ("Hoogezand-Sappemeer", "Midden-Groningen", "techniekleerlijn-veendam-hoogezand"),
        ("zorgtechnolgie", "zorgtechnologie", "health-hub-roden"),
        ("logistik", "logistiek", "logistiek-kenniscentrum-coevorden"),
    ],
)
def test_search_says_what_it_looked_for(
    search: Callable[[str], Any], asked: str, sought: str, found: str
) -> None:
    answer = search(asked)
    assert sought in answer["terms"]
    assert found in ids(answer)


def test_plural_and_accents_make_no_difference(search: Callable[[str], Any]) -> None:
    assert set(ids(search("boerderijen"))) & set(ids(search("boerderij")))
    assert ids(search("coöperatie"))[:3] == ids(search("cooperatie"))[:3]


def test_practices_stand_above_pages_that_lead_to_them(search: Callable[[str], Any]) -> None:
    assert search("techniekonderwijs")["addresses"][0].startswith("/praktijken/")


def test_the_page_of_what_the_question_names_stands_on_top(search: Callable[[str], Any]) -> None:
    assert search("Noorderpoort")["addresses"][0] == "/organisaties/noorderpoort/"
    assert search("talent voor de regio")["addresses"][0] == "/themas/talent-behouden/"


def test_no_excerpt_shows_what_only_finds_a_page(search: Callable[[str], Any]) -> None:
    for asked in ("e-health", "medische techniek", "Witec", "mbo"):
        for text in search(asked)["excerpts"]:
            assert "⁂" not in text
            assert "innovatiewerkplaats, hulpmiddelen" not in text
            assert not [
                word for word in text.split() if word.startswith("q") and word.endswith("q")
            ]


def test_nonsense_finds_nothing_and_says_nothing(search: Callable[[str], Any]) -> None:
    assert search("qqxxzz") == {"total": 0, "terms": [], "addresses": [], "excerpts": []}


def test_the_header_says_what_was_looked_for(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url, wait_until="load")
    page.fill("#zoek", "bpv")
    page.locator("#zoek-resultaten", has_text="Gezocht op: bpv, Stages en leerbanen").wait_for()


def test_the_list_of_practices_says_what_was_looked_for(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/?q=bpv", wait_until="load")
    page.locator("#gevonden", has_text="Gezocht op: bpv, Stages en leerbanen").wait_for()


# Quality ----------------------------------------------------------------------------------------


def test_nearly_all_real_questions_have_an_answer_among_the_first_three(
    project: Path, new_page: NewPage, site_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(project / "scripts"))
    sys.modules.pop("search_quality", None)
    import search_quality

    queries = search_quality.load_queries()
    assert len(queries) >= 80
    engine = search_quality.our_engine(new_page(), site_url)
    ranks = [search_quality.rank(query, engine(query.text)) for query in queries]
    assert search_quality.success(ranks, 3) >= 0.95


def test_the_answers_to_the_questions_exist(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(project / "scripts"))
    import search_quality

    known = {path.stem for path in (project / "practices").glob("*.md")}
    assert not {i for query in search_quality.load_queries() for i in query.ids} - known
