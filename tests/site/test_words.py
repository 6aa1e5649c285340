"""Search understands Dutch: the word list, and what a visitor finds with it."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site import search_files, words
from praktijkatlas.site.stemming import stem

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in search_files.search_files(catalogue, [])}


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
            marked: found.map((data) => search.excerpt(data).innerHTML),
            excerpts: found.map((data) => search.excerpt(data).textContent),
        };
    }"""
    return lambda text: page.evaluate(script, text)


def ids(answer: Any) -> list[str]:
    found = (address.strip("/").split("/") for address in answer["addresses"])
    return [parts[1] for parts in found if parts[0] == "praktijken"]


# The list ---------------------------------------------------------------------------------------


def test_a_practice_has_the_marks_of_the_regions_its_places_lie_in(catalogue: Catalogue) -> None:
    practice = catalogue.by_id["health-hub-roden"].practice
    marks = set(words.marks_of(catalogue, practice))
    assert {"=regions:noordenveld", "=regions:provincie-drenthe", "=sectors:zorg"} <= marks


def test_a_former_municipality_leads_to_the_mark_of_the_one_of_today(made: Any) -> None:
    names = made[search_files.START]["names"]
    lead = {name: label for label, _, found in names for name in found.split("|")}
    assert lead["hoogezand sappemeer"] == "Midden-Groningen"
    assert "bpv" in lead


def test_words_that_mean_the_same_ask_for_each_of_them(made: Any) -> None:
    names = made[search_files.START]["names"]
    (sought,) = (sought for label, sought, _ in names if label == "chauffeur")
    assert sought.split(words.EITHER)[:2] == ["chauffeur", "trucker"]


def test_the_words_are_those_of_the_texts(made: Any) -> None:
    known = {word for text in made[search_files.WORDS] for word in text.split()}
    assert {"bedrijfsbezoek", "techniek", "stage"} <= known
    assert len(known) <= words.MOST_WORDS


def test_broad_terms_are_named_by_their_compounds_only(made: Any) -> None:
    names = made[search_files.START]["names"]
    lead = {name: sought for _, sought, found in names for name in found.split("|")}
    assert lead["bedrijvenvereniging"] == "=organisation_kinds:werkgeversnetwerk"
    assert not {"uren", "bank", "stichting"} & lead.keys()


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
        ("programeurs", "programmeur", "make-it-work-in-the-north"),
        ("organiseerde", "organiseren", "techniek-tastbaar-leek"),
        # Words of the list of words that mean the same, in whatever form.
        ("truckers", "chauffeur", "transportcentrum-noord-veluwe"),
        ("webwinkels", "webshop", "werkplaats-online-ondernemen-groningen"),
        # One word is derived from the other.
        ("metaalbewerkers", "metaalbewerking", "doorlopende-leerlijn-verspaning-emmen"),
        ("verpleegkundigen", "verpleegkunde", "keuzedeel-zorg-en-technologie-roden"),
        # Short parts, and a first part that the site does not know.
        ("buschauffeurs", "bus chauffeurs", "transportcentrum-noord-veluwe"),
        ("natuurkundeproefjes", "natuurkunde proefjes", "gastlessen-astron-diever"),
        ("omgeschoold", "omscholen", "bedrijfsscholen-groningen"),
        ("dreigen uit te vallen", "schooluitval", "landgoed-decamping-t-zandt"),
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


def test_forms_after_an_apostrophe_make_no_difference(search: Callable[[str], Any]) -> None:
    assert ids(search("vmbo'ers"))[:3] == ids(search("vmbo"))[:3]
    assert ids(search("drone's")) == ids(search("drone"))


def test_words_that_mean_the_same_find_each_other(search: Callable[[str], Any]) -> None:
    assert set(ids(search("trucker"))[:2]) <= set(ids(search("chauffeur")))
    assert set(ids(search("Agrariërs"))) & set(ids(search("boer")))


def test_a_small_word_is_not_taken_for_a_name_with_the_same_stem(
    search: Callable[[str], Any],
) -> None:
    assert "Aa en Hunze" not in search("tekort aan personeel")["terms"]  # Annen lies there


@pytest.mark.parametrize("asked", ["leren", "leer", "leren en werken", "rood", "gieter"])
def test_a_common_word_is_no_form_of_the_name_of_a_region(
    search: Callable[[str], Any], asked: str
) -> None:
    regions = {"Ems-Achse (Duitsland)", "Noordenveld", "Aa en Hunze"}
    assert not regions & set(search(asked)["terms"])


