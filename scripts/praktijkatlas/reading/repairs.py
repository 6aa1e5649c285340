"""YAML that cannot be read because of quotes or tabs: the change that makes it what was meant."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from praktijkatlas.model import Edit, Part, Practice
from praktijkatlas.model.values import is_free_text
from praktijkatlas.reading.edits import edited
from praktijkatlas.reading.source import compose

_KEY = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[a-z_]+): +(?P<value>\S.*)")
_GROUPS: tuple[type[Part], ...] = (Practice, *Part.__subclasses__())
KEYS = frozenset(key for group in _GROUPS for key in group.model_fields)
TEXT_KEYS = frozenset(
    key for group in _GROUPS for key, field in group.model_fields.items() if is_free_text(field)
)
# Spaces of other kinds come along when text is pasted; YAML takes them for letters.
ODD_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_GLUED = re.compile(
    rf" *(?:- +)?(?P<key>[a-z_]+)(?P<mark>:(?P<odd>[{ODD_SPACES}]+)|:(?=\S)|\uff1a *)"
)
_ODD_INDENT = re.compile(rf"[ {ODD_SPACES}]*[{ODD_SPACES}][ {ODD_SPACES}]*(?=\S)")
_KEY_LINE = re.compile(r"(?P<key>[a-z_]+):(?:\s|$)")
_INNER_KEY = re.compile(r"([a-z_]+): ")
MAX_TABS = 200
TAB_WIDTHS = (2, 4, 8)
# A value that begins so is a list, a group, a text in quotes, or an order to the reader of YAML.
NO_TEXT = tuple("[{|>&!\"#'")
# 't Kasteel, 's ochtends en 's middags: no quote in it closes a text.
_ELISION = re.compile(r"'[a-z]\b(?:[^']|\B'[a-z]\b|\b'\b)*", re.IGNORECASE)
_WORD_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]\s+[^\s#,\]].*")  # [Noord] leerlingen bouwen


def repair(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    """What makes line `at` readable (lines count from 0); nothing when that is not certain."""
    text = "\n".join(lines)
    ways = (
        *(_without_tabs(lines, at, width) for width in TAB_WIDTHS),
        _with_space(lines, at),
        _with_plain_indent(lines, at),
        _in_quotes(lines, at),
    )
    return next((edits for edits in ways if edits and _reads_further(text, edits, at)), ())


@dataclass(frozen=True, slots=True)
class Glued:
    """A key whose value is not parted from it: the column of the colon, and what to do there."""

    column: int
    width: int
    text: str
    message: str


def glued_key(line: str) -> Glued | None:
    """Where the space is missing in a line such as `title:Werken`; None when none is."""
    match = _GLUED.match(line)
    if match is None or match["key"] not in KEYS:
        return None
    message = "na de dubbele punt ontbreekt een spatie"
    if match["odd"]:
        message = "na de dubbele punt staat een vaste spatie in plaats van een gewone"
    elif not match["mark"].startswith(":"):
        message = "achter de sleutel staat een ander teken dan een dubbele punt"
    return Glued(match.start("mark") + 1, len(match["mark"]), ": ", message)


def begins_oddly(line: str) -> bool:
    """Whether a line has a text that YAML takes for one in quotes, or for a list, at its beginning."""
    match = _KEY.fullmatch(line)
    if match is None or match["key"] not in TEXT_KEYS:
        return False
    value = match["value"].partition(" #")[0].rstrip()
    return bool(_ELISION.fullmatch(value) or _WORD_IN_BRACKETS.fullmatch(value))


def odd_indent(line: str) -> int:
    """How many characters a line is indented, when some of them are not plain spaces; else 0."""
    match = _ODD_INDENT.match(line)
    return match.end() if match else 0


def is_key_line(line: str) -> bool:
    """Whether a line begins with a key of a practice, not indented."""
    match = _KEY_LINE.match(line)
    return match is not None and match["key"] in Practice.model_fields


def stray_line(lines: Sequence[str], at: int) -> int | None:
    """The line above `at` that has no colon, so that `at` seems to be its text; None if it has."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    if above is None or lines[above].lstrip().startswith("#") or ":" in lines[above]:
        return None
    words = lines[above].removeprefix("- ").split()
    aligned = _depth(lines[above]) == _depth(lines[at])
    return above if words[0] in KEYS or (aligned and not words[0].startswith("-")) else None


@dataclass(frozen=True, slots=True)
class KeysUnderText:
    """A key with a text, and where that text stands; below it are keys.

    `deep` tells that the key is part of a group itself: no group is below such a one.
    """

    key: str
    deep: bool
    line: int
    column: int
    width: int


def keys_under_text(lines: Sequence[str], at: int) -> KeysUnderText | None:
    """The text in the place of a group, as in `contact: De Brug` with keys below; else None."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    inner = _KEY_LINE.match(lines[at].lstrip(" "))
    if above is None or inner is None or inner["key"] not in KEYS:
        return None
    match = _KEY.fullmatch(lines[above])
    if match is None or _depth(lines[at]) <= _depth(lines[above]):
        return None
    return KeysUnderText(
        match["key"],
        bool(match["before"]),
        above,
        match.start("value") + 1,
        len(match["value"].rstrip()),
    )


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _with_space(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    glued = glued_key(lines[at])
    if glued is None:
        return ()
    end = glued.column + glued.width
    if glued.text[: glued.width] == lines[at][glued.column - 1 : end - 1]:
        return (Edit((at + 1, end), (at + 1, end), glued.text[glued.width :]),)
    return (Edit((at + 1, glued.column), (at + 1, end), glued.text),)


def _with_plain_indent(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    width = odd_indent(lines[at])
    return (Edit((at + 1, 1), (at + 1, width + 1), " " * width),) if width else ()


def _in_quotes(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    match = _KEY.fullmatch(lines[at])
    if match is None or match["key"] not in TEXT_KEYS:
        return ()
    value = match["value"].partition(" #")[0].rstrip()
    if value.startswith(NO_TEXT) and not begins_oddly(lines[at]):
        return ()
    if any(word in KEYS for word in _INNER_KEY.findall(value)):
        return ()  # two lines that became one
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    if len(following) - len(following.lstrip()) > len(match["before"]):
        return ()  # the text goes on, and where it ends is a guess
    column = match.start("value") + 1
    text = json.dumps(value, ensure_ascii=False)
    return (Edit((at + 1, column), (at + 1, column + len(value)), text),)


def _without_tabs(lines: Sequence[str], at: int, width: int) -> tuple[Edit, ...]:
    """Spaces for the tabs in a block: so many where a line is indented, and one elsewhere."""
    first = last = at
    while first > 0 and _is_inside(lines[first]):
        first -= 1
    while last + 1 < len(lines) and _is_inside(lines[last + 1]):
        last += 1
    block = lines[first : last + 1]
    if sum(line.count("\t") for line in block) > MAX_TABS:
        return ()
    return tuple(
        Edit(
            (number + 1, column + 1),
            (number + 1, column + 2),
            " " * (1 if line[:column].strip() else width),
        )
        for number, line in enumerate(block, start=first)
        for column, character in enumerate(line)
        if character == "\t"
    )


def _is_inside(line: str) -> bool:
    return not line.strip() or line[0] in " \t-"


def _reads_further(text: str, edits: tuple[Edit, ...], at: int) -> bool:
    try:
        compose(edited(text, edits))
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        return mark is not None and mark.line > at + 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return True
