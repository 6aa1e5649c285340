"""The tokens of a body as a tree of plain data that the templates turn into content.

A string is text. Everything else is an object with its kind `k`: `em`, `strong`, `code`, `link`,
`cite` and `break` within a line; `para`, `list`, `enum`, `quote`, `pre`, `table`,
`head` and `rule` around lines. The templates know these kinds and no others, so that nothing in a
body reaches Typst but as data.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from praktijkatlas.addresses import linked_practice
from praktijkatlas.model.values import leads_outside
from praktijkatlas.reading import Node
from praktijkatlas.sheets.printable import Json

# Typst stops at some eighty calls within one another; text nested deeper than this is shown flat.
MAX_DEPTH = 8
MAX_COLUMNS = 6
MAX_URL = 2000
_INLINE = frozenset(
    {"text", "em", "strong", "code_inline", "link", "image", "citation", "html_inline"}
    | {"softbreak", "hardbreak"}
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where links in a body lead: to a source, or to the web."""

    sources: tuple[str, ...] = ()
    practice_url: Callable[[str], str] = lambda practice_id: ""

    def cite(self, number: int) -> dict[str, Json] | None:
        """The mark of a source; None when there is no source with that number."""
        if not 1 <= number <= len(self.sources):
            return None
        return {"k": "cite", "n": number, "url": web_url(self.sources[number - 1]) or None}

    def of(self, target: str, inside: list[Json]) -> Json:
        """The linked words, or just the words when the link leads nowhere from paper."""
        if url := web_url(target):
            return {"k": "link", "url": url, "c": inside}
        practice_id = linked_practice(target)
        if practice_id and (url := self.practice_url(practice_id)):
            return {"k": "link", "url": url, "c": inside}
        return {"k": "span", "c": inside}


def web_url(target: str) -> str:
    """`target` in plain ASCII when it is an address of the web or of a mailbox; else ""."""
    if not leads_outside(target):
        return ""
    url = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
    return url if len(url) <= MAX_URL else ""


def blocks(nodes: Iterable[Node], places: Places, depth: int = 0) -> list[Json]:
    """The blocks of a body; stray words between blocks become paragraphs of their own."""
    found: list[Json] = []
    loose: list[Node] = []
    for node in nodes:
        if node.kind in _INLINE:
            loose.append(node)
            continue
        found.extend(_paragraph(loose, places, depth))
        loose = []
        found.extend(_block(node, places, depth))
    found.extend(_paragraph(loose, places, depth))
    return found


def _paragraph(nodes: list[Node], places: Places, depth: int) -> Iterator[Json]:
    if content := inline(nodes, places, depth):
        yield {"k": "para", "c": content}


def _block(node: Node, places: Places, depth: int) -> Iterator[Json]:
    if depth >= MAX_DEPTH:
        if words := " ".join(node.plain().split()):
            yield {"k": "para", "c": [words]}
        return
    match node.kind:
        case "paragraph":
            yield from _paragraph(list(node.children), places, depth)
        case "heading":
            yield {"k": "head", "c": inline(node.children, places, depth)}
        case "bullet_list" | "ordered_list":
            items = [blocks(item.children, places, depth + 1) for item in node.children]
            if node.kind == "bullet_list":
                yield {"k": "list", "i": items}
            else:
                yield {"k": "enum", "start": node.number, "i": items}
        case "blockquote":
            yield {"k": "quote", "c": blocks(node.children, places, depth + 1)}
        case "table":
            yield from _table(node, places, depth)
        case "code_block":
            if lines := (node.text or node.plain()).rstrip("\n").split("\n"):
                yield {"k": "pre", "lines": lines}
        case "hr":
            yield {"k": "rule"}
        case "definition":
            return
        case "html_block":
            yield {"k": "para", "c": [node.text.strip()]}
        case _:  # a kind that we do not know is shown as its words
            if words := node.plain().strip():
                yield {"k": "para", "c": [words]}


def _table(table: Node, places: Places, depth: int) -> Iterator[Json]:
    rows = [
        (part.kind == "thead", [inline(cell.children, places, depth + 1) for cell in row.children])
        for part in table.children
        for row in part.children
    ]
    columns = max((len(cells) for _, cells in rows), default=0)
    if not columns:
        return
    empty: list[Json] = []
    padded = [(head, cells + [empty] * (columns - len(cells))) for head, cells in rows]
    heads = next((cells for head, cells in padded if head), [empty] * columns)
    lines = [cells for head, cells in padded if not head]
    if columns <= MAX_COLUMNS:
        yield {"k": "table", "n": columns, "head": heads, "rows": lines}
        return
    # So many columns do not fit on paper: a row becomes a line of "head: value".
    pairs = [
        [
            [*head, ": ", *cell] if head else cell
            for head, cell in zip(heads, cells, strict=True)
            if cell
        ]
        for cells in lines
    ]
    items = [[{"k": "para", "c": _listed(each)}] for each in pairs if each]
    yield {"k": "list", "i": items} if items else {"k": "para", "c": _listed(filter(None, heads))}


def _listed(parts: Iterable[list[Json]]) -> list[Json]:
    """Parts of a line behind one another, with "; " between them."""
    return [each for part in parts for each in ("; ", *part)][1:]


def inline(nodes: Iterable[Node], places: Places, depth: int = 0) -> list[Json]:
    """The words within a block; neighbouring texts are joined, neighbouring marks kept apart."""
    found: list[Json] = []
    for node in nodes:
        each = _inline(node, places, depth)
        last = found[-1] if found else None
        if isinstance(each, str) and isinstance(last, str):
            found[-1] = last + each
        elif isinstance(each, Mapping) and _is_mark(each) and _is_mark(last):
            found.append({**each, "next": True})
        elif each:
            found.append(each)
    return found


def _is_mark(node: Json) -> bool:
    return isinstance(node, Mapping) and node["k"] == "cite"


def _inline(node: Node, places: Places, depth: int) -> Json:
    if depth >= MAX_DEPTH and node.kind not in ("text", "citation"):
        return node.plain()
    match node.kind:
        case "text" | "html_inline":
            return node.text
        case "softbreak":
            return " "
        case "hardbreak":
            return {"k": "break"}
        case "em" | "strong":
            return {"k": node.kind, "c": inline(node.children, places, depth + 1)}
        case "code_inline":
            return {"k": "code", "t": node.plain()}
        case "link":
            inside = inline(node.children, places, depth + 1) or [node.text or node.url]
            return places.of(node.url, inside)
        case "citation":
            return places.cite(node.number) or f"[^{node.number}]"
        case _:
            return node.plain()
