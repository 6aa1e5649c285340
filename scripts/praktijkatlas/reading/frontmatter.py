"""The front matter between two lines of three hyphens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from praktijkatlas.model import SECTIONS, Edit, Fault, Span
from praktijkatlas.reading.repairs import (
    begins_oddly,
    glued_key,
    is_key_line,
    keys_under_text,
    odd_indent,
    repair,
    stray_line,
)
from praktijkatlas.reading.slips import find_slip
from praktijkatlas.reading.source import (
    ABSENT,
    MAX_YAML_NODES,
    REMARK,
    Value,
    anchors,
    compose,
    may_nest_deep,
    to_value,
)
from praktijkatlas.reading.strays import find_stray

FENCE = "---"
# What people type, or what an editor makes, of three hyphens.
_NEAR_FENCE = re.compile(r"\s*(?:[-\u2013\u2014]{1,80}|[_*=~]{3,80})\s*")
_HEADINGS = frozenset(f"## {name}" for name in SECTIONS)


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

    A fence that is absent, or nearly one, is a fault; what stands in both parts is still read, so
    that one run tells everything. Without a fence the YAML ends at the first heading of the body.
    """
    lines = text.split("\n")
    begin = _begin(lines, faults)
    if begin is None:
        return None
    end = next((n for n in range(begin, len(lines)) if lines[n].rstrip() in _HEADINGS), None)
    before = range(begin, len(lines) if end is None else end)
    fence = _closing(lines, before)
    if fence is None:
        fence = next((n for n in before if _NEAR_FENCE.fullmatch(lines[n])), None)
        faults.append(_unclosed(lines, fence, end))
    start = _offset(lines, begin)
    if fence is not None:
        return Split(text[start : _offset(lines, fence)], begin, _offset(lines, fence + 1))
    cut = len(text) if end is None else _offset(lines, end)
    return Split(text[start:cut], begin, cut)


def _offset(lines: list[str], number: int) -> int:
    """Where line `number` begins (from 0) in the text of the lines."""
    return sum(map(len, lines[:number])) + number


def _begin(lines: list[str], faults: list[Fault]) -> int | None:
    """The number of lines before the YAML; None when nothing in the file looks like YAML."""
    if lines[0].rstrip() == FENCE:
        return 1
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    message = "de eerste regel is niet ---"
    fix = "Begin het bestand met een regel ---, dan de gegevens, dan weer een regel ---."
    begin: int | None = None
    edits: tuple[Edit, ...] = ()
    if _NEAR_FENCE.fullmatch(lines[first]):
        begin = first + 1
        edits = (Edit((1, 1), (first + 1, len(lines[first]) + 1), FENCE),)
        if lines[first].rstrip() == FENCE:
            message = "vóór de eerste regel --- staan lege regels"
            fix = "Haal de lege regels weg."
    elif is_key_line(lines[first]):
        begin = 0
        edits = (Edit((1, 1), (1, 1), f"{FENCE}\n"),)
        fix = "Zet boven de gegevens een regel ---."
    faults.append(Fault(Span(1), message, fix, code="PA003", edits=edits))
    return begin


def _closing(lines: list[str], before: range) -> int | None:
    """The line with the fence that ends the YAML; one with keys below it stands in between."""
    fences = [number for number in before if lines[number].rstrip() == FENCE]
    for fence, later in pairwise(fences):
        below = next((line for line in lines[fence + 1 : later] if line.strip()), "")
        if not is_key_line(below):
            return fence
    return fences[-1] if fences else None


def _unclosed(lines: list[str], near: int | None, heading: int | None) -> Fault:
    span, edits = Span(1), tuple[Edit, ...]()
    fix = "Zet een regel --- na het laatste gegeven, vóór de tekst."
    if near is not None:
        line, width = near + 1, len(lines[near])
        span, fix = Span(line, 1, width), f"Maak van regel {line} drie streepjes: ---."
        edits = (Edit((line, 1), (line, width + 1), FENCE),)
    elif heading is not None:
        line = heading + 1
        span, fix = Span(line), f"Zet een regel --- vóór regel {line}."
        edits = (Edit((line, 1), (line, 1), f"{FENCE}\n"),)
    message = "de gegevens bovenaan zijn niet afgesloten met ---"
    return Fault(span, message, fix, code="PA004", edits=edits)


@dataclass(frozen=True, slots=True)
class Composed:
    """What could be read of a YAML text; `damaged` names the keys that had to be left out."""

    root: yaml.Node | None
    values: dict[str, Value]
    damaged: frozenset[str]


