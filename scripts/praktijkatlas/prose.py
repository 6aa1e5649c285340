"""What the text of a practice tells beside its words: how it reads, and what was hard.

It is worked out once, when the text is read: taking a text apart again costs more than all this.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from praktijkatlas.checks.jargon import JARGON
from praktijkatlas.checks.plain_language import Readability, measure, words, words_by_sentence
from praktijkatlas.model import SECTIONS, Practice
from praktijkatlas.reading import Body, Node

SECTION = SECTIONS[3]
# How entries say that no source tells: nothing to learn from.
SILENT = (
    "daarover",
    "hierover",
    "dat is niet gevonden",
    "dat is niet bekend",
    "of er iets tegenzat",
)
_NOT_FOUND = "niets gevonden"  # "over nadelen is niets gevonden"
_THE_SOURCE = "de bron"  # and "de bronnen"
_NOTHING = frozenset(("niet", "niets", "geen", "nergens"))
# How entries begin such a paragraph: "**Wat lastig was:** …".
BEGINNINGS = ("wat lastig", "lastig", "wat niet werkte", "wat werkte niet")


@dataclass(frozen=True, slots=True)
class Prose:
    """What the text of one practice tells."""

    readability: Readability
    jargon: tuple[str, ...]
    """The hard words in it, in its title and in its summary."""
    hard: tuple[str, ...]
    """What was hard, in the words of the practice."""


def prose_of(practice: Practice, body: Body) -> Prose:
    """What the body of a practice tells."""
    text = body.prose
    # As in the check of hard words: a capital makes it a name ("Impact Noord").
    used = {*words(practice.title), *words(practice.summary)}
    used.update(chain.from_iterable(words_by_sentence(text)))
    return Prose(measure(text), tuple(sorted(used & JARGON.keys())), tuple(hard_parts(body)))


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
            if said and not _says_nothing(said):
                yield said[:1].upper() + said[1:]


def _says_nothing(text: str) -> bool:
    """Whether the first sentence is that the sources do not tell: "Dat staat niet in de bronnen."."""
    first = text.lower().partition(". ")[0]
    if first.startswith(SILENT) or _NOT_FOUND in first:
        return True
    return _THE_SOURCE in first and any(word.strip(".,;:()") in _NOTHING for word in first.split())


def _label(node: Node) -> Node | None:
    first = next(iter(node.children), None) if node.kind == "paragraph" else None
    return first if first and first.kind == "strong" else None


def _line(text: str) -> str:
    return " ".join(text.split())
