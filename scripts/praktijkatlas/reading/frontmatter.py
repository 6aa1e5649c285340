"""The front matter between two lines of three hyphens."""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from praktijkatlas.model import SECTIONS, Edit, Fault, Span
from praktijkatlas.reading.repairs import glued_key, lacks_colon, repair
from praktijkatlas.reading.source import ABSENT, MAX_YAML_NODES, Value, compose, to_value

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut in two: the YAML (after `yaml_line` lines) and the body (from `body_start`)."""

    yaml_text: str
    yaml_line: int
    body_start: int


class PracticeHandler(YAMLHandler):
    """python-frontmatter's handler for practices: `frontmatter.load(path, handler=…)`.

    Scalars stay text (YAML would read `no` as false and 012 as 10), a fence that is not closed is
    an error, and nothing but text, lists and groups is accepted. Errors are ValueErrors.
    """

    def detect(self, text: str) -> bool:
        """Whether the text begins with a fence."""
        return text.split("\n", 1)[0].rstrip() == FENCE

    def split(self, text: str) -> tuple[str, str]:
        """The YAML and the body."""
        faults: list[Fault] = []
        parts = split(text, faults)
        if faults or parts is None:
            raise ValueError(faults[0].message)
        return parts.yaml_text, text[parts.body_start :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """The values of the YAML, all scalars as text."""
        faults: list[Fault] = []
        try:
            node = compose(fm)
        except yaml.YAMLError as error:
            raise ValueError(f"not YAML: {error}") from error
        value = to_value(node, 0, faults) if node is not None else {}
        if faults or not isinstance(value, dict):
            raise ValueError(faults[0].message if faults else "no keys with values")
        return value


def split(text: str, faults: list[Fault]) -> Split | None:
    """The two parts of a practice; faults are added, and None means that there is no front matter.

    A fence that is not closed ends the YAML at the first heading of the body, so that what
    stands in both parts is still checked.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        faults.append(
            Fault(
                Span(1),
                "de eerste regel is niet ---",
                "Begin het bestand met een regel ---, dan de gegevens, dan weer een regel ---.",
                code="PA003",
            )
        )
        return None
    headings = {f"## {name}" for name in SECTIONS}
    offset = len(lines[0]) + 1
    for number, line in enumerate(lines[1:], start=2):
        bare = line.rstrip()
        closed = bare == FENCE
        if closed or bare in headings:
            yaml_text = text[len(lines[0]) + 1 : offset]
            if closed:
                return Split(yaml_text, 1, offset + len(line) + 1)
            fence = Edit((number, 1), (number, 1), f"{FENCE}\n")
            faults.append(_unclosed(number, f"Zet een regel --- vóór regel {number}.", fence))
            return Split(yaml_text, 1, offset)
        offset += len(line) + 1
    faults.append(_unclosed(1, "Zet een regel --- na het laatste gegeven, vóór de tekst."))
    return Split(text[len(lines[0]) + 1 :], 1, len(text))


def _unclosed(line: int, fix: str, *edits: Edit) -> Fault:
    message = "de gegevens bovenaan zijn niet afgesloten met ---"
    return Fault(Span(line), message, fix, code="PA004", edits=edits)


@dataclass(frozen=True, slots=True)
class Composed:
    """What could be read of a YAML text; `damaged` names the keys that had to be left out."""

    root: yaml.Node | None
    values: dict[str, Value]
    damaged: frozenset[str]


MAX_REPAIRS = 40
# They end the YAML, begin another or give it an order; between the fences there is one YAML text.
_DOCUMENT_MARKS = ("...", "---", "%")
_EXPLAINED = {
    "mapping values are not allowed": (
        "er staat een dubbele punt in een tekst zonder aanhalingstekens",
        'Zet de hele tekst tussen dubbele aanhalingstekens: "…".',
    ),
    "could not find expected ':'": (
        "na een sleutel ontbreekt de dubbele punt",
        "Schrijf sleutel: waarde, met een spatie na de dubbele punt.",
    ),
    "unexpected end of stream": (
        "een aanhalingsteken of haakje is niet gesloten",
        "Sluit de tekst af met hetzelfde teken als waarmee die begint.",
    ),
    "did not find expected ',' or": (
        "een lijst tussen haken is niet gesloten, of er ontbreekt een komma",
        "Schrijf een lijst zo: [een, twee].",
    ),
    "did not find expected key": (
        "deze regel hoort niet bij wat erboven staat",
        "Kijk of de regel evenver inspringt als de andere, en of een aanhalingsteken te veel is.",
    ),
    "did not find expected '-' indicator": (
        "deze regel hoort niet bij de lijst erboven",
        "Begin elk onderdeel van de lijst met een streepje, even ver ingesprongen.",
    ),
    "nested too deep": (
        "hier zitten te veel haakjes of streepjes in elkaar",
        "Houd u aan de velden van het sjabloon.",
    ),
    "found undefined alias": (
        "een tekst begint met *",
        "Zet de tekst tussen dubbele aanhalingstekens.",
    ),
    "found character that cannot start any token": (
        "een waarde begint met een teken dat daar niet kan staan",
        "Zet de tekst tussen dubbele aanhalingstekens; gebruik spaties in plaats van tabs.",
    ),
}


