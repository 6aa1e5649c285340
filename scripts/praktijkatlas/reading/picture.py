"""The picture of a practice: what its bytes say of it, and its bytes without what tells on its maker.

The name of a file says nothing of what is in it, so the kind comes from the content. Nothing is
decoded: the size in pixels stands in the head, and a picture that would fill the memory of a
reader is refused by what it says of itself.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

FOLDER = "images"
MAX_BYTES = 5_000_000
MAX_SIDE = 6000
MIN_SIDE = 200
SUFFIXES = {"jpeg": (".jpg", ".jpeg"), "png": (".png",), "webp": (".webp",)}
"""The kinds of pictures that the site shows, with how their files are called."""


class PictureError(ValueError):
    """What is wrong with the bytes of a picture, in Dutch."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on disk; when `fault` says what is wrong with it, the site does not show it."""

    file: FilePath
    kind: str = ""
    width: int = 0
    height: int = 0
    fault: str = ""
    fix: str = ""

    @property
    def suffix(self) -> str:
        """How the file is called on the site."""
        return SUFFIXES[self.kind][0]


def load_picture(folder: FilePath, name: str) -> Picture:
    """The picture `name` in the folder of an entry; never raises."""
    place = folder / FOLDER
    file = place / name
    try:
        names = {each.name for each in place.iterdir()} if place.is_dir() else set()
        if name not in names:
            other = next((each for each in names if each.lower() == name.lower()), "")
            fix = f"Schrijf {other}: hoofdletters tellen mee." if other else _PUT_IT_THERE
            return Picture(file, fault=f"er is geen bestand {name} in practices/{FOLDER}", fix=fix)
        if file.is_symlink() or place.is_symlink() or not file.is_file():
            return Picture(file, fault="het is geen gewoon bestand", fix=_PUT_IT_THERE)
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return Picture(file, fault=f"het is niet te lezen: {reason}", fix=_PUT_IT_THERE)
    return read_picture(data, file)


_PUT_IT_THERE = f"Zet het beeld als gewoon bestand in practices/{FOLDER}."
_SMALLER = (
    f"Maak het kleiner: hooguit {MAX_BYTES // 1_000_000} MB en {MAX_SIDE} bij {MAX_SIDE} pixels."
)


def read_picture(data: bytes, file: FilePath) -> Picture:
    """What the bytes of a picture say of it; never raises."""
    if len(data) > MAX_BYTES:
        return Picture(file, fault=f"het is groter dan {MAX_BYTES // 1_000_000} MB", fix=_SMALLER)
    kind = kind_of(data)
    if not kind:
        fix = "Bewaar het als JPEG, PNG of WebP. Een SVG kan code bevatten en mag daarom niet."
        return Picture(file, fault="de inhoud is geen JPEG, PNG of WebP", fix=fix)
    try:
        width, height = size_of(data, kind)
        without_metadata(data)
    except (PictureError, struct.error, IndexError) as error:
        reason = str(error) if isinstance(error, PictureError) else "het is beschadigd"
        return Picture(file, kind, fault=reason, fix="Bewaar het opnieuw, in een ander programma.")
    fault, fix = "", ""
    if file.suffix.lower() not in SUFFIXES[kind]:
        fault = f"de inhoud is {kind.upper()}, maar de naam eindigt op {file.suffix}"
        fix = f"Laat de naam eindigen op {SUFFIXES[kind][0]}."
    elif max(width, height) > MAX_SIDE:
        fault, fix = f"het is te groot: {width} bij {height} pixels", _SMALLER
    elif min(width, height) < MIN_SIDE:
        fault = f"het is te klein: {width} bij {height} pixels"
        fix = f"Neem een beeld van ten minste {MIN_SIDE} pixels hoog en breed."
    return Picture(file, kind, width, height, fault, fix)


def kind_of(data: bytes) -> str:
    """The kind of a picture by its first bytes: jpeg, png or webp; "" when it is another."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(_PNG_HEAD):
        return "png"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def size_of(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height in pixels as it is shown, by its head; PictureError when that is silent."""
    match kind:
        case "png":
            return struct.unpack(">II", next(_png_chunks(data))[1][:8])
        case "webp":
            return _webp_size(data)
        case _:
            return _jpeg_size(data)


def without_metadata(data: bytes) -> bytes:
    """The picture without place, time, device, names and notes, and without what follows its end.

    Only what is needed to draw it stays: its pixels, colours and which side is up.
    """
    match kind_of(data):
        case "jpeg":
            return _clean_jpeg(data)
        case "png":
            kept = ((name, body) for name, body in _png_chunks(data) if name in _PNG_KEPT)
            return _PNG_HEAD + b"".join(_png_chunk(name, body) for name, body in kept)
        case "webp":
            return _clean_webp(data)
    raise PictureError("de inhoud is geen JPEG, PNG of WebP")


