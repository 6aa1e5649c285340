"""Sheets bound into a booklet: their pages take the place of empty ones, tags and all.

A booklet is typeset with an empty page for every page of its sheets: only header and footer, and
the title as a heading, of which contents, registers and bookmarks are made. What stands on a sheet
is not typeset again. This module knows the PDFs that our own templates make, and no others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zlib import compress

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, ObjectStreamMode, Pdf, String

Part = Any
"""A piece of a PDF: a number, a name, a list, a dictionary …"""
Key = tuple[int, int]
"""What tells two pieces of one PDF apart."""

_MARKS = re.compile(rb"(?<![0-9A-Za-z])(?:(BDC|BMC)|EMC)(?![0-9A-Za-z])")
_AMBIGUOUS = b"\r\nendstream"
_MARGIN = re.compile(rb"/Artifact\s*<<[^>]*/Subtype\s*/(?:Header|Footer)\b")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet to be bound, and the address of the page that it belongs to ("" for none)."""

    id: str
    title: str
    url: str
    pdf: Pdf

    @property
    def place(self) -> str:
        """The name of its place in a booklet, as the templates write it."""
        return f"praktijk-{self.id}"


def load_leaf(practice_id: str, title: str, url: str, pdf: bytes) -> Leaf:
    """A sheet without its headers and footers: those of the booklet come instead."""
    sheet = _load_pdf(pdf)
    for page in sheet.pages:
        # Small at once: it goes into several booklets.
        page.obj.Contents = _stream(sheet, _divided(page)[1])
    return Leaf(practice_id, title, url, sheet)


def bind(frame: bytes, leaves: Sequence[Leaf]) -> bytes:
    """The booklet of which `frame` has everything but these sheets."""
    binding = _Binding(_load_pdf(frame))
    for leaf in leaves:
        binding.add(leaf)
    binding.finish()
    return save_bound(binding.book)


def unambiguous(pdf: bytes) -> bytes:
    """A document in which every stream is as long as it says (see `save_bound`)."""
    if _AMBIGUOUS not in pdf:
        return pdf
    book = _load_pdf(pdf)
    _write_clear_ends(book)
    return save_bound(book)


def save_bound(book: Pdf) -> bytes:
    """The file of a book in which every stream is as long as it says.

    PDF/A counts the last letter of a stream that ends in a carriage return to the end of line that
    follows it, and then finds the stream too short.
    """
    saved = _saved(book)
    if _AMBIGUOUS in saved:
        _write_clear_ends(book)
    pages = iter(book.pages)
    while _AMBIGUOUS in saved and (page := next(pages, None)):
        # Another number of objects makes other streams of objects.
        page.obj.MediaBox = book.make_indirect(page.obj.MediaBox)
        saved = _saved(book)
    return saved


