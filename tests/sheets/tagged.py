"""A tagged PDF as somebody hears it: elements in reading order, with their words."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

_CHAR = re.compile(rb"<([0-9A-F]+)>\s*<([0-9A-F]*)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL | re.IGNORECASE)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL | re.IGNORECASE)
_RANGE = re.compile(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>", re.IGNORECASE)


@dataclass(frozen=True)
class Element:
    """A structure element: its kind ("H1"), depth, words with those below it, and first page."""

    kind: str
    depth: int
    text: str
    page: int | None
    alt: str


class Tagged:
    """The elements of a PDF."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}

    @cached_property
    def words(self) -> dict[tuple[int, int], str]:
        """The words of every marked piece of content, by page and number."""
        found: dict[tuple[int, int], str] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            found.update({(number, mcid): text for mcid, text in _marked_words(page).items()})
        return found

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements in reading order."""
        return tuple(self._walk(self.pdf.Root.StructTreeRoot, 0))

    @property
    def text(self) -> str:
        """All words in reading order, without the places where a long word may break."""
        root = next(element for element in self.elements if element.kind == "Document")
        return plain(root.text)

    def of_kind(self, *kinds: str) -> list[Element]:
        """The elements of some kinds, in reading order."""
        return [element for element in self.elements if element.kind in kinds]

    def headings(self) -> list[tuple[int, str]]:
        """Level and words of every heading."""
        found = (element for element in self.elements if re.fullmatch(r"H\d", element.kind))
        return [(int(element.kind[1]), plain(element.text)) for element in found]

    def links(self) -> list[str]:
        """The addresses of links to the web, in the order of the pages."""
        annotations = (note for page in self.pdf.pages for note in page.get("/Annots", []))
        return [str(note.A.URI) for note in annotations if "/A" in note and "/URI" in note.A]

    def inner_links(self, page: int) -> list[int]:
        """The pages that links on a page lead to."""
        notes = (note for note in self.pdf.pages[page - 1].get("/Annots", []) if "/Dest" in note)
        return [self._page_of(note.Dest) for note in notes]

    def starts(self, page: int) -> list[tuple[float, float]]:
        """Where pieces of text begin on a page: points from its left and from its bottom."""
        found: list[tuple[float, float]] = []
        moved = (0.0, 0.0)
        for operands, operator in pikepdf.parse_content_stream(self.pdf.pages[page - 1]):
            if str(operator) == "cm":
                moved = (round(float(operands[4]), 2), round(float(operands[5]), 2))
            elif str(operator) == "BT":
                found.append(moved)
        return found

    def _page_of(self, place: Any) -> int:
        if not isinstance(place, pikepdf.Array):
            named = pikepdf.NameTree(self.pdf.Root.Names.Dests)[str(place)]
            place = named.D if isinstance(named, pikepdf.Dictionary) else named
        return self.pages[place[0].objgen]

    def _walk(self, node: Any, depth: int) -> Iterator[Element]:
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                pieces = list(self._pieces(kid))
                yield Element(
                    kind=str(kid.S)[1:],
                    depth=depth,
                    text="".join(self.words.get(piece, "") for piece in pieces),
                    page=pieces[0][0] if pieces else None,
                    alt=str(kid.get("/Alt", "")),
                )
                yield from self._walk(kid, depth + 1)

    def _pieces(self, node: Any, page: int = 0) -> Iterator[tuple[int, int]]:
        page = self.pages.get(node.Pg.objgen, page) if "/Pg" in node else page
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    yield from self._pieces(kid, page)
                elif "/MCID" in kid:
                    here = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
                    yield here, int(kid.MCID)
            else:
                yield page, int(kid)


def plain(text: str) -> str:
    """Words with single spaces, without invisible break places."""
    return " ".join(text.replace("\u200b", "").replace("\u00ad", "").split())


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marked_words(page: pikepdf.Page) -> dict[int, str]:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = []  # the number of a piece; whether it is spelled out
    found: dict[int, str] = {}

    def say(words: str) -> None:
        current = next((mcid for mcid, _ in reversed(marks) if mcid is not None), None)
        if current is not None:
            found[current] = found.get(current, "") + words

    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("BDC", "BMC"):
            given = operands[1] if len(operands) > 1 else None
            about = given if isinstance(given, pikepdf.Dictionary) else {}
            mcid, spelled = about.get("/MCID"), about.get("/ActualText")
            marks.append((None if mcid is None else int(mcid), spelled is not None))
            if spelled is not None:
                say(str(spelled))
        elif name == "EMC":
            marks.pop()
        elif name in ("Tj", "TJ") and not any(spelled for _, spelled in marks):
            parts = operands[0] if name == "TJ" else operands[:1]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
            say("".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs))
    return found


def _letters(font: Any) -> dict[int, str]:
    """What the codes of a font stand for."""
    data = bytes(font.ToUnicode.read_bytes())
    found: dict[int, str] = {}
    for block in _BLOCK.findall(data):
        for code, text in _CHAR.findall(block.upper()):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in _RANGES.findall(data):
        for first, last, text in _RANGE.findall(block):
            start = int.from_bytes(bytes.fromhex(text.decode()), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found
