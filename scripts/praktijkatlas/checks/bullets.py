"""Lists that were pasted from a word processor (PA3): they look like lists, and are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Edit, Fault, Severity, Span
from praktijkatlas.reading import Reading

DOTS = "\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\u2023\u2043\uf0b7\uf0a7"
"""The marks of a pasted list; Word writes some as letters of a font of symbols. The form knows them too."""
_SIGNS = (*DOTS, "\n\u2013", "\n\u2014", "\no ", "\no\t", "\no\u00a0")
_SPACE = "[ \\t\u00a0]"
_BULLET = re.compile(
    rf" *(?P<mark>[{DOTS}]){_SPACE}*(?=\S)"
    rf"| *(?P<wide>[\u2013\u2014o])(?:{_SPACE}{{2,}}|[\t\u00a0])(?=\S)"
    rf"| *(?P<dash>[\u2013\u2014]) (?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Bullet:
    """A line that begins with a mark: its place, how far the mark reaches, and which it is."""

    line: int
    width: int
    mark: str
    sure: bool


@rule(
    "PA317",
    "Een opsomming is geen lijst",
    severity=Severity.HINT,
    wrong="\u2022 Kies de leerlingen.\n\u2022 Regel het vervoer.",
    right="- Kies de leerlingen.\n- Regel het vervoer.",
    mends="Begint de regels met - en een spatie, als zij alle hetzelfde teken hebben.",
)
def pasted_list(reading: Reading, context: Context) -> Iterator[Fault]:
    """Uit een tekstverwerker komen andere tekens mee dan een streepje. Op de site en het blad lopen
    de regels dan achter elkaar door in \u00e9\u00e9n alinea.
    """
    text = reading.body.text
    if not any(sign in text for sign in _SIGNS):
        return
    found = list(_bullets(reading))
    # One line that begins with a dash may be what somebody says; with more of them it is a list.
    if not any(each.sure for each in found) and len(found) < 2:
        return
    first, marks = found[0], dict.fromkeys(each.mark for each in found)
    where = "hier staat" if len(found) == 1 else f"op {len(found)} regels staat"
    yield Fault(
        Span(first.line, 1, first.width),
        f"{where} een ander teken voor een lijst dan een streepje ({', '.join(marks)})"
        + (", hier het eerste" if found[1:] else ""),
        "Maak er een lijst van: begin elke regel met - en een spatie.",
        edits=tuple(Edit((each.line, 1), (each.line, 1 + each.width), "- ") for each in found)
        if len(marks) == 1
        else (),
    )


def _bullets(reading: Reading) -> Iterator[_Bullet]:
    source, body = reading.source, reading.body
    for node in body.nodes:
        if node.kind != "paragraph":
            continue
        first = source.span_at(body.start + node.offset).line
        last = source.span_at(body.start + node.offset + node.length - 1).line
        for number in range(first, last + 1):
            if match := _BULLET.match(source.lines[number - 1]):
                mark = match["mark"] or match["wide"] or match["dash"]
                yield _Bullet(number, match.end(), mark, not match["dash"])
