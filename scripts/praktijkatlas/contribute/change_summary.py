"""The summary of what changed in a pull request: as JSON between two workflows, and as Markdown.

The first workflow runs the code of whoever sent the request. So the second believes nothing of the
JSON but its form, and writes every text in it as code.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from praktijkatlas import addresses
from praktijkatlas.checks import CODES
from praktijkatlas.contribute.changes import Change, Changes, ChangesError, Kind
from praktijkatlas.contribute.comments import (
    MAX_COMMENT,
    code_span,
    counted,
    findings_part,
    whole,
)
from praktijkatlas.model import Finding
from praktijkatlas.model.values import PRACTICE_ID

MARKER = "voorbeeld"
MAX_JSON = 2_000_000
"""Bytes of a summary that is read; a larger one is not ours."""
MAX_PICTURED = 20
"""How many practices get pictures."""
SCREENS = (1280, 390)
"""The widths in pixels of the pictures of a page."""
PICTURES = "voorbeeld/"
"""The folder of the pictures, below the address of a published preview."""
_MOST = 100_000
_KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "new": ("Nieuw", "nieuw"),
        "changed": ("Gewijzigd", "gewijzigd"),
        "renamed": ("Andere naam", "met een andere naam"),
        "removed": ("Weg", "weggehaald"),
    }
)
_JSON = TypeAdapter(Changes)


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses for a summary, each "" when there is none.

    `run` is the run that keeps site and pictures, `preview` where they are published, and `site`
    the published site, with the help of the checks.
    """

    run: str = ""
    preview: str = ""
    site: str = ""


def page_picture(practice_id: str, width: int) -> str:
    """The name of the picture of a page."""
    return f"{practice_id}-pagina-{width}.png"


def sheet_picture(practice_id: str) -> str:
    """The name of the picture of the first page of a sheet; that of the second ends in 2."""
    return f"{practice_id}-blad-1.png"


def pictured(changes: Changes) -> list[str]:
    """The ids of the practices to make pictures of."""
    there = (each.id for each in changes.practices if each.kind != "removed")
    return [found for found in there if PRACTICE_ID.matches(found)][:MAX_PICTURED]


def as_json(changes: Changes) -> bytes:
    """The changes for another program."""
    return _JSON.dump_json(changes, indent=2) + b"\n"


def read_json(data: bytes) -> Changes:
    """The changes in what another program wrote. Raises ChangesError when they are not changes."""
    if len(data) > MAX_JSON:
        raise ChangesError("De samenvatting is te groot.")
    try:
        changes = _JSON.validate_json(data)
    except ValidationError as error:
        raise ChangesError("De samenvatting heeft een andere vorm dan verwacht.") from error
    findings = chain(changes.elsewhere, *(each.findings for each in changes.practices))
    spans = (found.span for found in findings)
    # A place that no file has would make a line of the report as long as it says.
    if any(not 0 <= n <= _MOST for s in spans for n in (s.line, s.column, s.length)):
        raise ChangesError("De samenvatting wijst een plaats aan die niet kan bestaan.")
    return changes


def as_markdown(changes: Changes, places: Places) -> str:
    """The summary as a comment under a pull request; only counts of findings if they do not fit."""
    full = "\n".join(_lines(changes, places, True))
    lines = _lines(changes, places, len(full) < MAX_COMMENT)
    return whole(MARKER, lines)


def _lines(changes: Changes, places: Places, in_full: bool) -> Iterator[str]:
    yield "### Praktijken in dit verzoek"
    yield ""
    yield f"{_counts(changes)}."
    for each in changes.practices:
        yield from ("", *_change_lines(each, places, in_full))
    if changes.lists:
        yield ""
        yield f"Gewijzigde lijsten: {', '.join(map(code_span, changes.lists))}."
    if changes.elsewhere:
        yield from ("", "#### Fouten in andere bestanden", "")
        yield (
            f"Buiten deze praktijken heeft de controle nu {counted(changes.elsewhere)}. Dat komt door "
            "een ander id, een praktijk die weg is of een gewijzigde lijst."
        )
        if in_full:
            yield from _findings_lines(changes.elsewhere, places)
    if chosen := pictured(changes):
        yield from ("", *_pictures_note(len(chosen), changes, places))


