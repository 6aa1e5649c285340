"""Where the texts, terms and source numbers of a practice stand: read off the model."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

from praktijkatlas.model import Path, Practice
from praktijkatlas.model.values import URL, TermOf
from praktijkatlas.reading import Reading

EVERY = None
"""A step into every item of a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of value in the model: the steps to it, and what its annotation says."""

    steps: tuple[str | None, ...]
    base: Any
    metadata: tuple[Any, ...]


def places(model: type[BaseModel] = Practice) -> Iterator[Place]:
    """Every place of a single value in the model, in the order of its fields."""
    for name, field in model.model_fields.items():
        for steps, base, metadata in _unfold(field.annotation, tuple(field.metadata)):
            if isinstance(base, type) and issubclass(base, BaseModel):
                for inner in places(base):
                    yield Place((name, *steps, *inner.steps), inner.base, inner.metadata)
            else:
                yield Place((name, *steps), base, metadata)


def _unfold(
    annotation: Any, metadata: tuple[Any, ...]
) -> Iterator[tuple[tuple[None, ...], Any, Any]]:
    if hasattr(annotation, "__metadata__"):
        yield from _unfold(annotation.__origin__, (*metadata, *annotation.__metadata__))
    elif get_origin(annotation) is tuple:
        for steps, base, inner in _unfold(get_args(annotation)[0], ()):
            yield (EVERY, *steps), base, inner
    elif options := [a for a in get_args(annotation) if a is not NoneType]:
        if len(options) == 1 and NoneType in get_args(annotation):
            yield from _unfold(options[0], metadata)
        else:
            yield (), annotation, metadata
    else:
        yield (), annotation, metadata


def _select(wanted: Callable[[Place], Any]) -> tuple[Place, ...]:
    return tuple(place for place in places() if wanted(place))


@cache
def text_places() -> tuple[Place, ...]:
    """The places of free text: what is neither a term, an address, a date nor an id."""
    return _select(
        lambda place: (
            place.base is str
            and not any(isinstance(each, TermOf | WithJsonSchema) for each in place.metadata)
        )
    )


@cache
def address_places() -> tuple[Place, ...]:
    """The places of addresses of the web."""
    return _select(lambda place: URL in place.metadata)


@cache
def term_places() -> tuple[tuple[Place, str], ...]:
    """The places that hold the id of a term, with the name of its vocabulary."""
    return tuple(
        (place, mark.vocabulary)
        for place in places()
        for mark in place.metadata
        if isinstance(mark, TermOf)
    )


@cache
def source_places() -> tuple[Place, ...]:
    """The places that hold the number of a source."""
    return _select(lambda place: place.steps[-1] == "source")


@cache
def list_places() -> tuple[Place, ...]:
    """The places of the items of lists of single values."""
    return _select(lambda place: place.steps[-1] is EVERY)


def values(reading: Reading, place: Place) -> Iterator[tuple[Path, Any]]:
    """The values that a reading has at a place, each with the path to it."""
    field = place.steps[0]
    if field not in reading.missing and field is not None:
        value = getattr(reading.practice, field)
        if value is not None and value != ():
            yield from _values(value, (field,), place.steps[1:])


def _values(value: Any, path: Path, steps: tuple[str | None, ...]) -> Iterator[tuple[Path, Any]]:
    if value is None:
        return
    if not steps:
        yield path, value
    elif steps[0] is not EVERY:
        yield from _values(getattr(value, steps[0]), (*path, steps[0]), steps[1:])
    elif len(steps) == 1:
        for index, item in enumerate(value):
            yield (*path, index), item
    elif len(steps) == 2 and steps[1] is not EVERY:  # nearly all: done here because it is quick
        name = steps[1]
        for index, item in enumerate(value):
            found = getattr(item, name)
            if found is not None:
                yield (*path, index, name), found
    else:
        for index, item in enumerate(value):
            yield from _values(item, (*path, index), steps[1:])


@lru_cache(maxsize=4)  # several rules look at the same reading, one after another
def texts(reading: Reading) -> tuple[tuple[Path, str], ...]:
    """Every free text of the front matter."""
    return tuple(found for place in text_places() for found in values(reading, place))


@lru_cache(maxsize=4)
def all_text(reading: Reading) -> str:
    """The free texts of the front matter, one on a line: one look tells if a closer one is needed."""
    return "\n".join(text for _, text in texts(reading))


@lru_cache(maxsize=4)
def terms(reading: Reading) -> tuple[tuple[Path, str, str], ...]:
    """Every id of a term: its path, the name of the vocabulary, and the id."""
    return tuple(
        (path, name, value)
        for place, name in term_places()
        for path, value in values(reading, place)
    )
