"""What stands on the sheet of a practice, as plain data for the template."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import Fact, facts, labels, number, participant_groups, review_line
from praktijkatlas.fitting import (
    SIZES,
    moved_lists,
    picture_room,
    picture_size,
    sizes_for_one_page,
)
from praktijkatlas.model import SECTIONS, Adoption, Contact, Practice, Reference, Result
from praktijkatlas.reading import Body, Entry
from praktijkatlas.sheets.pictures import load_printed
from praktijkatlas.sheets.printable import Json
from praktijkatlas.sheets.roles import Role, doers, doers_letters, seen_by, without_doers
from praktijkatlas.sheets.settings import SheetSettings, short_address, shown_address
from praktijkatlas.sheets.tokens import Places, blocks, web_url
from praktijkatlas.sheets.typesetting import Order

RESULTS, OWN_USE = SECTIONS[2], SECTIONS[4]
ROLE_ROOM = 0.1
"""How much of a page the opening for a role takes, beyond what moves into it."""
MAX_IN_COLUMN = 400
"""How many letters of what is done stand in a column of the opening; more stand above the others."""
ROLE_FACTS = frozenset({"Inzet", "Kosten", "Geld van", "Bereik"})
"""The lines of the facts box that move to the opening for a role."""
EPOCH = date(1970, 1, 1)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")


def sheet_order(
    entry: Entry, catalogue: Catalogue, settings: SheetSettings, role: Role | None = None
) -> Order:
    """The sheet of a practice, as it is ordered from the typesetter: for all, or for a role."""
    sheet = sheet_data(entry, catalogue, settings, role)
    below = without_doers(entry.practice, role, catalogue) if role else entry.practice
    more = ROLE_ROOM if role else 0.0
    image, picture = entry.practice.image, load_printed(entry)
    if image and entry.picture and picture:
        width, height = picture_size(entry.picture.width, entry.picture.height)
        sheet["picture"] = {
            "alt": image.alt,
            "caption": f"Beeld: {image.credit}. Licentie: {image.licence}.",
            "width": width,
            "height": height,
        }
        more += picture_room(entry.picture.width, entry.picture.height)
    sheet["moved"] = sorted(moved_lists(below, entry.body, more))
    data: dict[str, Json] = {
        "site": settings.site_name,
        "tagline": settings.tagline,
        "sheet": sheet,
    }
    return Order(
        template="sheet",
        data=data,
        seconds=dated(entry),
        one_page=sizes_for_one_page(below, entry.body, more),
        more_pages=list(SIZES),
        picture=picture,
    )


def dated(*entries: Entry) -> int:
    """When these entries last changed, in seconds after 1970: the date of what is made of them.

    Not the date of the whole catalogue: then a new practice would change every sheet.
    """
    days = (max(entry.practice.added, entry.practice.reviewed) for entry in entries)
    newest = max(days, default=EPOCH)
    return max(0, (newest - EPOCH).days) * 86400


def sheet_data(
    entry: Entry,
    catalogue: Catalogue,
    settings: SheetSettings,
    role: Role | None = None,
) -> dict[str, Json]:
    """The content of a sheet; for a role it opens with what such a reader does, gives and gets."""
    practice = entry.practice
    urls = tuple(source.url for source in practice.sources)
    places = Places(urls, settings.practice_url)
    lists = catalogue.vocabularies
    licence = lists.licences.by_id.get(practice.licence)
    url = settings.practice_url(entry.id)
    shown: dict[str, Json] = {
        "id": entry.id,
        "title": practice.title,
        "summary": practice.summary,
        "themes": labels(lists.themes, practice.themes),
        "facts": list(_facts(entry, catalogue)),
        "sections": _sections(entry.body, places),
        "results": RESULTS,
        "outcomes": _results(practice, "uitkomst", places),
        "targets": _results(practice, "doel", places),
        "groups": _groups(practice, catalogue),
        "adoptions": [_adoption(each, catalogue, places) for each in practice.adoptions],
        "contact": _contact(practice.contact),
        "sources": [_source(each) for each in practice.sources],
        "page": page_data(url),
        # The reader of a sheet sees the date himself, so a sheet never has to say "too late":
        # that keeps it the same from day to day.
        "review": review_line(practice, practice.reviewed)[0],
        "licence": {
            "label": licence.label if licence else practice.licence,
            "url": licence.url if licence else None,
        },
    }
    return _opened(shown, entry, catalogue, role) if role else shown


def _opened(
    shown: dict[str, Json], entry: Entry, catalogue: Catalogue, role: Role
) -> dict[str, Json]:
    """A sheet with the opening for a role; what stands there is not said again below."""
    own = dataclasses.replace(entry, practice=seen_by(entry.practice, role))
    box = list(_facts(own, catalogue, moved=True))
    sections = cast(list[dict[str, Json]], shown["sections"])
    first = [section for section in sections if section["title"] == OWN_USE]
    return {
        **shown,
        "facts": list(_facts(entry, catalogue, moved=False)),
        "sections": [*first, *(section for section in sections if section not in first)],
        "outcomes": [],
        "groups": _groups(without_doers(entry.practice, role, catalogue), catalogue),
        "role": {
            "label": role.label,
            "who": role.who,
            "does": [[each.name, each.role] for each in doers(entry.practice, role, catalogue)],
            "much": doers_letters(entry.practice, role, catalogue) > MAX_IN_COLUMN,
            "gives": [each for each in box if each["name"] != "Bereik"],
            "gets": shown["outcomes"],
            "reach": [each for each in box if each["name"] == "Bereik"],
        },
    }


def _groups(practice: Practice, catalogue: Catalogue) -> list[Json]:
    return [
        {"label": group.label, "members": [[name, role] for name, _, role in group.members]}
        for group in participant_groups(catalogue, practice)
    ]


def page_data(url: str) -> Json:
    """An address to print, and to draw as a QR code (see `press`); nothing without an address."""
    return {"url": url, "short": short_address(url)} if url else None


def _facts(
    entry: Entry, catalogue: Catalogue, moved: bool | None = None
) -> Iterator[dict[str, Json]]:
    """The facts box, or a part of it: what moves to the opening for a role, or what stays.

    Facts that are not known share a line, since paper has few.
    """
    unknown: dict[str, list[str]] = {}
    for fact in facts(catalogue, entry):
        if moved is not None and moved is not (fact.name in ROLE_FACTS):
            continue
        if fact.values:
            yield _fact(fact, entry.practice, catalogue)
        else:
            unknown.setdefault(fact.remark, []).append(fact.name)
    for remark, names in unknown.items():
        first, *others = names
        name = " en ".join([first, *(other.lower() for other in others)])
        yield {"name": name, "values": [], "remark": remark}


def _fact(fact: Fact, practice: Practice, catalogue: Catalogue) -> dict[str, Json]:
    found: dict[str, Json] = {
        "name": fact.name,
        "values": [value.label for value in fact.values],
        "remark": fact.remark,
    }
    if fact.name == _title("status"):  # what a status means fills a line and says little
        found["remark"] = practice.stopped_reason or ""
    if fact.name == _title("evidence"):
        found["steps"] = max(1, len(catalogue.vocabularies.evidence) - 1)
        found["step"] = practice.evidence
    return found


def _title(field: str) -> str:
    return Practice.model_fields[field].title or ""


def _sections(body: Body, places: Places) -> list[Json]:
    found: list[Json] = [
        {"title": section.title, "blocks": blocks(section.nodes, places)}
        for section in body.sections
    ]
    if not any(section.title == RESULTS for section in body.sections):
        found.append({"title": RESULTS, "blocks": []})
    return found


def _results(practice: Practice, kind: str, places: Places) -> list[Json]:
    return [
        _cited(result.text, ", ".join(_unsaid(result)), result.source, places)
        for result in practice.results
        if result.kind == kind
    ]


def _unsaid(result: Result) -> Iterator[str]:
    """What the sentence of a result does not say itself: its number and its year."""
    if result.value is not None:
        shown = number(result.value)
        if not {shown, shown.replace(".", "")} & set(_NUMBERS.findall(result.text)):
            yield " ".join((shown, result.unit or "")).strip()
    if result.year is not None and str(result.year) not in result.text:
        yield str(result.year)


def _adoption(adoption: Adoption, catalogue: Catalogue, places: Places) -> Json:
    place = labels(catalogue.vocabularies.regions, [adoption.region])[0]
    since = f", sinds {adoption.since.in_words()}" if adoption.since else ""
    text = f"{adoption.organisation} ({place}){since}"
    return _cited(text, "", adoption.source, places)


def _cited(text: str, remark: str, source: int, places: Places) -> Json:
    cite = places.cite(source) or {"n": source, "url": None}
    return {"text": text, "remark": remark, **cite}


def _contact(contact: Contact) -> Json:
    return {
        "name": contact.organisation,
        "function": contact.function,
        "url": web_url(contact.url or "") or None,
        "short": short_address(contact.url or ""),
        "mailbox": contact.mailbox,
    }


def _source(source: Reference) -> Json:
    said = [source.publisher, source.date.in_words() if source.date else None]
    return {
        "title": source.title,
        "url": web_url(source.url) or None,
        "short": shown_address(source.url),
        "detail": ", ".join(each for each in said if each),
    }
