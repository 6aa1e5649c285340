"""The field guide: every field of a practice, read from the model."""

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from praktijkatlas.model import Part, Practice, Region, Term, Vocabularies, Vocabulary
from praktijkatlas.model.values import LabelFrom, NameFrom, Shape, TermOf


@dataclass(frozen=True, slots=True)
class FieldGuide:
    """What a contributor must know of one field, and what a form must know to ask for it.

    `kind` is line, term, choice, group, or the kind of the value's shape (url, day, count …).
    `many` says that there can be several; then `least` and `most` count them, and `longest` is
    that of each. `low` and `high` bound a number.
    """

    key: str
    label: str
    hint: str
    required: bool
    many: bool
    limits: str
    example: str
    kind: str = "line"
    vocabulary: str = ""
    terms: tuple[Term, ...] = ()
    choices: tuple[str, ...] = ()
    parts: tuple["FieldGuide", ...] = ()
    one: str = ""
    names: str = ""
    samples: tuple[str, ...] = ()
    default: str = ""
    longest: int | None = None
    least: int = 0
    most: int | None = None
    low: int | None = None
    high: int | None = None
    pattern: str = ""
    wrong: str = ""
    fix: str = ""

    def term_label(self, value: str) -> str:
        """How `value`, one of the terms or choices, is called."""
        named = (term.label for term in self.terms if term.id == value)
        return next(named, value.capitalize())


def field_guide(
    vocabularies: Vocabularies, model: type[BaseModel] = Practice
) -> tuple[FieldGuide, ...]:
    """The fields of a model in their order, with the terms that may be chosen."""
    return tuple(_guide(key, info, vocabularies) for key, info in model.model_fields.items())


def _guide(key: str, info: FieldInfo, vocabularies: Vocabularies) -> FieldGuide:
    pieces = list(unfold(info))
    vocabulary = next((p.vocabulary for p in pieces if isinstance(p, TermOf)), "")
    if not vocabulary and isinstance(info.json_schema_extra, dict):
        vocabulary = str(info.json_schema_extra.get("x-vocabulary", ""))
    labels = next((p.vocabulary for p in pieces if isinstance(p, LabelFrom)), vocabulary)
    part = next((p for p in pieces if isinstance(p, type) and issubclass(p, Part)), None)
    choices = next((get_args(p) for p in pieces if get_origin(p) is Literal), ())
    shape = next((p for p in reversed(pieces) if isinstance(p, Shape)), Shape("line"))
    many = any(get_origin(p) is tuple for p in pieces)
    single = list(_inside(pieces)) if many else pieces
    example = info.examples[0] if info.examples else ""
    shown = f"[{', '.join(example)}]" if isinstance(example, list) else str(example)
    return FieldGuide(
        key=key,
        label=info.title or key,
        hint=info.description or "",
        required=info.is_required(),
        many=many,
        limits=_limits(info, many),
        example=f"{key}: {shown}" if shown else "",
        kind=_kind(part, vocabulary, choices, shape),
        vocabulary=vocabulary,
        terms=tuple(_terms(vocabularies.get(labels))) if labels else (),
        choices=choices,
        parts=field_guide(vocabularies, part) if part else (),
        one=(part.one if part else "") or info.title or key,
        names=next((p.vocabulary for p in pieces if isinstance(p, NameFrom)), ""),
        samples=tuple(map(str, example)) if isinstance(example, list) else (shown,) * bool(shown),
        default=str(info.default) if type(info.default) in (int, str) else "",
        longest=min((p.max_length for p in single if isinstance(p, MaxLen)), default=None),
        least=max((p.min_length for p in info.metadata if isinstance(p, MinLen)), default=0)
        if many
        else 0,
        most=min((p.max_length for p in info.metadata if isinstance(p, MaxLen)), default=None)
        if many
        else None,
        low=max((_number(p.ge) for p in single if isinstance(p, Ge)), default=None),
        high=min((_number(p.le) for p in single if isinstance(p, Le)), default=None),
        pattern=shape.pattern,
        wrong=shape.wrong,
        fix=shape.fix,
    )


def _kind(part: type[Part] | None, vocabulary: str, choices: tuple[str, ...], shape: Shape) -> str:
    if part is not None:
        return "group"
    if vocabulary:
        return "term"
    return "choice" if choices else shape.kind


def _number(bound: object) -> int:
    assert isinstance(bound, int)
    return bound


def _inside(pieces: Iterable[Any]) -> Iterator[Any]:
    """The pieces that say something of an item of a list, not of the list."""
    found = iter(pieces)
    for piece in found:
        if get_origin(piece) is tuple:
            yield from found


def _terms(vocabulary: Vocabulary[Term]) -> Iterator[Term]:
    """The terms that may be chosen; what was merged into one of them is another name for it."""
    former = [term for term in vocabulary if isinstance(term, Region) and term.is_former]
    for term in vocabulary:
        if term not in former:
            older = (name for old in former if term.id in old.replaced_by for name in old.names())
            names = dict.fromkeys((*term.synonyms, *older))
            yield term.model_copy(update={"synonyms": tuple(names)}) if former else term


def unfold(info: FieldInfo) -> Iterator[Any]:
    """Every type and every mark that the annotation of a field is made of, outside first."""
    yield from info.metadata
    yield from _unfold(info.annotation)


def _unfold(annotation: Any) -> Iterator[Any]:
    yield annotation
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        for mark in marks:
            yield mark
            yield from getattr(mark, "metadata", ())
        yield from _unfold(inner)
    elif origin in (tuple, Union, types.UnionType):
        for argument in get_args(annotation):
            if argument not in (Ellipsis, types.NoneType):
                yield from _unfold(argument)


def _limits(info: FieldInfo, many: bool) -> str:
    least = max((mark.min_length for mark in info.metadata if isinstance(mark, MinLen)), default=0)
    most = min((mark.max_length for mark in info.metadata if isinstance(mark, MaxLen)), default=0)
    if not many:
        return f"Hooguit {most} tekens." if most else ""
    if most and most <= 5:
        return f"Ten minste {least}, hooguit {most}." if least else f"Hooguit {most}."
    return ""