@pytest.mark.parametrize(
    ("asked", "region"),
    [
        ("Haren", "groningen"),
        ("het hogeland", "het-hogeland"),
        ("Hogeland", "het-hogeland"),
        ("Coevoorden", "coevorden"),
        ("Asen", "assen"),
        ("Gronings", "provincie-groningen"),
    ],
)
def test_a_name_of_a_region_finds_its_practices_first(
    search: Callable[[str], Any], catalogue: Catalogue, asked: str, region: str
) -> None:
    first = ids(search(asked))[:5]
    assert first
    for each in first:
        assert region in catalogue.regions_of(catalogue.by_id[each].practice)


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        ("het hogeland", "hoge land"),
        ("Duitsland", "duits land"),
        ("bedrijvenvereniging", "bedrijven verenigingen"),
        ("leerwerktraject", "leer werktraject"),
        ("zijinstroom", "zij instroom"),
        ("Rijksuniversiteit", "rijk universiteit"),
    ],
)
def test_what_has_a_name_is_not_taken_apart(
    search: Callable[[str], Any], asked: str, never: str
) -> None:
    answer = search(asked)
    assert never not in answer["terms"]
    assert 0 < answer["total"] < 70


@pytest.mark.parametrize(
    ("asked", "as_if"),
    [
        ("bpv-plek", "bpv plek"),
        ("gast-docent", "gastdocent"),
        ("noorder poort", "noorderpoort"),
        ("loopbaan oriëntatie", "loopbaanoriëntatie"),
        ("werk plek leren", "werkplekleren"),
        ("opendag", "open dag"),
        ("zijinstroom", "zij-instroom"),
        ("robotisering", "robotiseren"),
    ],
)
def test_a_space_or_a_hyphen_makes_no_difference(
    search: Callable[[str], Any], asked: str, as_if: str
) -> None:
    assert ids(search(asked))[:10] == ids(search(as_if))[:10] != []


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        ("kerk", "keken"),
        ("gasvrij", "gastvrijheid"),
        ("held", "hele"),
        ("taal", "staal"),
        ("ouders", "ouderen"),
        ("uren", "besturen"),
        ("uren", "directeuren"),
        ("schilder", "schildje"),
        ("media", "mediaan"),
        ("kippen", "knip"),
    ],
)
def test_a_word_that_is_right_is_not_made_into_another(
    search: Callable[[str], Any], asked: str, never: str
) -> None:
    assert never not in search(asked)["terms"]


def test_words_that_join_others_are_not_looked_for(search: Callable[[str], Any]) -> None:
    assert search("stage AND zorg")["addresses"] == search("stage en zorg")["addresses"]


def test_the_list_tells_a_question_without_its_quotes(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f'{site_url}praktijken/?q="docent in bedrijf"', wait_until="load")
    page.locator("#gevonden", has_text="voor “docent in bedrijf”.").wait_for()


def test_a_long_word_is_told_in_part(search: Callable[[str], Any]) -> None:
    asked = f"bpv {'a' * 400}"
    assert all(len(term) <= 41 for term in search(asked)["terms"])


def test_a_rare_word_weighs_more_than_a_name_of_a_whole_theme(
    search: Callable[[str], Any],
) -> None:
    assert ids(search("natuurkundeproefjes in de onderbouw"))[0] == "gastlessen-astron-diever"


def test_a_whole_sentence_finds_more_than_the_one_page_with_all_its_words(
    search: Callable[[str], Any],
) -> None:
    asked = "samenwerken met ambulancepersoneel en havenbedrijf in de klas"
    assert "imc-basis-gastlessen-noord" in ids(search(asked))[:3]


def test_practices_stand_above_pages_that_lead_to_them(search: Callable[[str], Any]) -> None:
    assert search("techniekonderwijs")["addresses"][0].startswith("/praktijken/")


def test_the_page_of_what_the_question_names_stands_on_top(search: Callable[[str], Any]) -> None:
    assert search("Noorderpoort")["addresses"][0] == "/organisaties/noorderpoort/"
    assert search("talent voor de regio")["addresses"][0] == "/themas/talent-behouden/"


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("Groningen", "/regios/groningen/"),
        ("Assen", "/regios/assen/"),
        ("Drenthe", "/regios/provincie-drenthe/"),
        ("Hoogezand-Sappemeer", "/regios/midden-groningen/"),
        ("Techniek", "/themas/techniekonderwijs/"),
        ("Hanzehogeschool", "/organisaties/hanzehogeschool-groningen/"),
        ("privacy", "/privacy/"),
    ],
)
def test_the_page_of_a_large_name_or_of_a_synonym_stands_on_top_too(
    search: Callable[[str], Any], asked: str, page: str
) -> None:
    addresses = search(asked)["addresses"]
    assert addresses[0] == page
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("asked", ["omscholing", "zijinstroom", "zij-instromers", "werkloos"])
def test_an_expression_with_a_small_word_is_not_looked_for_word_by_word(
    search: Callable[[str], Any], asked: str
) -> None:
    answer = search(asked)
    assert 5 < answer["total"] < 30
    assert not {"ander vak", "ander werk", "zonder werk"} & set(answer["terms"])


def test_an_expression_with_a_small_word_leads_to_the_words_that_mean_the_same(
    search: Callable[[str], Any],
) -> None:
    assert {"omscholen", "herscholen"} <= set(search("ander werk")["terms"])


