"""The text of a file and the places of the values in its YAML."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from sys import intern
from typing import Any

import yaml

from praktijkatlas.model import Fault, Path, Span

MAX_BYTES = 256 * 1024
"""A practice is a few kilobytes; this keeps files out that would stall the build."""
MAX_YAML_DEPTH = 12
MAX_YAML_NODES = 5_000
MAX_NESTING = 1_000
MAX_NAME = 40
"""Longer texts are seldom told twice."""
ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
"""What no text may hold: control characters, half characters, and what Unicode calls no character."""
REMARK = re.compile(r"(?<=\S)(?:[ \t]+|(?<=[\[,]))(?P<text>#\w[^\n]*)")
"""What YAML takes for a remark behind a value, and what begins as a word that people write."""
_SOUND = re.compile("[\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff]*")
_OPENERS = ("[", "{", "- ", "-\t", "-\n", "? ", "?\t", "?\n")

Value = str | list["Value"] | dict[str, "Value"]
ABSENT = frozenset({"", "~", "null"})
_DEFAULT_TAGS: Mapping[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_PLAIN_TAGS = frozenset(_DEFAULT_TAGS.values())


@dataclass(frozen=True)
class Source:
    """A file as text, and the YAML nodes of its front matter (or of the whole file).

    `yaml_line` is the number of the line before the first line of the YAML. `dropped` tells which
    list items a partial practice left out, so that places of later items stay right.
    """

    path: str
    text: str = field(repr=False)
    root: yaml.Node | None = field(default=None, repr=False)
    yaml_line: int = 0
    dropped: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self.text.split("\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def span_at(self, offset: int, length: int = 1) -> Span:
        """The place of `length` characters from `offset` in the text, kept to one line."""
        line = bisect_right(self._line_starts, max(0, min(offset, len(self.text))))
        line = max(1, min(line, len(self.lines)))
        column = max(0, offset - self._line_starts[line - 1])
        room = len(self.lines[line - 1]) - column
        return Span(line, column + 1, max(1, min(length, room)))

    def locate(self, fault: Fault) -> Span:
        """The place that a fault points at; the nearest enclosing value when it has none."""
        if isinstance(fault.at, Span):
            return self._inside(fault.at)
        node, key = self._walk(fault.at)
        target = key if fault.at_key and key is not None else node
        if target is None:
            return Span(1)
        return self._inside(self._node_span(target))

    def node_at(self, path: Path, key: bool = False) -> yaml.Node | None:
        """The node of the value at `path`, or of its key; None when there is no such value."""
        above, _ = self._walk(path[:-1])
        node, found = self._walk(path)
        if isinstance(above, yaml.MappingNode) and (found is None or found.value != path[-1]):
            return None
        return found if key else node

    def span_of(self, path: Path, words: str) -> Span:
        """The place of `words` within the value at `path`; the value itself if not found there."""
        node, _ = self._walk(path)
        whole = self.locate(Fault(path, "", ""))
        if node is None:
            return whole
        begin, end = (
            self._line_starts[min(mark.line + self.yaml_line, len(self.lines))] + mark.column
            for mark in (node.start_mark, node.end_mark)
        )
        found = self.text.find(words, begin, end)
        return whole if found < 0 else self.span_at(found, len(words))

    def file_index(self, name: str, index: int) -> int:
        """The index in the file of an item of the list `name`, counted in a partial practice."""
        for gone in self.dropped.get((name,), ()):
            index += gone <= index
        return index

    def excerpt(self, span: Span) -> str:
        """The line that `span` lies in."""
        return self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else ""

    def _walk(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        node, key = self.root, None
        done: Path = ()
        for step in path:
            found: tuple[yaml.Node | None, yaml.Node] | None = None
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                index = self.file_index(str(done[0]), step) if len(done) == 1 else step
                found = (None, node.value[index]) if index < len(node.value) else None
            if found is None:
                # A key that is not there: point at the group it belongs in, by its key if it has one.
                return (key or node), key
            key, node = found[0], found[1]
            done = (*done, step)
        return node, key

    def _node_span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        line = start.line + 1 + self.yaml_line
        if node is self.root:
            return Span(1)
        length = end.column - start.column if end.line == start.line else 10_000
        return Span(line, start.column + 1, max(1, length))

    def _inside(self, span: Span) -> Span:
        line = max(1, min(span.line, len(self.lines)))
        width = len(self.lines[line - 1])
        column = max(1, min(span.column, width + 1))
        return Span(line, column, max(1, min(span.length, width - column + 1)))


class _TextLoader(yaml.CBaseLoader):
    """Leaves all scalars text; without the search for types, which the base class does too."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The tag of a node that has none of its own."""
        return _DEFAULT_TAGS[kind]


def first_odd(text: str) -> re.Match[str] | None:
    """The first character in a text that no text may hold."""
    return None if _SOUND.fullmatch(text) else ODD.search(text)  # the first look is much quicker


