"""The body of a practice: Markdown tokens that checks, pages, sheets and search share."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import pyromark

from praktijkatlas.reading.source import ODD, first_odd

_OPTIONS = pyromark.Options.ENABLE_TABLES
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CITATION = re.compile(r"\[\^(\d{1,3})\]")
MAX_DEPTH = 40
"""Deeper quotes and lists are flattened: what renders the tokens calls itself for every level."""


class Node(NamedTuple):
    """One Markdown token: its kind, what it holds, and where it begins in the text of the body.

    A named tuple, for there are many: it is made much faster than a frozen dataclass.

    Kinds: paragraph, heading (`number` is its level), bullet_list, ordered_list (`number` is its
    first number), list_item, blockquote, code_block, html_block, table, thead, tbody, trow, tcell,
    hr, definition; in a line text, em, strong, code_inline, link, image, html_inline, softbreak,
    hardbreak, and citation for a mark such as [^1] (`number` is the 1).
    """

    kind: str
    offset: int
    text: str = ""
    url: str = ""
    number: int = 0
    length: int = 1
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """This token and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def plain(self) -> str:
        """The words of the token, without marks; blocks are separated by a line end."""
        if self.kind == "text":
            return self.text
        if self.kind in _BREAKS:
            return " "
        if self.kind in _SILENT:
            return ""
        if self.kind == "list_item":
            return "\n".join(_lines(self.children))
        joint = "\n" if self.kind in _CONTAINERS else " " if self.kind in _ROWS else ""
        return self.text + joint.join(child.plain() for child in self.children)


def _lines(children: Iterable[Node]) -> Iterator[str]:
    """The words of an item: those of a line together, as in an item without blank lines, blocks apart."""
    for in_line, some in groupby(children, key=lambda child: child.kind in _IN_LINE):
        words = (child.plain() for child in some)
        yield from ("".join(words).strip(),) if in_line else words


_BREAKS = frozenset({"softbreak", "hardbreak"})
_ROWS = frozenset({"trow"})
_SILENT = frozenset({"citation", "definition"})
_CONTAINERS = frozenset(
    {"root", "bullet_list", "ordered_list", "blockquote", "table", "thead", "tbody"}
)
_IN_LINE = frozenset(
    {
        *("text", "em", "strong", "code_inline", "link", "image", "html_inline"),
        *("softbreak", "hardbreak", "citation"),
    }
)


@dataclass(frozen=True)
class Section:
    """The tokens under one heading of the second level; the heading is None before the first."""

    heading: Node | None
    nodes: tuple[Node, ...]

    @cached_property
    def title(self) -> str:
        """The words of the heading."""
        return " ".join(self.heading.plain().split()) if self.heading else ""

    def plain(self) -> str:
        """The words of the section, without marks."""
        return "\n".join(node.plain() for node in self.nodes).strip()