def test_no_excerpt_shows_what_only_finds_a_page(search: Callable[[str], Any]) -> None:
    for asked in ("e-health", "medische techniek", "Witec", "mbo"):
        for text in search(asked)["excerpts"]:
            assert "innovatiewerkplaats, hulpmiddelen" not in text
            assert "=themes:" not in text


def test_forms_and_compounds_of_a_word_are_marked_in_the_excerpt(
    search: Callable[[str], Any],
) -> None:
    assert "<mark>boerderij</mark>" in " ".join(search("boerderijen")["marked"])
    assert re.search(r"<mark>\w+bedrij(f|ven)</mark>", " ".join(search("bezoek bedrijf")["marked"]))
    assert "<mark>stage</mark>" in " ".join(search("bpv")["marked"])


def test_a_verb_finds_its_forms_and_a_form_its_verb(search: Callable[[str], Any]) -> None:
    assert "techniek-tastbaar-leek" in ids(search("organiseren"))
    assert set(ids(search("programmeert"))) & set(ids(search("programmeren")))


def test_part_of_a_word_finds_the_words_that_begin_so(search: Callable[[str], Any]) -> None:
    assert "h2-train-and-learn-hub" in ids(search("watersto"))


def test_nonsense_finds_nothing_and_says_nothing(search: Callable[[str], Any]) -> None:
    for asked in ("qqxxzz", "…", "~ =", "\uff9e"):
        found = search(asked)
        assert (found["total"], found["terms"], found["addresses"]) == (0, [], [])


def test_a_pasted_text_is_answered_too(search: Callable[[str], Any]) -> None:
    assert search("leerlingen van het vmbo bezoeken bedrijven in de regio. " * 200)["total"] > 0


def test_nobody_can_type_a_mark(search: Callable[[str], Any]) -> None:
    assert search("=themes:stages-en-leerbanen") == search("themes stages-en-leerbanen")


def test_the_browser_and_the_build_find_the_same_stems(
    new_page: NewPage, site_url: str, made: Any
) -> None:
    page = new_page()
    page.goto(site_url, wait_until="load")
    known = " ".join(made[search_files.WORDS]).split()
    found = page.evaluate(
        """async (known) => {
            const { index } = await (await import(`${location.origin}/assets/search.js`)).load();
            return known.map((word) => index.stem(word));
        }""",
        known,
    )
    assert found == [stem(word) for word in known]


def test_a_first_search_asks_little_of_the_network(new_page: NewPage, site_url: str) -> None:
    for asked in ("techniekonderwijs", "leerlingen en bedrijven", "zorgtechnolgie"):
        page = new_page()
        page.goto(site_url, wait_until="networkidle")
        sizes: list[int] = []
        page.on("response", lambda answer, sizes=sizes: sizes.append(len(answer.body())))
        page.fill("#zoek", asked)
        page.locator("#zoek-resultaten a.hit").first.wait_for()
        assert 0 < sum(sizes) < 300_000


def test_the_header_says_what_was_looked_for(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url, wait_until="load")
    page.fill("#zoek", "bpv")
    page.locator("#zoek-resultaten", has_text="Gezocht op: bpv, Stages en leerbanen").wait_for()


@pytest.mark.parametrize("asked", ["techniek " * 60, "a" * 600])
def test_a_long_question_does_not_fill_the_screen(
    new_page: NewPage, site_url: str, asked: str
) -> None:
    page = new_page(width=390, height=844)
    page.goto(f"{site_url}praktijken/?q={asked}", wait_until="load")
    told = page.locator("#gevonden", has_text="…”")
    told.wait_for()
    assert told.bounding_box()["height"] < 844 / 4  # type: ignore[index]


def test_the_list_of_practices_says_what_was_looked_for(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/?q=bpv", wait_until="load")
    page.locator("#gevonden", has_text="Gezocht op: bpv, Stages en leerbanen").wait_for()


@pytest.mark.parametrize("status", [0, 500])
def test_search_that_fails_says_so_and_works_when_the_network_is_back(
    new_page: NewPage, site_url: str, status: int
) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/", wait_until="networkidle")

    def refuse(route: Any) -> None:
        route.fulfill(status=status) if status else route.abort()

    files = "**/assets/zoek/**"
    page.route(files, refuse)
    told = page.locator("#gevonden")
    for field, said in (("#woorden", told), ("#zoek", page.locator("#zoek-resultaten"))):
        page.fill(field, "hybride")
        said.get_by_text("lukt nu niet").wait_for()
    assert told.inner_text() == "Zoeken op woorden lukt nu niet. Kiezen lukt wel."
    page.unroute(files)
    page.fill("#woorden", "hybride docent")
    page.locator("#gevonden", has_text="voor “hybride docent”").wait_for()
    page.fill("#zoek", "hybride docent")
    page.locator("#zoek-resultaten a.hit").first.wait_for()


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
