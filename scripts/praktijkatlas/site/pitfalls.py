"""What was hard, gathered from all practices: others learn most from it.

All stand on static pages, under each of their themes. For whoever chooses by theme, education,
sector and kind there are numbers to count with, and the texts in shards, as for the list of
practices (`facets.py`).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Term
from praktijkatlas.reading import Entry
from praktijkatlas.site import facets
from praktijkatlas.site.page import Crumb, SitePage, numbered, paginated

FEW = 6
"""How many of a theme stand on the first page."""
ON_A_PAGE = 30
SHARD = 16
FACETS = ("thema", "onderwijs", "sector", "soort")
STYLES = ("assets/lastig.css",)


@dataclass(frozen=True, slots=True)
class Pitfall:
    """What was hard in one practice, in its own words."""

    entry: Entry
    texts: tuple[str, ...]


Themes = tuple[tuple[Term, tuple[Pitfall, ...]], ...]


def pitfalls(catalogue: Catalogue) -> Themes:
    """What was hard, the newest first, under every theme of its practice."""
    found: dict[str, list[Pitfall]] = {}
    for entry in catalogue.newest(len(catalogue)):
        stopped = entry.practice.stopped_reason
        told = (*catalogue.prose_of(entry).hard, stopped and f"Gestopt: {stopped}")
        texts = tuple(filter(None, told))
        if texts:
            for theme_id in dict.fromkeys(entry.practice.themes):
                found.setdefault(theme_id, []).append(Pitfall(entry, texts))
    themes = catalogue.vocabularies.themes
    return tuple((theme, tuple(found[theme.id])) for theme in themes if theme.id in found)


def each_once(catalogue: Catalogue, themes: Themes) -> tuple[Pitfall, ...]:
    """What was hard without its themes, the newest first."""
    found = {each.entry.id: each for _, members in themes for each in members}
    newest = catalogue.newest(len(catalogue))
    return tuple(found[entry.id] for entry in newest if entry.id in found)


def few(theme: Term, members: Sequence[Pitfall]) -> Sequence[Pitfall]:
    """Some of a theme: those of which it is the first, or else one: no page says all twice."""
    own = [each for each in members if each.entry.practice.themes[0] == theme.id]
    return own[:FEW] or members[:1]


def pitfall_pages(themes: Themes) -> Iterator[SitePage]:
    """The page with some of every theme, and the pages with all of each."""
    yield SitePage(
        addresses.PITFALLS_PAGE,
        "Wat lastig was",
        "Wat er niet lukte of tegenzat in de praktijken, per thema bij elkaar.",
        "pitfalls.html",
        "list",
        (Crumb("Praktijken", addresses.PRACTICES_PAGE),),
        {
            "groups": [(theme, few(theme, members), len(members)) for theme, members in themes],
            "total": len({each.entry.id for _, members in themes for each in members}),
            "facets": len(FACETS),
        },
        styles=STYLES,
    )
    for theme, members in themes:
        for pages, shown in paginated(addresses.pitfalls_of(theme.id), members, ON_A_PAGE):
            yield SitePage(
                pages.address(pages.current),
                numbered(f"Wat lastig was: {theme.label}", pages),
                f"Wat er niet lukte of tegenzat in praktijken over {theme.label}.",
                "pitfalls_theme.html",
                "list",
                (
                    Crumb("Praktijken", addresses.PRACTICES_PAGE),
                    Crumb("Wat lastig was", addresses.PITFALLS_PAGE),
                ),
                {"theme": theme, "members": shown, "pages": pages, "total": len(members)},
                styles=STYLES,
            )


def pitfall_files(catalogue: Catalogue, themes: Themes) -> Iterator[tuple[str, bytes]]:
    """The numbers to choose with and the texts, the newest first."""
    members = each_once(catalogue, themes)
    entries = [each.entry for each in members]
    shards = [
        _encoded([[m.entry.id, m.entry.practice.title, m.texts] for m in members[at : at + SHARD]])
        for at in range(0, len(members), SHARD)
    ]
    chosen = [facet for facet in facets.facets(catalogue) if facet.id in FACETS]
    index = {
        "total": len(members),
        "shard": SHARD,
        "facets": [made for facet in chosen if (made := facets.numbers(facet, entries))],
    }
    # Browsers keep files for a while: texts of an older build must not stand with these numbers.
    digest = hashlib.sha256(b"".join([_encoded(index), *shards]))
    yield "assets/lastig.json", _encoded({"version": digest.hexdigest()[:12], **index})
    for number, shard in enumerate(shards):
        yield f"assets/lastig/{number}.json", shard


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
