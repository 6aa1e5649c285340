"""schema.org data for the pages: what each is about, and the way to it.

Who copies it no longer knows what a relative address starts from. So without an address of the
site nothing has an address, and there is no way to show.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue, OrganisationEntry
from praktijkatlas.exports.dcat import DISTRIBUTIONS
from praktijkatlas.exports.records import picture_address
from praktijkatlas.exports.settings import LANGUAGE, ExportSettings
from praktijkatlas.model import Practice, Region, Term
from praktijkatlas.reading import Entry

Node = dict[str, Any]
Step = tuple[str, str]
"""A page on the way to another: its name and its address."""
CITED = 5
"""How many sources are named here: the page lists all of them, and has to stay light."""
_SIDES: Mapping[str | None, str] = {
    "education": "EducationalOrganization",
    "government": "GovernmentOrganization",
}
"""What schema.org calls an organisation, by the side that it stands for."""


def structured_data(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> Node:
    """The JSON-LD of a practice's page: an Article and the way to it. See `script_json`."""
    way = (
        ("Praktijken", addresses.PRACTICES_PAGE),
        (entry.practice.title, addresses.practice_page(entry.id)),
    )
    return _document(_article(entry, catalogue, settings, Links(settings.base)), way, settings)


def theme_data(theme: Term, catalogue: Catalogue, settings: ExportSettings) -> Node:
    """The JSON-LD of a theme's page: a collection about the theme, and the way to it."""
    address = addresses.theme_page(theme.id)
    collection = {
        "@type": "CollectionPage",
        "name": theme.label,
        "description": theme.description or theme.label,
        "inLanguage": LANGUAGE,
        "about": {"@type": "DefinedTerm", "name": theme.label},
        "mainEntity": _amount(len(catalogue.by_theme.get(theme.id, ()))),
    }
    way = (("Thema’s", addresses.THEMES_PAGE), (theme.label, address))
    return _document(_addressed(collection, address, Links(settings.base)), way, settings)


def region_data(region: Region, catalogue: Catalogue, settings: ExportSettings) -> Node:
    """The JSON-LD of a region's page: a collection about the place, and the way to it."""
    address, to = addresses.region_page(region.id), Links(settings.base)
    regions = catalogue.vocabularies.regions
    around = [_region(regions[i], to) for i in region.part_of if i in regions]
    place = {"@type": "AdministrativeArea", "name": region.label}
    place |= {"identifier": region.code} if region.code else {}
    collection = {
        "@type": "CollectionPage",
        "name": region.label,
        "inLanguage": LANGUAGE,
        "about": place | ({"containedInPlace": around} if around else {}),
        "mainEntity": _amount(len(catalogue.by_region.get(region.id, ()))),
    }
    way = (("Regio’s", addresses.REGIONS_PAGE), (region.label, address))
    return _document(_addressed(collection, address, to), way, settings)


def organisation_data(
    organisation: OrganisationEntry, catalogue: Catalogue, settings: ExportSettings
) -> Node:
    """The JSON-LD of an organisation's page: who it is, and the way to the page."""
    address, to = addresses.organisation_page(organisation.id), Links(settings.base)
    known, regions = organisation.known, catalogue.vocabularies.regions
    kind = catalogue.vocabularies.organisation_kinds.by_id.get(organisation.kind)
    about: Node = {
        "@type": _SIDES.get(kind.side if kind else None, "Organization"),
        "name": organisation.name,
    }
    about |= {"url": organisation.url} if organisation.url else {}
    about |= {"alternateName": list(known.aliases)} if known and known.aliases else {}
    if known and known.place and known.place in regions:
        about |= {"location": _region(regions[known.place], to)}
    profile = {"@type": "ProfilePage", "inLanguage": LANGUAGE, "mainEntity": about}
    way = (("Organisaties", addresses.ORGANISATIONS_PAGE), (organisation.name, address))
    return _document(_addressed(profile, address, to), way, settings)


def site_data(settings: ExportSettings) -> Node:
    """The JSON-LD of the home page: the site, and how it is searched."""
    to = Links(settings.base)
    site: Node = {
        "@type": "WebSite",
        "name": settings.site_name,
        "description": settings.description,
        "inLanguage": LANGUAGE,
    }
    if to.base:
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{to(addresses.PRACTICES_PAGE)}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    return _document(_addressed(site, "", to), (), settings)


def dataset_data(way: Iterable[Step], settings: ExportSettings) -> Node:
    """The JSON-LD of the page about the open data: the dataset with its files."""
    to = Links(settings.base)
    dataset: Node = {
        "@type": "Dataset",
        "name": f"Open data van {settings.site_name}",
        "description": (
            f"Alle praktijken van {settings.site_name} als gewone bestanden. {settings.description}"
        ).strip(),
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": settings.site_name},
    }
    if to.base:
        dataset["distribution"] = [
            {
                "@type": "DataDownload",
                "name": title,
                "encodingFormat": media,
                "contentUrl": to(path),
            }
            for path, title, _, media in DISTRIBUTIONS
        ]
    return _document(_addressed(dataset, addresses.EXPLANATION_PAGE, to), way, settings)


def way_data(way: Iterable[Step], settings: ExportSettings) -> Node | None:
    """The JSON-LD of any other page: the way to it; None when the site's address is not known."""
    return _document(None, way, settings) if settings.base else None


def _document(node: Node | None, way: Iterable[Step], settings: ExportSettings) -> Node:
    """What a page is about and the steps from the home page to it, as one document."""
    graph = [node] if node else []
    steps = ((settings.site_name, ""), *way)
    if settings.base and len(steps) > 1:
        graph.append(_breadcrumbs(steps, Links(settings.base)))
    return {"@context": "https://schema.org", "@graph": graph}


def _amount(number: int) -> Node:
    return {"@type": "ItemList", "numberOfItems": number}


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
    if to.base and (image := picture_address(entry)):
        article["image"] = to(image)
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


def _breadcrumbs(steps: Iterable[Step], to: Links) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": to(address)}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }
