"""Typst: plain data and a template to the bytes of a PDF.

This module needs nothing of the rest, so that it also runs by itself as the worker process that
`press` starts: small in memory, and ready in a moment.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypedDict

import typst

if TYPE_CHECKING:
    from praktijkatlas.sheets.printable import Json

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
MAX_PAGES = 2

_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")


class SheetError(Exception):
    """Typst could not make a document of the data."""


class Order(TypedDict):
    """A document to be made: `seconds` after 1970 is its date, and with it always the same bytes.

    The type sizes to try for one page come first, then those for more; never none at all.
    """

    template: Literal["sheet", "booklet"]
    data: dict[str, Json]
    seconds: int
    one_page: list[float]
    more_pages: list[float]


@cache
def load_compiler() -> typst.Compiler:
    """The one compiler of this process: it keeps fonts and parsed templates in memory."""
    # Only our own fonts: what a machine happens to have must not change a sheet.
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(
        input=TEMPLATES / "sheet.typ", root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True
    )


class Fit(TypedDict):
    """How the practice of a sheet is set: the size of its type, and whether it is one page."""

    size: float
    one_page: bool


def make(order: Order) -> tuple[bytes, Fit]:
    """The PDF of an order, and how it fits."""
    tries = [Fit(size=size, one_page=True) for size in order["one_page"]]
    tries += [Fit(size=size, one_page=False) for size in order["more_pages"]]
    for fit in tries:
        pdf = _typeset(order, fit)
        if fit == tries[-1] or page_count(pdf) <= (1 if fit["one_page"] else MAX_PAGES):
            break
    return pdf, fit


def _typeset(order: Order, fit: Fit) -> bytes:
    data = {**order["data"], "fit": fit}
    try:
        made = load_compiler().compile(
            input=TEMPLATES / f"{order['template']}.typ",
            # The one way in for what people wrote: JSON, which the template reads as data.
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
            # For people who cannot see it, and for an archive that opens it in thirty years.
            pdf_standards=["ua-1", "a-2a"],
            timestamp=order["seconds"],
        )
    except typst.TypstError as error:
        raise SheetError("\n".join((str(error), *error.hints))) from error
    if not isinstance(made, bytes):
        raise SheetError("Typst gave no PDF")
    return made


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has, from its metadata (which PDF/A keeps readable)."""
    found = _PAGES.findall(pdf)
    if not found:
        raise SheetError("the PDF does not say how many pages it has")
    return int(found[-1])


def serve(orders: BinaryIO, made: BinaryIO) -> None:
    """Make what is ordered, a line of JSON each, until there is no more.

    Each answer is a line of JSON (`bytes`, and `fit` or `error`) and that many bytes.
    """
    for line in orders:
        head: dict[str, Any]
        try:
            pdf, fit = make(json.loads(line))
            head = {"bytes": len(pdf), "fit": fit}
        except SheetError as error:
            pdf, head = b"", {"bytes": 0, "error": str(error)}
        made.write(json.dumps(head).encode() + b"\n" + pdf)
        made.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
