"""Rules for how a file is laid out: spaces at line ends, the last line, the order of the keys."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import yaml

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Edit, Fault, Path, Severity, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading, Source
from praktijkatlas.reading.messages import model_at
from praktijkatlas.reading.source import REMARK

_TRAILING = re.compile(r"(?<![ \t\n])[ \t]+$|^[ \t]+$", re.MULTILINE)
_Extent = tuple[tuple[int, int], tuple[int, int]]
# A # begins a remark only behind a space, or where the word of a list begins.
_HASH = re.compile(r"(?<![^\s\[,])#")
# What is told of a value that is not there, because of such a remark.
_ABSENT = frozenset({"PA005", "PA101", "PA107"})
# With these the blocks of the front matter cannot be told apart, so nothing is moved.
_UNCLEAR = frozenset({"PA003", "PA004", "PA005", "PA006", "PA007", "PA015", "PA016"})


@rule(
    "PA017",
    "Er staan spaties aan het eind van een regel",
    severity=Severity.HINT,
    wrong="title: Leren in de haven···   (drie spaties erachter)",
    right="title: Leren in de haven",
    mends="Haalt de spaties weg.",
)
def trailing_spaces(reading: Reading, context: Context) -> Iterator[Fault]:
    """Niemand ziet ze, maar wie een regel later wijzigt, lijkt ook iets anders te wijzigen. Twee
    spaties die in een alinea een nieuwe regel beginnen, mogen blijven.
    """
    text = reading.source.text
    if not any(ending in text for ending in (" \n", "\t\n")) and text[-1:] not in (" ", "\t"):
        return
    kept = None
    edits = []
    for match in _TRAILING.finditer(text):
        if kept is None:
            kept = _lines_with_meaning(reading)
        span = reading.source.span_at(match.start())
        if span.line not in kept and text[match.start() - 1 : match.start()] != "\\":
            end = (span.line, span.column + len(match[0]))
            edits.append(Edit((span.line, span.column), end, ""))
    if edits:
        (line, column), (_, end_column) = edits[0].start, edits[0].end
        where = f"op {len(edits)} regels staan" if len(edits) > 1 else "er staan"
        yield Fault(
            Span(line, column, end_column - column),
            f"{where} spaties of tabs aan het eind" + (", hier de eerste" if edits[1:] else ""),
            "Haal de spaties aan het eind van de regel weg.",
            edits=tuple(edits),
        )


def _lines_with_meaning(reading: Reading) -> set[int]:
    """The lines whose last spaces are part of the text: a new line in a paragraph, and code."""
    source, start = reading.source, reading.body.start
    found: set[int] = set()
    for node in reading.body.of_kind("hardbreak", "code_block", "html_block", "code_inline"):
        first = source.span_at(start + node.offset).line
        last = source.span_at(start + node.offset + node.length - 1).line
        found.update(range(first, last + 1))
    return found


@rule(
    "PA018",
    "Het bestand eindigt niet met één regeleinde",
    severity=Severity.HINT,
    wrong="Vraag het de school.   (en daarna niets, of lege regels)",
    right="Vraag het de school.   (en daarna één regeleinde)",
    mends="Zet er één regeleinde neer.",
)
def last_line(reading: Reading, context: Context) -> Iterator[Fault]:
    """Anders lijkt de laatste regel gewijzigd zodra iemand er iets onder schrijft."""
    source = reading.source
    last = len(source.text.rstrip("\n"))
    if not last or source.text[last:] == "\n":
        return
    place = source.span_at(last)
    end = source.span_at(len(source.text))
    start = (place.line, place.column)
    if source.text[last:]:
        yield Fault(
            Span(place.line + 1),
            "onderaan het bestand staan lege regels",
            "Haal de lege regels onder de laatste zin weg.",
            edits=(Edit(start, (end.line, end.column), "\n"),),
        )
    else:
        yield Fault(
            Span(place.line, max(1, place.column - 1)),
            "na de laatste regel ontbreekt het regeleinde",
            "Druk achter het laatste teken van het bestand op Enter.",
            edits=(Edit(start, start, "\n"),),
        )


@rule(
    "PA019",
    "Tekst achter # gaat verloren",
    severity=Severity.WARNING,
    wrong="title: Leerlingen bouwen #samen aan huizen",
    right='title: "Leerlingen bouwen #samen aan huizen"',
)
def text_after_hash(reading: Reading, context: Context) -> Iterator[Fault]:
    """Alles achter een spatie en een # is uitleg voor wie het bestand leest; op de site komt het
    niet. Bij een woord als #samen is dat bijna nooit de bedoeling. Staat er een spatie achter #,
    dan is het wel uitleg.
    """
    source = reading.source
    front = source.text[: reading.body.start]
    if "#" not in front or source.root is None or not REMARK.search(front):
        return
    told = {
        each.at.line
        for each in reading.faults
        if each.code in _ABSENT and isinstance(each.at, Span)
    }
    texts = _texts_by_line(source)
    for number, text in enumerate(front.split("\n")):
        if REMARK.search(text) and number + 1 not in told:
            yield from _hash_on(number, text, texts.get(number, ()))


def _hash_on(number: int, text: str, near: Sequence[_Extent]) -> Iterator[Fault]:
    """A fault when what YAML takes for a remark on a line begins as a word does."""
    for match in _HASH.finditer(text):
        place = (number, match.start())
        if not text[: match.start()].strip() or not near:
            return  # a key that somebody put aside, or what could not be read
        if any(begin <= place < end for begin, end in near):
            continue  # it is part of a text
        if text[match.end() : match.end() + 1].isalnum():
            meant = (
                "Hoort het bij het adres? Haal dan de spatie vóór # weg."
                if "://" in text[: match.start()]
                else "Hoort het bij de waarde? Zet dan de hele waarde tussen aanhalingstekens, of "
                "haal de # weg."
            )
            yield Fault(
                Span(number + 1, match.start() + 1, len(text) - match.start()),
                f"alles achter # is uitleg, ook {quoted(text[match.start() :])}",
                f"{meant} Is het uitleg? Zet dan een spatie achter #.",
            )
        return


def _texts_by_line(source: Source) -> Mapping[int, Sequence[_Extent]]:
    """Where the keys and values begin and end that stand on each line (from 0)."""
    found: defaultdict[int, list[_Extent]] = defaultdict(list)
    queue = [source.root] if source.root else []
    while queue:
        node = queue.pop()
        if isinstance(node, yaml.ScalarNode):
            first, last = (
                (mark.line + source.yaml_line, mark.column)
                for mark in (node.start_mark, node.end_mark)
            )
            for line in range(first[0], last[0] + 1):
                found[line].append((first, last))
        elif isinstance(node, yaml.SequenceNode):
            queue += node.value
        else:
            queue += (part for pair in node.value for part in pair)
    return found


@rule(
    "PA215",
    "De sleutels staan in een andere volgorde dan in het sjabloon",
    severity=Severity.HINT,
    wrong="summary: Leerlingen lopen een dag mee.\ntitle: Een dag mee in de haven",
    right="title: Een dag mee in de haven\nsummary: Leerlingen lopen een dag mee.",
    mends="Zet de sleutels in de goede volgorde, elk met de uitleg (#) die er vlak boven staat.",
)
def keys_out_of_order(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wie veel praktijken leest of verbetert, zoekt een gegeven op zijn vaste plaats."""
    root = reading.source.root
    if root is None:
        return
    unclear = any(fault.code in _UNCLEAR for fault in reading.faults)
    for path, node in _mappings(root, ()):
        keys = [key.value for key, _ in node.value]
        ranks = _ranks(keys, _places(path))
        if node.flow_style or ranks == sorted(ranks) or len(set(keys)) < len(keys):
            continue  # of a key that is there twice, one has to go first (PA006)
        order = sorted(range(len(keys)), key=lambda number: ranks[number])
        wrong, told = _misplaced(keys, ranks)
        mark = node.value[wrong][0].start_mark
        yield Fault(
            Span(mark.line + 1 + reading.source.yaml_line, mark.column + 1, len(keys[wrong])),
            told,
            f"Houd deze volgorde aan: {', '.join(keys[number] for number in order)}.",
            edits=() if unclear else _reordered(reading.source, node, order, top=not path),
        )


