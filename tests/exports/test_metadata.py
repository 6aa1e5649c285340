"""DCAT, schema.org, and the texts for machines that read."""

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace, URIRef

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings, script_json, structured_data
from praktijkatlas.exports.texts import llms_text

from .conftest import SITE, make_entries

Files = dict[str, bytes]
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SHAPES = Path(__file__).with_name("dcat-ap.ttl")
EU = "http://publications.europa.eu/resource/authority/"


@pytest.fixture
def graph(files: Files) -> Graph:
    base = "https://base.example/api/v1/catalog.jsonld"
    return Graph().parse(data=files["api/v1/catalog.jsonld"], format="json-ld", publicID=base)


def test_dcat_has_what_dcat_ap_requires(graph: Graph) -> None:
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    for subject, properties in (
        (catalogue, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset)),
        (dataset, (DCTERMS.title, DCTERMS.description, DCAT.contactPoint, DCTERMS.identifier)),
        (service, (DCTERMS.title, DCAT.endpointURL, DCAT.servesDataset)),
    ):
        for each in properties:
            assert (subject, each, None) in graph, each
    publisher = graph.value(catalogue, DCTERMS.publisher)
    assert (publisher, FOAF.name, None) in graph
    assert (catalogue, DCAT.dataset, dataset) in graph
    assert graph.value(dataset, DCTERMS.publisher) == publisher


def complaints(graph: Graph, *shapes: Path) -> str:
    """What a SHACL validator finds; "" when all is well."""
    shacl = pytest.importorskip("pyshacl")
    rules = Graph()
    for file in shapes:
        rules.parse(file)
    conforms, _, text = shacl.validate(graph, shacl_graph=rules)
    return "" if conforms else str(text)


def test_dcat_obeys_the_shapes_of_dcat_ap(graph: Graph) -> None:
    assert complaints(graph, SHAPES) == ""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda graph: graph.remove((None, DCTERMS.publisher, None)),
        lambda graph: graph.remove((None, RDF.type, DCTERMS.LicenseDocument)),
        lambda graph: graph.remove((None, DCAT.accessURL, None)),
        lambda graph: graph.remove((None, DCTERMS.description, None)),
    ],
)
def test_shapes_see_what_is_missing(graph: Graph, spoil: Callable[[Graph], object]) -> None:
    spoil(graph)
    assert complaints(graph, SHAPES)


def test_dcat_obeys_the_shapes_of_semic(graph: Graph) -> None:
    """The official files, for who has them: shapes.ttl and range.ttl of DCAT-AP 3."""
    folder = os.environ.get("DCAT_AP_SHAPES")
    if not folder:
        pytest.skip("DCAT_AP_SHAPES names no folder with the shapes of SEMIC")
    for name in ("shapes.ttl", "range.ttl", "deprecateduris.ttl"):
        assert complaints(graph, Path(folder) / name) == "", name


def test_every_distribution_can_be_fetched(graph: Graph, files: Files) -> None:
    distributions = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) == 4
    for each in distributions:
        assert isinstance(graph.value(each, DCAT.accessURL), URIRef)
        assert str(graph.value(each, DCTERMS.license)) == f"{EU}licence/CC_BY_4_0"
        assert str(graph.value(each, DCTERMS["format"])).startswith(f"{EU}file-type/")
        address = str(graph.value(each, DCAT.downloadURL))
        path = address.removeprefix(f"{SITE}/").removeprefix("https://base.example/")
        assert path in files


def test_dcat_names_contact_themes_and_places(graph: Graph) -> None:
    (contact,) = graph.subjects(RDF.type, VCARD.Kind)
    assert (contact, VCARD.hasURL, None) in graph
    assert {str(o) for o in graph.objects(None, DCAT.keyword)} == {"Stages & leerbanen"}
    assert URIRef(f"{EU}country/NLD") in set(graph.objects(None, DCTERMS.spatial))


def article_of(catalogue: Catalogue, settings: ExportSettings, name: str) -> dict[str, Any]:
    data = structured_data(catalogue.by_id[name], catalogue, settings)
    return dict(data["@graph"][0])


