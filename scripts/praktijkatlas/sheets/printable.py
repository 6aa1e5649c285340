"""Text that any typesetter can print: every string of a sheet passes here."""

import re
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from unicodedata import normalize

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What a template gets: data, never source."""

_SPACES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that would turn the text after them round, and marks that PDF/A forbids.
_UNWANTED = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff]")
# Surrogates, private letters and non-characters: they mean nothing to a reader of the PDF.
_MEANINGLESS = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
    )
    + "]"
)
# What no font of ours has while its plain form is in all of them: a digit on a key, the letters of
# a flag, and letters that were tied together, as in text copied from a PDF.
_KEY = re.compile("([0-9#*])\ufe0f?\u20e3")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+")
_FLAG_LETTERS = {0x1F1E6 + number: letter for number, letter in enumerate(ascii_uppercase)}
_TIED = re.compile("[\ufb00-\ufb06]")
# Dutch words of up to forty letters exist, and are divided by the rules of the language.
_LONG_WORD = re.compile(r"[^\W\d_]{41,}|(?=\S*[\W\d_])[^\s\u200b]{31,}")
_ADDRESS_JOINTS = re.compile(r"(?<=[/?&=_.:#+])(?=\w)")
_STRETCH = 28
_BREAK = "\u200b"
"""A place where a line may end without a hyphen."""


def printable(text: str) -> str:
    """`text` with only characters that can stand in a PDF/A, and with places to break long words.

    A character that no font of ours has stays: the last font draws a box for it.
    """
    if not text.isascii() or not text.isprintable():
        text = _SPACES.sub(" ", text)
        text = _MEANINGLESS.sub("\ufffd", _UNWANTED.sub("", text))
        text = _FLAGS.sub(_countries, _KEY.sub(r"\1", text))
        text = _TIED.sub(lambda tied: normalize("NFKC", tied[0]), text)
    return _LONG_WORD.sub(_breakable, text)


def _countries(flags: re.Match[str]) -> str:
    letters = flags[0].translate(_FLAG_LETTERS)
    return " ".join(letters[start : start + 2] for start in range(0, len(letters), 2))


def _breakable(match: re.Match[str]) -> str:
    pieces = _ADDRESS_JOINTS.split(match[0])
    return _BREAK.join(
        piece[start : start + _STRETCH]
        for piece in pieces
        for start in range(0, len(piece), _STRETCH)
    )


def printable_data(value: Json) -> Json:
    """The same data with every string printable; keys are ours and stay."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {
            key: each if key in LITERAL else printable_data(each) for key, each in value.items()
        }
    if isinstance(value, Sequence):
        return [printable_data(each) for each in value]
    return value


LITERAL = frozenset({"url", "id", "ids", "to", "svg"})
"""Keys of values that are not printed but used: addresses, names of places in the document,
drawings."""
