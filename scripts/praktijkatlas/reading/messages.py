"""What a contributor is told when the form of a value is not right."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from praktijkatlas.model import Fault, Part, Path, Practice
from praktijkatlas.model.likeness import SURE, surely
from praktijkatlas.model.values import TermOf, only_item, quoted
from praktijkatlas.model.vocabulary import fold

NEAR = 0.7
"""How much a key must look like another to ask about it (0 to 1, as difflib counts)."""

OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "tags": ("keywords",),
    "trefwoorden": ("keywords",),
    "email": ("mailbox",),
    "e-mail": ("mailbox",),
    "mail": ("mailbox",),
    "link": ("url",),
    "website": ("url",),
    "naam": ("name", "title", "organisation"),
    "name": ("title", "organisation"),
    "type": ("kind", "practice_types"),
    "author": ("publisher", "credit"),
    "auteur": ("publisher", "credit"),
    "description": ("summary",),
    "beschrijving": ("summary",),
    "organisatie": ("organisation", "organisations"),
    "region": ("regions",),
    "location": ("regions",),
    "plaats": ("regions",),
}
"""What people write for a key, and the keys that they may mean, the likeliest first."""


def translate(detail: ErrorDetails) -> Fault:
    """The fault that an error of the model is, in Dutch and with the way to mend it."""
    kind, loc = detail["type"], tuple(detail["loc"])
    context: dict[str, Any] = detail.get("ctx", {})
    if kind.startswith("PA"):
        instead = context.get("instead") or None
        fix = context["fix"]
        if kind == "PA109" and not instead and (most := next(_bounds(loc, "le"), None)):
            fix = f"Schrijf een getal van {max(_bounds(loc, 'ge'), default=0)} tot en met {most}."
        return Fault(loc, context["message"], fix, code=kind, instead=instead)
    name = str(loc[-1]) if loc else ""
    if is_of_empty_item(detail):
        return Fault(
            loc[:-1],
            f"`{dotted(loc[:-1])}` is leeg",
            f"Vul het in: {_first_keys(loc[:-1])}; of haal dit onderdeel van de lijst weg.",
            code="PA101",
        )
    if kind == "missing":
        return Fault(
            loc,
            f"`{dotted(loc)}` ontbreekt",
            f"Voeg toe: {_example(loc)}",
            code="PA101",
        )
    if kind == "extra_forbidden":
        known = ", ".join(model_at(loc[:-1]).model_fields)
        meant = near_key(loc)
        return Fault(
            loc,
            f"`{name}` is niet een sleutel die wij kennen",
            f"Bedoelde u `{meant}`?" if meant else f"Kies uit: {known}.",
            at_key=True,
            code="PA102",
            instead=meant_key(model_at(loc[:-1]), name),
        )
    if kind == "literal_error" and not isinstance(detail["input"], str):
        item = only_item(detail["input"])
        shown = item or " of ".join(_literals(loc))
        return Fault(
            loc,
            f"bij `{dotted(loc)}` hoort één waarde, geen lijst of groep",
            f"Schrijf zonder haken of streepje: {name}: {shown}",
            code="PA103",
            instead=item or None,
        )
    if kind == "literal_error":
        options = list(_literals(loc))
        near = get_close_matches(str(detail["input"]).lower(), options, n=1, cutoff=0.5)
        return Fault(
            loc,
            f"{quoted(detail['input'])} is niet een van de keuzes voor `{dotted(loc)}`",
            (f"Bedoelde u {near[0]}? " if near else "") + f"Kies uit: {', '.join(options)}.",
            code="PA104",
            instead=surely(str(detail["input"]), zip(options, options, strict=True), SURE),
        )
    if kind in ("string_too_long", "too_long") and isinstance(detail["input"], str):
        # Line ends and double spaces do not count.
        length = context.get("actual_length") or len(" ".join(detail["input"].split()))
        most = min(context["max_length"], *_bounds(loc, "max_length"), context["max_length"])
        return Fault(
            loc,
            f"`{dotted(loc)}` is te lang: {length} tekens, hooguit {most}",
            f"Maak de tekst ten minste {length - most} tekens korter.",
            code="PA105",
        )
    if kind in ("too_long", "too_short"):
        limit = context.get("max_length", context.get("min_length"))
        many = kind == "too_long"
        return Fault(
            loc,
            f"`{dotted(loc)}` heeft {context['actual_length']} waarden, "
            f"{'hooguit' if many else 'ten minste'} {limit}",
            "Kies de belangrijkste." if many else "Vul er ten minste één in.",
            code="PA106",
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        least = kind == "greater_than_equal"
        return Fault(
            loc,
            f"{quoted(detail['input'])} is te {'laag' if least else 'hoog'} voor `{dotted(loc)}`",
            f"Schrijf een getal van {'ten minste' if least else 'ten hoogste'} {bound}.",
            code="PA109",
        )
    if kind in ("tuple_type", "list_type"):
        return Fault(
            loc,
            f"`{dotted(loc)}` is niet een lijst",
            "Schrijf een lijst tussen haken: [een, twee]; of met streepjes onder elkaar."
            if model_at(loc) is model_at(loc[:-1])
            else f"Begin elk onderdeel op een nieuwe regel met een streepje: - {_first_keys(loc)}.",
            code="PA103",
            instead=_items(loc, detail["input"]),
        )
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        if isinstance(detail["input"], list):
            return Fault(
                loc,
                f"`{dotted(loc)}` is geen lijst, maar één groep van sleutels met waarden",
                "Haal de streepjes (-) weg, en laat alle sleutels van de groep even ver inspringen.",
                code="PA103",
            )
        return Fault(
            loc,
            f"`{dotted(loc)}` is niet een groep van sleutels met waarden",
            f"Schrijf op de regels eronder, ingesprongen: {_first_keys(loc)}.",
            code="PA103",
        )
    return Fault(
        loc,
        f"`{dotted(loc)}` heeft niet de goede vorm",
        "Schrijf één tekst, geen lijst of groep." if kind == "string_type" else "Zie het sjabloon.",
        code="PA103",
    )


def is_of_empty_item(detail: ErrorDetails) -> bool:
    """Whether an error tells of a key that an item of a list lacks, and that has no key at all."""
    inside = len(detail["loc"]) > 1 and isinstance(detail["loc"][-2], int)
    return detail["type"] == "missing" and inside and not detail["input"]


def near_key(loc: Path) -> str | None:
    """The key that the last step of `loc` nearly is; None when it is nothing like one."""
    model, name = model_at(loc[:-1]), str(loc[-1])
    near = get_close_matches(name, model.model_fields, n=1, cutoff=NEAR)
    other = next(
        (key for key in OTHER_WORDS.get(fold(name), ()) if key in model.model_fields), None
    )
    return meant_key(model, name) or other or (near[0] if near else None)


@lru_cache(maxsize=1024)  # the same slip occurs in many places
def meant_key(model: type[BaseModel], name: str) -> str | None:
    """The key that `name` surely stands for: misspelled, or in Dutch."""
    return surely(name, _key_names(model), least=0.72)


def _key_names(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Every key with itself and its Dutch label, by which a contributor may know it."""
    for key, field in model.model_fields.items():
        yield key, key
        yield field.title or key, key


