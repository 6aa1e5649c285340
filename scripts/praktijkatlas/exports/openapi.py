"""OpenAPI 3.1: what every exported file is, made from the same records as the files."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from praktijkatlas import addresses
from praktijkatlas.exports.api import (
    ListPage,
    MovedDocument,
    PracticeDocument,
    VocabularyDocument,
)
from praktijkatlas.exports.records import (
    ITEM_FIELDS,
    OrganisationRecord,
    PracticeDetail,
    RegionRecord,
    ThemeRecord,
)
from praktijkatlas.exports.schema import DIALECT, Schema, tidy
from praktijkatlas.exports.settings import SCHEMA_VERSION, ExportSettings

_RECORDS: tuple[type[BaseModel], ...] = (
    PracticeDocument,
    MovedDocument,
    VocabularyDocument,
    ListPage,
    ThemeRecord,
    RegionRecord,
    OrganisationRecord,
)
_LISTS = (
    (addresses.PRACTICE_LIST, "practices", "PracticeItem", "Alle praktijken, op id"),
    (addresses.THEME_LIST, "themes", "ThemeRecord", "Alle thema's"),
    (addresses.REGION_LIST, "regions", "RegionRecord", "Alle gemeenten en regio's"),
    (addresses.ORGANISATION_LIST, "organisations", "OrganisationRecord", "Alle organisaties"),
)
_ID = "{id}"
_OTHERS = (
    (addresses.EXCEL_TABLE, "Alle praktijken als tabel voor Excel (puntkomma, BOM)", "text/csv"),
    (addresses.MACHINE_TABLE, "Alle praktijken als tabel voor programma's", "text/csv"),
    (addresses.FEED, "Nieuwe en gewijzigde praktijken (Atom)", "application/atom+xml"),
    (addresses.theme_feed(_ID), "De feed van een thema (Atom)", "application/atom+xml"),
    (addresses.region_feed(_ID), "De feed van een regio (Atom)", "application/atom+xml"),
    (addresses.REVIEW_CALENDAR, "Wanneer praktijken na te kijken zijn", "text/calendar"),
    (addresses.practice_markdown(_ID), "Een praktijk als Markdown", "text/markdown"),
    (addresses.LLMS, "Wijzer voor taalmodellen", "text/plain"),
    (addresses.ROBOTS, "Wijzer voor zoekmachines", "text/plain"),
)


def openapi_document(settings: ExportSettings) -> Schema:
    """The OpenAPI description; `servers` is the site, or the way there from the file."""
    to = settings.links_from(addresses.OPENAPI)
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": f"Open data van {settings.site_name}",
            "version": SCHEMA_VERSION,
            "summary": "Praktijken, thema's, regio's en organisaties.",
            "description": (
                "Gewone bestanden, zonder sleutel of limiet. Elk veld is er altijd: wat niet "
                "bekend is, is null of een lege lijst. Er kunnen velden bij komen; in v1 gaat er "
                "niets weg."
            ),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "externalDocs": {
            "description": "Uitleg met voorbeelden",
            "url": to(addresses.EXPLANATION_PAGE),
        },
        "servers": [{"url": to("").rstrip("/") or "/"}],
        "paths": {f"/{path}": item for path, item in _paths()},
        "components": {"schemas": _schemas()},
        "x-schema-version": SCHEMA_VERSION,
    }


def _paths() -> Iterator[tuple[str, Schema]]:
    for path, key, item, summary in _LISTS:
        schema = _list_schema(key, item)
        yield path, _get(f"{key}", summary, "application/json", schema)
        following = path.replace(".json", "-{page}.json")
        pages = _parameter("page", {"type": "integer", "minimum": 2}, "Het nummer van de pagina.")
        yield (
            following,
            _get(f"{key}_page", f"{summary}: volgende pagina's", "application/json", schema, pages),
        )
    yield (
        addresses.practice_file(_ID),
        _get(
            "practice",
            "Een praktijk, of waar zij staat onder haar nieuwe id",
            "application/json",
            {"oneOf": [_ref("PracticeDocument"), _ref("MovedDocument")]},
            _id_of(),
        ),
    )
    yield (
        addresses.VOCABULARIES,
        _get("vocabularies", "De kleine lijsten", "application/json", _ref("VocabularyDocument")),
    )
    for path, summary, kind in (
        (addresses.SCHEMA, "JSON Schema van een praktijk", "application/schema+json"),
        (addresses.OPENAPI, "Deze beschrijving", "application/openapi+json"),
        (addresses.DCAT, "De dataset voor dataportalen (DCAT-AP)", "application/ld+json"),
    ):
        yield path, _get(_name(path), summary, kind, {"type": "object"})
    for path, summary, kind in _OTHERS:
        parameters = [_id_of()] if _ID in path else []
        yield path, _get(_name(path), summary, kind, {"type": "string"}, *parameters)


def _name(path: str) -> str:
    return "".join(each if each.isalnum() else "_" for each in path.replace(_ID, "id"))


def _get(name: str, summary: str, kind: str, schema: Schema, *parameters: Schema) -> Schema:
    responses: Schema = {
        "200": {"description": summary, "content": {kind: {"schema": schema}}},
    }
    if parameters:
        responses["404"] = {"description": "Dit bestand is er niet."}
    operation: Schema = {"operationId": name, "summary": summary, "responses": responses}
    if parameters:
        operation["parameters"] = list(parameters)
    return {"get": operation}


def _parameter(name: str, schema: Schema, description: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
    }


def _id_of() -> Schema:
    pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"
    return _parameter("id", {"type": "string", "pattern": pattern}, "Het id, zoals in de lijst.")


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_schema(key: str, item: str) -> Schema:
    items = {"type": "array", "items": _ref(item)}
    return {
        "allOf": [_ref("ListPage")],
        "type": "object",
        "properties": {key: items},
        "required": [key],
    }


def _schemas() -> dict[str, Any]:
    _, made = models_json_schema(
        [(record, "serialization") for record in _RECORDS],
        ref_template="#/components/schemas/{model}",
    )
    schemas = {name: _given(schema) for name, schema in tidy(made)["$defs"].items()}
    detail = schemas[PracticeDetail.__name__]
    schemas["PracticeItem"] = {
        "title": "PracticeItem",
        "description": "A practice as it stands in a list.",
        "type": "object",
        "properties": {name: detail["properties"][name] for name in ITEM_FIELDS},
        "required": list(ITEM_FIELDS),
    }
    return dict(sorted(schemas.items()))


def _given(schema: Schema) -> Schema:
    """The schema of something that is given: every field is there, and more may come within v1."""
    if "properties" not in schema:
        return schema
    kept = {key: value for key, value in schema.items() if key != "additionalProperties"}
    fields = {
        name: {key: value for key, value in field.items() if key != "default"}
        for name, field in schema["properties"].items()
    }
    return kept | {"properties": fields, "required": list(fields)}
