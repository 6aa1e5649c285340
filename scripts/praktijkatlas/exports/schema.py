"""JSON Schema of a practice, with the terms that may be chosen."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from praktijkatlas.exports.settings import SCHEMA_VERSION
from praktijkatlas.model import Practice, Region, Term, Vocabularies

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# pydantic leaves these as they are when a value is first turned from text into a number.
_BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
_YEARS = {"minimum": 1000, "maximum": 2999}


def practice_schema(vocabularies: Vocabularies, schema_id: str) -> Schema:
    """The schema that the front matter of an entry obeys; also fit for editors of YAML files."""
    made = tidy(Practice.model_json_schema())
    for properties in _property_groups(made):
        for schema in properties.values():
            _fill_terms(schema, vocabularies)
            _allow_years(schema)
            _refuse_empty_and_double(schema)
    for name, field in Practice.model_fields.items():
        # pydantic leaves the title out where a field is a group.
        made["properties"][name].setdefault("title", field.title)
    made["$defs"] |= {
        _definition(name): _terms_schema(name, vocabularies) for name in _vocabularies_in(made)
    }
    statuses = [vocabularies.statuses.by_id.get(each) for each in _status_ids(made)]
    made["properties"]["status"]["enumDescriptions"] = [t.label if t else "" for t in statuses]
    return {
        "$schema": DIALECT,
        "$id": schema_id,
        **made,
        "title": "Praktijk",
        "description": f"De gegevens boven aan een praktijk. Versie {SCHEMA_VERSION}.",
        "x-schema-version": SCHEMA_VERSION,
    }


def tidy(schema: Schema) -> Schema:
    """A schema of pydantic's in standard words, with examples of the right type."""
    made: Schema = _mapped(schema, _standard_words)
    return made


def _mapped(value: Any, change: Callable[[Schema], Schema]) -> Any:
    if isinstance(value, Mapping):
        return change({key: _mapped(inner, change) for key, inner in value.items()})
    if isinstance(value, list):
        return [_mapped(inner, change) for inner in value]
    return value


def _standard_words(schema: Schema) -> Schema:
    # A property may itself be called "title" or "examples": only schemas have a type or a choice.
    if not isinstance(schema.get("type"), str) and not isinstance(schema.get("anyOf"), list):
        return schema
    named = {_BOUNDS.get(key, key): value for key, value in schema.items()}
    if isinstance(named.get("examples"), list) and not _holds_text(named):
        named["examples"] = [_typed(example) for example in named["examples"]]
    return named


def _holds_text(schema: Schema) -> bool:
    choices = schema.get("anyOf", [schema])
    return any(choice.get("type") in ("string", "array") for choice in choices)


def _typed(example: Any) -> Any:
    return json.loads(example) if isinstance(example, str) else example


def _property_groups(schema: Schema) -> list[dict[str, Schema]]:
    groups = [schema, *schema.get("$defs", {}).values()]
    return [group["properties"] for group in groups if "properties" in group]


def _branches(schema: Schema) -> list[Schema]:
    """The schemas of the single values that a property holds."""
    inner = [schema["items"]] if "items" in schema else schema.get("anyOf", [])
    return inner or [schema]


def _fill_terms(schema: Schema, vocabularies: Vocabularies) -> None:
    """Write a reference to the terms wherever a vocabulary is named."""
    named = schema.get("x-vocabulary")
    for branch in _branches(schema):
        name = branch.get("x-vocabulary") or named
        if not name or branch.get("type") == "null":
            continue
        if branch.get("type") == "integer":
            terms = [term for term in vocabularies.get(name) if term.id.isdecimal()]
            branch["enum"] = [int(term.id) for term in terms]
            branch["enumDescriptions"] = [term.label for term in terms]
        elif branch.pop("type", None):
            branch["$ref"] = f"#/$defs/{_definition(name)}"


def _allow_years(schema: Schema) -> None:
    """Let a date that is only a year be a number, as YAML reads 2017."""
    for branch in _branches(schema):
        pattern = branch.get("pattern", "")
        if pattern.startswith(r"^[12]\d{3}(") and branch.get("type") == "string":
            branch |= {"type": ["string", "integer"], **_YEARS}


def _refuse_empty_and_double(schema: Schema) -> None:
    """Refuse what the check does: a text of spaces only, and the same value twice in a list."""
    for branch in _branches(schema):
        if branch.get("type") == "string" and not branch.keys() & {"enum", "pattern", "format"}:
            branch["pattern"] = r"\S"
    items = schema.get("items", {})
    if items.get("type") == "string" or "x-vocabulary" in items:
        schema["uniqueItems"] = True


def _definition(vocabulary: str) -> str:
    return f"{vocabulary}_term"


def _vocabularies_in(schema: Schema) -> list[str]:
    found: set[str] = set()

    def note(part: Schema) -> Schema:
        if "x-vocabulary" in part and "$ref" in part:
            found.add(part["x-vocabulary"])
        return part

    _mapped(schema, note)
    return sorted(found)


def _terms_schema(name: str, vocabularies: Vocabularies) -> Schema:
    terms = [term for term in vocabularies.get(name) if _may_be_chosen(term)]
    return {
        "type": "string",
        "enum": [term.id for term in terms],
        "enumDescriptions": [term.label for term in terms],
    }


def _may_be_chosen(term: Term) -> bool:
    return not (isinstance(term, Region) and term.is_former)


def _status_ids(schema: Schema) -> list[str]:
    ids: list[str] = schema["properties"]["status"]["enum"]
    return ids
