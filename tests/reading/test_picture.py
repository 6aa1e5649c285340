"""Pictures: known by their content, kept within bounds, and stripped of what tells on their maker."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from praktijkatlas.reading import picture
from praktijkatlas.reading.picture import (
    PictureError,
    kind_of,
    load_picture,
    read_picture,
    without_metadata,
)

SECRET = b"Jan Jansen, Dorpsstraat 1"
GPS = 0x8825


def make(kind, size=(320, 240), orientation=1, **options):
    """A picture full of notes: place, maker, description, thumbnail, and a tail behind its end."""
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (53.0, 13.0, 8.0)
    out = io.BytesIO()
    if kind == "png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET.decode())
        notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"] = notes
    if kind == "jpeg":
        options |= {"comment": SECRET, "xmp": b"<x>" + SECRET + b"</x>"}
    if kind == "webp":
        options["xmp"] = SECRET
    image.save(out, kind.upper(), exif=exif, **options)
    return out.getvalue() + b"PK\x03\x04<script>" + SECRET


def pixels(data):
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.convert("RGB").tobytes()


KINDS = ("jpeg", "png", "webp")
each_kind = pytest.mark.parametrize("kind", KINDS)


def named(kind):
    return Path(f"werkplaats{picture.SUFFIXES[kind][0]}")


@each_kind
def test_kind_and_size_come_from_the_content(kind):
    found = read_picture(make(kind), named(kind))
    assert (found.kind, found.width, found.height, found.fault) == (kind, 320, 240, "")


@each_kind
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"lossless": True}])
def test_nothing_but_the_pixels_goes_to_the_site(kind, options):
    data = make(kind, **options)
    assert SECRET in data
    clean = without_metadata(data)
    assert SECRET not in clean
    assert b"<script>" not in clean
    assert pixels(clean) == pixels(data)
    with Image.open(io.BytesIO(clean)) as image:
        assert not image.getexif().get_ifd(GPS)
        assert set(image.getexif()) <= {0x0112}
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stays_upright(orientation):
    clean = without_metadata(make("jpeg", orientation=orientation))
    shown = read_picture(clean, named("jpeg"))
    assert (shown.width > shown.height) == (orientation < 5)
    with Image.open(io.BytesIO(clean)) as image:
        assert image.getexif().get(0x0112, 1) == orientation


def test_colours_stay():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in KINDS:
        with Image.open(io.BytesIO(without_metadata(make(kind, icc_profile=profile)))) as image:
            assert image.info["icc_profile"] == profile


def bomb(kind):
    """A picture of a few bytes that says that it is 65,000 pixels high and wide."""
    if kind == "png":
        head = struct.pack(">IIBBBBB", 65000, 65000, 8, 6, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", b""), (b"IEND", b""))
        return picture._PNG_HEAD + b"".join(picture._png_chunk(*each) for each in chunks)
    if kind == "webp":
        body = b"\0\0\0\0" + (64999).to_bytes(3, "little") * 2
        return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + body
    data = make("jpeg")
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", 65000, 65000) + data[at + 9 :]


@each_kind
def test_bomb_is_refused_by_what_its_head_says(kind):
    assert "te groot: 65000 bij 65000" in read_picture(bomb(kind), named(kind)).fault


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b'<svg xmlns="x" onload="alert(1)"/>', "a.jpg", "geen JPEG, PNG of WebP"),
        (b'<?xml version="1.0"?><svg/>', "a.png", "geen JPEG, PNG of WebP"),
        (b"GIF89a" + b"\0" * 300, "a.png", "geen JPEG, PNG of WebP"),
        (b"", "a.png", "geen JPEG, PNG of WebP"),
        (make("png"), "a.jpg", "de inhoud is PNG, maar de naam eindigt op .jpg"),
        (make("png", (100, 300)), "a.png", "te klein: 100 bij 300"),
        (make("jpeg")[:400], "a.jpg", ""),
        (make("png")[:60], "a.png", "beschadigd"),
        (make("webp")[:60], "a.webp", "houdt te vroeg op"),
        (b"\xff\xd8\xff" + b"\0" * picture.MAX_BYTES, "a.jpg", "groter dan 5 MB"),
    ],
)
def test_other_content_is_refused(data, name, fault):
    found = read_picture(data, Path(name))
    assert found.fault
    assert fault in found.fault
    assert found.fix


def test_moving_picture_is_refused():
    out = io.BytesIO()
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert read_picture(out.getvalue(), Path("a.webp")).fault == "het beweegt"


def test_page_hidden_between_the_pixels_is_refused():
    data = make("jpeg")
    at = data.index(b"\xff\xda") + 40
    hidden = b"<script>alert(1)</script>"
    data = data[:at] + b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden + data[at:]
    with pytest.raises(PictureError):
        without_metadata(data)


def test_small_picture_within_a_picture_is_taken_out():
    """It may show what was cut off the large one."""
    data = make("jpeg")
    (length,) = struct.unpack(">H", data[4:6])
    small = bytes(range(27))
    jfif = b"JFIF\0\1\2\1\0\x48\0\x48\3\3" + small
    extension = b"JFXX\0\x13\3\3" + small
    segments = b"".join(
        b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body for body in (jfif, extension)
    )
    clean = without_metadata(data[:2] + segments + data[4 + length :])
    assert small not in clean
    assert b"JFXX" not in clean
    assert clean == without_metadata(data).replace(b"\1\1\0\0\1\0\1", b"\1\2\1\0\x48\0\x48")
    assert pixels(clean) == pixels(data)


def lay_out(folder, data):
    place = folder / "images"
    place.mkdir()
    (place / "foto.jpg").write_bytes(data)
    return place


def test_picture_is_found_beside_the_entry_under_its_exact_name(tmp_path):
    lay_out(tmp_path, make("jpeg"))
    assert not load_picture(tmp_path, "foto.jpg").fault
    assert load_picture(tmp_path, "Foto.JPG").fix == "Schrijf foto.jpg: hoofdletters tellen mee."
    assert "geen bestand" in load_picture(tmp_path / "elders", "foto.jpg").fault


@pytest.mark.parametrize(
    "name", ["../foto.jpg", "/etc/passwd", ".", "..", "a/b.jpg", "", "x\0.jpg"]
)
def test_name_never_leads_out_of_the_folder(tmp_path, name):
    lay_out(tmp_path, make("jpeg"))
    (tmp_path / "foto.jpg").write_bytes(make("jpeg"))
    assert load_picture(tmp_path, name).fault


def test_link_to_another_file_is_refused(tmp_path):
    place = lay_out(tmp_path, make("jpeg"))
    (tmp_path / "elders.jpg").write_bytes(make("jpeg"))
    (place / "link.jpg").symlink_to(tmp_path / "elders.jpg")
    (place / "map.jpg").mkdir()
    assert load_picture(tmp_path, "link.jpg").fault == "het is geen gewoon bestand"
    assert load_picture(tmp_path, "map.jpg").fault == "het is geen gewoon bestand"


def test_folder_that_is_a_link_is_refused(tmp_path):
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    lay_out(elsewhere, make("jpeg"))
    (tmp_path / "images").symlink_to(elsewhere / "images")
    assert load_picture(tmp_path, "foto.jpg").fault == "het is geen gewoon bestand"


MADE = {kind: make(kind) for kind in KINDS}


@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=4)), max_size=5),
    st.integers(0, 30_000),
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_bytes_give_a_picture_or_a_fault(kind, edits, length):
    data = bytearray(MADE[kind])
    for place, piece in edits:
        at = place % len(data)
        data[at : at + len(piece)] = piece
    data = bytes(data[:length])
    found = read_picture(data, named(kind))
    if not found.fault:
        assert kind_of(without_metadata(data)) == kind
        assert SECRET + b"</x>" not in without_metadata(data)
