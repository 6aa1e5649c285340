"""The picture of a practice on its sheet: large enough to see, small enough for the page."""

import dataclasses
import struct
import zlib
from pathlib import Path

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.reading.picture import load_picture
from praktijkatlas.sheets import booklet_pdf, page_count, sheet_pdf

from .conftest import SETTINGS, entry
from .tagged import Tagged

NOTE = b"Comment\x00gemaakt door Jan"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, damaged: bool = False) -> bytes:
    """A grey picture, with a note of its maker."""
    rows = zlib.compress((b"\x00" + b"\x99" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", head),
            chunk(b"tEXt", NOTE),
            chunk(b"IDAT", b"\x00\x01\x02" if damaged else rows),
            chunk(b"IEND", b""),
        )
    )


def pictured(folder: Path, data: bytes) -> Entry:
    """A practice with such a picture."""
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images/werk.png").write_bytes(data)
    made = entry("gastles", image={
        "file": "werk.png", "alt": "Een leerling bakt #brood", "credit": "J. Bakker", "licence": "CC0",
    })  # fmt: skip
    return dataclasses.replace(made, picture=load_picture(folder, "werk.png"))


@pytest.mark.parametrize("size", [(1200, 800), (300, 3000), (3000, 250)])
def test_it_is_described_and_stays_within_the_page(
    catalogue: Catalogue, tmp_path: Path, size: tuple[int, int]
) -> None:
    data = sheet_pdf(pictured(tmp_path, png(*size)), catalogue, SETTINGS)
    made = Tagged(data)
    assert page_count(data) == 1
    assert "Een leerling bakt #brood" in [figure.alt for figure in made.of_kind("Figure")]
    assert "Beeld: J. Bakker. Licentie: CC0." in made.text


def test_a_wide_picture_has_no_white_around_it(catalogue: Catalogue, tmp_path: Path) -> None:
    def end(*size: int) -> float:
        made = Tagged(sheet_pdf(pictured(tmp_path, png(*size)), catalogue, SETTINGS))
        return min(y for x, y in made.starts(1) if x > 200 and y > 60)

    millimetres = (end(3000, 300) - end(3000, 400)) * 25.4 / 72
    assert millimetres == pytest.approx(122 / 30, abs=0.1)


def test_it_is_on_the_sheet_in_a_booklet(catalogue: Catalogue, tmp_path: Path) -> None:
    made = Tagged(
        booklet_pdf("Met beeld", [pictured(tmp_path, png(400, 300))], catalogue, SETTINGS)
    )
    assert "Een leerling bakt #brood" in [figure.alt for figure in made.of_kind("Figure")]


def test_who_made_it_does_not_travel_in_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    assert NOTE not in sheet_pdf(pictured(tmp_path, png(400, 300)), catalogue, SETTINGS)


@pytest.mark.parametrize("how", ["damaged", "changed", "gone"])
def test_a_picture_that_cannot_be_shown_stops_no_sheet(
    catalogue: Catalogue, tmp_path: Path, how: str
) -> None:
    made = pictured(tmp_path, png(400, 300, damaged=how == "damaged"))
    file = tmp_path / "images/werk.png"
    if how == "gone":
        file.unlink()
    if how == "changed":
        file.write_bytes(png(300, 400))
    assert "Beeld:" not in Tagged(sheet_pdf(made, catalogue, SETTINGS)).text
