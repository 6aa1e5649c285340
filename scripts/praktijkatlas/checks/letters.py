"""Characters that are not what they seem: unseen, turned around, or looking like others.

The patterns mean the same in Python and in a browser (with the flag u), so that the form finds what
the checks find. Sources: Unicode UTS 39 (confusables) and UAX 9 (directions).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from praktijkatlas.checks.places import address_places, texts, values
from praktijkatlas.model import Span
from praktijkatlas.model.values import UNSEEN
from praktijkatlas.reading import Reading

INVISIBLE = re.compile(f"[{UNSEEN}]")
"""What nobody sees. The soft hyphen (00AD) is harmless; directions are in DISGUISED."""

_DIRECTION = "\u061c\u202a-\u202e\u2066-\u2069"
_LATIN = "A-Za-z\u00c0-\u024f"
# Scripts with letters that look Latin; the sign for micro (03BC) belongs to units.
_FOREIGN = (
    "\u0370-\u03bb\u03bd-\u03ff\u1f00-\u1fff\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
    "\u0531-\u0587\u0590-\u05ff\u0620-\u064a\u10a0-\u10ff\u13a0-\u13ff\uab70-\uabbf\u2c80-\u2cff"
    "\ua4d0-\ua4ff\U00010400-\U0001044f"
)
# Words wholly made of these read as Latin: аррӏе.
_TWINS = "АВЕКМНОРСТУХІЈЅԌԚԜасеорухіјѕһԁԛԝӏѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ"
# Latin in disguise: phonetic and small capitals, Roman numerals, letters in circles and squares, wide
# ones, those of mathematics; and digits of other scripts.
_IMITATION = (
    "\u0251\u0261\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u1d00-\u1d2b\ua730\ua731"
    "\u2102\u210a-\u2115\u2118-\u211d\u2124\u2128\u212c\u212d\u212f-\u2134\u2160-\u217f\u24b6-\u24e9"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    "\U0001f150-\U0001f169\u0660-\u0669\u06f0-\u06f9\u0966-\u096f"
)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_HOST = r"[hH][tT][tT][pP][sS]?://[^\s/?#()<>]*?"
CODED = "xn--"
"""How a name of a site in other letters begins when it is written in code."""

DISGUISED = re.compile(
    rf"[{_DIRECTION}]|(?<=[{_LATIN}])[{_FOREIGN}]|[{_FOREIGN}](?=[{_LATIN}])|[{_IMITATION}]"
    rf"|(?<![{_FOREIGN}])[{_TWINS}]{{2,}}(?![{_FOREIGN}])|[{_MARKS}]{{3}}"
    rf"|{_HOST}(?:[^\x00-\u024f\u2000-\u206f]|[xX][nN]--)"
)
"""What looks like something else; the last character of a match is the one to blame."""
_PLAIN = re.compile(r"[\x00-\u0250\u2000-\u200a\u2010-\u2027\u202f-\u205f\u20ac\u2122]*")
"""Characters that no match is made of, but for the hyphens of a name in code."""

_REFERENCE = re.compile(r"&#?\w+;")


def disguises(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Every line with a match: where its first one ends, and all the characters that did it."""
    source = reading.source
    told = set()
    if not _is_plain(source.text) and pattern.search(source.text):
        for number, line in enumerate(source.lines, start=1):
            if found := list(pattern.finditer(line)):
                told.add(number)
                yield Span(number, found[0].end()), _blamed(found)
    for span, text in _decoded(reading):
        suspect = span.line not in told and not _is_plain(text)
        if suspect and (found := list(pattern.finditer(text))):
            told.add(span.line)
            yield span, _blamed(found)


@lru_cache(maxsize=8)  # two rules look at the same text, one after the other
def _is_plain(text: str) -> bool:
    """Whether nothing in a text can match: true of nearly all, and quick to see."""
    return "n--" not in text and "N--" not in text and bool(_PLAIN.fullmatch(text))


def _blamed(found: list[re.Match[str]]) -> str:
    return "".join(dict.fromkeys(match[0][-1] for match in found))


def _decoded(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The texts that may hold characters which nobody wrote as such, or that marks cut in pieces."""
    source, body = reading.source, reading.body
    if "\\" in source.text[: body.start or None]:  # "\u202e" between double quotes
        for place in address_places():
            for path, text in values(reading, place):
                yield source.span_of(path, text), text
        for path, text in texts(reading):
            if text not in source.text:
                yield source.span_of(path, text), text
    if "&" not in body.text and "\\" not in body.text and _is_plain(body.text):
        return
    code = ((node, node.text) for node in body.of_kind("code_inline", "code_block"))
    for node, text in (*body.words, *code):
        # A long block begins lines above what it holds: point at &#8238; itself, when there is one.
        at = next(
            (
                match.start()
                for match in _REFERENCE.finditer(body.text, node.offset, node.offset + node.length)
                if not unescape(match[0]).isascii()
            ),
            node.offset,
        )
        yield source.span_at(body.start + at), text
    for node in body.of_kind("link"):
        yield source.span_at(body.start + node.offset), node.url
