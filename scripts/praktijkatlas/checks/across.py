"""Rules that hold two or more fields against each other (PA2): who, when, and how it stands."""

from collections.abc import Iterator
from datetime import date, timedelta

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.suggest import choices
from praktijkatlas.model import Fault, PartialDate, Path, Severity
from praktijkatlas.model.dates import months_later
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading


@rule(
    "PA201",
    "Het begin ligt na het einde",
    needs="start end",
    wrong="start: 2023-07\nend: 2019-09",
    right="start: 2019-09\nend: 2023-07",
)
def start_after_end(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een praktijk kan niet stoppen voordat zij begon. Vaak zijn de datums verwisseld."""
    start, end = reading.practice.start, reading.practice.end
    if start and end and start.surely_after(end):
        yield Fault(
            ("start",),
            f"`start` is {start}, dat is na `end` ({end})",
            "Wissel de twee datums om, of verbeter de verkeerde.",
        )


@rule(
    "PA202",
    "Het onderwijs of de werkgevers ontbreken",
    needs="organisations",
    wrong="organisations:\n  - {name: Vakcollege De Brug, kind: school}",
    right="organisations:\n  - {name: Vakcollege De Brug, kind: school}\n"
    "  - {name: Bouwbedrijf De Troffel, kind: bedrijf}",
)
def one_side_absent(reading: Reading, context: Context) -> Iterator[Fault]:
    """De atlas gaat over samenwerking van scholen en werkgevers. Beide moeten dus meedoen. Kent u
    de naam niet? Beschrijf dan de groep, met `group: true`.
    """
    if not reading.is_whole("organisations"):
        return
    kinds = {each.kind for each in reading.practice.organisations}
    if any(kind not in context.vocabularies.organisation_kinds for kind in kinds):
        return  # what PA104 tells may be the side that seems absent
    for side, words in (("education", "het onderwijs"), ("employer", "de werkgevers")):
        wanted = [term.id for term in context.vocabularies.organisation_kinds if term.side == side]
        if wanted and not kinds.intersection(wanted):
            yield Fault(
                ("organisations",),
                f"er staat geen organisatie van {words} bij",
                f"Voeg er een toe van de soort {choices(wanted)}; een groep zonder naam mag ook.",
                at_key=True,
            )


@rule(
    "PA203",
    "De controledatum ligt vóór de datum van toevoegen",
    needs="reviewed added",
    wrong="added: 2026-11-23\nreviewed: 2025-11-23",
    right="added: 2026-11-23\nreviewed: 2026-11-23",
)
def reviewed_before_added(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een praktijk kan niet zijn nagekeken voordat zij er was. Vaak zijn de datums verwisseld."""
    practice = reading.practice
    if practice.reviewed < practice.added:
        yield Fault(
            ("reviewed",),
            f"`reviewed` is {practice.reviewed}, dat is vóór `added` ({practice.added})",
            "Wissel de twee datums om, of verbeter de verkeerde.",
        )


@rule(
    "PA204",
    "De reden van het stoppen ontbreekt",
    needs="status stopped_reason",
    wrong="status: gestopt",
    right="status: gestopt\nstopped_reason: De subsidie liep af.",
)
def stopped_without_reason(reading: Reading, context: Context) -> Iterator[Fault]:
    """Van wat niet doorging leren anderen het meest. Weet u het niet? Schrijf dan dat de bronnen de
    reden niet noemen.
    """
    if reading.practice.status == "gestopt" and not reading.practice.stopped_reason:
        yield Fault(
            ("status",),
            "de status is gestopt, maar `stopped_reason` ontbreekt",
            "Voeg toe: stopped_reason: De subsidie liep af en de scholen konden het niet betalen.",
        )


@rule(
    "PA209",
    "De datum ligt in de toekomst",
    wrong="reviewed: 2062-11-23",
    right="reviewed: 2026-11-23",
)
def date_in_the_future(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een stand, een telling of een bron bestaat pas als die er is geweest. Meestal is het een
    tikfout. Een plan hoort bij `end`, of bij een resultaat van de soort doel.
    """
    # Checks run in UTC, while it may already be tomorrow where the contributor lives.
    limit = min(context.today, date.max - timedelta(days=1)) + timedelta(days=1)
    for path, value in _past_dates(reading):
        first = value.first_day() if isinstance(value, PartialDate) else value
        if (date(first, 1, 1) if isinstance(first, int) else first) > limit:
            yield Fault(
                path,
                f"{quoted(value)} bij `{path[-1]}` ligt in de toekomst (vandaag is {context.today})",
                "Verbeter de datum; wat nog moet gebeuren is een doel.",
            )


def _past_dates(reading: Reading) -> Iterator[tuple[Path, PartialDate | date | int]]:
    practice, missing = reading.practice, reading.missing
    for name in ("status_as_of", "added", "reviewed"):
        if name not in missing:
            yield (name,), getattr(practice, name)
    for index, result in enumerate(practice.results):
        if result.year is not None and result.kind == "uitkomst":
            yield ("results", index, "year"), result.year
    if practice.reach:
        yield ("reach", "year"), practice.reach.year
    for index, adoption in enumerate(practice.adoptions):
        if adoption.since is not None:
            yield ("adoptions", index, "since"), adoption.since
    if "sources" not in missing:
        for index, source in enumerate(practice.sources):
            if source.date is not None:
                yield ("sources", index, "date"), source.date
            if source.accessed is not None:
                yield ("sources", index, "accessed"), source.accessed


@rule(
    "PA210",
    "Er staat een reden van stoppen bij een praktijk die niet is gestopt",
    needs="status stopped_reason",
    severity=Severity.WARNING,
    wrong="status: lopend\nstopped_reason: De subsidie liep af.",
    right="status: gestopt\nstopped_reason: De subsidie liep af.",
)
def reason_without_stop(reading: Reading, context: Context) -> Iterator[Fault]:
    """De reden wordt alleen getoond bij de status gestopt. Eén van de twee is niet bijgewerkt."""
    practice = reading.practice
    if practice.stopped_reason and practice.status != "gestopt":
        yield Fault(
            ("stopped_reason",),
            f"er staat een reden van stoppen, maar de status is {practice.status}",
            "Maak de status gestopt, of haal `stopped_reason` weg.",
            at_key=True,
        )


@rule(
    "PA211",
    "Bij het contact staat niet hoe iemand vragen kan stellen",
    needs="contact",
    wrong="contact:\n  organisation: Vakcollege De Brug",
    right="contact:\n  organisation: Vakcollege De Brug\n"
    "  url: https://www.vakcollegedebrug.example/contact",
)
def contact_without_address(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wie het ook wil doen, moet iemand kunnen bereiken. Een openbare pagina is genoeg."""
    contact = reading.practice.contact
    if not contact.url and not contact.mailbox:
        yield Fault(
            ("contact",),
            f"bij het contact {quoted(contact.organisation)} staat geen `url` en geen `mailbox`",
            "Voeg een openbare pagina toe (url: https://…) of een adres als "
            "mailbox: stage@school.nl.",
            at_key=True,
        )


@rule(
    "PA213",
    "Een idee heeft al uitkomsten",
    needs="status results",
    severity=Severity.WARNING,
    wrong="status: idee\nresults:\n  - {text: Er kwamen 40 leerlingen., kind: uitkomst, source: 1}",
    right="status: idee\nresults:\n  - {text: Er moeten 40 leerlingen komen., kind: doel, source: 1}",
)
def idea_with_outcomes(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wat nog niet is begonnen, heeft nog geen uitkomst. Een plan of verwachting is een doel."""
    if reading.practice.status == "idee":
        for index, result in enumerate(reading.practice.results):
            if result.kind == "uitkomst":
                yield Fault(
                    ("results", index, "kind"),
                    f"de status is idee, maar {quoted(result.text)} is een uitkomst",
                    "Maak er een doel van, of kies een andere status, zoals pilot.",
                )


@rule(
    "PA214",
    "Een groep gegevens is leeg",
    severity=Severity.WARNING,
    wrong="reach: {year: 2024, source: 1}",
    right="reach: {learners: 3000, year: 2024, source: 1}",
)
def empty_group(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een groep zonder getallen zegt niets, maar geeft wel een leeg blok op de pagina."""
    practice = reading.practice
    for name, group in (("effort", practice.effort), ("reach", practice.reach)):
        if group is None:
            continue
        optional = [
            key for key, field in type(group).model_fields.items() if not field.is_required()
        ]
        if all(getattr(group, key) is None for key in optional):
            yield Fault(
                (name,),
                f"in `{name}` staat geen enkel getal",
                f"Vul {choices(optional)} in, of haal `{name}` weg.",
                at_key=True,
            )


@rule(
    "PA408",
    "De praktijk moet weer worden nagekeken",
    needs="reviewed review_months",
    severity=Severity.HINT,
    wrong="reviewed: 2022-01-10\nreview_months: 24",
    right="reviewed: 2026-11-23\nreview_months: 24",
)
def overdue_review(reading: Reading, context: Context) -> Iterator[Fault]:
    """Praktijken veranderen, en webadressen verdwijnen. Kijk na de afgesproken tijd of alles nog
    klopt; tot dan staat op de pagina dat zij aan de beurt is.
    """
    practice = reading.practice
    due = months_later(practice.reviewed, practice.review_months)
    if due < context.today:
        yield Fault(
            ("reviewed",),
            f"de praktijk is nagekeken op {practice.reviewed} en was op {due} weer aan de beurt",
            "Kijk of alles nog klopt, ook de webadressen, en zet de dag van vandaag in `reviewed`.",
        )
