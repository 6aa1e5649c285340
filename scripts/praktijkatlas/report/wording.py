"""The report as editors and programs read it: lists with headings, lines of text, and JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from string import ascii_uppercase
from textwrap import wrap

from praktijkatlas.facts import number
from praktijkatlas.model.dates import day_in_words
from praktijkatlas.report.contents import ENOUGH, Mention, Report, Review, Tally

SCHEMA_VERSION = 1
WIDTH = 100
"""How many characters a line of text has at most."""
_LEAST = 60
"""Narrower than this the tables say nothing."""
_INDENT = "  "
_NAME = 45
_MEASURES = 40


@dataclass(frozen=True, slots=True)
class Concern:
    """Entries that ask for the same work: what it is, and why it matters."""

    id: str
    heading: str
    why: str
    note: str
    """What the notes of the mentions tell."""
    mentions: tuple[Mention, ...]


def concerns(report: Report) -> tuple[Concern, ...]:
    """All lists of entries that ask for work, the most pressing first."""
    return (
        Concern(
            "te-laat",
            "Nu nakijken",
            "De dag om weer te kijken is voorbij.",
            "Na te kijken",
            _due(report.overdue, "sinds"),
        ),
        Concern(
            "binnenkort",
            "Binnenkort nakijken",
            "In de komende drie maanden is het tijd om weer te kijken.",
            "Na te kijken",
            _due(report.due_soon, "vóór"),
        ),
        Concern(
            "status-onbekend",
            "Status onbekend",
            "De bronnen zeggen niet hoe het nu gaat. Zoek een nieuwe bron.",
            "Laatst bekend",
            report.unknown_status,
        ),
        Concern(
            "een-bron",
            "Maar één bron",
            "Een tweede bron die los staat van de eerste, maakt het verhaal sterker.",
            "Uitgever",
            report.single_source,
        ),
        Concern(
            "een-uitgever",
            "Meer bronnen, één uitgever",
            "Alle bronnen komen van dezelfde. Zoek er een van iemand anders bij.",
            "Uitgever",
            report.single_publisher,
        ),
        Concern(
            "alleen-doelen",
            "Wel een doel, geen uitkomst",
            "Het doel staat er. Is het ook gelukt?",
            "Doelen",
            report.targets_only,
        ),
        Concern(
            "niet-gemeten",
            "Geen gemeten resultaat",
            "Er is geen uitkomst met een getal.",
            "Onderbouwing",
            report.unmeasured,
        ),
    )


def _due(reviews: Iterable[Review], word: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(each.id, each.title, f"{word} {day_in_words(each.due)}") for each in reviews
    )


def as_json(report: Report) -> str:
    """The report as one JSON object; `schema_version` goes up when a key changes or goes."""
    themes = [theme.id for theme in report.tally("themes").counts]
    coverage = [
        asdict(row) | {"themes": dict(zip(themes, row.themes, strict=True))}
        for row in report.coverage
    ]
    values = {"schema_version": SCHEMA_VERSION, **asdict(report), "coverage": coverage}
    return json.dumps(values, default=str, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def as_text(report: Report, width: int = WIDTH) -> Iterator[str]:
    """The lines that an editor reads, none wider than a number of characters (at least 60)."""
    width = max(_LEAST, width)
    yield f"Stand van de atlas op {day_in_words(report.today)}"
    yield f"{number(report.entries)} {'praktijk' if report.entries == 1 else 'praktijken'}"
    yield from _gaps(report.gaps, width)
    for tally in report.tallies:
        if tally.key not in ("themes", "regions"):  # those are in the table
            yield from _heading(tally.heading)
            yield from _columns([(each.label, each.entries) for each in tally.counts], width)
    yield from _coverage(report, width)
    for concern in concerns(report):
        yield from _heading(concern.heading, len(concern.mentions))
        yield from _rows(((each.id, each.note) for each in concern.mentions), width)
    yield from _heading("Organisaties die niet in de lijst staan", len(report.unlisted))
    yield from _rows(((each.name, ", ".join(each.entries)) for each in report.unlisted), width)
    yield from _readability(report, width)


def _heading(text: str, count: int | None = None) -> Iterator[str]:
    yield ""
    yield text if count is None else f"{text} ({number(count)})"


def _gaps(tallies: Iterable[Tally], line: int) -> Iterator[str]:
    yield from _heading(f"Minder dan {ENOUGH} praktijken")
    for tally in tallies:
        few = ", ".join(f"{each.label} {each.entries}" for each in tally.gaps) or "geen"
        yield from wrap(
            f"{tally.heading}: {few}", line, initial_indent=_INDENT, subsequent_indent=_INDENT * 2
        )


def _columns(cells: Sequence[tuple[str, int]], line: int) -> Iterator[str]:
    """Labels with numbers, read down and then across, in as many columns as fit."""
    cells = [(_cut(label, _NAME), count) for label, count in cells]
    label = max((len(label) for label, _ in cells), default=0)
    digits = _digits(count for _, count in cells)
    beside = max(1, line // (len(_INDENT) + label + digits))
    height = -(-len(cells) // beside)
    for row in range(height):
        texts = (f"{_INDENT}{name:{label}}{count:{digits}}" for name, count in cells[row::height])
        yield "".join(texts)


def _coverage(report: Report, line: int) -> Iterator[str]:
    """The table of themes by region, in parts that fit, with letters over the columns."""
    yield from _heading("Praktijken per thema en regio")
    themes = report.tally("themes").counts
    letters = [_letter(place) for place in range(len(themes))]
    legend = zip(letters, themes, strict=True)
    yield from _columns(
        [(f"{letter:2} {each.label}", each.entries) for letter, each in legend], line
    )
    names = [_cut(row.label, _NAME) for row in report.coverage]
    width = max(map(len, names), default=0)
    digits = _digits(row.total for row in report.coverage)
    room = (line - len(_INDENT) - width) // digits - 1
    for start in range(0, len(themes), room):
        part = slice(start, start + room)
        yield ""
        heads = "".join(f"{each:>{digits}}" for each in (*letters[part], "tot"))
        yield f"{_INDENT}{'':{width}}{heads}"
        for name, row in zip(names, report.coverage, strict=True):
            counts = (*row.themes[part], row.total)
            shown = "".join(f"{count or '·':>{digits}}" for count in counts)
            yield f"{_INDENT}{name:{width}}{shown}"


def _digits(counts: Iterable[int]) -> int:
    """How wide a column of these counts is, with room before it."""
    return max(4, 2 + len(str(max(counts, default=0))))


def _letter(place: int) -> str:
    """A, B … Z, AA, AB …: short names for columns."""
    high, low = divmod(place, len(ascii_uppercase))
    return (_letter(high - 1) if high else "") + ascii_uppercase[low]


def _rows(rows: Iterable[tuple[str, str]], line: int) -> Iterator[str]:
    """A name and a remark on each line, the remarks below each other."""
    listed = [(_cut(name, _NAME), remark) for name, remark in rows]
    width = max((len(name) for name, _ in listed), default=0)
    room = line - width - 2 * len(_INDENT)
    for name, remark in listed:
        yield f"{_INDENT}{name:{width}}{_INDENT}{_cut(remark, room)}"


def _readability(report: Report, most: int) -> Iterator[str]:
    yield from _heading("Leesbaarheid, de moeilijkste eerst")
    if report.median_readability is None:
        return
    yield f"{_INDENT}De middelste is {_decimal(report.median_readability)}; 100 is heel makkelijk."
    names = [_cut(each.id, min(_NAME, most - _MEASURES)) for each in report.readability]
    width = max(map(len, names))
    heads = f"{_INDENT}{'':{width}}    maat  woorden per zin  langste  moeilijke woorden"
    yield _cut(heads, most)
    for name, each in zip(names, report.readability, strict=True):
        score, mean = _decimal(each.score), _decimal(each.mean_sentence)
        measures = f"{score:>8}{mean:>17}{each.longest_sentence:9}"
        line = f"{_INDENT}{name:{width}}{measures}  {', '.join(each.jargon)}"
        yield _cut(line, most).rstrip()


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
