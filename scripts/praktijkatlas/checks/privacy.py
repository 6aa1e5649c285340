"""Rules that keep personal data out (PA5): a practice is public and stays so for years."""

import re
from collections.abc import Iterator
from functools import lru_cache

from praktijkatlas.checks.personal import (
    BSN,
    CHATS,
    IBAN,
    MAIL,
    PHONE,
    folded,
    is_bsn,
    is_iban,
    is_personal,
    may_hold_mail,
    may_hold_number,
)
from praktijkatlas.checks.places import address_places, texts, values
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Fault, Path, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Reading

_IN_LINE = ("text", "code_inline", "code_block", "html_block", "html_inline")


def _matches(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """Every match in the texts of a practice, addresses of web pages not among them."""
    source, body = reading.source, reading.body
    if not _may_hold(source.text, pattern is MAIL):
        return
    seen: set[str] = set()
    told: set[str] = set()
    for path, text in _fields(reading):
        for found in _found(pattern, text):
            told.add(found)
            yield found, source.span_of(path, found)
    for node in body.of_kind(*_IN_LINE):
        for found in _found(pattern, node.text):
            seen.add(found)
            yield found, _place(reading, found, node.offset)
    for node in body.of_kind("link"):
        if node.url.startswith(("mailto:", "tel:", "sms:")) or _tells(node.url, pattern):
            for found in _found(pattern, node.url):
                yield found, _place(reading, found, node.offset)
    for place in address_places():
        for path, url in values(reading, place):
            for found in _found(pattern, url) if _tells(url, pattern) else ():
                yield found, source.span_of(path, found)
    # Marks cut a text in pieces: 06-**1234**5678.
    for node, words in body.words:
        for found in _found(pattern, words):
            if found not in seen:
                seen.add(found)
                yield found, _place(reading, found, node.offset)
    for number, at, text in _unseen(reading):
        for found in _found(pattern, text):
            if found not in seen | told:
                seen.add(found)
                yield found, Span(number, max(at, text.find(found) + 1), len(found))


def _unseen(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """What a page does not show and a file does: comments, titles of links, lists of addresses.

    Each with the number of its line and a column.
    """
    source = reading.source
    first = source.text.count("\n", 0, reading.body.start) + 1 if reading.body.text else 0
    for number, line in enumerate(source.lines, start=1):
        if not first or number < first:
            comment = _COMMENT.search(line)
            if comment:
                yield number, comment.start() + 1, comment[0]
        elif "](" in line or "]:" in line:
            yield number, 1, _WEB.sub(lambda match: " " * len(match[0]), line)


_COMMENT = re.compile(r"(?:^|\s)#.*")
_WEB = re.compile(r"https?://\S+", re.I)


def _tells(url: str, pattern: re.Pattern[str]) -> bool:
    """Whether an address of the web is to be looked at: others are full of numbers."""
    if pattern is MAIL:
        return "@" in url or "%40" in url
    return pattern is PHONE and any(chat in url for chat in CHATS)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The matches as they stand in the text, or as they read when something was hidden in them."""
    plain = folded(text)
    for match in pattern.finditer(plain):
        yield text[match.start() : match.end()] if len(plain) == len(text) else match[0]


def _place(reading: Reading, found: str, offset: int) -> Span:
    at = reading.body.text.find(found, offset)
    start = reading.body.start + max(at, offset)
    return reading.source.span_at(start, len(found) if at >= 0 else 1)


@lru_cache(maxsize=8)
def _may_hold(text: str, mail: bool) -> bool:
    return may_hold_mail(text) if mail else may_hold_number(text)


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
        if is_personal(folded(address)):
            yield Fault(
                span,
                f"{quoted(address)} lijkt een mailadres van een persoon",
                "Gebruik het adres van een functie of afdeling (stage@school.nl) of een openbare "
                "pagina.",
            )
    accounts = [number for number, _ in _matches(reading, IBAN) if is_iban(folded(number))]
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
        if is_bsn(folded(number)):
            yield Fault(
                span,
                "dit getal van negen cijfers kan een burgerservicenummer zijn",
                "Haal het weg. Is het een aantal? Schrijf het dan met punten, zoals 123.456.789.",
            )
    for number, span in _matches(reading, IBAN):
        if is_iban(folded(number)):
            yield Fault(span, "hier staat een rekeningnummer (IBAN)", "Haal het weg.")
