"""The tokens of a body as HTML.

Only tokens that stand here become elements, and every text is escaped: raw HTML in an entry is
shown as text, and a link that the policy refuses loses its address. Behind that stands a second
wall, which parses the result and knows the same elements: a hole in one is not a hole in both.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import nh3
from markupsafe import Markup, escape

from praktijkatlas.model import SECTIONS
from praktijkatlas.reading import Body, Node
from praktijkatlas.reading.entry import slug
from praktijkatlas.site.links import PracticeLink

_PAIRS: Mapping[str, str] = MappingProxyType(
    {
        "paragraph": "p",
        "bullet_list": "ul",
        "list_item": "li",
        "blockquote": "blockquote",
        "em": "em",
        "strong": "strong",
        "thead": "thead",
        "tbody": "tbody",
        "trow": "tr",
    }
)
_LITERAL: Mapping[str, str] = MappingProxyType(
    {"softbreak": "\n", "hardbreak": "<br>\n", "hr": "<hr>\n"}
)
_BLOCKS = frozenset(
    {"paragraph", "bullet_list", "blockquote", "list_item", "tbody", "thead", "trow"}
)
_ELEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset() for name in (*_PAIRS.values(), "br", "hr", "table", "td", "code", "pre")}
    | {name: frozenset() for name in ("h3", "h4", "h5", "h6")}
    | {
        "a": frozenset({"href", "aria-label"}),
        "div": frozenset({"class", "role", "aria-label", "tabindex"}),
        "h2": frozenset({"id"}),
        "ol": frozenset({"start"}),
        "sup": frozenset({"class"}),
        "th": frozenset({"scope"}),
    }
)
"""Every element that the text of an entry can become, with its attributes."""


def _own_page(address: str) -> str | None:
    """A relative address when it stays on the site; None takes it away."""
    return address if address.startswith(("#", "../", "./")) else None


_WALL = nh3.Cleaner(
    tags=set(_ELEMENTS),
    attributes={name: set(allowed) for name, allowed in _ELEMENTS.items()},
    url_schemes={"http", "https", "mailto"},
    url_relative=_own_page,
    link_rel=None,
)


def body_html(body: Body, link: PracticeLink, sources: int) -> Markup:
    """The HTML of a body; `sources` is how many sources there are to refer to."""
    return Markup(_WALL.clean(_Writer(link, sources).many(body.nodes)))


class _Writer:
    def __init__(self, link: PracticeLink, sources: int) -> None:
        self.link = link
        self.sources = sources
        self.sections = set(SECTIONS)
        self.inside_link = False
        self.after_mark = False
        self.tables = 0
        self.special: Mapping[str, Callable[[Node], str]] = {
            "text": lambda node: str(escape(node.text)),
            "heading": self.heading,
            "link": self.anchor,
            "citation": self.citation,
            "ordered_list": self.ordered,
            "table": self.table,
            "tcell": lambda node: f"<td>{self.many(node.children)}</td>",
            "code_inline": lambda node: f"<code>{escape(node.text)}</code>",
            "code_block": self.code,
            "html_inline": lambda node: str(escape(node.text)),
            "html_block": lambda node: f"<p>{escape(node.text.strip())}</p>\n",
            "image": lambda node: str(escape(node.plain())),
            "definition": lambda node: "",
        }

    def many(self, nodes: Iterable[Node]) -> str:
        written = []
        before = ""
        for node in nodes:
            self.after_mark = before == node.kind == "citation"
            written.append(self.one(node))
            before = node.kind
        return "".join(written)

    def one(self, node: Node) -> str:
        if (special := self.special.get(node.kind)) is not None:
            return special(node)
        if (literal := _LITERAL.get(node.kind)) is not None:
            return literal
        inner = self.many(node.children)
        if (tag := _PAIRS.get(node.kind)) is not None:
            return f"<{tag}>{inner}</{tag}>" + ("\n" if node.kind in _BLOCKS else "")
        return str(escape(node.text)) + inner  # a kind we do not know is shown as its text

    def heading(self, node: Node) -> str:
        level = min(6, max(2, node.number))
        title = " ".join(node.plain().split())
        identity = ""
        # Of other headings nobody knows whether the page has their id already.
        if level == 2 and title in self.sections:
            self.sections.remove(title)
            identity = f' id="{slug(title)}"'
        return f"<h{level}{identity}>{self.many(node.children)}</h{level}>\n"

    def anchor(self, node: Node) -> str:
        address = self.link(node.url)
        self.inside_link = bool(address)
        inner = self.many(node.children)
        self.inside_link = False
        return f'<a href="{escape(address)}">{inner}</a>' if address else inner

    def citation(self, node: Node) -> str:
        if not 1 <= node.number <= self.sources:
            return str(escape(f"[^{node.number}]"))
        # Two marks beside each other would read as one number on paper (print.css).
        name = "cite cite--next" if self.after_mark else "cite"
        if self.inside_link:  # HTML knows no link in a link
            return f'<sup class="{name}">{node.number}</sup>'
        return (
            f'<sup class="{name}"><a href="#bron-{node.number}" aria-label="bron {node.number}">'
            f"{node.number}</a></sup>"
        )

    def ordered(self, node: Node) -> str:
        start = f' start="{node.number}"' if node.number not in (0, 1) else ""
        return f"<ol{start}>{self.many(node.children)}</ol>\n"

    def table(self, node: Node) -> str:
        self.tables += 1  # landmarks of one name would not be told apart
        return (
            f'<div class="table" role="region" aria-label="Tabel {self.tables}" tabindex="0">'
            f"<table>{self._head_cells(node)}</table></div>\n"
        )

    def _head_cells(self, table: Node) -> str:
        parts = []
        for part in table.children:
            if part.kind == "thead":
                cells = (cell for row in part.children for cell in row.children)
                heads = "".join(f'<th scope="col">{self.many(c.children)}</th>' for c in cells)
                parts.append(f"<thead><tr>{heads}</tr></thead>")
            else:
                parts.append(self.one(part))
        return "".join(parts)

    def code(self, node: Node) -> str:
        return f"<pre><code>{escape(node.text)}</code></pre>\n"
