"""The addresses on the web that practices refer to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model.values import web_address
from praktijkatlas.reading import Entry


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An address and where it stands: pairs of a practice and a field ("x", "bron 2")."""

    url: str
    places: tuple[tuple[str, str], ...] = ()


def collect_links(catalogue: Catalogue) -> tuple[Link, ...]:
    """Every address of a practice once, sorted."""
    places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in catalogue.entries:
        for url, field in dict.fromkeys(_addresses(entry)):
            places[url.partition("#")[0]].append((entry.id, field))
    return tuple(sorted(Link(url, tuple(found)) for url, found in places.items()))


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    practice = entry.practice
    for number, source in enumerate(practice.sources, start=1):
        yield source.url, f"bron {number}"
    for participant in practice.organisations:
        if participant.url:
            yield participant.url, f"organisatie {participant.name}"
    if practice.contact.url:
        yield practice.contact.url, "contact"
    for node in entry.body.of_kind("link"):
        if web_address(node.url):
            yield node.url, "tekst"