# JPEG (ITU T.81): marks of two bytes, most of them with a length and a body.
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SOS, _EOI, _JFIF, _EXIF, _ICC, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments up to the pixels; the body of the last (SOS) is all of the rest."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise PictureError("het is beschadigd")
        mark = data[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark == _SOS:
            yield mark, data[at + 2 :]
            return
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        if length < 2 or at + 2 + length > len(data):
            raise PictureError("het is beschadigd")
        yield mark, data[at + 4 : at + 2 + length]
        at += 2 + length
    raise PictureError("het houdt te vroeg op")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height as the picture is shown: turned, when the camera was."""
    upright, size = 1, (0, 0)
    for mark, body in _jpeg_segments(data):
        if mark == _EXIF and body.startswith(b"Exif\0\0"):
            upright = _orientation(body[6:]) or upright
        elif mark in _SOF and not any(size):
            height, width = struct.unpack(">HH", body[1:5])
            size = (width, height)
    if not any(size):
        raise PictureError("het heeft geen afmetingen")
    return size if upright < 5 else (size[1], size[0])


def _clean_jpeg(data: bytes) -> bytes:
    parts, upright = [b"\xff\xd8"], 1
    for mark, body in _jpeg_segments(data):
        if mark == _SOS:
            parts.append(b"\xff\xda" + body[: _pixels_end(body)] + b"\xff\xd9")
        elif mark == _EXIF and body.startswith(b"Exif\0\0"):
            upright = _orientation(body[6:]) or upright
        elif mark == _JFIF:
            # A small picture in it may show what was cut off the large one.
            if body.startswith(b"JFIF\0") and len(body) >= 12:
                parts.append(_jpeg_segment(mark, body[:12] + b"\0\0"))
        elif mark == _ADOBE:
            parts.append(_jpeg_segment(mark, body[:12]))
        elif mark < _JFIF or (mark == _ICC and body[:11] == b"ICC_PROFILE"):
            parts.append(_jpeg_segment(mark, body))
    if upright != 1:
        parts.insert(1, _upright(upright))
    return b"".join(parts)


def _jpeg_segment(mark: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body


def _pixels_end(body: bytes) -> int:
    """Where the pixels end: in them a byte FF is always followed by 00 or a restart mark."""
    # A progressive picture has several scans, with tables between them.
    at = struct.unpack(">H", body[:2])[0]
    while 0 <= (at := body.find(b"\xff", at)) < len(body) - 1:
        mark = body[at + 1]
        if mark == _EOI:
            return at
        if mark in (0x00, 0xFF, 0x01) or 0xD0 <= mark <= 0xD7:
            at += 1 if mark == 0xFF else 2
        else:
            if mark not in (0xC4, 0xDB, 0xDD, _SOS):  # tables and the next scan, nothing else
                raise PictureError("er zit iets anders tussen de pixels")
            at += 2 + struct.unpack(">H", body[at + 2 : at + 4])[0]
    raise PictureError("het houdt te vroeg op")


def _orientation(tiff: bytes) -> int:
    """Which side is up (2-8) according to an Exif block; 0 when it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 0
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    if start + 2 > len(tiff):
        return 0
    count = struct.unpack(f"{order}H", tiff[start : start + 2])[0]
    for at in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack(f"{order}HH", tiff[at : at + 4])
        if (tag, kind) == (0x0112, 3):
            value = int(struct.unpack(f"{order}H", tiff[at + 8 : at + 10])[0])
            return value if 2 <= value <= 8 else 0
    return 0


def _upright(value: int) -> bytes:
    """An Exif segment that says which side is up and nothing else."""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, value, 0, 0)
    return struct.pack(">BBH", 0xFF, _EXIF, len(tiff) + 8) + b"Exif\0\0" + tiff


# PNG (ISO 15948): chunks with a length, a name, a body and a checksum.
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs")
)  # fmt: skip


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_HEAD)
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if at + 12 + length > len(data) or (at == len(_PNG_HEAD) and name != b"IHDR"):
            raise PictureError("het is beschadigd")
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IEND":
            return
    raise PictureError("het houdt te vroeg op")


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# WebP (RFC 9649): RIFF chunks with a name, a length and a body of even length.
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"))
_ANIMATED, _WITH_NOTES = 0x02, 0x08 | 0x04


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + struct.unpack("<I", data[4:8])[0]
    if end > len(data):
        raise PictureError("het houdt te vroeg op")
    at = 12
    while at + 8 <= end:
        name, length = struct.unpack("<4sI", data[at : at + 8])
        if at + 8 + length > end:
            raise PictureError("het is beschadigd")
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp_size(data: bytes) -> tuple[int, int]:
    for name, body in _webp_chunks(data):
        if name == b"VP8X":
            wide, high = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
            return wide, high
        if name == b"VP8L" and body[:1] == b"\x2f":
            bits = int.from_bytes(body[1:5], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
            wide, high = struct.unpack("<HH", body[6:10])
            return wide & 0x3FFF, high & 0x3FFF
    raise PictureError("het heeft geen afmetingen")


def _clean_webp(data: bytes) -> bytes:
    parts = []
    for name, body in _webp_chunks(data):
        if name == b"VP8X":
            if body[0] & _ANIMATED:
                raise PictureError("het beweegt")
            body = bytes([body[0] & ~_WITH_NOTES & 0xFF]) + body[1:]
        if name in _WEBP_KEPT:
            parts.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2))
    whole = b"WEBP" + b"".join(parts)
    return struct.pack("<4sI", b"RIFF", len(whole)) + whole
