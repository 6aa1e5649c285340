"""Slips in how the front matter is laid out: what was meant, so that reading can go on.

Lines count from 0. A slip is sure: with its changes made, the YAML is read further than before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_origin

import yaml

from praktijkatlas.model import Edit, Fault, Practice, Span
from praktijkatlas.reading.edits import edited
from praktijkatlas.reading.messages import model_at
from praktijkatlas.reading.repairs import KEYS, NO_TEXT, TEXT_KEYS
from praktijkatlas.reading.source import compose

_LINE = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[a-z_]+):(?=\s|$))?")
# What stands for the hyphen of an item: one without its space, a dash, or the mark of another list.
_MARK = r"(?:-(?=[^\s-])|[\u2013\u2014*\u2022\u00b7][ \t\u00a0]*)"
_ITEM = re.compile(rf"(?P<indent> *)(?P<mark>{_MARK})(?=\S)(?:(?P<key>[a-z_]+):\s)?")
LISTS = frozenset(
    name for name, field in Practice.model_fields.items() if get_origin(field.annotation) is tuple
)
"""The keys of a practice that have a list of words or groups."""
MAX_LINES = 400
"""In more lines than any practice has nobody looks for what was meant: it would take too long."""
# How a text begins that stands on the lines below its key.
_BLOCKS = frozenset({">", ">-", ">+", "|", "|-", "|+"})


@dataclass(frozen=True, slots=True)
class Slip:
    """Where lines are not as they were meant: what to say of it, and what makes them right."""

    line: int
    column: int
    width: int
    message: str
    fix: str
    edits: tuple[Edit, ...]
    code: str = "PA005"
    mends: bool = True
    """Whether it can be nothing else, so that the file may be mended without asking."""

    def fault(self, above: int) -> Fault:
        """The fault that the slip is, in a file with so many lines above the YAML."""
        edits = (
            Edit((e.start[0] + above, e.start[1]), (e.end[0] + above, e.end[1]), e.text)
            for e in self.edits
        )
        span = Span(self.line + 1 + above, self.column, self.width)
        mends = tuple(edits) if self.mends else ()
        return Fault(span, self.message, self.fix, code=self.code, edits=mends)

    def mended(self, lines: Sequence[str]) -> list[str]:
        """The lines as they were meant."""
        return edited("\n".join(lines), self.edits).split("\n")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty and no remark: how far it is indented, and its key if it has one."""

    number: int
    indent: int
    dash: str
    key: str

    @property
    def column(self) -> int:
        """Where what the line holds begins, behind the hyphen of an item."""
        return self.indent + len(self.dash)


def _line(lines: Sequence[str], number: int) -> _Line | None:
    text = lines[number]
    match = _LINE.match(text)
    if match is None or not text.strip() or text.lstrip().startswith("#"):
        return None
    return _Line(number, len(match["indent"]), match["dash"] or "", match["key"] or "")


