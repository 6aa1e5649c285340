"""A calendar (RFC 5545) with the days on which practices must be looked at again, for editors."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.encoding import clean_text
from praktijkatlas.exports.settings import ExportSettings
from praktijkatlas.facts import review_due
from praktijkatlas.reading import Entry

MAX_NAMED = 25
"""How many practices an event names; of the others it gives the number."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def review_calendar(catalogue: Catalogue, settings: ExportSettings) -> bytes:
    """One event for each day on which something is due, with the practices it is about.

    One for each practice would bury a calendar under what was added on the same day.
    """
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        by_day[review_due(entry.practice)].append(entry)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Praktijkatlas//Nakijken//NL",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(settings.site_name)}: nakijken",
    ]
    for day in sorted(by_day):
        lines += _event(day, by_day[day], settings)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")


def _event(day: date, entries: list[Entry], settings: ExportSettings) -> Iterator[str]:
    stamp = max(max(each.practice.added, each.practice.reviewed) for each in entries)
    named = [_named(each, settings) for each in entries[:MAX_NAMED]]
    if len(entries) > MAX_NAMED:
        named.append(f"en nog {len(entries) - MAX_NAMED} andere")
    if len(entries) == 1:
        summary = f"Nakijken: {entries[0].practice.title}"
    else:
        summary = f"{len(entries)} praktijken nakijken"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(settings.uid(f'nakijken-{day.isoformat()}'))}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    yield "DESCRIPTION:" + _text("\n".join(named))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _named(entry: Entry, settings: ExportSettings) -> str:
    # A calendar knows no place that a relative link could start from.
    page = f"{settings.base}{addresses.practice_page(entry.id)}"
    return entry.practice.title + (f": {page}" if settings.base else "")


def _text(value: str) -> str:
    return clean_text(value).translate(_ESCAPES)


def _folded(line: str) -> str:
    """`line` in pieces of at most 75 bytes, none of which cuts a character in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece])