@dataclass(frozen=True)
class Body:
    """The tokens of a body; `start` is the offset of the body in its file."""

    nodes: tuple[Node, ...]
    start: int = 0
    text: str = field(default="", repr=False)
    odd: tuple[tuple[int, str], ...] = ()
    """Control characters that were written as &#27;, by where they stand in `text`: now spaces."""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The body cut at its headings of the second level."""
        found: list[tuple[Node | None, list[Node]]] = [(None, [])]
        for node in self.nodes:
            if node.kind == "heading" and node.number == 2:
                found.append((node, []))
            else:
                found[-1][1].append(node)
        return tuple(Section(heading, tuple(nodes)) for heading, nodes in found if heading or nodes)

    def section(self, title: str) -> Section | None:
        """The section with this heading."""
        return next((section for section in self.sections if section.title == title), None)

    def walk(self) -> Iterator[Node]:
        """Every token, in reading order."""
        for node in self.nodes:
            yield from node.walk()

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        """Every token under its kind, in reading order: walked once for all checks."""
        found: dict[str, list[Node]] = {}
        queue = list(reversed(self.nodes))
        while queue:
            node = queue.pop()
            found.setdefault(node.kind, []).append(node)
            queue.extend(reversed(node.children))
        return {kind: tuple(nodes) for kind, nodes in found.items()}

    @cached_property
    def paragraphs(self) -> tuple[tuple[Node, str], ...]:
        """The paragraphs, those in lists and quotes included, each with its words.

        An item of a list without blank lines holds its words itself, and counts as a paragraph.
        """
        items = ((item, _own_words(item)) for item in self.of_kind("list_item"))
        whole = ((node, node.plain()) for node in self.of_kind("paragraph"))
        return (*whole, *((item, words) for item, words in items if words))

    @cached_property
    def words(self) -> tuple[tuple[Node, str], ...]:
        """Every paragraph, heading and cell with its words; what lies within another is told once."""
        others = ((node, node.plain()) for node in self.of_kind("heading", "tcell"))
        return (*self.paragraphs, *others)

    @cached_property
    def prose(self) -> str:
        """The words of all paragraphs, one on a line."""
        return "\n".join(text for _, text in self.paragraphs)

    def of_kind(self, *kinds: str) -> Iterator[Node]:
        """The tokens of these kinds, in reading order within a kind."""
        for kind in kinds:
            yield from self.by_kind.get(kind, ())


def _own_words(item: Node) -> str:
    return "".join(child.plain() for child in item.children if child.kind in _IN_LINE).strip()


def read_body(text: str, start: int = 0) -> Body:
    """The body that `text` holds; any text is Markdown, so this never fails."""
    place = _offsets(text)
    builder = _Builder(text, place)
    events: Iterable[tuple[Any, Any]] = pyromark.events_with_range(text, options=_OPTIONS)
    for event, span in events:
        if isinstance(event, str):
            builder.mark(event, span)
            continue
        for name, value in event.items():
            if name == "Text":
                builder.text(value, span)
            elif name == "Start":
                builder.start(value, span)
            elif name == "End":
                builder.finish()
            else:
                builder.mark(name, span, value)
    definitions = pyromark.reference_definitions(text, options=_OPTIONS) if "]:" in text else {}
    ends = (
        Node("definition", place(item["span"]["start"]), label, item["dest"], length=len(label) + 2)
        for label, item in definitions.items()
    )
    return Body((*builder.root.children, *ends), start, text, tuple(builder.odd))


def _offsets(text: str) -> Callable[[int], int]:
    """Turns an offset in UTF-8, as the parser counts, into one in `text`."""
    if text.isascii():
        return int
    before: list[int] = [0]
    ends: list[int] = []
    for match in _NOT_ASCII.finditer(text):
        extra = len(match[0].encode("utf-8", "replace")) - 1
        ends.append(match.end() + before[-1] + extra)
        before.append(before[-1] + extra)
    return lambda offset: offset - before[bisect_right(ends, offset)]


_LEAVES = {
    "Code": "code_inline",
    "Html": "text",
    "InlineHtml": "html_inline",
    "SoftBreak": "softbreak",
    "HardBreak": "hardbreak",
    "Rule": "hr",
}
_FRAMES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "BlockQuote": "blockquote",
    "CodeBlock": "code_block",
    "HtmlBlock": "html_block",
    "Item": "list_item",
    "Table": "table",
    "TableHead": "thead",
    "TableRow": "trow",
    "TableCell": "tcell",
    "Emphasis": "em",
    "Strong": "strong",
    "Link": "link",
    "Image": "image",
}
# Their text is one string, not words with marks.
_VERBATIM = frozenset({"code_block", "html_block"})


def _named(tag: Any) -> tuple[str, Any]:
    return (tag, None) if isinstance(tag, str) else next(iter(tag.items()))


class _Frame(NamedTuple):
    """A token that is still open."""

    kind: str
    offset: int
    end: int
    url: str
    number: int
    children: list[Node]

    def close(self) -> Node:
        kind, offset, end, url, number, found = self
        children: Iterable[Node] = found
        text = ""
        if kind == "table":
            head, *rows = found
            children = (
                _group("thead", (_group("trow", head.children, head.offset),), head.offset),
                *([_group("tbody", tuple(rows), rows[0].offset)] if rows else []),
            )
        elif kind in _VERBATIM:
            text, children = "".join(child.text for child in found), ()
        return Node(kind, offset, text, url, number, max(1, end - offset), tuple(children))


def _group(kind: str, children: tuple[Node, ...], offset: int) -> Node:
    return Node(kind, offset, children=children)


class _Builder:
    """Makes a tree of the events of the parser, without calling itself.

    `place` turns an offset of the parser into one in the text; a span is a pair of those.
    """

    def __init__(self, source: str, place: Callable[[int], int]) -> None:
        self.source = source
        self.place = place
        self.root = _Frame("root", 0, 0, "", 0, [])
        self.open = [self.root]
        self.flattened = 0
        self.words = ""
        self.words_at = 0
        self.words_end = 0
        self.odd: list[tuple[int, str]] = []

    def text(self, value: str, span: Mapping[str, int]) -> None:
        start = self.place(span["start"])
        if match := first_odd(value):
            self.odd.append((start, match[0]))
            value = ODD.sub(" ", value)
        words = self.words
        # The parser cuts a text at every bracket; what touches belongs together, as long as
        # it is as long as it was written: after &eacute; the offsets begin anew.
        if words and start == self.words_end and len(words) == start - self.words_at:
            self.words = words + value
        else:
            if words:
                self.flush()
            self.words, self.words_at = value, start
        self.words_end = self.place(span["end"])

    def mark(self, name: str, span: Mapping[str, int], text: str = "") -> None:
        if self.words:
            self.flush()
        start, end = self.place(span["start"]), self.place(span["end"])
        node = Node(_LEAVES.get(name, "text"), start, text or "", length=max(1, end - start))
        self.open[-1].children.append(node)

    def start(self, tag: Any, span: Mapping[str, int]) -> None:
        if self.words:
            self.flush()
        name, value = _named(tag)
        # A table needs room for its rows and cells.
        if len(self.open) > (MAX_DEPTH - 2 if name == "Table" else MAX_DEPTH):
            self.flattened += 1
            return
        start, url, number = self.place(span["start"]), "", 0
        if name == "List":
            kind, number = ("bullet_list", 0) if value is None else ("ordered_list", value)
        else:
            kind = _FRAMES.get(name, "paragraph")
        if kind == "heading":
            number = int(value["level"][1:])
        elif kind in ("link", "image"):
            mail = value["link_type"] == "Email"
            url = f"mailto:{value['dest_url']}" if mail else value["dest_url"]
            if match := first_odd(url):
                self.odd.append((start, match[0]))
                url = ODD.sub("", url)
        self.open.append(_Frame(kind, start, self.place(span["end"]), url, number, []))

    def finish(self) -> None:
        if self.words:
            self.flush()
        if self.flattened:
            self.flattened -= 1
            return
        closed = self.open.pop().close()
        self.open[-1].children.append(closed)

    def flush(self) -> None:
        words, at, holder = self.words, self.words_at, self.open[-1]
        if holder.kind in _VERBATIM:
            holder.children.append(Node("text", at, words))
        elif "[^" not in words:
            holder.children.append(Node("text", at, words, length=len(words)))
        else:
            holder.children.extend(_texts(words, at, self.escaped()))
        self.words = ""

    def escaped(self) -> bool:
        """Whether a backslash makes the first character plain: the parser begins a text there."""
        return self.words_at > 0 and self.source[self.words_at - 1] == "\\"


def _texts(text: str, offset: int, escaped: bool) -> Iterator[Node]:
    done = 0
    for match in _CITATION.finditer(text):
        if escaped and match.start() == 0:
            continue
        if match.start() > done:
            before = text[done : match.start()]
            yield Node("text", offset + done, before, length=len(before))
        number = int(match[1])
        length = len(match[0])
        yield Node("citation", offset + match.start(), number=number, length=length)
        done = match.end()
    if done < len(text):
        yield Node("text", offset + done, text[done:], length=len(text) - done)
