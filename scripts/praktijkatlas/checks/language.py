"""Rules for readability (PA3): tips only, since meaning goes before measures."""

from collections.abc import Iterator

from praktijkatlas.checks.jargon import JARGON
from praktijkatlas.checks.plain_language import measure, sentences, words, words_by_sentence
from praktijkatlas.checks.rule import Context, rule
from praktijkatlas.model import Fault, Severity, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading import Node, Reading

HARD = 35
ENOUGH_WORDS = 40
"""A shorter text has no score worth telling."""
LONG_SENTENCE = 25


def _span_of(reading: Reading, node: Node, sentence: str) -> Span:
    # Marks and citations stand between the words of a sentence: its first words lead to its place.
    body = reading.body
    for size in (40, 15, 6):
        found = body.text.find(sentence[:size], node.offset, node.offset + node.length)
        if found >= 0:
            return reading.source.span_at(body.start + found, min(size, len(sentence)))
    return reading.source.span_at(body.start + node.offset, node.length)


@rule(
    "PA311",
    "De tekst is moeilijk te lezen",
    severity=Severity.HINT,
    wrong="Het samenwerkingsverband faciliteert arbeidsmarktgerichte kwalificatietrajecten.",
    right="De scholen en bedrijven leren mensen samen een vak.",
)
def hard_text(reading: Reading, context: Context) -> Iterator[Fault]:
    """Veel lezers lezen in een paar minuten tussen twee afspraken door. Korte zinnen en korte
    woorden helpen hen. De maat is die van Flesch-Douma: 100 is heel makkelijk, onder 35 is
    moeilijk.
    """
    found = measure(reading.body.prose)
    if found.words >= ENOUGH_WORDS and found.score < HARD:
        yield Fault(
            reading.source.span_at(reading.body.start),
            f"de tekst is moeilijk: leesbaarheid {max(0, round(found.score))} van 100 "
            f"(gemiddeld {round(found.mean_sentence)} woorden in een zin)",
            "Maak zinnen van 8 tot 14 woorden en kies kortere woorden.",
        )


@rule(
    "PA312",
    "De zin is lang",
    severity=Severity.HINT,
    wrong="De school, die al langer zocht naar een plek waar leerlingen die liever met hun handen "
    "werken konden leren van mensen uit het vak, vond in 2019 een oude hal.",
    right="De school zocht een plek om met de handen te leren. In 2019 vond zij een oude hal.",
)
def long_sentence(reading: Reading, context: Context) -> Iterator[Fault]:
    """Bij een zin van meer dan 25 woorden zijn lezers het begin vergeten als zij aan het eind
    zijn.
    """
    prose = reading.body.prose
    if all(len(found) <= LONG_SENTENCE for found in words_by_sentence(prose)):
        return
    for sentence in sentences(prose):
        if len(words(sentence)) <= LONG_SENTENCE:
            continue
        for node, text in reading.body.paragraphs:
            if sentence in text:
                yield Fault(
                    _span_of(reading, node, sentence),
                    f"deze zin heeft {len(words(sentence))} woorden: {quoted(sentence)}",
                    "Maak er twee zinnen van.",
                )


@rule(
    "PA313",
    "Er is een makkelijker woord",
    severity=Severity.HINT,
    wrong="De school faciliteert de stakeholders middels een platform.",
    right="De school helpt iedereen die meedoet met een website.",
)
def hard_word(reading: Reading, context: Context) -> Iterator[Fault]:
    """Woorden uit beleid en management zeggen veel lezers weinig. Een gewoon woord zegt hetzelfde."""
    for name in ("title", "summary"):
        if name not in reading.missing:
            for word in words(getattr(reading.practice, name)):
                if plain := JARGON.get(word):
                    yield _advice(reading.source.span_of((name,), word), word, plain)
    if all(map(JARGON.keys().isdisjoint, words_by_sentence(reading.body.prose))):
        return
    for node in reading.body.of_kind("text"):
        hard = [word for word in words(node.text) if word in JARGON]
        offset = 0
        for word in hard:
            offset = node.text.find(word, offset)
            at = reading.source.span_at(reading.body.start + node.offset + offset, len(word))
            yield _advice(at, word, JARGON[word])
            offset += len(word)


def _advice(at: Span, word: str, plain: str) -> Fault:
    return Fault(at, f'"{word}" is een moeilijk woord', f"Schrijf gewoner, bijvoorbeeld: {plain}.")
