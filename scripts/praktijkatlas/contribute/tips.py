"""What the web form must know to give the tips of the checks while somebody types.

A tip never holds anything back. Numbers, words and patterns are those of the checks themselves;
what a browser writes differently in a pattern is put in its words here.
"""

from typing import Any

from praktijkatlas.checks import CODES
from praktijkatlas.checks.citations import CLAIM
from praktijkatlas.checks.evidence import LABEL, TWO_SOURCES_FROM
from praktijkatlas.checks.fields import MOST_SENTENCES
from praktijkatlas.checks.jargon import JARGON
from praktijkatlas.checks.language import ENOUGH_WORDS, HARD, LONG_SENTENCE
from praktijkatlas.checks.plain_language import (
    ABBREVIATIONS,
    FLESCH_DOUMA,
    SENTENCE_END,
    VOWELS,
    WORD,
)
from praktijkatlas.model import Severity

_TOLD = ("PA113", "PA206", "PA306", "PA307", "PA311", "PA312", "PA313", "PA409")


def tip_rules() -> dict[str, Any]:
    """What the script of the tips needs, as JSON values; `codes` are those that it tells."""
    assert all(CODES[code].severity is not Severity.ERROR for code in _TOLD)
    return {
        "codes": {code: CODES[code].title for code in _TOLD},
        "jargon": dict(JARGON),
        "mostSentences": MOST_SENTENCES,
        "twoSourcesFrom": TWO_SOURCES_FROM,
        "longSentence": LONG_SENTENCE,
        "enoughWords": ENOUGH_WORDS,
        "hard": HARD,
        "flesch": FLESCH_DOUMA,
        "abbreviations": sorted(ABBREVIATIONS),
        "word": _in_browser(WORD.pattern),
        "vowels": VOWELS.pattern,
        "sentenceEnd": SENTENCE_END.pattern,
        "claim": _in_browser(CLAIM.pattern),
        "label": LABEL.pattern,
    }


def _in_browser(pattern: str) -> str:
    r"""A pattern for a browser, whose \w and \b know no letters but those of English."""
    letters = pattern.replace(r"[^\W\d_]", r"\p{L}")
    inside = letters.replace(r"[\w-]", r"[\p{L}\p{N}_-]").replace(r"(?<![\w^", r"(?<![\p{L}\p{N}_^")
    return inside.replace(r"[\w%]", r"[\p{L}\p{N}_%]").replace(r"\w", r"[\p{L}\p{N}_]")