def _mappings(node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.MappingNode]]:
    """Every group with the keys that lead to it; the groups of a list have the same."""
    if isinstance(node, yaml.MappingNode):
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            return  # a key that is no word has no place (PA016)
        yield path, node
        for key, child in node.value:
            if not isinstance(child, yaml.ScalarNode):
                yield from _mappings(child, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            if isinstance(child, yaml.MappingNode):
                yield from _mappings(child, path)


@lru_cache(maxsize=256)
def _places(path: Path) -> Mapping[str, int]:
    """The keys of a group with their places in the model."""
    return {key: place for place, key in enumerate(model_at(path).model_fields)}


def _ranks(keys: Iterable[str], places: Mapping[str, int]) -> list[int]:
    """The places of the keys; one that the model does not know follows the one above it."""
    ranks: list[int] = []
    for key in keys:
        ranks.append(places.get(key, ranks[-1] if ranks else 0))
    return ranks


def _misplaced(keys: Sequence[str], ranks: Sequence[int]) -> tuple[int, str]:
    """The number of the key to point at, and where it belongs: the one that moved, if it is one."""
    late = next(number for number, (one, two) in enumerate(pairwise(ranks), 1) if one > two)
    early = max(range(late), key=lambda number: ranks[number])
    without_late, without_early = (
        [rank for number, rank in enumerate(ranks) if number != gone] for gone in (late, early)
    )
    if without_early == sorted(without_early) and without_late != sorted(without_late):
        above = max(
            (number for number in range(len(keys)) if ranks[number] < ranks[early]),
            key=lambda number: ranks[number],
        )
        return early, f"`{keys[early]}` hoort na `{keys[above]}` te staan"
    before = next(number for number in range(late) if ranks[number] > ranks[late])
    return late, f"`{keys[late]}` hoort vóór `{keys[before]}` te staan"


def _reordered(
    source: Source, node: yaml.MappingNode, order: Sequence[int], top: bool
) -> tuple[Edit, ...]:
    """The blocks of a group in another order, each with the remarks right above it."""
    column = node.value[0][0].start_mark.column
    firsts = [key.start_mark.line + source.yaml_line for key, _ in node.value]
    indent = " " * column
    if any(source.lines[first][:column] != indent for first in firsts[1:]):
        return ()
    starts = [firsts[0], *(_with_remarks(source, first, indent) for first in firsts[1:])]
    if top:
        starts[0] = max(source.yaml_line, _with_remarks(source, firsts[0], indent))
        if source.lines[starts[0]].startswith(MODELINE) and starts[0] < firsts[0]:
            starts[0] += 1
    elif starts != firsts:
        return ()  # a remark would end up behind the hyphen of a list
    end = _end_line(source, node, firsts[-1], column)
    lines = [source.lines[starts[0]][column:], *source.lines[starts[0] + 1 : end]]
    cuts = [start - starts[0] for start in (*starts, end)]
    blocks = [lines[first:last] for first, last in pairwise(cuts)]
    for block in blocks[1:]:
        block[0] = block[0][column:]
    text = f"\n{indent}".join("\n".join(blocks[number]) for number in order)
    return (Edit((starts[0] + 1, column + 1), (end, len(source.lines[end - 1]) + 1), text),)


MODELINE = "# yaml-language-server:"
"""Tells an editor the schema; it stays the first line."""


def _with_remarks(source: Source, line: int, indent: str) -> int:
    while line > 0 and source.lines[line - 1].startswith(f"{indent}#"):
        line -= 1
    return line


def _end_line(source: Source, node: yaml.MappingNode, line: int, column: int) -> int:
    """The line behind the last block of a group (lines count from 0): where less is indented."""
    end = line + 1
    for number in range(line + 1, len(source.lines)):
        text = source.lines[number]
        bare = text.lstrip(" ")
        inside = len(text) - len(bare) > column or (not column and bare.startswith("- "))
        if not bare or bare.startswith("#"):
            continue
        if not inside:
            break
        end = number + 1
    return end