def control_character(at: Span | Path, found: str) -> Fault:
    """The fault of a character that no text may hold."""
    return Fault(
        at,
        f"er staat een onzichtbaar stuurteken (U+{ord(found):04X})",
        "Haal het weg: wis het woord en typ het opnieuw.",
        code="PA012",
    )


def compose(text: str) -> yaml.Node | None:
    """The node tree of a YAML text, all scalars as text; yaml.YAMLError when it is not YAML."""
    _stop_deep_nesting(text)
    loader = _TextLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def may_nest_deep(text: str) -> bool:
    """Whether a YAML text opens so many lists and groups that it takes time to read."""
    return sum(map(text.count, _OPENERS)) >= MAX_NESTING


def _stop_deep_nesting(text: str) -> None:
    # The composer of libyaml calls itself for every level: 100,000 brackets end the program.
    if not may_nest_deep(text):
        return
    loader, depth = _TextLoader(text), 0
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_NESTING:
                mark = event.start_mark
                raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=mark)
    finally:
        loader.dispose()


def anchors(text: str) -> Iterator[tuple[str, int, int]]:
    """The names that & gives to values in a YAML text, with line and column, both from 0.

    Raises yaml.YAMLError when it is not YAML.
    """
    loader = _TextLoader(text)
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            name = None if isinstance(event, yaml.AliasEvent) else getattr(event, "anchor", None)
            if name is not None:
                yield name, event.start_mark.line, event.start_mark.column
    finally:
        loader.dispose()


def to_value(
    node: yaml.Node, line: int, faults: list[Fault], limit: int = MAX_YAML_NODES
) -> Value | None:
    """The plain value of a node; None for an absent one. Faults of the YAML are added to `faults`.

    `line` is the number of lines before the YAML. Nothing is expanded, so that an alias bomb
    costs no more than its own bytes.
    """
    return _Plain(line, faults, limit).value(node, 0, node)


class _Plain:
    def __init__(self, line: int, faults: list[Fault], limit: int) -> None:
        self.line = line
        self.limit = limit
        self.faults = faults
        self.seen: set[int] = set()

    def fault(self, node: yaml.Node, code: str, message: str, fix: str) -> None:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        span = Span(start.line + 1 + self.line, start.column + 1, max(1, length))
        self.faults.append(Fault(span, message, fix, code=code))

    def value(self, node: yaml.Node, depth: int, near: yaml.Node) -> Value | None:
        if id(node) in self.seen:
            # An alias is the node it repeats, with the place of that; `near` is where it stands.
            self.fault(
                near,
                "PA007",
                "hier wordt met * een stuk YAML herhaald",
                "Schrijf de waarde voluit, zonder & en *.",
            )
            return None
        self.seen.add(id(node))
        if depth > MAX_YAML_DEPTH or len(self.seen) > self.limit:
            if not any(fault.code == "PA015" for fault in self.faults):
                self.fault(
                    node,
                    "PA015",
                    "de gegevens zijn te diep of te lang",
                    "Houd u aan de velden van het sjabloon.",
                )
            return None
        if node.tag not in _PLAIN_TAGS:
            self.fault(
                node,
                "PA007",
                f"hier staat een YAML-opdracht ({node.tag.removeprefix('tag:yaml.org,2002:')})",
                "Haal het woord met het uitroepteken weg.",
            )
            return None
        if isinstance(node, yaml.ScalarNode):
            plain = node.style in (None, "")
            return None if plain and node.value in ABSENT else self.text(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, depth, isinstance(near, yaml.SequenceNode)))
        values = [self.value(child, depth + 1, node) for child in node.value]
        return ["" if value is None else value for value in values]

    def text(self, node: yaml.ScalarNode) -> str:
        """The text of a node; a control character that was written as "\\0" is a fault."""
        text = str(node.value)
        if match := first_odd(text):
            start = node.start_mark
            span = Span(start.line + 1 + self.line, start.column + 1)
            self.faults.append(control_character(span, match[0]))
            return ODD.sub(" ", text)
        # Thousands of entries name the same themes, places and kinds.
        return intern(text) if len(text) <= MAX_NAME else text

    def _pairs(
        self, node: yaml.MappingNode, depth: int, in_list: bool
    ) -> Iterator[tuple[str, Value]]:
        first: dict[str, int] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(
                    key,
                    "PA016",
                    "een sleutel is hier geen woord",
                    "Zet tekst met [ of { tussen aanhalingstekens.",
                )
                continue
            if key.value in first:
                opens = in_list and key.value == next(iter(first))
                self.fault(
                    key,
                    "PA006",
                    f'"{key.value}" staat twee keer (eerder op regel {first[key.value]})',
                    f"Begint hier een nieuw onderdeel van de lijst? Schrijf dan - {key.value}: …"
                    if opens
                    else "Voeg de twee samen tot één.",
                )
                if opens:
                    return  # what follows belongs to the new item, and is there only once
                continue
            first[key.value] = key.start_mark.line + 1 + self.line
            value = self.value(child, depth + 1, key)
            if value is not None:
                yield key.value, value
