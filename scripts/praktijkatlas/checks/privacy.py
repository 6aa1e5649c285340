"""Rules that keep personal data out (PA5): a practice is public and stays so for years."""

import re
from collections.abc import Iterator
from functools import lru_cache

from praktijkatlas.checks.places import texts
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Fault, Path, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading

MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PHONE = re.compile(
    r"(?<![\w+./=-])(?:(?:\+|00)31[\s-]?(?:\(0\)\s?)?|\(?0)[1-9](?:[\s.()-]{0,2}\d){8}"
    r"(?![\d/]|\.\d)",
    re.ASCII,
)
BSN = re.compile(r"(?<![\w.,/=+-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3})(?![\w/]|[.,]\d)", re.ASCII)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", re.ASCII)

_NINE_DIGITS = re.compile(r"\d(?:[\s.()-]{0,4}\d){8}", re.ASCII)
"""What every telephone, citizen and account number has."""

FREE_HOSTS = frozenset(
    [
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "msn",
        "yahoo",
        "icloud",
        "proton",
        "protonmail",
        "gmx",
        "aol",
        "ziggo",
        "kpnmail",
        "kpnplanet",
        "xs4all",
        "hetnet",
        "telfort",
        "tele2",
        "chello",
        "quicknet",
        "casema",
        "upcmail",
        "zonnet",
        "caiway",
        "zeelandnet",
        "planet",
    ]
)
FREE_DOMAINS = frozenset(
    ["home.nl", "online.nl", "freedom.nl", "solcon.nl", "me.com", "mac.com", "wxs.nl"]
)
# Mailboxes of functions may have a point in their name too: stage.techniek@, info.emmen@.
FUNCTIONS = frozenset(
    [
        "info",
        "contact",
        "stage",
        "stages",
        "stagebureau",
        "bpv",
        "administratie",
        "secretariaat",
        "receptie",
        "balie",
        "loket",
        "project",
        "projecten",
        "projectbureau",
        "communicatie",
        "onderwijs",
        "bedrijven",
        "techniek",
        "zorg",
        "school",
        "team",
        "werk",
        "praktijk",
        "praktijkleren",
        "praktijkloket",
        "service",
        "servicepunt",
        "hr",
        "personeel",
        "bureau",
        "helpdesk",
        "welkom",
        "mail",
        "post",
        "redactie",
        "pers",
        "media",
        "inschrijven",
        "aanmelden",
        "academie",
        "opleidingen",
        "opleiding",
        "vragen",
        "support",
        "office",
        "campus",
        "lab",
        "hub",
        "mbo",
        "vmbo",
        "hbo",
        "vo",
        "po",
        "studie",
        "studenten",
        "leerlingen",
        "ondernemers",
        "gemeente",
        "regio",
    ]
)


def is_personal(address: str) -> bool:
    """Whether a mail address looks like a person's: names or initials with a point, or a free host.

    A single word before the @ can be a surname or a function, and gets the benefit of the doubt.
    """
    name, _, host = address.lower().rpartition("@")
    domain = host.split(".")[-2:]
    if domain[0] in FREE_HOSTS or ".".join(domain) in FREE_DOMAINS:
        return True
    parts = re.split(r"[._]", name)
    return len(parts) > 1 and all(map(str.isalpha, parts)) and not FUNCTIONS.intersection(parts)


def is_bsn(text: str) -> bool:
    """Whether the nine digits in `text` pass the eleven-test of the Dutch citizen number (BSN)."""
    digits = [int(each) for each in text if each.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return any(digits) and total % 11 == 0


def is_iban(text: str) -> bool:
    """Whether `text` is an account number with a valid checksum (ISO 13616)."""
    compact = "".join(text.split())
    if compact.startswith("NL"):
        compact = compact[:18]
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def _matches(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Every match in the texts of a practice, addresses of web pages not among them."""
    source, body = reading.source, reading.body
    if not _may_hold(source.text, pattern is MAIL):
        return
    for path, text in _fields(reading):
        for match in pattern.finditer(text):
            yield match[0], source.span_of(path, match[0])
    for node in body.of_kind("text", "code_inline", "code_block", "html_block", "html_inline"):
        for match in pattern.finditer(node.text):
            # Code stands indented or behind a fence: there the text begins later than its token.
            at = body.text.find(
                match[0], node.offset + (match.start() if node.kind == "text" else 0)
            )
            yield match[0], source.span_at(body.start + max(at, node.offset), len(match[0]))
    for node in body.of_kind("link"):
        if node.url.startswith("mailto:"):
            for match in pattern.finditer(node.url):
                at = max(body.text.find(match[0], node.offset), node.offset)
                yield match[0], source.span_at(body.start + at, len(match[0]))


@lru_cache(maxsize=8)
def _may_hold(text: str, mail: bool) -> bool:
    """One look at the whole file, which tells that nearly all practices hold nothing of the kind."""
    return "@" in text if mail else bool(_NINE_DIGITS.search(text))


def _fields(reading: Reading) -> Iterator[tuple[Path, str]]:
    yield from texts(reading)
    if "contact" not in reading.missing and reading.practice.contact.mailbox:
        yield ("contact", "mailbox"), reading.practice.contact.mailbox


@rule(
    "PA503",
    "Er staat een mailadres of telefoonnummer van een persoon",
    wrong="mailbox: jan.jansen@school.example\n\nBel Jan: 06-12345678",
    right="mailbox: stagebureau@school.example",
)
def private_contact(reading: Reading, context: Context) -> Iterator[Fault]:
    """Wat op de site staat, staat overal, ook als iemand van baan verandert. Noem daarom geen
    persoon, maar een functie of een openbare pagina. Telefoonnummers staan op de site van de
    organisatie.
    """
    for address, span in _matches(reading, MAIL):
        if is_personal(address):
            yield Fault(
                span,
                f"{quoted(address)} lijkt een mailadres van een persoon",
                "Gebruik het adres van een functie of afdeling (stage@school.nl) of een openbare "
                "pagina.",
            )
    accounts = [number for number, _ in _matches(reading, IBAN) if is_iban(number)]
    for number, span in _matches(reading, PHONE):
        if any(number in account for account in accounts):
            continue
        yield Fault(
            span,
            f"hier staat een telefoonnummer ({quoted(number)})",
            "Haal het weg, en wijs naar een openbare pagina met contactgegevens.",
        )


@rule(
    "PA506",
    "Er staat een burgerservicenummer of rekeningnummer",
    wrong="Stuur de rekening naar NL91 ABNA 0417 1643 00.",
    right="Vraag de organisatie waar de rekening heen kan.",
)
def identity_number(reading: Reading, context: Context) -> Iterator[Fault]:
    """Met een burgerservicenummer of rekeningnummer kan iemand kwaad doen. Op deze site zijn zij
    nooit nodig. Stond het er al online? Vertel het de redactie, want het blijft in de
    geschiedenis.
    """
    for number, span in _matches(reading, BSN):
        if is_bsn(number):
            yield Fault(
                span,
                "dit getal van negen cijfers kan een burgerservicenummer zijn",
                "Haal het weg. Is het een aantal? Schrijf het dan met punten, zoals 123.456.789.",
            )
    for number, span in _matches(reading, IBAN):
        if is_iban(number):
            yield Fault(span, "hier staat een rekeningnummer (IBAN)", "Haal het weg.")