def _counts(changes: Changes) -> str:
    counts = Counter(each.kind for each in changes.practices)
    told = [f"{counts[kind]} {words}" for kind, (_, words) in _KINDS.items() if counts[kind]]
    return ", ".join(told) or "Geen enkele praktijk verandert"


def _change_lines(change: Change, places: Places, in_full: bool) -> Iterator[str]:
    heading, _ = _KINDS[change.kind]
    yield f"#### {heading}: {code_span(change.title or change.id)}"
    yield ""
    facts = [code_span(f"practices/{change.id}.md")]
    if change.old_id:
        facts.append(f"eerst {code_span(change.old_id)}")
    facts.append(f"woorden: {change.words_added} erbij, {change.words_removed} eraf")
    if change.fields:
        facts.append(f"gewijzigd: {', '.join(map(code_span, change.fields[:40]))}")
    yield " · ".join(facts)
    for line in _address_lines(change):
        yield from ("", line)
    if change.kind == "removed":
        return
    yield ""
    yield f"De controle heeft {counted(change.findings)}."
    if change.findings and in_full:
        yield from _findings_lines(change.findings, places)
    if places.preview and PRACTICE_ID.matches(change.id):
        yield from ("", *_shown(change.id, places.preview.rstrip("/") + "/"))


def _findings_lines(findings: Iterable[Finding], places: Places) -> Iterator[str]:
    known = [each for each in findings if each.code in CODES]
    yield from ("", "<details><summary>Bekijk ze</summary>", "")
    yield from (*findings_part(known, places.site), "", "</details>")


def _address_lines(change: Change) -> Iterator[str]:
    """What comes of the addresses that a practice had, and how they are kept."""
    lost = ", ".join(map(code_span, change.lost[:40]))
    if lost:
        told = (
            f"**Let op: adressen verdwijnen.** De pagina, het blad en de gegevens onder {lost} zijn "
            "dan weg, ook voor wie ernaar linkt. "
        )
        if change.kind == "removed":
            told += (
                "Neemt een andere praktijk deze over? Zet dit id daar in `redirects`. Is `redirects` "
                "daar nog leeg, zet dan eerst het id van die praktijk zelf: dat blijft haar naam in "
                "feeds. Is het werk gestopt? Laat de praktijk dan staan, met de status gestopt."
            )
        else:
            file = code_span(f"practices/{change.id}.md")
            told += f"Zet in {file} bij `redirects` ook: {lost}."
        yield told
    if change.heir:
        yield f"Het oude adres leidt naar {code_span(change.heir)}."
    if change.feed_id:
        yield (
            f"**Let op: feedlezers kennen deze praktijk niet meer.** Zij kenden haar als "
            f"{code_span(change.feed_id)}. Zet dat id vooraan in `redirects`."
        )


def _shown(practice_id: str, preview: str) -> Iterator[str]:
    """Links to the page and the sheet in a published preview, with their pictures."""
    page = f"{preview}{addresses.practice_page(practice_id)}"
    sheet = f"{preview}{addresses.practice_sheet(practice_id)}"
    yield f"[Bekijk de pagina]({page}) · [Bekijk het blad]({sheet})"
    yield ""
    names = [page_picture(practice_id, width) for width in SCREENS] + [sheet_picture(practice_id)]
    told = [f"De pagina, {width} breed" for width in SCREENS] + ["Het blad"]
    for name, alt in zip(names, told, strict=True):
        yield f'<img src="{preview}{PICTURES}{name}" alt="{alt}" width="240">'


def _pictures_note(count: int, changes: Changes, places: Places) -> Iterator[str]:
    left_out = sum(each.kind != "removed" for each in changes.practices) - count
    if left_out > 0:
        yield f"Beelden zijn er van de eerste {count} praktijken."
    if places.run:
        yield (
            f"[Open de controle]({places.run}#artifacts) en download daar `site` (de hele site) of "
            "`voorbeeld` (een beeld van elke pagina, breed en op een telefoon, en van elk blad)."
        )
    if not places.preview:
        yield (
            "De beelden staan niet hier, want GitHub toont geen beelden uit een download. Een "
            "beheerder kan dat instellen met `PRAKTIJKATLAS_PREVIEW_URL`; de uitleg voor "
            "ontwikkelaars vertelt hoe."
        )
