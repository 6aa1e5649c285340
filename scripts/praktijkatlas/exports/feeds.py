"""Atom feeds (RFC 4287): new and changed practices, of everything, per theme and per region."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from xml.etree import ElementTree as ET

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.encoding import clean_text
from praktijkatlas.exports.settings import LANGUAGE, ExportSettings
from praktijkatlas.facts import first_id, labels
from praktijkatlas.model import Practice
from praktijkatlas.reading import Entry

ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 100
"""How many practices a feed holds at most: those that changed last."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be made: where it stands, what page it belongs to, and what is in it."""

    path: str
    page: str
    title: str
    subtitle: str
    entries: tuple[Entry, ...]


def feeds(catalogue: Catalogue, settings: ExportSettings) -> Iterator[Feed]:
    """Every feed of the site; a theme or region without practices has an empty one."""
    name = settings.site_name
    lists = catalogue.vocabularies
    yield Feed(
        addresses.FEED,
        addresses.PRACTICES_PAGE,
        f"{name}: alle praktijken",
        settings.description or "Nieuwe en gewijzigde praktijken.",
        catalogue.entries,
    )
    for theme in lists.themes:
        yield Feed(
            addresses.theme_feed(theme.id),
            addresses.theme_page(theme.id),
            f"{name}: {theme.label}",
            f"Nieuwe en gewijzigde praktijken over {theme.label}.",
            catalogue.by_theme.get(theme.id, ()),
        )
    for region in lists.regions:
        if not region.is_former:
            yield Feed(
                addresses.region_feed(region.id),
                addresses.region_page(region.id),
                f"{name}: {region.label}",
                f"Nieuwe en gewijzigde praktijken in {region.label}.",
                catalogue.by_region.get(region.id, ()),
            )


def feed_files(catalogue: Catalogue, settings: ExportSettings) -> Iterator[tuple[str, bytes]]:
    """The files of all feeds."""
    for feed in feeds(catalogue, settings):
        yield feed.path, feed_xml(feed, catalogue, settings)


def updated(practice: Practice) -> date:
    """The day of the last change that a practice records."""
    return max(practice.added, practice.reviewed)


def is_new(practice: Practice) -> bool:
    """Whether nothing was changed since the practice was added."""
    return practice.reviewed <= practice.added


def feed_xml(feed: Feed, catalogue: Catalogue, settings: ExportSettings) -> bytes:
    """A feed as XML, what changed last first."""
    to = settings.links_from(feed.path)
    shown = nsmallest(
        MAX_ENTRIES, feed.entries, lambda each: (-updated(each.practice).toordinal(), each.id)
    )
    newest = updated(shown[0].practice) if shown else settings.generated
    root = ET.Element("feed", {"xmlns": ATOM, _LANG: LANGUAGE})
    _add(root, "id", settings.tag(feed.path))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(newest))
    _add(ET.SubElement(root, "author"), "name", settings.site_name)
    _link(root, "self", "application/atom+xml", to(feed.path))
    _link(root, "alternate", "text/html", to(feed.page))
    _add(root, "rights", "Zie de licentie bij elke praktijk.")
    for entry in shown:
        root.append(_entry(entry, catalogue, settings, to))
    ET.indent(root)
    # As text and encoded at once: three times as fast as a declaration by ElementTree.
    xml: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()


def _entry(entry: Entry, catalogue: Catalogue, settings: ExportSettings, to: Links) -> ET.Element:
    practice, lists = entry.practice, catalogue.vocabularies
    page = addresses.practice_page(entry.id)
    made = ET.Element("entry")
    _add(made, "id", settings.tag(addresses.practice_page(first_id(entry.id, practice))))
    _add(made, "title", practice.title)
    _add(made, "summary", practice.summary)
    _add(made, "published", _moment(practice.added))
    _add(made, "updated", _moment(updated(practice)))
    _link(made, "alternate", "text/html", to(page))
    kind = "nieuw" if is_new(practice) else "gewijzigd"
    _category(made, settings.tag("feeds/soort"), [kind], [kind.capitalize()])
    _category(made, settings.tag("themas/"), practice.themes, labels(lists.themes, practice.themes))
    regions = [i for i in practice.regions if i in lists.regions]
    names = [lists.regions[i].label for i in regions]
    _category(made, settings.tag("regios/"), regions, names)
    _add(made, "rights", labels(lists.licences, [practice.licence])[0])
    return made


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = clean_text(text)


def _link(parent: ET.Element, relation: str, kind: str, target: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": target})


def _category(parent: ET.Element, scheme: str, ids: Iterable[str], names: Iterable[str]) -> None:
    for term, label in zip(ids, names, strict=True):
        attributes = {"scheme": scheme, "term": clean_text(term), "label": clean_text(label)}
        ET.SubElement(parent, "category", attributes)


def _moment(day: date) -> str:
    # Entries record days; Atom wants a moment.
    return f"{day.isoformat()}T00:00:00Z"
