"""A site of another region, made by the same code of other practices, lists and pages."""

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from praktijkatlas.reading import load_vocabularies

ADDRESS = "https://kustlogboek.example/"
TEXTS = {".html", ".json", ".xml", ".md", ".csv", ".txt", ".jsonld", ".ics"}
MAKER = "PRODID:-//Praktijkatlas//"  # the name of the program, which a calendar must state
CODE = {".py", ".html", ".js", ".css", ".typ", ".xml", ".svg"}


@pytest.fixture(scope="module")
def pages(haven, read_pages):
    return read_pages(haven)


@pytest.fixture(scope="module")
def real_lists(project):
    return load_vocabularies(project / "practices/vocabulary", project)[0]


def any_of(words):
    """A pattern that finds each of these as a word of its own."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(words)))})(?!\w)")


def test_site_has_its_own_name_themes_and_regions(pages):
    for label in ("Kustlogboek", "Wie leert er mee aan boord?", "Leren aan boord", "Zilverkust"):
        assert label in pages[""].text
    assert {address for address in pages if re.fullmatch(r"themas/[^/]+/", address)} == {
        *("themas/aan-boord/", "themas/op-de-werf/", "themas/kustnatuur/"),
    }
    assert "Een week meevaren vanuit Ankerdam" in pages["themas/aan-boord/"].text
    assert "Onderweg (stand mei 2024)" in pages["praktijken/meevaren-ankerdam/"].text
    assert "Leerschip of klas" in pages["organisaties/"].text
    assert "Elders, ter vergelijking" in pages["regios/"].text


def test_practice_shows_in_every_region_that_its_own_lies_in(pages):
    address = "praktijken/meevaren-ankerdam/"
    for region in ("ankerdam", "noordkaap", "zilverkust", "getijdenbond"):
        assert address in pages[f"regios/{region}/"].text
    assert address not in pages["regios/zoutkade/"].text


def test_old_names_lead_to_the_new_ones(pages):
    assert pages["regios/oudewerf/"].is_redirect
    assert pages["praktijken/varen-oudewerf/"].is_redirect
    assert "../meevaren-ankerdam/" in pages["praktijken/varen-oudewerf/"].text.replace(
        "../../praktijken/", "../"
    )


def test_every_link_and_fragment_leads_somewhere(haven, pages, dead_links):
    assert not dead_links(haven, pages)


def test_html_is_without_faults(pages):
    assert not [f"/{page.address} {error}" for page in pages.values() for error in page.errors]


def test_site_with_an_address_names_the_canonical_page(pages):
    for page in pages.values():
        named_here = [e.get("href") for e in page.all("link") if e.get("rel") == "canonical"]
        if page.is_redirect:
            [to] = (link.get("href") for link in page.all("a"))
            assert named_here == [urljoin(ADDRESS + page.address, to)]
        elif page.address != "404.html":
            assert named_here == [ADDRESS + page.address]


def test_sitemap_lists_every_page_once(haven, pages):
    root = ElementTree.fromstring((haven / "sitemap.xml").read_bytes())
    listed = [element.text for element in root.iter() if element.tag.endswith("}loc")]
    expected = {p.address for p in pages.values() if not p.is_redirect} - {"404.html"}
    assert sorted(listed) == sorted(ADDRESS + address for address in expected)


def test_sitemap_tells_when_the_practices_of_a_page_were_looked_at(haven, pages):
    root = ElementTree.fromstring((haven / "sitemap.xml").read_bytes())
    days = {each[0].text.removeprefix(ADDRESS): each[1].text for each in root if len(each) > 1}
    practices = {day for address, day in days.items() if re.match(r"praktijken/.", address)}
    assert days[""] == days["praktijken/"] == max(practices)
    for part in ("themas", "regios", "organisaties"):
        found = {day for address, day in days.items() if re.fullmatch(rf"{part}/[^/]+/", address)}
        assert found
        assert found <= practices


def graph_of(page):
    (data,) = [e for e in page.all("script") if e.get("type") == "application/ld+json"]
    return {node["@type"]: node for node in json.loads(data.text)["@graph"]}


def test_every_page_tells_search_engines_the_way_to_it(pages):
    for address, page in pages.items():
        if page.is_redirect or address in ("", "404.html"):
            continue
        steps = graph_of(page)["BreadcrumbList"]["itemListElement"]
        shown = [
            e for nav in page.all("nav") if nav.get("class") == "crumbs" for e in nav.iter("li")
        ]
        assert len(steps) == len(shown), address
        assert steps[0]["item"] == ADDRESS
        assert steps[-1]["item"] == ADDRESS + address


def test_structured_data_says_what_a_page_is_about(pages):
    site = graph_of(pages[""])["WebSite"]
    assert site["potentialAction"]["target"] == f"{ADDRESS}praktijken/?q={{search_term_string}}"
    theme = graph_of(pages["themas/aan-boord/"])["CollectionPage"]
    assert theme["about"] == {"@type": "DefinedTerm", "name": "Leren aan boord"}
    region = graph_of(pages["regios/ankerdam/"])["CollectionPage"]
    assert region["about"]["name"] == "Ankerdam"
    assert {each["url"] for each in region["about"]["containedInPlace"]} <= {
        f"{ADDRESS}{address}" for address in pages
    }
    kinds = {
        graph_of(page)["ProfilePage"]["mainEntity"]["@type"]
        for address, page in pages.items()
        if re.fullmatch(r"organisaties/[^/]+/", address)
    }
    assert "EducationalOrganization" in kinds
    dataset = graph_of(pages["open-data/"])["Dataset"] if "open-data/" in pages else None
    assert dataset is None or len(dataset["distribution"]) == 4


def test_pages_can_be_improved_where_the_files_are_kept(pages):
    links = [link for _, link in pages["praktijken/slik-en-duin/"].links()]
    edit = "https://git.example/kust/logboek/edit/trunk/practices/slik-en-duin.md"
    assert edit in links
    assert edit.replace("/edit/", "/commits/") in links


def test_nothing_of_the_real_site_is_in_it(haven, real_lists):
    labels = any_of(
        {
            *(term.label for term in real_lists.themes),
            *(term.label for term in real_lists.regions),
            *("Praktijkatlas", "Groningen", "Drenthe", "Eemsdelta", "RGA", "Noorderpoort"),
        }
    )
    found = {
        (file.relative_to(haven).as_posix(), word)
        for file in haven.rglob("*")
        if file.suffix in TEXTS
        for word in labels.findall(file.read_text(encoding="utf-8").replace(MAKER, ""))
    }
    assert not found


def test_code_names_no_place_or_theme_of_the_real_site(project, real_lists):
    names = any_of(
        {
            *(region.label for region in real_lists.regions),
            *(theme.label for theme in real_lists.themes),
            *("Groningen", "Groningse", "Drenthe", "Drentse", "Assen", "Emmen", "RGA", "Eemsdelta"),
            *("Regio Groningen-Assen", "Noordenveld", "Hanzehogeschool", "Noorderpoort"),
        }
    )
    package = project / "scripts/praktijkatlas"
    found = {
        (file.relative_to(package).as_posix(), word)
        for file in package.rglob("*")
        if file.suffix in CODE
        for word in names.findall(file.read_text(encoding="utf-8"))
    }
    assert not found


def test_templates_and_scripts_take_the_name_of_the_site_from_its_configuration(project):
    for file in (project / "scripts/praktijkatlas/site").rglob("*"):
        if file.suffix in {".html", ".js", ".xml"}:
            assert not re.search(r"""["'`>]Praktijkatlas""", file.read_text(encoding="utf-8")), file
