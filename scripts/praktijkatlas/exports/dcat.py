"""The dataset described for data portals: DCAT-AP 3 as JSON-LD, without addresses to fetch."""

from collections.abc import Iterator
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.settings import SCHEMA_VERSION, ExportSettings

Node = dict[str, Any]

_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LICENCES = {"CC-BY-4.0": "CC_BY_4_0", "CC0-1.0": "CC0"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DISTRIBUTIONS = (
    (addresses.PRACTICE_LIST, "Praktijken als JSON", "JSON", "application/json"),
    (addresses.EXCEL_TABLE, "Praktijken als tabel voor Excel", "CSV", "text/csv"),
    (addresses.MACHINE_TABLE, "Praktijken als tabel voor programma's", "CSV", "text/csv"),
    (addresses.FEED, "Nieuwe en gewijzigde praktijken als feed", "ATOM", "application/atom+xml"),
)


def dcat_catalogue(catalogue: Catalogue, settings: ExportSettings) -> Node:
    """A catalogue of one dataset with its files and the service that gives them."""
    to = settings.links_from(addresses.DCAT)
    publisher: Node = {
        "@id": f"{to('')}#uitgever",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": _dutch(settings.site_name),
        "foaf:homepage": {"@id": to(""), "@type": "foaf:Document"},
    }
    return {
        "@context": CONTEXT,
        "@id": f"{to('')}#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _dutch(f"Open data van {settings.site_name}"),
        "dct:description": _dutch(_description(settings)),
        "dct:publisher": publisher,
        "dct:language": _term("language", "NLD", "dct:LinguisticSystem"),
        "dct:license": _licence(catalogue),
        "dct:modified": _day(settings),
        "foaf:homepage": {"@id": to(""), "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {
            "@id": f"{_EU}data-theme",
            "@type": "skos:ConceptScheme",
            "dct:title": {"@value": "Data theme", "@language": "en"},
        },
        "dcat:dataset": _dataset(catalogue, settings, to),
        "dcat:service": {
            "@id": f"{to('')}#api",
            "@type": "dcat:DataService",
            "dct:title": _dutch(f"API van {settings.site_name}"),
            "dct:publisher": _id(publisher["@id"]),
            "dcat:endpointURL": _id(to(addresses.API)),
            "dcat:endpointDescription": _id(to(addresses.OPENAPI)),
            "dcat:servesDataset": _id(f"{to('')}#praktijken"),
            "dct:license": _licence(catalogue),
            "dct:accessRights": _term("access-right", "PUBLIC", "dct:RightsStatement"),
        },
    }


def _dataset(catalogue: Catalogue, settings: ExportSettings, to: Links) -> Node:
    themes = [t for t in catalogue.vocabularies.themes if t.id in catalogue.by_theme]
    return {
        "@id": f"{to('')}#praktijken",
        "@type": "dcat:Dataset",
        "dct:identifier": settings.tag("praktijken/"),
        "dct:title": _dutch("Goede praktijken van scholen en bedrijven"),
        "dct:description": _dutch(_description(settings)),
        "dct:publisher": _id(f"{to('')}#uitgever"),
        "dct:language": _term("language", "NLD", "dct:LinguisticSystem"),
        "dct:modified": _day(settings),
        "dct:accessRights": _term("access-right", "PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _term("frequency", "IRREG", "dct:Frequency"),
        "dct:conformsTo": {
            "@id": to(addresses.SCHEMA),
            "@type": "dct:Standard",
            "dct:title": _dutch("JSON Schema van een praktijk"),
        },
        "dct:spatial": [_term("country", "NLD", "dct:Location"), *_places(catalogue)],
        "dcat:theme": _term("data-theme", "EDUC", "skos:Concept")
        | {"skos:prefLabel": _dutch("Onderwijs, cultuur en sport")},
        "dcat:keyword": [_dutch(theme.label) for theme in themes],
        "dcat:version": SCHEMA_VERSION,
        "dcat:landingPage": {"@id": to(addresses.EXPLANATION_PAGE), "@type": "foaf:Document"},
        "dcat:contactPoint": {
            "@type": "vcard:Kind",
            "vcard:fn": settings.site_name,
            "vcard:hasURL": _id(to(addresses.CONTACT_PAGE)),
        },
        "dcat:distribution": [
            {
                "@id": f"{to(path)}#bestand",
                "@type": "dcat:Distribution",
                "dct:title": _dutch(title),
                "dcat:accessURL": _id(to(addresses.EXPLANATION_PAGE)),
                "dcat:downloadURL": _id(to(path)),
                "dct:format": _term("file-type", kind, "dct:MediaTypeOrExtent"),
                "dcat:mediaType": {"@id": f"{_MEDIA}{media}", "@type": "dct:MediaType"},
                "dct:license": _licence(catalogue),
                "dct:modified": _day(settings),
            }
            for path, title, kind, media in DISTRIBUTIONS
        ],
    }


def _description(settings: ExportSettings) -> str:
    return settings.description or "Goede praktijken in de samenwerking van scholen en bedrijven."


def _licence(catalogue: Catalogue) -> Node:
    """The licence of the whole: the one with the most conditions of those in it."""
    named = {entry.practice.licence for entry in catalogue.entries}
    code = _LICENCES["CC0-1.0" if named == {"CC0-1.0"} else "CC-BY-4.0"]
    return _term("licence", code, "dct:LicenseDocument")


def _places(catalogue: Catalogue) -> Iterator[Node]:
    """The regions with practices that lie in no other region."""
    for region in catalogue.vocabularies.regions:
        if region.id in catalogue.by_region and not region.part_of:
            yield {"@type": "dct:Location", "skos:prefLabel": _dutch(region.label)}


def _term(scheme: str, code: str, kind: str) -> Node:
    """A term of a list of the European Union, with what it is: a checker need not fetch it."""
    return {
        "@id": f"{_EU}{scheme}/{code}",
        "@type": kind,
        "skos:inScheme": _id(f"{_EU}{scheme}"),
    }


def _id(address: str) -> Node:
    return {"@id": address}


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _day(settings: ExportSettings) -> Node:
    return {"@value": settings.generated.isoformat(), "@type": "xsd:date"}