def test_article_says_what_search_engines_ask(
    catalogue: Catalogue, settings: ExportSettings
) -> None:
    article = article_of(catalogue, settings, "eerste-les")
    assert article["@type"] == "Article"
    assert article["inLanguage"] == "nl"
    assert article["dateModified"] == "2026-01-10"
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [each["name"] for each in article["about"]] == ["Stages & leerbanen"]
    assert article["spatialCoverage"][0]["name"] == "De Stad"
    assert [x["name"] for x in article["contributor"]] == ["Vakcollege De Brug", "Bakkerij Jansen"]
    assert article["citation"][0].startswith("https://")
    page = f"{SITE}/praktijken/eerste-les/" if settings.site_url else None
    assert article.get("url") == page


def test_breadcrumbs_lead_from_home_to_the_page(catalogue: Catalogue) -> None:
    settings = ExportSettings.for_catalogue(catalogue, SITE, "Gids & Co")
    _, crumbs = structured_data(catalogue.entries[0], catalogue, settings)["@graph"]
    assert crumbs["@type"] == "BreadcrumbList"
    assert [each["position"] for each in crumbs["itemListElement"]] == [1, 2, 3]
    assert [each["name"] for each in crumbs["itemListElement"]][:2] == ["Gids & Co", "Praktijken"]
    assert [each["item"] for each in crumbs["itemListElement"]][:2] == [
        f"{SITE}/",
        f"{SITE}/praktijken/",
    ]


def test_structured_data_has_whole_addresses_or_none(
    catalogue: Catalogue, settings: ExportSettings
) -> None:
    made = json.dumps([structured_data(e, catalogue, settings) for e in catalogue.entries])
    addresses = re.findall(r'"(?:url|item|@id)": "([^"]*)"', made)
    assert bool(addresses) is bool(settings.site_url)
    assert all(each.startswith(f"{SITE}/") for each in addresses)


class Scripts(HTMLParser):
    """The texts of the script elements, and how many elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def test_no_text_can_leave_the_script_element(
    catalogue: Catalogue, settings: ExportSettings
) -> None:
    data = structured_data(catalogue.by_id["vreemde-les"], catalogue, settings)
    data["extra"] = "</ScRiPt><!--<script> & \u2028\u2029"
    made = script_json(data)
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == data
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{made}</script>')
    parser.close()
    assert parser.elements == 1
    assert json.loads(parser.text) == data


def test_markdown_twin_has_facts_text_and_sources(files: Files, settings: ExportSettings) -> None:
    text = files["praktijken/eerste-les/eerste-les.md"].decode()
    top = f"{SITE}/" if settings.site_url else "../../"
    assert text.startswith("# Gastles in De Stad\n\n> Een vakman geeft les.")
    assert "- Status: Lopend (stand rond 2024)" in text
    assert f"[de andere]({top}praktijken/tweede-les/tweede-les.md)" in text
    assert "[^1]: [Bakkers voor de klas](<https://www.example.org/bakkers>), Streekkrant" in text
    strange = files["praktijken/vreemde-les/vreemde-les.md"].decode()
    assert "\x07" not in strange
    assert "\\<b\\>" in strange


def test_llms_txt_begins_as_it_should_and_stays_small(files: Files, catalogue: Catalogue) -> None:
    text = files["llms.txt"].decode()
    assert text.startswith("# Gids & Co\n\n> Praktijken om van te leren.\n\n")
    assert "praktijken/eerste-les/eerste-les.md" in text
    large = Catalogue.of(make_entries(1_000), catalogue.vocabularies)
    many = llms_text(large, ExportSettings.for_catalogue(large, SITE))
    assert len(many) < 60_000
    assert "Dit zijn de 200 nieuwste. De API heeft ze alle 1000." in many


def test_robots_names_the_sitemap_only_when_the_address_is_known(
    files: Files, settings: ExportSettings
) -> None:
    text = files["robots.txt"].decode()
    assert text.startswith("User-agent: *\nAllow: /\n")
    assert (f"Sitemap: {SITE}/sitemap.xml\n" in text) is bool(settings.site_url)
