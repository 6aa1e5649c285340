"""How a fault is mended in the text of a file: only the value itself changes, in the same quotes."""

import json
import re
from collections.abc import Iterable
from itertools import accumulate

import yaml

from praktijkatlas.model import Edit, Fault, Span
from praktijkatlas.reading.source import ABSENT, Source, compose

_QUOTES = ("'", '"')


def edits_of(source: Source, fault: Fault) -> tuple[Edit, ...]:
    """What mends a fault; nothing when it takes a person to do so."""
    if fault.edits or fault.instead is None or isinstance(fault.at, Span):
        return fault.edits
    node = source.node_at(fault.at, fault.at_key)
    if node is None or node.start_mark.line != node.end_mark.line:
        return ()
    line = node.start_mark.line + source.yaml_line
    begin, end = node.start_mark.column, node.end_mark.column
    written = source.lines[line][begin:end]
    if isinstance(fault.instead, str) and re.fullmatch(r"\[.*\]", written):
        # One value that stands between brackets as if it were a list.
        item = _like("", fault.instead)
        return (Edit((line + 1, begin + 1), (line + 1, end + 1), item),)
    if not isinstance(node, yaml.ScalarNode):
        return ()
    plain = node.style in (None, "") and written == node.value
    if not plain and not (len(written) > 1 and written[0] == written[-1] == node.style):
        return ()
    if isinstance(fault.instead, str):
        text = _like(written[0] if not plain else "", fault.instead)
    elif plain:
        text = f"[{', '.join(_like('', item) for item in fault.instead)}]"
    else:
        text = f"[{written}]"
    return (Edit((line + 1, begin + 1), (line + 1, end + 1), text),)


def _like(quote: str, value: str) -> str:
    """A text in YAML, in the quotes that were used before; in double ones when it needs some."""
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return value if not quote and is_plain(value) else json.dumps(value, ensure_ascii=False)


def is_plain(value: str) -> bool:
    """Whether a text means itself in YAML without quotes, also between brackets."""
    if value in ABSENT or value[:1] in _QUOTES:
        return False
    try:
        node = compose(f"[{value}]")
    except yaml.YAMLError:
        return False
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return len(items) == 1 and isinstance(items[0], yaml.ScalarNode) and items[0].value == value


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the changes made; none may reach into another."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def offset(place: tuple[int, int]) -> int:
        return min(starts[min(place[0], len(lines) + 1) - 1] + place[1] - 1, len(text))

    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        parts += [text[done : offset(edit.start)], edit.text]
        done = offset(edit.end)
    return "".join([*parts, text[done:]])