def compose_tolerantly(parts: Split, faults: list[Fault], limit: int = MAX_YAML_NODES) -> Composed:
    """The nodes and values of the YAML; a block that is not YAML is reported and left out.

    Leaving out one key at a time lets one run report the faults of all the others.
    """
    lines = parts.yaml_text.split("\n")
    damaged: set[str] = set()
    for _ in range(MAX_REPAIRS):
        try:
            root = compose("\n".join(lines))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            span, message, fix = _explain(error, lines)
            shifted = Span(span.line + parts.yaml_line, span.column, span.length)
            edits = tuple(
                Edit(_below(edit.start, parts), _below(edit.end, parts), edit.text)
                for edit in repair(lines, span.line - 1)
            )
            faults.append(Fault(shifted, message, fix, code="PA005", edits=edits))
            name = _blank_block(lines, span.line - 1)
            if name is None:
                break
            damaged.add(name)
        else:
            if root is None:
                return Composed(None, {}, frozenset(damaged))
            value = to_value(root, parts.yaml_line, faults, limit)
            if isinstance(value, dict):
                damaged |= _lost(root, value)
                return Composed(root, value, frozenset(damaged))
            faults.append(
                Fault(
                    Span(parts.yaml_line + 1),
                    "de gegevens bovenaan zijn geen regels van de vorm sleutel: waarde",
                    "Begin elke regel met een sleutel, een dubbele punt en een spatie.",
                    code="PA016",
                )
            )
            break
    return Composed(None, {}, frozenset({"*"}))


def _below(place: tuple[int, int], parts: Split) -> tuple[int, int]:
    return (place[0] + parts.yaml_line, place[1])


def _lost(root: yaml.Node, values: dict[str, Value]) -> set[str]:
    """The keys whose value was there but could not be used: they are not missing as well."""
    return {
        key.value
        for key, child in root.value
        if isinstance(key, yaml.ScalarNode)
        and key.value not in values
        and not (isinstance(child, yaml.ScalarNode) and child.value in ABSENT)
    }


def _explain(error: Exception, lines: list[str]) -> tuple[Span, str, str]:
    problem = str(getattr(error, "problem", "") or error)
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    doing = str(getattr(error, "context", ""))
    if context is not None and ("while scanning a" in doing or "while parsing a flow" in doing):
        mark = context  # where the text or list that is not closed begins
    line = min(mark.line, len(lines) - 1) if mark is not None else 0
    column = mark.column if mark is not None else 0
    if "document" in str(error):
        for number, text in enumerate(lines):
            if text.startswith(_DOCUMENT_MARKS):
                return (
                    Span(number + 1, 1, len(text)),
                    f"een regel kan hier niet met {text[: 1 if text[0] == '%' else 3]} beginnen",
                    "Haal de regel weg.",
                )
    for near in (line, line - 1, line - 2):
        if 0 <= near < len(lines) and (place := glued_key(lines[near])) is not None:
            return (
                Span(near + 1, place),
                "na de dubbele punt ontbreekt een spatie",
                "Schrijf sleutel: waarde, met een spatie na de dubbele punt.",
            )
    for near in (line, line + 1, line - 1):
        if 0 <= near < len(lines) and "\t" in lines[near]:
            return (
                Span(near + 1, lines[near].index("\t") + 1),
                "er staat een tab in de gegevens",
                "Vervang de tab door spaties.",
            )
    if "mapping values are not allowed" in problem and lacks_colon(lines, line):
        message, fix = _EXPLAINED["could not find expected ':'"]
        return Span(line), message, fix
    for known, (message, fix) in _EXPLAINED.items():
        if known in problem:
            return Span(line + 1, column + 1), message, fix
    return (
        Span(line + 1, column + 1),
        "deze regel is niet te lezen als sleutel: waarde",
        "Kijk naar aanhalingstekens, haakjes en het inspringen, hier en op de regel erboven.",
    )


def _blank_block(lines: list[str], at: int) -> str | None:
    """Empty the block of the top-level key around line `at`; its key, or None if none was left."""
    if not any(line.strip() for line in lines):
        return None
    if lines[at].startswith(_DOCUMENT_MARKS):
        name, lines[at] = lines[at], ""
        return name
    first = at
    while first > 0 and (not lines[first].strip() or lines[first][0] in " \t-]}#"):
        first -= 1
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or lines[last][0] in " \t-]}"):
        last += 1
    name = next(iter(re.findall(r"[^\s:;=]+", lines[first])), "")
    if not any(line.strip() for line in lines[first:last]):
        # The fault lies in lines that were emptied before: nothing is left to save.
        lines[:] = [""] * len(lines)
        return name
    lines[first:last] = [""] * (last - first)
    return name
