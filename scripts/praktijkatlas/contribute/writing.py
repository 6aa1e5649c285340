"""A practice as the text of its file: keys in the order of the model, every text in quotes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.model import SECTIONS
from praktijkatlas.model.dates import MONTHS

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_TEXT_KINDS = frozenset({"line", "url", "mailbox"})
_PLAIN = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9.~-]*", re.ASCII)
# Readers of YAML other than ours take these for true, false or nothing.
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def practice_text(
    guide: Sequence[FieldGuide], values: Mapping[str, Value], sections: Mapping[str, str]
) -> str:
    """The file of a practice. Absent values are left out; a section without text is left empty."""
    lines = ["---", *_group_lines(guide, values), "---"]
    for title in SECTIONS:
        lines += [f"## {title}", "", sections.get(title, "").strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def nothing_known(year: int, month: int) -> str:
    """The sentence for a section of which nothing is known."""
    return f"Hierover is in de bronnen nog niets gevonden (stand {MONTHS[month - 1]} {year})."


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
            yield f"{field.key}:"
            yield from _items(field, value)
        else:
            yield f"{field.key}: [{', '.join(_scalar(field, str(item)) for item in value)}]"


def _items(field: FieldGuide, items: Sequence[Value]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _group_lines(field.parts, item)
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)


def _scalar(field: FieldGuide, value: str) -> str:
    plain = field.kind not in _TEXT_KINDS and _PLAIN.fullmatch(value)
    if plain and (field.kind == "flag" or value.lower() not in _TAKEN):
        return value
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML, and needs no further thought
