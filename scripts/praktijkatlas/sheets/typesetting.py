"""Typst: plain data and a template to the bytes of a PDF, or of a picture (PNG).

This module needs nothing of the rest, so that it also runs by itself as the worker process that
`press` starts: small in memory, and ready in a moment.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64decode
from functools import cache
from io import BufferedWriter, FileIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    import typst

    from praktijkatlas.sheets.printable import Json

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
PICTURES = frozenset({"card", "icon"})
"""The templates of which the one page is a picture, a pixel to a point."""
MAX_PAGES = 2

_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")


class SheetError(Exception):
    """Typst could not make a document of the data."""


class Order(TypedDict):
    """A document to be made: `seconds` after 1970 is its date, and with it always the same bytes.

    The type sizes to try for one page come first, then those for more; never none at all.
    """

    template: Literal["sheet", "booklet", "card", "icon"]
    data: dict[str, Json]
    seconds: int
    one_page: list[float]
    more_pages: list[float]
    picture: NotRequired[str]
    """What the template finds as the file "picture", in Base64."""


@cache
def load_room() -> TemporaryDirectory[str]:
    """The folder beyond which the typesetter sees nothing: the templates, and one picture."""
    room = TemporaryDirectory(prefix="praktijkatlas-")
    copytree(TEMPLATES, room.name, dirs_exist_ok=True)
    return room


@cache
def load_compiler() -> typst.Compiler:
    """The one compiler of this process: it keeps fonts and parsed templates in memory."""
    import typst  # here, for most builds find every document made

    room = Path(load_room().name)
    # Only our own fonts: what a machine happens to have must not change a sheet.
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(
        input=room / "sheet.typ", root=room, font_paths=fonts, ignore_system_fonts=True
    )


def make(order: Order) -> bytes:
    """The document of an order, in the first of its type sizes in which it fits.

    A picture that turns out to be damaged is left out.
    """
    if picture := order.get("picture"):
        write_picture(b64decode(picture))
        try:
            return _fitted(order)
        except SheetError:
            data: dict[str, Any] = order["data"]
            rest = {key: each for key, each in data["sheet"].items() if key != "picture"}
            order = {**order, "data": {**data, "sheet": rest}}
    return _fitted(order)


def _fitted(order: Order) -> bytes:
    tries = [(size, 1) for size in order["one_page"]]
    tries += [(size, MAX_PAGES) for size in order["more_pages"]]
    for size, pages in tries:
        made = _typeset(order, size, one_page=pages == 1)
        if (size, pages) == tries[-1] or page_count(made) <= pages:
            break
    return made


def write_picture(data: bytes) -> None:
    """Lay the picture of the next document where its template finds it."""
    (Path(load_room().name) / "picture").write_bytes(data)


def _typeset(order: Order, size: float, one_page: bool) -> bytes:
    import typst

    data = {**order["data"], "fit": {"size": size, "one_page": one_page}}
    try:
        made = load_compiler().compile(
            input=Path(load_room().name) / f"{order['template']}.typ",
            # The one way in for what people wrote: JSON, which the template reads as data.
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
            **_form(order),
        )
    except typst.TypstError as error:
        raise SheetError("\n".join((str(error), *error.hints))) from error
    if not isinstance(made, bytes):
        raise SheetError("Typst gave no document, or more than one picture")
    return made


def _form(order: Order) -> dict[str, Any]:
    if order["template"] in PICTURES:
        return {"format": "png", "ppi": 72.0}
    # For people who cannot see it, and for an archive that opens it in thirty years.
    return {"pdf_standards": ["ua-1", "a-2a"], "timestamp": order["seconds"]}


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has, from its metadata (which PDF/A keeps readable)."""
    found = _PAGES.findall(pdf)
    if not found:
        raise SheetError("the PDF does not say how many pages it has")
    return int(found[-1])


def serve(orders: BinaryIO, made: BinaryIO) -> None:
    """Make what is ordered, a line of JSON each, until there is no more.

    Each answer is a line of JSON (`bytes`, and `error` if there is one) and that many bytes.
    """
    for line in orders:
        head: dict[str, Any]
        try:
            pdf = make(json.loads(line))
            head = {"bytes": len(pdf)}
        except SheetError as error:
            pdf, head = b"", {"bytes": 0, "error": str(error)}
        made.write(json.dumps(head).encode() + b"\n" + pdf)
        made.flush()


if __name__ == "__main__":
    # Not sys.stdout.buffer: with PYTHONUNBUFFERED set, that leaves the end of a long answer out
    # when it is interrupted.
    with BufferedWriter(FileIO(sys.stdout.fileno(), "wb", closefd=False)) as answers:
        serve(sys.stdin.buffer, answers)
