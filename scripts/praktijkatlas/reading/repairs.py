"""YAML that cannot be read because of quotes or tabs: the change that makes it what was meant."""

import json
import re
from collections.abc import Sequence

import yaml

from praktijkatlas.model import Edit, Part, Practice
from praktijkatlas.model.values import is_free_text
from praktijkatlas.reading.edits import edited
from praktijkatlas.reading.source import compose

_KEY = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[a-z_]+): +(?P<value>\S.*)")
_GROUPS: tuple[type[Part], ...] = (Practice, *Part.__subclasses__())
_KEYS = frozenset(key for group in _GROUPS for key in group.model_fields)
_TEXT_KEYS = frozenset(
    key for group in _GROUPS for key, field in group.model_fields.items() if is_free_text(field)
)
_GLUED = re.compile(r" *(?:- +)?(?P<key>[a-z_]+):(?=\S)")
_INNER_KEY = re.compile(r"([a-z_]+): ")
MAX_TABS = 200
TAB_WIDTHS = (2, 4, 8)
# A value that begins so is a list, a group, a text in quotes, or an order to the reader of YAML.
_NO_TEXT = tuple("[{|>&!\"#'")
_ELISION = re.compile(r"'[a-z]\b[^']*", re.IGNORECASE)  # 't Kasteel, 's avonds


def repair(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    """What makes line `at` readable (lines count from 0); nothing when that is not certain."""
    text = "\n".join(lines)
    ways = (
        *(_without_tabs(lines, at, width) for width in TAB_WIDTHS),
        _with_space(lines, at),
        _in_quotes(lines, at),
    )
    return next((edits for edits in ways if edits and _reads_further(text, edits, at)), ())


def glued_key(line: str) -> int | None:
    """Where the space is missing in a line such as `title:Werken`; None when none is."""
    match = _GLUED.match(line)
    return match.end() if match and match["key"] in _KEYS else None


def lacks_colon(lines: Sequence[str], at: int) -> bool:
    """Whether the line above `at` is a key without its colon, so that `at` seems to be its text."""
    words = lines[at - 1].split() if at else []
    return bool(words) and words[0] in _KEYS and ":" not in lines[at - 1]


def _with_space(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    column = glued_key(lines[at])
    if column is None:
        return ()
    place = (at + 1, column + 1)
    return (Edit(place, place, " "),)


def _in_quotes(lines: Sequence[str], at: int) -> tuple[Edit, ...]:
    match = _KEY.fullmatch(lines[at])
    if match is None or match["key"] not in _TEXT_KEYS:
        return ()
    value = match["value"].partition(" #")[0].rstrip()
    if value.startswith(_NO_TEXT) and not _ELISION.fullmatch(value):
        return ()
    if any(word in _KEYS for word in _INNER_KEY.findall(value)):
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
