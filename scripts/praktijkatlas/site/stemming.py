"""Brings the forms of a Dutch word together: scholen and school, bedrijven and bedrijf.

The rules are data, because two programs follow them: this one when it makes the index, and the
browser when somebody asks. A stem is never shown, so it need not be a word; it only has to be the
same for the forms of one word and different for others.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# Stages, modules, opleiders, workshops, kazernes; words such as les, proces and plaats keep their s.
_PLURAL_S = (
    *(("(?<=[dg]e|ie)s$", "", 4), ("(?<=ule)s$", "", 4), ("(?<=[tc]h)es$", "", 4)),
    *(("(?<=[aeiu][lmnr])s$", "", 4), ("(?<=[^s][bkp])s$", "", 3), ("(?<=[on]t)s$", "", 4)),
    *(("(?<=[^aeiouy][kmnptvz]e)s$", "", 4), ("(?<=[aiu]ne)s$", "", 5)),
)

RULES: tuple[tuple[tuple[str, str, int], ...], ...] = (
    # Small ones: winkeltjes, boompje, bedrijfje.
    (
        ("etjes?$", "", 4),
        ("(?<=[aeioulnrw])tjes?$", "", 3),
        ("(?<=m)pjes?$", "", 3),
        ("jes?$", "", 4),
    ),
    # Before -en, so that windmolens loses what windmolen loses; and after it, for balans and balansen.
    _PLURAL_S,
    # More than one, and the infinitive: vakmensen, mogelijkheden, industrieën, scholen.
    (
        ("(mensen|lieden)$", "man", 3),
        *(("koeien$", "koe", 0), ("kinderen$", "kind", 0), ("steden$", "stad", 0)),
        ("heden$", "heid", 3),
        ("(?<=ie|ee)en$", "", 3),
        ("(?<=[^aeiouy])en$", "", 3),
    ),
    _PLURAL_S,
    (("(?<=[^aeiouy])e$", "", 3),),
    # Opleiding and opleiden; scholing is something else than school.
    (("ing$", "", 6), ("heid$", "", 5)),
    (("([bdfgklmnprst])(?=\\1$)", "", 1), ("([aeou])(?=\\1[^aeiouy]$)", "", 0)),
    (("v$", "f", 2), ("z$", "s", 2)),
)
"""Steps; in each the first rule that fits (a pattern, what comes in its place, and how many letters
must stand before it). The patterns mean the same in Python and in JavaScript."""

_COMPILED = tuple(
    tuple((re.compile(pattern), put, least) for pattern, put, least in step) for step in RULES
)


@lru_cache(maxsize=131_072)
def stem(word: str) -> str:
    """The stem of a folded word."""
    for step in _COMPILED:
        for pattern, put, least in step:
            found = pattern.search(word)
            if found and found.start() >= least:
                word = pattern.sub(put, word, count=1)
                break
    return word


def verb_stems(word: str) -> Iterator[str]:
    """What the stem of the verb may be if `word` is a form of one: werkt, werkte, gewerkt."""
    for start in ("ge", ""):
        for end in ("den", "ten", "de", "te", "d", "t"):
            base = word.removeprefix(start).removesuffix(end)
            if len(base) >= 3 and word == start + base + end:
                yield stem(base)
