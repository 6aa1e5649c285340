"""A practice as the text of its file: keys in the order of the model, quotes where YAML needs them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.model import SECTIONS
from praktijkatlas.model.dates import MONTHS

Value = str | Sequence["Value"] | Mapping[str, "Value"]

TEXT_KINDS = frozenset({"line", "url", "mailbox"})
"""The kinds of fields that hold words; others hold an id, a number or a date."""
PLAIN_WORD = "-?[A-Za-z0-9][A-Za-z0-9.~-]*"
"""An id, a number or a date that needs no quotes. The form uses the patterns here too."""
PLAIN_TEXT = (
    r"(?=[A-Za-z\u00c0-\u024f(\u20ac\u201c\u2018]|[0-9].*[g-np-su-wyG-NP-SU-WY])"
    r"(?:[^:\s]|:(?=\S)| (?=[^\s#]))+"
)
"""A text that needs no quotes for any reader of YAML. One that begins like a number has a letter in
it that no number or date has."""
FLOW_MARKS = ",:?[]{}"
"""What needs quotes besides, in a list on one line."""
WIDTH = 100
"""A text of the practice itself that does not fit on a line of so many characters is folded."""
TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What readers of YAML other than ours take for true, false or nothing."""


def practice_text(
    guide: Sequence[FieldGuide], values: Mapping[str, Value], sections: Mapping[str, str]
) -> str:
    """The file of a practice. Absent values are left out; a section without text is left empty."""
    front = (_lines(field, values[field.key]) for field in guide if values.get(field.key))
    lines = ["---", *chain.from_iterable(front), "---"]
    for title in SECTIONS:
        lines += [f"## {title}", "", sections.get(title, "").strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def nothing_known(year: int, month: int) -> str:
    """The sentence for a section of which nothing is known."""
    return f"Hierover is in de bronnen nog niets gevonden (stand {MONTHS[month - 1]} {year})."


def _lines(field: FieldGuide, value: Value) -> Iterator[str]:
    """The lines of a field of the practice itself."""
    for line in _group_lines((field,), {field.key: value}):
        # Each text on one line, save those that take several anyway.
        if field.kind == "line" and not field.many and len(line) > WIDTH:
            yield f"{field.key}: >-"
            yield from (f"  {part}" for part in _folded(str(value), WIDTH - 2))
        else:
            yield line


def _group_lines(guide: Sequence[FieldGuide], values: Mapping[str, Value]) -> Iterator[str]:
    for field in guide:
        value = values.get(field.key)
        if not value:
            continue
        if isinstance(value, Mapping):
            inner = list(_group_lines(field.parts, value))
            yield from [f"{field.key}:", *(f"  {line}" for line in inner)] if inner else []
        elif isinstance(value, str):
            yield f"{field.key}: {_scalar(field, value)}"
        elif field.kind == "group":
            items = list(_items(field, value))
            yield from [f"{field.key}:", *items] if items else []
        else:
            yield f"{field.key}: [{', '.join(_scalar(field, str(item)) for item in value)}]"


def _items(field: FieldGuide, items: Sequence[Value]) -> Iterator[str]:
    for item in items:
        lines = _group_lines(field.parts, item) if isinstance(item, Mapping) else ()
        for number, line in enumerate(lines):
            yield f"    {line}" if number else f"  - {line}"


def _folded(text: str, width: int) -> Iterator[str]:
    """The words of a text in lines; only a word that is longer makes a longer line."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _scalar(field: FieldGuide, value: str) -> str:
    pattern = PLAIN_TEXT if field.kind in TEXT_KINDS else PLAIN_WORD
    plain = re.fullmatch(pattern, value) and not (field.many and set(FLOW_MARKS) & set(value))
    if plain and (field.kind == "flag" or value.lower() not in TAKEN):
        return value
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML, and needs no further thought
