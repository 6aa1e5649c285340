"""The JSON API: against OpenAPI, and what it promises."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import (
    SCHEMA_VERSION,
    ExportSettings,
    api,
    export_files,
    openapi,
    structured_data,
)
from praktijkatlas.exports.bodies import linked_markdown
from praktijkatlas.exports.records import plain_text
from praktijkatlas.reading import read_body
from praktijkatlas.reading.picture import Picture

from .conftest import SITE, entry, make_entries

Files = dict[str, bytes]


def read(files: Files, path: str) -> Any:
    return json.loads(files[path])


def template_of(path: str, document: dict[str, Any]) -> str:
    """The path in OpenAPI that a file is under: its own, or the one template that fits it."""
    exact = f"/{path}"
    if exact in document["paths"]:
        return exact
    fitting = []
    for template, item in document["paths"].items():
        if "{" not in template:
            continue
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template), count=1)
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P=\1)", pattern)
        match = re.fullmatch(pattern, exact)
        rule = item["get"]["parameters"][0]["schema"].get("pattern", "[0-9]+")
        if match and re.search(rf"\A(?:{rule})\Z", next(iter(match.groupdict().values()))):
            fitting.append(template)
    assert len(fitting) == 1, f"{path} is under {fitting}"
    return fitting[0]


def faults(files: Files) -> list[str]:
    """What in the JSON files is not as OpenAPI says."""
    document = read(files, "api/v1/openapi.json")
    registry: Registry[Any] = Registry().with_resource(
        "urn:openapi", Resource(contents=document, specification=DRAFT202012)
    )
    found = []
    for path, data in files.items():
        operation = document["paths"][template_of(path, document)]["get"]
        (content,) = operation["responses"]["200"]["content"].values()
        if path.endswith((".json", ".jsonld")):
            schema = json.loads(json.dumps(content["schema"]).replace('"#/', '"urn:openapi#/'))
            checker = Draft202012Validator(
                schema, registry=registry, format_checker=FormatChecker()
            )
            found += [f"{path}: {error.message}" for error in checker.iter_errors(json.loads(data))]
        else:
            assert content["schema"] == {"type": "string"}
    return found


def test_openapi_is_valid(files: Files) -> None:
    OpenAPIV31SpecValidator(read(files, "api/v1/openapi.json")).validate()


def test_every_file_is_as_openapi_says(files: Files) -> None:
    assert faults(files) == []


def test_every_file_of_the_real_practices_is_as_openapi_says(real_catalogue: Catalogue) -> None:
    settings = ExportSettings.for_catalogue(real_catalogue)
    assert faults(dict(export_files(real_catalogue, settings))) == []


def test_a_fault_in_a_file_is_seen(files: Files) -> None:
    spoilt = read(files, "api/v1/practices.json")
    del spoilt["practices"][0]["cost_band"]
    spoilt["total"] = "3"
    found = faults(files | {"api/v1/practices.json": json.dumps(spoilt).encode()})
    assert len(found) == 2


def test_every_path_in_openapi_has_a_file(files: Files) -> None:
    document = read(files, "api/v1/openapi.json")
    used = {template_of(path, document) for path in files}
    unused = document["paths"].keys() - used
    assert all("{page}" in path for path in unused), "only further pages may have no file yet"


def test_no_field_is_described_that_is_not_given_and_the_other_way_round(files: Files) -> None:
    schemas = read(files, "api/v1/openapi.json")["components"]["schemas"]
    for path, key, name in (
        ("api/v1/practices.json", "practices", "PracticeItem"),
        ("api/v1/themes.json", "themes", "ThemeRecord"),
        ("api/v1/regions.json", "regions", "RegionRecord"),
        ("api/v1/organisations.json", "organisations", "OrganisationRecord"),
    ):
        schema = schemas[name]
        assert set(schema["required"]) == schema["properties"].keys()
        for item in read(files, path)[key]:
            assert item.keys() == schema["properties"].keys(), path
    detail = schemas["PracticeDetail"]
    assert set(detail["required"]) == detail["properties"].keys()
    for practice in ("eerste-les", "tweede-les"):
        given = read(files, f"api/v1/practices/{practice}.json")["practice"]
        assert given.keys() == detail["properties"].keys()


def test_a_field_has_one_type_besides_null(files: Files) -> None:
    for name, schema in read(files, "api/v1/openapi.json")["components"]["schemas"].items():
        for field, rule in schema.get("properties", {}).items():
            types = {
                branch.get("type") or branch["$ref"] for branch in rule.get("anyOf", [rule])
            } - {"null"}
            assert len(types) == 1, f"{name}.{field}: {types}"


def test_every_json_has_the_version_and_a_final_newline(files: Files) -> None:
    for path, data in files.items():
        assert data.decode("utf-8").endswith("\n") or path.endswith(".ics")
        assert not data.endswith(b"\n\n")
        if path.startswith("api/v1/") and path.endswith(".json"):
            document = json.loads(data)
            version = document.get("schema_version") or document["x-schema-version"]
            assert version == SCHEMA_VERSION == "1.2.0"


def test_missing_is_null_or_an_empty_list(files: Files) -> None:
    practice = read(files, "api/v1/practices/eerste-les.json")["practice"]
    assert practice["cost_band"] is None
    assert practice["effort"] is None
    assert practice["results"] == []
    full = read(files, "api/v1/practices/tweede-les.json")["practice"]
    assert full["cost_band"] == 0
    assert full["effort"] == {
        "lead_weeks": 8,
        "school_hours": None,
        "company_hours": None,
        "people": 2,
    }


def test_the_plain_text_parts_sections_by_blank_lines_and_nothing_else() -> None:
    text = "## Aanpak\n\n- Zie\n  [de school](a.md)[^1]\n  en bel.\n\n```\na\n\nb\n```\n\n## Zelf doen\n\nBel."
    assert plain_text(read_body(text)) == "Aanpak\nZie de school en bel.\na\nb\n\nZelf doen\nBel."


def test_picture_of_a_practice_can_be_found(catalogue: Catalogue, files: Files) -> None:
    pictured = replace(entry("eerste-les"), picture=Picture(Path("foto-van-ons.jpeg"), "jpeg"))
    one = Catalogue.of([pictured], catalogue.vocabularies)
    for site, top in ((SITE, f"{SITE}/"), ("", "../../../")):
        settings = ExportSettings.for_catalogue(one, site)
        made = dict(export_files(one, settings))
        practice = read(made, "api/v1/practices/eerste-les.json")["practice"]
        assert practice["image_url"] == f"{top}praktijken/eerste-les/eerste-les.jpg"
        article = structured_data(one.entries[0], one, settings)["@graph"][0]
        assert article.get("image") == (practice["image_url"] if site else None)
    assert read(files, "api/v1/practices/eerste-les.json")["practice"]["image_url"] is None


def test_single_file_has_the_body_in_two_forms(files: Files) -> None:
    body = read(files, "api/v1/practices/eerste-les.json")["practice"]["body"]
    assert "## Aanleiding" in body["markdown"]
    assert body["text"].startswith("Aanleiding\nTe weinig stages.\n\nAanpak\n")
    assert "[^1]" not in body["text"]
    assert all("body" not in item for item in read(files, "api/v1/practices.json")["practices"])


def test_links_between_bodies_lead_to_pages(files: Files, settings: ExportSettings) -> None:
    body = read(files, "api/v1/practices/eerste-les.json")["practice"]["body"]["markdown"]
    top = f"{SITE}/" if settings.site_url else "../../../"
    assert f"[de andere]({top}praktijken/tweede-les/)" in body
    assert "[een site](https://www.example.org/x_(y))" in body


def test_link_to_a_part_of_another_page_keeps_that_part() -> None:
    body = read_body("Zie [de aanpak](tweede-les.md#aanpak) en [de rest](../tweede-les/).")
    linked = linked_markdown(body, "https://atlas.example/{}/".format, {"tweede-les"})
    assert linked == (
        "Zie [de aanpak](https://atlas.example/tweede-les/#aanpak)"
        " en [de rest](https://atlas.example/tweede-les/)."
    )


def test_old_id_of_a_practice_leads_to_the_new_one(files: Files, settings: ExportSettings) -> None:
    moved = read(files, "api/v1/practices/oude-les.json")
    place = "api/v1/practices/tweede-les.json"
    address = f"{SITE}/{place}" if settings.site_url else f"../../../{place}"
    assert moved == {
        "schema_version": SCHEMA_VERSION,
        "moved_to": "tweede-les",
        "api_url": address,
    }
    assert "tweede-les/tweede-les.md)" in files["praktijken/oude-les/oude-les.md"].decode()
    listed = [each["id"] for each in read(files, "api/v1/practices.json")["practices"]]
    assert "oude-les" not in listed


def test_regions_and_organisations_are_rolled_up(files: Files) -> None:
    regions = {each["id"]: each for each in read(files, "api/v1/regions.json")["regions"]}
    assert regions["het-land"]["practice_count"] == 3
    assert regions["het-land"]["own_practice_count"] == 0
    assert regions["oud-dorp"]["feed_url"] is None
    assert regions["oud-dorp"]["until"] == "2018-01-01"
    organisations = read(files, "api/v1/organisations.json")["organisations"]
    brug = next(each for each in organisations if each["id"] == "brug")
    assert (brug["name"], brug["practice_count"]) == ("Vakcollege De Brug", 3)
    first = read(files, "api/v1/practices/eerste-les.json")["practice"]
    assert first["organisation_ids"] == ["brug", "bakkerij-jansen"]
    assert [each["id"] for each in first["organisations"]] == ["brug", "bakkerij-jansen", None]
    assert first["adopted_by"] == ["tweede-les"]


def test_links_lead_to_files_that_are_there(files: Files, settings: ExportSettings) -> None:
    top = f"{SITE}/" if settings.site_url else "https://elsewhere.example/x/"
    for path in ("api/v1/practices.json", "api/v1/practices/eerste-les.json"):
        document = read(files, path)
        record = document.get("practice") or document["practices"][0]
        for key in {"api_url", "markdown_url"} & record.keys():
            assert urljoin(top + path, record[key]).removeprefix(top) in files
        assert urljoin(top + path, record["url"]) == f"{top}praktijken/eerste-les/"


@pytest.fixture(scope="module")
def many(catalogue: Catalogue) -> Files:
    large = Catalogue.of(make_entries(2_000), catalogue.vocabularies)
    return dict(export_files(large, ExportSettings.for_catalogue(large, SITE)))


def test_two_thousand_practices_come_in_pages(many: Files) -> None:
    assert faults({k: v for k, v in many.items() if not k.startswith("api/v1/practices/")}) == []
    address, seen = "api/v1/practices.json", []
    while address:
        page = read(many, address)
        seen += [each["id"] for each in page["practices"]]
        assert len(page["practices"]) <= api.PAGE_SIZE
        assert page["total"] == 2_000
        address = (page["next"] or "").removeprefix(f"{SITE}/")
    assert seen == sorted(seen)
    assert len(set(seen)) == 2_000
    assert read(many, "api/v1/practices-2.json")["previous"].endswith("/practices.json")
    assert read(many, "api/v1/organisations-5.json")["next"] is None


def test_no_file_but_the_tables_grows_without_bound(many: Files) -> None:
    tables = {"api/v1/practices.csv", "api/v1/practices-machine.csv"}
    largest = max((len(data), path) for path, data in many.items() if path not in tables)
    assert largest[0] <= 700_000, largest
    # The tables hold everything on purpose; they grow with a row for each practice.
    assert all(len(many[path]) / 2_000 < 1_500 for path in tables)


def test_no_practice_id_can_collide_with_a_page(files: Files) -> None:
    document = read(files, "api/v1/openapi.json")
    assert template_of("api/v1/practices/page-2.json", document).endswith("practices/{id}.json")
    assert template_of("api/v1/practices-2.json", document).endswith("practices-{page}.json")


def test_openapi_is_made_from_the_site(settings: ExportSettings) -> None:
    (server,) = openapi.openapi_document(settings)["servers"]
    assert server["url"] == (SITE if settings.site_url else "../..")
