"""Keys that stand elsewhere than they were meant, in front matter that can be read all the same."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

import yaml

from praktijkatlas.model import Practice
from praktijkatlas.reading.messages import model_at
from praktijkatlas.reading.slips import (
    LISTS,
    MAX_LINES,
    Slip,
    find_odd_items,
    many,
    reads_further,
    shifted,
)

_FIELDS = Practice.model_fields
_REQUIRED = frozenset(name for name, field in _FIELDS.items() if field.is_required())
_Pair = tuple[yaml.ScalarNode, yaml.Node]


def find_stray(root: yaml.Node, lines: Sequence[str]) -> Slip | None:
    """The first slip in lines that can be read, `root` being what they say; None without one."""
    if not isinstance(root, yaml.MappingNode) or len(lines) > MAX_LINES or not _looks_odd(root):
        return None
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in root.value):
        return None
    ways = (*find_odd_items(lines), *_fallen_out(root, lines), *_fallen_in(root, lines))
    return next((slip for slip in ways if reads_further(lines, slip, len(lines))), None)


def _looks_odd(root: yaml.MappingNode) -> bool:
    """Whether anything asks for a closer look: of nearly all practices nothing does."""
    for key, child in root.value:
        if type(key) is not yaml.ScalarNode or key.value not in _FIELDS:
            return True
        if type(child) is yaml.SequenceNode:
            if not child.flow_style and any(map(_runs_on, child.value)):
                return True
        elif key.value in LISTS and child.value:
            return True  # a list that was taken for one text
    return not {key.value for key, _ in root.value} >= _REQUIRED


def _runs_on(node: yaml.Node) -> bool:
    """Whether a word of a list has more than one line."""
    return type(node) is yaml.ScalarNode and node.start_mark.line != node.end_mark.line


def _fallen_out(root: yaml.MappingNode, lines: Sequence[str]) -> Iterator[Slip]:
    """Keys of a group, below it, that are not indented as the group asks."""
    pairs: list[_Pair] = root.value
    for number, (home, group) in enumerate(pairs):
        known = model_at((home.value,)).model_fields
        if home.value not in _FIELDS or known is _FIELDS:
            continue
        below = pairs[number + 1 :]
        lost = _first_of([key for key, _ in below], known.keys() - _FIELDS.keys())
        column = _column(home.value, group)
        if not lost or column is None or {key.value for key in lost} & _keys(_last(group)):
            continue
        after = [key.start_mark.line for key, _ in below[len(lost) : len(lost) + 1]]
        first = lost[0]
        what, verb = many([key.value for key in lost])
        yield Slip(
            first.start_mark.line,
            first.start_mark.column + 1,
            len(first.value),
            f"{what} {verb} niet in, en {_hears(lost)} zo niet bij `{home.value}`",
            f"Zet {column} spaties vóór {_each(lost)}.",
            shifted(_filled(lines, first.start_mark.line, *after), column),
            code="PA102",
        )


def _first_of(keys: Sequence[yaml.ScalarNode], wanted: AbstractSet[str]) -> list[yaml.ScalarNode]:
    return list(takewhile(lambda key: key.value in wanted, keys))


def _hears(keys: Sequence[object]) -> str:
    return "hoort" if len(keys) == 1 else "horen"


def _each(keys: Sequence[yaml.ScalarNode]) -> str:
    return f"`{keys[0].value}`" if len(keys) == 1 else "elk van die regels"


def _last(group: yaml.Node) -> yaml.Node:
    """The group that a key below would belong to: of a list, the last."""
    return group.value[-1] if isinstance(group, yaml.SequenceNode) and group.value else group


def _keys(node: yaml.Node) -> set[str]:
    return {key.value for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()


def _column(name: str, group: yaml.Node) -> int | None:
    """How far the keys of a group are indented; None when nothing tells."""
    if isinstance(group, yaml.ScalarNode):
        return 2 if not group.value and name not in LISTS else None
    last = _last(group)
    if not isinstance(last, yaml.MappingNode) or last.flow_style or not last.value:
        return None
    column: int = last.value[0][0].start_mark.column
    return column


def _fallen_in(root: yaml.MappingNode, lines: Sequence[str]) -> Iterator[Slip]:
    """Keys that became part of the group above, because they are indented."""
    there = _keys(root)
    for number, (home, group) in enumerate(root.value):
        last = _last(group)
        if home.value not in _FIELDS or not isinstance(last, yaml.MappingNode) or last.flow_style:
            continue
        known = model_at((home.value,)).model_fields
        keys = [key for key, _ in last.value if isinstance(key, yaml.ScalarNode)]
        lost = _first_of(keys[::-1], _FIELDS.keys() - known.keys())[::-1]
        if not lost or len(lost) == len(keys) or {key.value for key in lost} & there:
            continue
        column = lost[0].start_mark.column
        after = [key.start_mark.line for key, _ in root.value[number + 1 : number + 2]]
        rows = [key.start_mark.line for key in lost]
        what, verb = many([key.value for key in lost])
        # What belongs to the keys may be indented by as much, or stand where it should.
        for moved in (rows, _filled(lines, rows[0], *after)):
            yield Slip(
                rows[0],
                1,
                max(1, column),
                f"{what} {verb} in, en {_hears(lost)} zo bij `{home.value}`",
                f"Begin zonder spaties: haal er {column} weg vóór {_each(lost)}.",
                shifted(moved, -column),
                code="PA102",
            )


def _filled(lines: Sequence[str], first: int, after: int | None = None) -> list[int]:
    return [n for n in range(first, len(lines) if after is None else after) if lines[n].strip()]