@dataclass(frozen=True)
class _Block:
    """The lines around one line that belong to the same key at the start of a line."""

    lines: Sequence[str]
    top: _Line | None
    below: tuple[_Line, ...]

    @classmethod
    def around(cls, lines: Sequence[str], at: int) -> "_Block":
        """The block that line `at` is in, whatever its own indent."""
        first = at - 1
        while first >= 0 and not _begins_block(lines, first):
            first -= 1
        last = at + 1
        while last < len(lines) and not _begins_block(lines, last):
            last += 1
        found = (_line(lines, number) for number in range(first + 1, last))
        top = _line(lines, first) if first >= 0 else None
        return cls(lines, top, tuple(each for each in found if each))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that the group, or each group of the list, may have; none without a group."""
        if self.top is None:
            return frozenset()
        model = model_at((self.top.key,))
        return frozenset() if model is Practice else frozenset(model.model_fields)

    @cached_property
    def is_list(self) -> bool:
        """Whether the key has a list of groups or words."""
        return self.top is not None and self.top.key in LISTS

    def item_of(self, line: _Line) -> _Line | None:
        """The line with the hyphen of the item that `line` is in."""
        return next((e for e in reversed(self.below) if e.number <= line.number and e.dash), None)

    def followers(self, item: _Line) -> Iterator[_Line]:
        """The lines of an item below the one with the hyphen."""
        for each in self.below:
            if each.number > item.number:
                if each.dash:
                    return
                yield each


def _begins_block(lines: Sequence[str], number: int) -> bool:
    line = _line(lines, number)
    return line is not None and not line.column and line.key in Practice.model_fields


def find_slip(lines: Sequence[str], at: int) -> Slip | None:
    """The slip because of which the YAML cannot be read at line `at`; None when it is not sure."""
    if len(lines) > MAX_LINES:
        return None
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), at)
    ways = _ways(lines, tuple(dict.fromkeys((at, above))))
    return next((slip for slip in ways if reads_further(lines, slip, at)), None)


def _ways(lines: Sequence[str], near: Sequence[int]) -> Iterator[Slip]:
    for number in near:
        yield from _odd_items(lines, number)
        yield from _text_lines(lines, number)
    for number in near:
        line = _line(lines, number)
        if line is not None and (line.key or line.dash):
            yield from _moves(_Block.around(lines, number), line)
    yield from _first_lines(lines, max(near))


def reads_further(lines: Sequence[str], slip: Slip, at: int) -> bool:
    """Whether the YAML can be read beyond line `at` and the changes, once those are made."""
    last = max(at, *(edit.start[0] - 1 for edit in slip.edits))
    try:
        compose("\n".join(slip.mended(lines)))
    except yaml.MarkedYAMLError as error:
        return error.problem_mark is not None and error.problem_mark.line > last + 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return True


# How far a line is indented


def _moves(block: _Block, line: _Line) -> Iterator[Slip]:
    """The places where a line may belong, the likeliest first."""
    if line.dash and block.is_list:
        yield from _item_moves(block, line)
    elif line.key in block.keys:
        beside = _beside(block, line)
        if beside is not None:
            run = tuple(_same_run(block, line))
            for chosen in dict.fromkeys((run, run[:1])):
                yield from _move(block.lines, chosen, beside.column - line.indent, beside.key)
    if line.key in Practice.model_fields and line.column:
        others = (_line(block.lines, n) for n in range(len(block.lines)))
        if not any(each and not each.column and each.key == line.key for each in others):
            yield from _move(block.lines, (line,), -line.indent)


def _item_moves(block: _Block, line: _Line) -> Iterator[Slip]:
    if below := Counter(each.column for each in block.followers(line) if each.key in block.keys):
        wanted = below.most_common(1)[0][0] - len(line.dash)
        yield from _move(block.lines, (line,), wanted - line.indent)
    others = [each for each in block.below if each.dash and each.number != line.number]
    if others:
        item = (line, *block.followers(line))
        yield from _move(block.lines, item, others[0].indent - line.indent)


def _beside(block: _Block, line: _Line) -> _Line | None:
    """A line of the same group that is indented as all of it should be; None without one."""
    if block.is_list:
        return block.item_of(line)
    keys = [each for each in block.below if each.key in block.keys]
    column = Counter(each.column for each in keys).most_common(1)[0][0]
    return next((each for each in keys if each.column == column and each != line), None)


def _same_run(block: _Block, line: _Line) -> Iterator[_Line]:
    """A line and those right below it that begin in the same place."""
    for each in block.below:
        if each.number >= line.number:
            if each.number > line.number and (each.dash or each.indent != line.indent):
                return
            yield each


def _move(
    lines: Sequence[str], moved: Sequence[_Line], by: int, beside: str = ""
) -> Iterator[Slip]:
    """The slip of lines that should stand `by` characters further to the right, as `beside` does."""
    first = moved[0]
    if not by or any(each.indent + by < 0 for each in moved):
        return
    message, fix = _told(first, len(moved) - 1, by, beside)
    yield Slip(
        first.number,
        1 if by < 0 else first.indent + 1,
        max(1, first.indent if by < 0 else 1),
        message,
        fix,
        shifted((each.number for each in moved), by),
    )


def shifted(numbers: Iterable[int], by: int) -> tuple[Edit, ...]:
    """What moves lines to the right, or to the left when `by` is less than 0."""
    return tuple(
        Edit((number + 1, 1), (number + 1, 1 + max(0, -by)), " " * max(0, by)) for number in numbers
    )


def _told(first: _Line, others: int, by: int, beside: str) -> tuple[str, str]:
    name, verb = many([first.key if not first.dash else "", *[""] * others])
    spaces = "1 spatie" if abs(by) == 1 else f"{abs(by)} spaties"
    message = f"{name} {verb} {spaces} {'te ver' if by < 0 else 'te weinig'} in"
    which = "elk van die regels" if others else name
    do = f"Haal {spaces} weg vóór {which}" if by < 0 else f"Zet {spaces} vóór {which}"
    if not first.indent + by:
        return message, f"{do}: hier hoort geen spatie aan het begin van een regel."
    if first.dash:
        return message, f"{do}: de streepjes van een lijst staan recht onder elkaar."
    return message, f"{do}, zodat hij even ver inspringt als `{beside}`."


def many(keys: Sequence[str]) -> tuple[str, str]:
    """How lines are named by the key of the first, and how their verb goes."""
    name = f"`{keys[0]}`" if keys[0] else "dit streepje"
    others = len(keys) - 1
    if not others:
        return name, "springt"
    return f"{name} en de {'regel' if others == 1 else f'{others} regels'} eronder", "springen"


def _first_lines(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """The first lines when all of those are indented, unlike line `at` below."""
    found = [line for line in (_line(lines, n) for n in range(at)) if line]
    if found and found[0].key in Practice.model_fields and (by := found[0].indent):
        deep = [each for each in found if each.indent >= by]
        if len(deep) == len(found):
            yield from _move(lines, deep, -by)


# Hyphens of lists


def _odd_items(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """The hyphens of a list that YAML does not take for such."""
    block = _Block.around(lines, at)
    if not block.is_list:
        return
    found = [
        (each.number, match)
        for each in block.below
        if (match := _ITEM.match(lines[each.number])) and (match["key"] or "") in _heads(block)
    ]
    if not found or at not in {number for number, _ in found}:
        return
    (number, first), *more = found
    mark = first["mark"].rstrip()
    message = (
        "na het streepje ontbreekt een spatie"
        if mark == "-"
        else f"hier staat een ander teken ({mark}) dan een gewoon streepje (-)"
    )
    fix = (
        "Zet een spatie achter het streepje"
        if mark == "-"
        else "Gebruik een gewoon streepje met een spatie erachter"
    )
    also = ". Doe dat ook op de andere regels van deze lijst." if more else ""
    yield Slip(
        number,
        first.start("mark") + 1,
        len(mark),
        message,
        f"{fix}: - {lines[number][first.end('mark') :].strip()[:40]}{also}",
        tuple(
            Edit((n + 1, match.start("mark") + 1), (n + 1, match.end("mark") + 1), "- ")
            for n, match in found
        ),
    )


def _heads(block: _Block) -> frozenset[str]:
    """With which keys an item may begin; a word of a list has none."""
    return block.keys or frozenset({""})


def find_odd_items(lines: Sequence[str]) -> Iterator[Slip]:
    """Hyphens that YAML takes for a part of a text, in lines that can be read."""
    done = -1
    for number in range(len(lines)):
        if number > done and _ITEM.match(lines[number]):
            for slip in _odd_items(lines, number):
                done = slip.edits[-1].end[0]
                yield slip


# Texts that go on


def _text_lines(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """Lines without a key that seem to go on with the text of the key above."""
    if not _is_bare(lines[at]):
        return
    first = last = at
    while first > 0 and _is_bare(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_bare(lines[last + 1]):
        last += 1
    above = _line(lines, first - 1) if first else None
    if above is None or above.key not in TEXT_KEYS:
        return
    value = lines[above.number].partition(":")[2].strip()
    block = value in _BLOCKS
    if not value or (not block and value.startswith(NO_TEXT)):
        return
    column = above.column + 2
    short = {n: _indent(lines[n]) for n in range(first, last + 1) if _indent(lines[n]) < column}
    if not short:
        return
    what, verb = ("deze regel", "heeft") if first == last else ("deze regels", "hebben")
    if block:
        message = f"de tekst van `{above.key}` springt niet in"
        fix = f"Begin elke regel van de tekst met {column} spaties."
    else:
        message = f"{what} {verb} geen sleutel"
        fix = (
            f"Gaat de tekst van `{above.key}` hier verder? Begin {what} dan met {column} spaties. "
            "Schrijf anders sleutel: waarde."
        )
    yield Slip(
        min(short),
        1,
        len(lines[min(short)]),
        message,
        fix,
        tuple(Edit((n + 1, 1), (n + 1, 1), " " * (column - has)) for n, has in short.items()),
        mends=block,
    )


def _is_bare(text: str) -> bool:
    """Whether a line holds only words: no key, no item, no remark."""
    words = text.split()
    return bool(words) and ":" not in text and words[0] not in KEYS and words[0][0] not in "-#[]{}"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
