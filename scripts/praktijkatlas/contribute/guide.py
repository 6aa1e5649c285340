"""The field guide: every field of a practice, read from the model."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from praktijkatlas.model import Part, Practice, Term, Vocabularies
from praktijkatlas.model.values import TermOf


@dataclass(frozen=True, slots=True)
class FieldGuide:
    """What a contributor must know of one field."""

    key: str
    label: str
    hint: str
    required: bool
    many: bool
    limits: str
    example: str
    vocabulary: str = ""
    terms: tuple[Term, ...] = ()
    choices: tuple[str, ...] = ()
    parts: tuple["FieldGuide", ...] = ()


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
    part = next((p for p in pieces if isinstance(p, type) and issubclass(p, Part)), None)
    many = any(get_origin(p) is tuple for p in pieces)
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
        vocabulary=vocabulary,
        terms=tuple(vocabularies.get(vocabulary)) if vocabulary else (),
        choices=next((get_args(p) for p in pieces if get_origin(p) is Literal), ()),
        parts=field_guide(vocabularies, part) if part else (),
    )


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