def _saved(book: Pdf) -> bytes:
    saved = BytesIO()
    book.save(saved, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return saved.getvalue()


def _stream(book: Pdf, data: bytes, **about: Part) -> pikepdf.Stream:
    """A stream for a book, small at once, that ends in no carriage return (see `save_bound`)."""
    return book.make_stream(_clear(compress(data)), Filter=Name.FlateDecode, **about)


def _clear(small: bytes) -> bytes:
    """Compressed data that end in no carriage return: what comes after them counts for nothing."""
    return small + b"\n" if small.endswith(b"\r") else small


def _write_clear_ends(book: Pdf) -> None:
    """Let no stream that is in the book by itself end in a carriage return."""
    for stream in (each for each in book.objects if isinstance(each, pikepdf.Stream)):
        if "/Filter" not in stream and stream.get("/Type") != Name.Metadata:
            stream.write(compress(bytes(stream.get_stream_buffer())), filter=Name.FlateDecode)
        data = bytes(stream.get_raw_stream_buffer())
        if data.endswith(b"\r"):
            kind: Part = stream.get("/Filter")
            form: Part = stream.get("/DecodeParms")
            stream.write(_clear(data), filter=kind, decode_parms=form)


def _load_pdf(pdf: bytes) -> Pdf:
    return Pdf.open(BytesIO(pdf))


class _Binding:
    """A booklet while sheets are put in."""

    def __init__(self, book: Pdf) -> None:
        self.book = book
        self.tree: Part = book.Root.StructTreeRoot
        self.numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        self.places: dict[str, Part] = _pairs(book, NameTree, book.Root.Names.get("/Dests"))
        self.bookmarks = {item.Dest[0].objgen: item for item in _items(book.Root.Outlines)}
        self.parents: dict[int, Part] = _pairs(book, NumberTree, self.tree.ParentTree)
        self.cells: dict[str, Part] = _pairs(book, NameTree, self.tree.get("/IDTree"))
        self.next_key = int(self.tree.ParentTreeNextKey)
        self.moved: dict[Key, Part] = {}
        """The page that stands where an empty page was."""
        self.articles: dict[Key, Part] = {}
        """What is read instead of what an empty page says."""
        self.leaves: dict[Key, Leaf] = {}
        """The sheet that a page is of."""

    def add(self, leaf: Leaf) -> None:
        """Put a sheet in its place."""
        start: Part = self.places[leaf.place][0]
        for number, page in enumerate(leaf.pdf.pages, self.numbers[start.objgen]):
            self._put(page, number, leaf)
        tree: Part = self.book.copy_foreign(leaf.pdf.Root.StructTreeRoot)
        found = _pairs(self.book, NumberTree, tree.ParentTree)
        self.parents |= {number + self.next_key: parent for number, parent in found.items()}
        self.next_key += int(tree.ParentTreeNextKey)
        self.tree.RoleMap = Dictionary({**dict(tree.RoleMap), **dict(self.tree.RoleMap)})
        self._take_cells(_pairs(self.book, NameTree, tree.get("/IDTree")), leaf)
        article: Part = tree.K[0]
        article.S, article.P = Name.Art, self.tree.K[0]
        self.articles[start.objgen] = article
        outline: Part = self.book.copy_foreign(leaf.pdf.Root.Outlines)
        _replace_item(self.bookmarks[start.objgen], outline.First)

    def _put(self, page: pikepdf.Page, number: int, leaf: Leaf) -> None:
        empty = self.book.pages[number]
        self.parents.pop(int(empty.obj.get("/StructParents", -1)), None)
        margins = {
            "Type": Name.XObject,
            "Subtype": Name.Form,
            "BBox": empty.obj.MediaBox,
            "Resources": empty.obj.Resources,
        }
        frame = _stream(self.book, _divided(empty)[0], **margins)
        self.book.pages.insert(number, page)
        put = self.book.pages[number]
        # A name of our own: one that is made up differs from build to build.
        name = put.add_resource(frame, Name.XObject, Name.BookletFrame)
        drawn = f"\n/Artifact<</Type/Pagination>>BDC\n{name} Do\nEMC"
        put.contents_add(_stream(self.book, drawn.encode()))
        put.obj.StructParents += self.next_key
        for link in put.obj.get("/Annots", ()):
            link.StructParent += self.next_key
        self.moved[empty.obj.objgen] = put.obj
        self.leaves[put.obj.objgen] = leaf
        del self.book.pages[number + 1]

    def _take_cells(self, heads: dict[str, Part], leaf: Leaf) -> None:
        """Cells name the heads above them; in a booklet no two tables may use the same names."""
        tables = {table.objgen: table for table in map(_table_of, heads.values())}
        for cell in (cell for table in tables.values() for cell in _cells(table)):
            if "/ID" in cell:
                cell.ID = String(f"{leaf.id} {cell.ID}")
                self.cells[str(cell.ID)] = cell
            for about in cell.get("/A", ()):
                if "/Headers" in about:
                    about.Headers = Array(String(f"{leaf.id} {name}") for name in about.Headers)

    def finish(self) -> None:
        """Let all that led to an empty page, or to the address of a practice, lead to its sheet."""
        document = self.tree.K[0]
        document.K = Array(self._read_instead(document.K))
        self.tree.ParentTree = self._tree("/Nums", self.parents)
        self.tree.ParentTreeNextKey = self.next_key
        if self.cells:
            cells = {String(name): cell for name, cell in sorted(self.cells.items())}
            self.tree.IDTree = self._tree("/Names", cells)
        for place in self.places.values():
            place[0] = self.moved.get(place[0].objgen, place[0])
        numbers = {page.obj.objgen: number for number, page in enumerate(self.book.pages, 1)}
        by_url = {leaf.url: leaf for leaf in self.leaves.values() if leaf.url}
        for page in self.book.pages:
            own = self.leaves.get(page.obj.objgen)
            for link in page.obj.get("/Annots", ()):
                if leaf := self._led(link, by_url, own):
                    number = numbers[self.places[leaf.place][0].objgen]
                    link.Contents = String(f"{leaf.title}, pagina {number}")

    def _read_instead(self, elements: Part) -> Iterator[Part]:
        """The elements, with a sheet in the place of what its empty pages say."""
        for element in elements:
            page = element.get("/Pg")
            if page is None or page.objgen not in self.moved:
                yield element
            elif article := self.articles.pop(page.objgen, None):
                yield article

    def _led(self, link: Part, by_url: dict[str, Leaf], own: Leaf | None) -> Leaf | None:
        """Let a link lead to the sheet that it is about, and give that; None for other links.

        A link on a sheet to its `own` page leads to the site.
        """
        to = link.get("/Dest")
        if isinstance(to, Array):
            to[0] = self.moved.get(to[0].objgen, to[0])
            return self.leaves.get(to[0].objgen)
        if to is not None:
            return self.leaves.get(self.places[str(to)][0].objgen)
        leaf = by_url.get(str(link.A.URI))
        if leaf is None or leaf is own:
            return None
        del link.A
        link.Dest = String(leaf.place)
        return leaf

    def _tree(self, kind: str, pairs: dict[Any, Part]) -> Part:
        values = (each for pair in pairs.items() for each in pair)
        return self.book.make_indirect(Dictionary({kind: Array(values)}))


def _divided(page: pikepdf.Page) -> tuple[bytes, bytes]:
    """The header and footer of a page, without their marks, and all else that is on it."""
    content = bytes(page.obj.Contents.get_stream_buffer())
    margins, rest, done = bytearray(), bytearray(), 0
    while start := _MARGIN.search(content, done):
        marks = list(_until_end(content, start.start()))
        rest += content[done : start.start()]
        margins += content[marks[0].end() : marks[-1].start()]
        done = marks[-1].end()
    return bytes(margins), bytes(rest + content[done:])


def _until_end(content: bytes, start: int) -> Iterator[re.Match[bytes]]:
    """The mark that begins after `start`, those within it, and the one that ends it."""
    depth = 0
    for mark in _MARKS.finditer(content, start):
        yield mark
        depth += 1 if mark[1] else -1
        if not depth:
            return


def _pairs(book: Pdf, kind: type[NameTree | NumberTree], tree: Part | None) -> dict[Any, Part]:
    """What a tree of names or numbers holds."""
    if tree is None:
        return {}
    return dict(kind(tree if tree.is_indirect else book.make_indirect(tree)).items())


def _items(outline: Part) -> Iterator[Part]:
    """The bookmarks of the first level."""
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _replace_item(old: Part, new: Part) -> None:
    """Put a bookmark, with those below it and closed, in the place of another."""
    for key in ("/Parent", "/Prev", "/Next"):
        if key in old:
            new[key] = old[key]
        elif key in new:
            del new[key]
    if "/Count" in new:
        new.Count = -abs(new.Count)
    for key, side, end in (("/Prev", "/Next", "/First"), ("/Next", "/Prev", "/Last")):
        if key in old:
            old[key][side] = new
        else:
            old.Parent[end] = new


def _table_of(cell: Part) -> Part:
    """The table that a cell stands in; of one with no other rows, the heads stand right in it."""
    while Name.Table != cell.S:
        cell = cell.P
    return cell


def _cells(table: Part) -> Iterator[Part]:
    """The cells of a table, heads too."""
    for element in table.K:
        if element.get("/S") in (Name.TH, Name.TD):
            yield element
        else:
            yield from _cells(element)
