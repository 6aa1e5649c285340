"""The picture that goes with a link, and the logo in the sizes of phones."""

import io
from pathlib import Path

import pytest
from PIL import Image

from praktijkatlas import addresses
from praktijkatlas.sheets import SheetError, SheetSettings
from praktijkatlas.sheets.cards import (
    icon_pictures,
    load_pictures,
    practice_card,
    site_card,
    site_pictures,
)
from praktijkatlas.sheets.press import typeset
from praktijkatlas.sheets.settings import CARD_SIZE

from .conftest import entry

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path fill="#0b5563" d="M0 0h48v48H0z"/></svg>'
SETTINGS = SheetSettings(site_name="Atlas van het land", tagline="Praktijken om van te leren.")


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def card(catalogue, **changes):
    return typeset(practice_card(entry("een-les", **changes), catalogue, SETTINGS))


def differs(one: bytes, other: bytes) -> bool:
    return picture(one).tobytes() != picture(other).tobytes()


def test_card_has_the_size_that_sites_ask_and_is_light(catalogue):
    made = card(catalogue)
    assert picture(made).size == CARD_SIZE == (1200, 630)
    assert picture(made).format == "PNG"
    assert 5_000 < len(made) < 150_000
    assert card(catalogue) == made, "the same bytes every time"


def test_card_shows_title_places_and_status(catalogue):
    plain = card(catalogue)
    for change in (
        {"title": "Een andere titel"},
        {"regions": ["de-stad", "het-dorp"]},
        {"status": "gestopt", "stopped_reason": "Het geld was op."},
    ):
        assert differs(plain, card(catalogue, **change)), change


@pytest.mark.parametrize(
    "title",
    [
        "Ja",
        "Hottentottententententoonstellingsmakersopleidingscentrumdirecteurenverenigingen",
        "Wie wat waar en hoe " * 4,
        '#image("/etc/passwd") #{sys} $x$ `code` \\ @label <b>vet</b>',
        "قهوة 咖啡 ☕ \U0010fffd",
    ],
)
def test_whatever_the_title_stays_within_the_card(catalogue, title):
    made = picture(card(catalogue, title=title[:80])).convert("L")
    # Left and right of the words nothing is drawn, save the map at the right and the band below.
    for box in ((0, 0, 60, 600), (1150, 0, 1200, 300)):
        assert len(set(made.crop(box).tobytes())) == 1, title


def test_title_is_never_read_as_source(catalogue):
    made = practice_card(entry("x", title='#panic("x")'), catalogue, SETTINGS)
    assert made["data"]["title"] == '#panic("x")'
    assert typeset(made)


def test_site_has_a_card_for_its_other_pages():
    assert site_card(SETTINGS)["data"]["title"] == "Praktijken om van te leren"


def test_icons_have_the_sizes_that_their_names_say(tmp_path):
    made = dict(load_pictures(icon_pictures(LOGO), tmp_path))
    assert addresses.icon(192) in made
    for path, data in made.items():
        size = 32 if path.endswith(".ico") else int(path.rsplit("-", 1)[1].removesuffix(".png"))
        assert picture(data).size == (size, size), path


def test_maskable_icon_keeps_the_logo_within_the_circle(tmp_path):
    made = dict(load_pictures(icon_pictures(LOGO), tmp_path))
    maskable = picture(made[addresses.icon(512, "maskable")]).convert("RGB")
    assert maskable.getpixel((10, 10)) == maskable.getpixel((256, 90)) == (0xFB, 0xF9, 0xF4)
    assert maskable.getpixel((256, 256)) == (0x0B, 0x55, 0x63)


def test_pictures_are_kept_and_made_once(catalogue, tmp_path, monkeypatch):
    pictures = list(site_pictures(catalogue, SETTINGS, LOGO))
    first = dict(load_pictures(pictures, tmp_path))
    assert {addresses.practice_card(e.id) for e in catalogue.entries} < set(first)
    monkeypatch.setattr("praktijkatlas.sheets.press.typeset", None)
    monkeypatch.setattr("praktijkatlas.sheets.press._Worker", None)
    assert dict(load_pictures(pictures, tmp_path)) == first


def test_logo_that_is_no_drawing_is_told(tmp_path: Path):
    with pytest.raises(SheetError, match=r"assets/icons/icon-192\.png"):
        list(load_pictures(icon_pictures(b"<p>niets</p>"), tmp_path))
