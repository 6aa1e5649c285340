"""What was hard, gathered from all practices: others learn most from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import SECTIONS, Term
from praktijkatlas.reading import Body, Entry, Node

ADDRESS = "wat-lastig-was/"
SECTION = SECTIONS[3]
# How entries say that no source tells: nothing to learn from.
SILENT = (
    "daarover",
    "hierover",
    "dat is niet gevonden",
    "dat is niet bekend",
    "of er iets tegenzat",
)
# How entries begin such a paragraph: "**Wat lastig was:** …".
BEGINNINGS = ("wat lastig", "lastig", "wat niet werkte", "wat werkte niet")


@dataclass(frozen=True, slots=True)
class Pitfall:
    """What was hard in one practice, in its own words."""

    entry: Entry
    texts: tuple[str, ...]


def hard_parts(body: Body) -> Iterator[str]:
    """The paragraphs of a body that say what was hard, and the lists that belong to them."""
    section = body.section(SECTION)
    inside = False
    for node in section.nodes if section else ():
        label = _label(node)
        if label is not None:
            inside = label.plain().lower().startswith(BEGINNINGS)
        if not inside:
            continue
        if node.kind in ("bullet_list", "ordered_list"):
            yield from (_line(child.plain()) for child in node.children)
        elif text := _line(node.plain()).removeprefix(_line(label.plain()) if label else ""):
            said = text.strip().removeprefix(":").strip()
            if said and not said.lower().startswith(SILENT):
                yield said[:1].upper() + said[1:]


def _label(node: Node) -> Node | None:
    first = next(iter(node.children), None) if node.kind == "paragraph" else None
    return first if first and first.kind == "strong" else None


def _line(text: str) -> str:
    return " ".join(text.split())


def pitfalls(catalogue: Catalogue) -> tuple[tuple[Term, tuple[Pitfall, ...]], ...]:
    """What was hard, per theme; a practice stands under its first theme only."""
    found: dict[str, list[Pitfall]] = {}
    for entry in catalogue.entries:
        stopped = entry.practice.stopped_reason
        texts = tuple(filter(None, (*hard_parts(entry.body), stopped and f"Gestopt: {stopped}")))
        if texts:
            found.setdefault(entry.practice.themes[0], []).append(Pitfall(entry, texts))
    themes = catalogue.vocabularies.themes
    return tuple((theme, tuple(found[theme.id])) for theme in themes if theme.id in found)
