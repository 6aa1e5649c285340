"""Rules for references among practices (PA4)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from praktijkatlas.addresses import linked_practice
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.checks.sections import place
from praktijkatlas.checks.suggest import entry_advice, heir
from praktijkatlas.model import Fault, Span
from praktijkatlas.model.values import leads_outside, quoted
from praktijkatlas.reading import Reading

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PRACTICES = "practices"
_REFERENCES = ("related", "based_on")


@rule(
    "PA014",
    "Het bestand staat niet op zijn plaats",
    wrong="practices/oud/leerwerkplaats-de-haven.md",
    right="practices/leerwerkplaats-de-haven.md",
)
def misplaced_file(reading: Reading, context: Context) -> Iterator[Fault]:
    """Het webadres van een praktijk is haar bestandsnaam. Daarom staan alle praktijken in één map,
    en kan een naam maar één keer voorkomen.
    """
    *folders, _ = reading.path.split("/")
    if PRACTICES in folders[:-1]:
        yield Fault(
            Span(1),
            f"het bestand staat in een map onder {PRACTICES}: {quoted(folders[-1])}",
            f"Zet het bestand in de map {PRACTICES} zelf.",
        )
    other = context.ids.get(reading.id, reading.path)
    if other != reading.path:
        yield Fault(
            Span(1),
            f"er is nog een bestand met deze naam: {other}",
            "Geef een van de twee een andere naam, die zegt wat en waar.",
        )


@rule(
    "PA401",
    "De praktijk waarnaar wordt verwezen bestaat niet",
    wrong="related: [leerwerkplats-in-de-haven]",
    right="related: [leerwerkplaats-in-de-haven]",
    mends="Schrijft het id van nu, als een praktijk dit id bij haar oude namen heeft staan.",
)
def unknown_reference(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een verwijzing die nergens heen gaat, is voor de lezer een dichte deur. Het id van een
    praktijk is haar bestandsnaam zonder .md.
    """
    for name in _REFERENCES:
        for index, entry_id in enumerate(getattr(reading.practice, name)):
            if entry_id not in context.ids and entry_id != reading.id:
                yield Fault(
                    (name, index),
                    f"de praktijk {quoted(entry_id)} in `{name}` bestaat niet",
                    entry_advice(entry_id, context),
                    instead=heir(entry_id, context),
                )


@rule(
    "PA402",
    "De oude naam kan niet worden doorgestuurd",
    wrong="redirects: [leerwerkplaats-in-de-haven]   # die praktijk bestaat",
    right="redirects: [havenproject]",
)
def impossible_redirect(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een oude naam stuurt lezers door naar één praktijk van nu. Dat kan niet als de naam nog van
    een andere praktijk is, als twee praktijken hem opeisen, of als hij geen id kan zijn. Het eigen
    id mag alleen vooraan staan, vóór de namen van praktijken die deze overnam.
    """
    names = reading.practice.redirects
    for index, old in enumerate(names):
        others = [each for each in context.redirects.get(old, ()) if each != reading.id]
        if not _ID.fullmatch(old):
            message = f"{quoted(old)} kan geen id zijn geweest"
            advice = "Gebruik alleen kleine letters, cijfers en koppeltekens, zonder .md."
        elif old == reading.id and index == 0 and len(names) > 1:
            continue  # the name by which feeds know it: see `first_id`
        elif old == reading.id:
            message = f"{quoted(old)} is het id van deze praktijk zelf"
            advice = "Haal het weg, of zet het vooraan als deze praktijk andere overnam."
        elif old in context.ids:
            message = f"{quoted(old)} is het id van een praktijk die bestaat"
            advice = f"Haal het weg, of hernoem eerst {context.ids[old]}."
        elif others:
            message = f"{quoted(old)} staat ook bij {quoted(others[0])}"
            advice = "Laat één van de twee praktijken de oude naam houden."
        else:
            continue
        yield Fault(("redirects", index), message, advice)


@rule(
    "PA406",
    "De praktijk verwijst naar zichzelf",
    wrong="related: [deze-praktijk]   # in deze-praktijk.md",
    right="related: [een-andere-praktijk]",
)
def reference_to_itself(reading: Reading, context: Context) -> Iterator[Fault]:
    """De lezer is hier al. Meestal had er een andere praktijk moeten staan."""
    for name in _REFERENCES:
        for index, entry_id in enumerate(getattr(reading.practice, name)):
            if entry_id == reading.id:
                yield Fault(
                    (name, index),
                    f"`{name}` noemt deze praktijk zelf ({quoted(entry_id)})",
                    "Kies een andere praktijk, of haal de verwijzing weg.",
                )


@rule(
    "PA407",
    "De link gaat naar een praktijk die niet bestaat",
    wrong="Zie ook [de haven](leerwerkplats-in-de-haven.md).",
    right="Zie ook [de haven](leerwerkplaats-in-de-haven.md).",
)
def unknown_link(reading: Reading, context: Context) -> Iterator[Fault]:
    """Een link naar een andere praktijk is haar bestandsnaam, met .md erachter."""
    for node in reading.body.of_kind("link"):
        entry_id = linked_practice(node.url)
        if entry_id and entry_id != reading.id and entry_id not in context.ids:
            yield Fault(
                place(reading, node),
                f"de link naar {quoted(node.url)} gaat naar een praktijk die niet bestaat",
                entry_advice(entry_id, context),
            )


@rule(
    "PA502",
    "De link gaat niet naar een webadres of een praktijk",
    wrong="[meer](javascript:alert(1)) en [kaart](../../kaart.html)",
    right="[meer](https://www.vakcollegedebrug.example/project) en [haven](leerwerkplaats-haven.md)",
)
def odd_link(reading: Reading, context: Context) -> Iterator[Fault]:
    """Links gaan naar een openbaar webadres (https://…), naar een andere praktijk (id.md) of naar
    een mailadres van een functie. Andere links doen het niet op de site, of zijn niet veilig.
    """
    for node in reading.body.of_kind("link"):
        if linked_practice(node.url):
            continue
        if reading.body.text.startswith("[^", node.offset):
            continue  # a source below the text (PA310) turns its own mark into a link
        if not leads_outside(node.url):
            yield Fault(
                place(reading, node),
                f"de link naar {quoted(node.url)} is geen webadres en geen praktijk"
                if node.url
                else "de link heeft geen adres",
                f"Schrijf het hele adres, dat begint met https://{_host(node.url)}, of id.md voor "
                "een andere praktijk.",
            )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc if url.startswith("//") else ""
    except ValueError:
        return ""
