"""Rules that hold the names of organisations against the list of organisations (PA4)."""

from collections.abc import Iterator

from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Fault, Path, Severity
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading

LIST = "practices/vocabulary/organisations.yml"


def names(reading: Reading) -> Iterator[tuple[Path, str]]:
    """Every name of an organisation in the front matter; groups without a name of their own not."""
    practice = reading.practice
    if "organisations" not in reading.missing:
        for index, each in enumerate(practice.organisations):
            if not each.group:
                yield ("organisations", index, "name"), each.name
    for index, adoption in enumerate(practice.adoptions):
        yield ("adoptions", index, "organisation"), adoption.organisation
    if "contact" not in reading.missing:
        yield ("contact", "organisation"), practice.contact.organisation


@rule(
    "PA403",
    "De organisatie lijkt op een andere in de lijst",
    severity=Severity.WARNING,
    wrong="name: Vakcollege De Brugg",
    right="name: Vakcollege De Brug",
)
def nearly_known_organisation(reading: Reading, context: Context) -> Iterator[Fault]:
    """Elke organisatie heeft één pagina, met al haar praktijken. Bij een tikfout ontstaat er een
    tweede pagina, en vindt niemand het geheel.
    """
    known = context.vocabularies.organisations
    for path, name in names(reading):
        if known.named(name) is None and (near := context.near_organisation(name)):
            yield Fault(
                path,
                f"{quoted(name)} lijkt op {quoted(near.label)}, dat al in de lijst staat",
                f'Bedoelde u "{near.label}"? Is het een andere organisatie, zet die dan in {LIST}',
            )


@rule(
    "PA404",
    "De organisatie heet in de lijst anders",
    severity=Severity.HINT,
    wrong="name: VC De Brug",
    right="name: Vakcollege De Brug",
    mends="Schrijft de naam uit de lijst.",
)
def other_spelling(reading: Reading, context: Context) -> Iterator[Fault]:
    """De praktijk komt wel op de goede pagina, maar lezers zien twee namen voor één organisatie."""
    known = context.vocabularies.organisations
    for path, name in names(reading):
        term = known.named(name)
        if term is not None and name != term.label:
            yield Fault(
                path,
                f"{quoted(name)} heet in de lijst {quoted(term.label)}",
                f"Schrijf: {term.label}",
                instead=term.label,
            )


@rule(
    "PA405",
    "De organisatie staat nog niet in de lijst",
    needs="organisations",
    severity=Severity.HINT,
    wrong="name: Nieuwe Werkplaats   # nog niet in de lijst",
    right="- id: nieuwe-werkplaats\n  label: Nieuwe Werkplaats\n  kind: stichting",
)
def unlisted_organisation(reading: Reading, context: Context) -> Iterator[Fault]:
    """Dat mag: de organisatie krijgt toch een pagina. In de lijst kunnen ook haar andere namen,
    plaats en webadres staan. De redactie doet dat graag voor u.
    """
    known = context.vocabularies.organisations
    if not known:
        return
    for index, each in enumerate(reading.practice.organisations):
        if each.group or known.named(each.name) or context.near_organisation(each.name):
            continue
        yield Fault(
            ("organisations", index, "name"),
            f"{quoted(each.name)} staat nog niet in de lijst van organisaties",
            f"Voeg de organisatie toe aan {LIST}, of laat dat aan de redactie over. Is het een groep "
            "zonder eigen naam? Zet er dan group: true bij.",
        )


@rule(
    "PA409",
    "De soort van de organisatie is anders dan in de lijst",
    needs="organisations",
    severity=Severity.HINT,
    wrong="- {name: Vakcollege De Brug, kind: stichting}",
    right="- {name: Vakcollege De Brug, kind: school}",
)
def other_kind(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een organisatie kan in één praktijk een andere rol hebben dan anders. Vaak is het een
    vergissing; kijk het even na.
    """
    known = context.vocabularies.organisations
    for index, each in enumerate(reading.practice.organisations):
        term = None if each.group else known.named(each.name)
        wrong = term is not None and term.kind != each.kind
        if term and wrong and each.kind in context.vocabularies.organisation_kinds:
            yield Fault(
                ("organisations", index, "kind"),
                f"{quoted(each.name)} heeft hier de soort {each.kind}, in de lijst {term.kind}",
                f"Schrijf {term.kind}, als de organisatie hier niet met opzet iets anders is.",
            )
