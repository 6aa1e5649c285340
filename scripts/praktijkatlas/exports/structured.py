"""schema.org data for the page of a practice."""

from collections.abc import Iterator, Mapping
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.settings import LANGUAGE, ExportSettings
from praktijkatlas.model import Practice, Region, Term
from praktijkatlas.reading import Entry

Node = dict[str, Any]
CITED = 5
"""How many sources are named here: the page lists all of them, and has to stay light."""


def structured_data(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> Node:
    """The JSON-LD of a practice's page: an Article and the way to it. See `script_json`.

    Who copies it no longer knows what a relative address starts from. So without an address of
    the site nothing has an address, and there is no way to show.
    """
    to = Links(settings.base)
    graph = [_article(entry, catalogue, settings, to)]
    if settings.base:
        graph.append(_breadcrumbs(entry, settings, to))
    return {"@context": "https://schema.org", "@graph": graph}


def _addressed(node: Node, address: str, to: Links) -> Node:
    """`node` with its page, when it is known where the site is."""
    return node | ({"url": to(address)} if to.base else {})


def _article(entry: Entry, catalogue: Catalogue, settings: ExportSettings, to: Links) -> Node:
    practice, lists = entry.practice, catalogue.vocabularies
    licence = lists.licences.by_id.get(practice.licence)
    publisher = _addressed({"@type": "Organization", "name": settings.site_name}, "", to)
    article = {
        "@type": "Article",
        "headline": practice.title,
        "inLanguage": LANGUAGE,
        "datePublished": practice.added.isoformat(),
        "dateModified": max(practice.added, practice.reviewed).isoformat(),
        "author": publisher,
        "publisher": publisher,
        "license": (licence.url if licence else None) or practice.licence,
        "about": [_theme(lists.themes[i], to) for i in practice.themes if i in lists.themes],
        "spatialCoverage": [
            _region(lists.regions[i], to) for i in practice.regions if i in lists.regions
        ],
        "contributor": list(_contributors(practice, catalogue)),
        "citation": [source.url for source in practice.sources[:CITED]],
    }
    return _addressed(article, addresses.practice_page(entry.id), to)


def _theme(theme: Term, to: Links) -> Node:
    term = {"@type": "DefinedTerm", "name": theme.label}
    return _addressed(term, addresses.theme_page(theme.id), to)


def _region(region: Region, to: Links) -> Node:
    place = {"@type": "AdministrativeArea", "name": region.label}
    place |= {"identifier": region.code} if region.code else {}
    return _addressed(place, addresses.region_page(region.id), to)


def _contributors(practice: Practice, catalogue: Catalogue) -> Iterator[Node]:
    known: Mapping[str, Any] = catalogue.organisations
    ids = (catalogue.organisation_id(o.name) for o in practice.organisations if not o.group)
    for organisation_id in dict.fromkeys(ids):
        if organisation_id in known:
            yield {"@type": "Organization", "name": known[organisation_id].name}


def _breadcrumbs(entry: Entry, settings: ExportSettings, to: Links) -> Node:
    steps = (
        (settings.site_name, ""),
        ("Praktijken", addresses.PRACTICES_PAGE),
        (entry.practice.title, addresses.practice_page(entry.id)),
    )
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": to(address)}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }
