"""Rules for the value of one field (PA1)."""

import re
from collections.abc import Iterator

from praktijkatlas.checks.places import all_text, list_places, terms, texts, values
from praktijkatlas.checks.plain_language import sentences
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.suggest import choices, nearest_term, sure_term
from praktijkatlas.model import Fault, Path, Severity
from praktijkatlas.model.values import quoted
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Reading

VOCABULARY_WORDS = {
    "themes": ("thema", "Alle thema's staan"),
    "practice_types": ("soort praktijk", "Alle soorten staan"),
    "education_levels": ("onderwijssoort", "Alle onderwijssoorten staan"),
    "sectors": ("sector", "Alle sectoren staan"),
    "regions": ("gemeente of regio", "Alle gemeenten en regio's staan"),
    "funding": ("geldbron", "Alle geldbronnen staan"),
    "licences": ("licentie", "Alle licenties staan"),
    "organisation_kinds": ("soort organisatie", "Alle soorten staan"),
}
"""How a vocabulary is spoken of: one term, and the sentence that tells where all are."""

FULL_STOP = re.compile(r"[.!?…](?:[\"'”’»)*_]|\[\^\d+\])*$")
MOST_SENTENCES = 2
"""Sentences of a summary."""
_SIGNS = "*_`[]#"
"""One of these is in all that the pattern finds."""
_MARKUP = re.compile(r"\*\*|__|`|\]\(|\[\^\d|#{1,6} ")


@rule(
    "PA104",
    "De waarde staat niet in de lijst",
    wrong="themes: [zorgtechnolgie]",
    right="themes: [innovatie-en-onderzoek]",
    mends="Schrijft het id, als de naam, een ander woord ervoor of een kleine tikfout maar één "
    "begrip kan zijn.",
)
def unknown_term(reading: Reading, context: Context) -> Iterator[Fault]:
    """De pagina's per thema, regio en sector worden gemaakt van vaste lijsten. Een woord dat niet
    in de lijst staat, komt op geen enkele pagina. Schrijf het id uit de lijst, niet de naam.
    """
    for path, name, value in terms(reading):
        vocabulary = context.vocabularies.get(name)
        if value in vocabulary or not vocabulary:  # a list that is gone is told once, as PA410
            continue
        word, everything = VOCABULARY_WORDS[name]
        term = vocabulary.named(value)
        near = term or nearest_term(value, vocabulary)
        meant = term.id if term else sure_term(value, vocabulary)
        if term:
            advice = f"Schrijf het id: {term.id}."
        elif near:
            advice = f'Bedoelde u "{near.id}" ({near.label})?'
        else:
            advice = "Kies een ander woord."
        yield Fault(
            path,
            f"{word} {quoted(value)} staat niet in de lijst",
            f"{advice} {everything} in practices/vocabulary/{name}.yml",
            instead=_unless_there(meant, path, reading),
        )


def _unless_there(term_id: str | None, path: Path, reading: Reading) -> str | None:
    values = getattr(reading.practice, str(path[0]))
    return None if isinstance(values, tuple) and term_id in values else term_id


@rule(
    "PA111",
    "De samenvatting eindigt niet met een punt",
    needs="summary",
    wrong="summary: Leerlingen lopen een dag mee bij een bedrijf",
    right="summary: Leerlingen lopen een dag mee bij een bedrijf.",
)
def summary_without_full_stop(reading: Reading, context: Context) -> Iterator[Fault]:
    """De samenvatting staat op veel plaatsen los van de rest: in lijsten, op bladen, in
    zoekmachines. Dan moet zij uit hele zinnen bestaan. Zonder punt lijkt het of er tekst is
    weggevallen.
    """
    if not FULL_STOP.search(reading.practice.summary):
        yield Fault(
            ("summary",),
            f"de samenvatting eindigt op {quoted(reading.practice.summary[-12:].lstrip())}, "
            "zonder punt",
            "Maak de laatste zin af en zet er een punt achter.",
        )


@rule(
    "PA112",
    "Een waarde staat twee keer in een lijst",
    wrong="themes: [talent-behouden, talent-behouden]",
    right="themes: [talent-behouden, stages-en-leerbanen]",
)
def duplicate_value(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een dubbele waarde telt niet dubbel. Meestal had er iets anders moeten staan."""
    for place in list_places():
        yield from _repeated((path, fold(value), value) for path, value in values(reading, place))
    practice = reading.practice
    if "organisations" not in reading.missing:
        yield from _repeated(
            (("organisations", index, "name"), fold(each.name), each.name)
            for index, each in enumerate(practice.organisations)
        )
    if "sources" not in reading.missing:
        yield from _repeated(
            (("sources", index, "url"), each.url, each.url)
            for index, each in enumerate(practice.sources)
        )


def _repeated(items: Iterator[tuple[Path, str, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, key, value in items:
        if key in seen:
            yield Fault(
                path,
                f"{quoted(value)} staat twee keer in `{path[0]}`",
                "Haal er één weg, of vervang die door wat u bedoelde.",
            )
        seen.add(key)


@rule(
    "PA113",
    "De samenvatting is langer dan twee zinnen",
    needs="summary",
    severity=Severity.WARNING,
    wrong="summary: Een school begint. Een bedrijf doet mee. Samen leren zij.",
    right="summary: Een school en een bedrijf leren samen.",
)
def long_summary(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wie in een lijst zoekt, leest één of twee zinnen. Zeg daarin wie wat doet en voor wie."""
    found = sentences(reading.practice.summary)
    if len(found) > MOST_SENTENCES:
        yield Fault(
            ("summary",),
            f"de samenvatting heeft {len(found)} zinnen, hooguit {MOST_SENTENCES}",
            "Houd de twee belangrijkste zinnen over; de rest hoort in de tekst.",
        )


@rule(
    "PA114",
    "De gemeente bestaat niet meer",
    wrong="regions: [oude-gemeente]",
    right="regions: [nieuwe-gemeente]\nkeywords: [Oude Gemeente]",
    mends="Schrijft de nieuwe gemeente, als de oude in één gemeente is opgegaan.",
)
def former_region(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een opgeheven gemeente heeft geen eigen pagina meer. Wie op de oude naam zoekt, komt bij de
    nieuwe gemeente uit. Zet de oude naam in `keywords` als die ertoe doet.
    """
    regions = context.vocabularies.regions.by_id
    for path, name, value in terms(reading):
        region = regions.get(value) if name == "regions" else None
        if region is not None and region.is_former:
            since = f" sinds {region.until.year}" if region.until else ""
            heir = region.replaced_by[0] if len(region.replaced_by) == 1 else None
            yield Fault(
                path,
                f"{quoted(value)} is een vroegere gemeente, die niet meer bestaat{since}",
                f"Schrijf {choices(region.replaced_by)}, en zet {region.label} in `keywords`.",
                instead=_unless_there(heir, path, reading),
            )


@rule(
    "PA115",
    "Er staan Markdown-tekens in een gegeven",
    severity=Severity.WARNING,
    wrong="summary: Studenten leren **echt** in een bedrijf.[^1]",
    right="summary: Studenten leren echt in een bedrijf.",
)
def markup_in_text(reading: Reading, context: Context) -> Iterator[Fault]:
    """Bovenaan staat gewone tekst: de tekens voor vet, schuin, links en bronnen worden daar niet
    omgezet, maar letterlijk getoond. Opmaak en bronnummers horen in de tekst onder de koppen.
    """
    everything = all_text(reading)
    if not any(sign in everything for sign in _SIGNS):  # much quicker than the pattern
        return
    for path, text in texts(reading):
        marks = (
            found[0] for found in _MARKUP.finditer(text) if found[0][0] != "#" or not found.start()
        )
        for mark in dict.fromkeys(marks):
            yield Fault(
                reading.source.span_of(path, mark),
                f'in `{path[0]}` staat het Markdown-teken "{mark.strip()}"',
                "Haal het teken weg; hier past alleen gewone tekst.",
            )
