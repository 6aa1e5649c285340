"""A name for the file of a new practice, which is its id and its address for good."""

from collections.abc import Container, Iterator
from itertools import chain, count

from praktijkatlas.reading.entry import MAX_ID, RESERVED_IDS, name_faults, slug

_TITLE_LENGTH = 44
"""An address should be short enough to say aloud; the place is added to it."""


def propose_id(title: str, place: str, taken: Container[str]) -> str:
    """An id that nobody has: the first words of the title, and the place."""
    return free_id(short_slug(title, place), taken)


def free_id(base: str, taken: Container[str]) -> str:
    """An id that nobody has: `base`, if need be with a number behind it."""
    return next(name for name in _candidates(base) if name not in taken)


def why_not(entry_id: str, taken: Container[str]) -> str:
    """Why an id cannot be that of a new practice, in words; "" when it can."""
    if entry_id in taken:
        return f'"{entry_id}" is al in gebruik.'
    return " ".join(f"{each.message}. {each.fix}" for each in name_faults(f"{entry_id}.md"))


def short_slug(title: str, place: str) -> str:
    """The words of the title that fit, then the place unless the title names it already."""
    words = slug(title).split("-")
    where = slug(place)
    while len(words) > 1 and len("-".join(words)) > _TITLE_LENGTH:
        words.pop()
    name = "-".join(words)
    if where and f"-{where}-" not in f"-{name}-":
        name = f"{name}-{where}".strip("-")
    return name[:MAX_ID].strip("-") or "nieuwe-praktijk"


def _candidates(base: str) -> Iterator[str]:
    first = [] if base in RESERVED_IDS else [base]
    return chain(first, (f"{base[: MAX_ID - 5]}-{number}" for number in count(2)))