def _items(loc: Path, value: object) -> tuple[str, ...] | None:
    """The items of a list that was written as one text; None for a list of groups."""
    if not isinstance(value, str) or model_at(loc) is not model_at(loc[:-1]):
        return None
    return tuple(part.strip() for part in value.split(",") if part.strip()) or None


def dotted(path: Path) -> str:
    """A path as contributors read it: organisations[2].name, items counted from 1."""
    out = ""
    for step in path:
        out += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if out else step
    return out


def _first_keys(path: Path) -> str:
    """How a group begins: the keys that it must have, or its first."""
    fields = model_at(path).model_fields
    names = [name for name, field in fields.items() if field.is_required()] or list(fields)[:2]
    return ", dan ".join(f"{name}: …" for name in names)


def _bounds(path: Path, name: str) -> Iterator[int]:
    """The bounds of that name (max_length, ge, le) that the model gives the value at `path`."""
    field = model_at(path[:-1]).model_fields.get(str(path[-1])) if path else None
    marks = [*field.metadata] if field else []
    for part in _annotations(field.annotation) if field else ():
        marks += getattr(part, "__metadata__", ())
    for mark in marks:
        inner = mark.metadata if isinstance(mark, FieldInfo) else (mark,)
        yield from (getattr(each, name) for each in inner if getattr(each, name, None) is not None)


def _annotations(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        for argument in get_args(annotation):
            if argument not in (Ellipsis, NoneType):
                yield from _annotations(argument)
    elif hasattr(annotation, "__metadata__"):
        yield from _annotations(annotation.__origin__)


def model_at(path: Path) -> type[BaseModel]:
    """The model of the group that `path` leads to, or that the value there is part of."""
    model: type[BaseModel] = Practice
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        for part in _annotations(model.model_fields[step].annotation):
            if isinstance(part, type) and issubclass(part, Part):
                model = part
    return model


def _literals(path: Path) -> Iterator[str]:
    field = model_at(path[:-1]).model_fields[str(path[-1])]
    for part in _annotations(field.annotation):
        yield from (value for value in get_args(part) if isinstance(value, str))


def _example(path: Path) -> str:
    name = str(path[-1])
    field = model_at(path[:-1]).model_fields.get(name)
    if field is None or not field.examples:
        return f"{name}: … ({field.description if field else ''})"
    example = field.examples[0]
    shown = f"[{', '.join(example)}]" if isinstance(example, list) else example
    others = ", ".join(each for each in _literals(path) if each != example)
    # In a list every item may need another word of a vocabulary than the example.
    if len(path) > 1 and any(isinstance(mark, TermOf) for mark in field.metadata):
        others = "een ander woord uit de lijst dat hier past"
    return f"{name}: {shown}" + (f" (of: {others})" if others else "")
