"""How readable a Dutch text is: sentences, words, syllables and Flesch-Douma; no judgement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import pyphen

_HYPHENATION = pyphen.Pyphen(lang="nl_NL", left=1, right=1)
# Latin letters are named: asking Unicode what a letter is takes twice the time.
_LETTER = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u1fff]"
WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
VOWELS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàâäéèêëïîôöûüáíóú]",
    re.IGNORECASE,
)
# It begins with one class of signs, on which a search can jump ahead. A row of points is looked at
# from its start only: from each of them, a long row would take the square of its length.
SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*[\"'”’»)\]]*(?=\s))")
ABBREVIATIONS = frozenset(
    (
        *("bijv", "bv", "nr", "ca", "dr", "drs", "ir", "ing", "prof", "mr", "st", "art", "blz"),
        *("d.w.z", "e.d", "i.p.v", "m.b.t", "m.n", "o.a", "t.o.v", "z.g", "max", "min", "incl"),
        *("excl", "resp"),
    )
)
"""Words that end in a point within a sentence; one letter (an initial) does so too."""
LONGEST = 24
"""So many letters before a point are looked at: more than any of those words has."""
FLESCH_DOUMA = (206.84, 0.93, 77)
"""The score of nothing, and what a word in a sentence and a syllable in a word take off it."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Measures of a text; `score` is Flesch-Douma: 100 is very easy, under 35 is hard.

    `longest` is the number of words of the longest sentence.
    """

    score: float
    words: int
    sentences: int
    mean_sentence: float
    longest: int


def words(text: str) -> list[str]:
    """The words of a text; numbers are not words."""
    return WORD.findall(text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; every line end also ends one."""
    return tuple(_sentences(text))


@lru_cache(maxsize=16)  # several rules ask for the words of the same text
def words_by_sentence(text: str) -> tuple[list[str], ...]:
    """The words of every sentence that has any."""
    return tuple(found for each in _sentences(text) if (found := words(each)))


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for match in SENTENCE_END.finditer(text):
        if match[0][0] == "." and _goes_on(text, match.start(), match.end()):
            continue
        if sentence := text[begin : match.end()].strip():
            yield sentence
        begin = match.end()
    if rest := text[begin:].strip():
        yield rest


def _goes_on(text: str, point: int, end: int) -> bool:
    """Whether the sentence goes on after a point: it ends an abbreviation or an initial."""
    if text[end + 1 : end + 2].islower():
        return True
    begin = max(0, point - LONGEST)
    word = text[max(begin, text.rfind(" ", begin, point) + 1) : point].lstrip("(\"'“‘")
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS


MAX_WORD = 100
"""The longest words that are divided; Dutch ones have at most some sixty letters."""


@lru_cache(maxsize=65_536)
def syllables(word: str) -> int:
    """The number of syllables of a Dutch word, at least one.

    Hyphenation never splits off a single letter ("o-pa"), vowel groups miss a hiatus ("mu-se-um"):
    whichever finds more is right nearly always.
    """
    groups = len(VOWELS.findall(word))
    if len(word) > MAX_WORD:  # hyphenation takes the square of the length, and this is no word
        return max(1, groups)
    parts = _HYPHENATION.inserted(word.lower(), "\n").split("\n")
    hyphenated = sum(1 for part in parts if VOWELS.search(part))
    return max(1, hyphenated, groups)


def measure(text: str) -> Readability:
    """The measures of a text; a text without words scores 100.

    Flesch-Douma (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960):
    206.84 - 0.93 x words per sentence - 77 x syllables per word.
    """
    parts = words_by_sentence(text)
    total = sum(map(len, parts))
    if not total:
        return Readability(100.0, 0, 0, 0.0, 0)
    mean = total / len(parts)
    per_word = sum(map(syllables, chain.from_iterable(parts))) / total
    most, by_word, by_syllable = FLESCH_DOUMA
    score = most - by_word * mean - by_syllable * per_word
    return Readability(round(score, 1), total, len(parts), round(mean, 1), max(map(len, parts)))