MAX_REPAIRS = 40
FEW_REPAIRS = 6
"""So many for what no practice looks like: every repair reads all of it again."""
MAX_SLIPS = 15
"""So many slips are looked into: for each the YAML is read in several ways."""
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
    "block sequence entries are not allowed": (
        "een streepje van een lijst staat op dezelfde regel als de sleutel",
        "Zet elk streepje op een eigen regel onder de sleutel, of schrijf [een, twee].",
    ),
    "did not find expected node content": (
        "er staat een komma of haakje te veel",
        "Schrijf een lijst zo: [een, twee].",
    ),
    "did not find expected comment or line break": (
        "achter | of > staat nog tekst",
        "Zet de tekst op de volgende regel, ingesprongen.",
    ),
    "found unknown escape character": (
        "in een tekst tussen dubbele aanhalingstekens staat een \\",
        "Zet de tekst tussen enkele aanhalingstekens, of schrijf \\\\.",
    ),
    "did not find expected key": (
        "deze regel hoort niet bij wat erboven staat",
        "Kijk of de regel evenver inspringt als de andere, en of een aanhalingsteken te veel is.",
    ),
    "did not find expected '-' indicator": (
        "deze regel hoort niet bij de lijst erboven",
        "Laat de regel even ver inspringen als de andere van het onderdeel. Begint hier een nieuw "
        "onderdeel? Zet er dan een streepje voor, recht onder het vorige.",
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
    slips = 0
    for _ in range(FEW_REPAIRS if may_nest_deep(parts.yaml_text) else MAX_REPAIRS):
        try:
            root = compose("\n".join(lines))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            span, message, fix = _explain(error, lines)
            if slips < MAX_SLIPS and (slip := find_slip(lines, _line_of(error, lines))):
                slips += 1
                faults.append(slip.fault(parts.yaml_line))
                lines = slip.mended(lines)
                continue
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
            if slips < MAX_SLIPS and (slip := find_stray(root, lines)):
                slips += 1
                faults.append(slip.fault(parts.yaml_line))
                lines = slip.mended(lines)
                continue
            faults.extend(_anchors("\n".join(lines), parts.yaml_line))
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


def _anchors(text: str, above: int) -> Iterator[Fault]:
    """A fault for every name that & gives to a value: in a text, that word would be lost."""
    if "&" not in text:
        return
    for anchor, line, column in anchors(text):
        yield Fault(
            Span(line + 1 + above, column + 1, len(anchor) + 1),
            f"hier staat een & aan het begin van een waarde (&{anchor})",
            f"Zet de hele tekst tussen dubbele aanhalingstekens, of haal &{anchor} weg.",
            code="PA007",
        )


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


def _line_of(error: Exception, lines: list[str]) -> int:
    mark = getattr(error, "problem_mark", None)
    return min(mark.line, len(lines) - 1) if mark is not None else 0


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
        if 0 <= near < len(lines) and (glued := glued_key(lines[near])) is not None:
            return (
                Span(near + 1, glued.column),
                glued.message,
                "Schrijf sleutel: waarde, met een spatie na de dubbele punt.",
            )
        if 0 <= near < len(lines) and (width := odd_indent(lines[near])):
            return (
                Span(near + 1, 1, width),
                "deze regel springt in met vaste spaties",
                "Vervang die door gewone spaties: wis ze en typ ze opnieuw.",
            )
    for near in (line, line + 1, line - 1):
        if 0 <= near < len(lines) and "\t" in lines[near]:
            return (
                Span(near + 1, lines[near].index("\t") + 1),
                "er staat een tab in de gegevens",
                "Vervang de tab door spaties.",
            )
    if "mapping values are not allowed" in problem:
        if (stray := stray_line(lines, line)) is not None:
            message, fix = _EXPLAINED["could not find expected ':'"]
            return Span(stray + 1, 1, len(lines[stray])), message, fix
        if (under := keys_under_text(lines, line)) is not None:
            if under.deep:
                return (
                    Span(line + 1, 1, column + 1),
                    f"deze regel springt verder in dan `{under.key}` erboven",
                    f"Zet de regel recht onder `{under.key}`.",
                )
            return (
                Span(under.line + 1, under.column, under.width),
                f"achter `{under.key}` staat een tekst, en eronder staan ook nog sleutels",
                "Maak van de tekst een eigen regel met een sleutel, of haal die weg.",
            )
    if begins_oddly(lines[line]):
        return (
            Span(line + 1, lines[line].index(": ") + 3),
            "een tekst begint met een teken dat in YAML iets anders betekent",
            'Zet de hele tekst tussen dubbele aanhalingstekens: "…".',
        )
    if "flow" in doing and (remark := REMARK.search(lines[line])):
        return (
            Span(line + 1, remark.start("text") + 1, len(remark["text"])),
            "alles achter # is uitleg, ook het haakje aan het eind",
            "Zet elk woord met # tussen aanhalingstekens, of haal de # weg.",
        )
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
    while first > 0 and (not lines[first].strip() or _is_below(lines[first], "#")):
        first -= 1
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _is_below(lines[last])):
        last += 1
    name = next(iter(re.findall(r"[^\s:;=\uff1a]+", lines[first])), "")
    if not any(line.strip() for line in lines[first:last]):
        # The fault lies in lines that were emptied before: nothing is left to save.
        lines[:] = [""] * len(lines)
        return name
    lines[first:last] = [""] * (last - first)
    return name


def _is_below(line: str, others: str = "") -> bool:
    """Whether a line belongs to the key above it, so far as its first character tells."""
    return line[0].isspace() or line[0] in "-]}" + others
