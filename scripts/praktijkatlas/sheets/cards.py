"""Pictures: the card that goes with a link to a page, and the logo in the sizes of phones."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from struct import pack
from textwrap import shorten
from typing import Literal, cast

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import labels, status_line
from praktijkatlas.reading import Entry
from praktijkatlas.sheets.press import order_bytes, typeset_all
from praktijkatlas.sheets.printable import Json
from praktijkatlas.sheets.settings import ICON_SIZES, SheetSettings
from praktijkatlas.sheets.store import Store, load_edition
from praktijkatlas.sheets.typesetting import Order, SheetError

CACHE = Path(".cache/praktijkatlas/cards")
TOUCH_SIZE = 180
"""The one size that the home screen of a phone of Apple asks for."""
FAVICON_SIZE = 32
MAX_PLACES, MAX_LINE, MAX_TITLE = 40, 110, 110
"""How many letters of the places, of the line below and of the title a card has room for."""
KEPT_ROUNDS, KEPT_AT_LEAST = 4, 400

Picture = tuple[str, Order]


def practice_card(entry: Entry, catalogue: Catalogue, settings: SheetSettings) -> Order:
    """The card of a practice: its title, its places, its first theme and its status."""
    practice, lists = entry.practice, catalogue.vocabularies
    themes = labels(lists.themes, practice.themes[:1])
    return _card(
        practice.title,
        _shortened(labels(lists.regions, practice.regions), MAX_PLACES),
        " · ".join([*themes, status_line(catalogue, practice)]),
        settings,
    )


def site_card(settings: SheetSettings) -> Order:
    """The card of every other page: what the site is about."""
    return _card(settings.tagline.rstrip("."), "", "", settings)


def _card(title: str, places: str, line: str, settings: SheetSettings) -> Order:
    return _picture(
        "card",
        {
            "site": settings.site_name,
            "title": _cut(title, MAX_TITLE),
            "places": places,
            "line": _cut(line, MAX_LINE),
        },
    )


def icon_pictures(logo: bytes) -> Iterator[Picture]:
    """The logo (SVG) as pictures of several sizes, with the paths at which browsers look."""
    svg = logo.decode("utf-8")
    for size in ICON_SIZES:
        yield addresses.icon(size), _icon(svg, size)
        # A phone may cut a circle out of this one: the logo stays within it.
        yield addresses.icon(size, "maskable"), _icon(svg, size, room=0.2, fill="#fbf9f4")
    yield addresses.icon(TOUCH_SIZE, "touch"), _icon(svg, TOUCH_SIZE, room=0.1, fill="#fbf9f4")
    yield addresses.FAVICON, _icon(svg, FAVICON_SIZE)


def _icon(svg: str, size: int, room: float = 0.0, fill: str = "") -> Order:
    return _picture("icon", {"svg": svg, "size": size, "room": room, "fill": fill})


def _picture(template: Literal["card", "icon"], data: dict[str, Json]) -> Order:
    # A picture has no date, and no type size to try.
    return Order(template=template, data=data, seconds=0, one_page=[1.0], more_pages=[])


def _cut(text: str, most: int) -> str:
    """`text` with whole words up to `most` letters."""
    return shorten(text, most, placeholder=" …")


def _shortened(names: Sequence[str], most: int) -> str:
    """As many names as there is room for, and how many there are more."""
    shown = next((n for n in range(len(names), 1, -1) if len(", ".join(names[:n])) <= most), 1)
    more = f" en nog {len(names) - shown}" if len(names) > shown else ""
    return _cut(", ".join(names[:shown]), most) + more


def site_pictures(
    catalogue: Catalogue, settings: SheetSettings, logo: bytes, cards: bool = True
) -> Iterator[Picture]:
    """Every picture of a site with its path: the icons, and with `cards` those of all pages."""
    yield from icon_pictures(logo)
    if cards:
        yield addresses.SITE_CARD, site_card(settings)
        for entry in catalogue.entries:
            path = addresses.practice_card(entry.id)
            yield path, practice_card(entry, catalogue, settings)


def load_pictures(
    pictures: Iterable[Picture], cache: Path = CACHE, processes: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of pictures with their paths: from the store, and made when they are not there.

    SheetError when one cannot be made.
    """
    store = Store(cache)
    known = [(path, order_bytes(order)) for path, order in pictures]
    missing = []
    for path, order in known:
        if made := store.load_made(_key(order)):
            yield path, _in_form(path, made)
        else:
            missing.append((path, order))
    yield from _load_new(missing, store, processes)
    if missing:
        store.write_limit(max(KEPT_AT_LEAST, KEPT_ROUNDS * len(known)))


def _load_new(
    missing: Sequence[tuple[str, bytes]], store: Store, processes: int | None
) -> Iterator[tuple[str, bytes]]:
    results = typeset_all((_order(order) for _, order in missing), processes)
    for (path, order), result in zip(missing, results, strict=True):
        if isinstance(result, SheetError):
            raise SheetError(f"{path}: {result}")
        store.write_made(_key(order), result)
        yield path, _in_form(path, result)


def _order(data: bytes) -> Order:
    return cast(Order, json.loads(data))


def _key(order: bytes) -> str:
    return sha256(b"\0".join((load_edition(), order))).hexdigest()[:40]


def _in_form(path: str, png: bytes) -> bytes:
    """The picture in the form that its path promises: an .ico is a PNG behind two short heads."""
    if not path.endswith(".ico"):
        return png
    entry = pack("<BBBBHHII", FAVICON_SIZE, FAVICON_SIZE, 0, 0, 1, 32, len(png), 6 + 16)
    return pack("<HHH", 0, 1, 1) + entry + png
