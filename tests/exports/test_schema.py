"""practice.schema.json: valid itself, and right about the entries."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.schema import practice_schema
from praktijkatlas.model import Vocabularies

from .conftest import entry, fields


class PlainLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth are typed, dates stay text (YAML 1.2)."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(("timestamp", "bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf")
)


def checker(vocabularies: Vocabularies) -> Draft202012Validator:
    schema = practice_schema(vocabularies, "https://atlas.example.org/practice.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def typed(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = entry("les", **changes).practice.model_dump(mode="json")
    return made


def test_every_real_entry_is_valid_as_data(real_catalogue: Catalogue) -> None:
    validator = checker(real_catalogue.vocabularies)
    assert len(real_catalogue) > 0
    for each in real_catalogue.entries:
        errors = list(validator.iter_errors(each.practice.model_dump(mode="json")))
        assert not errors, f"{each.id}: {errors[0].message} at {errors[0].json_path}"


def test_every_real_entry_is_valid_as_an_editor_reads_it(
    real_catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    validator = checker(real_catalogue.vocabularies)
    for each in real_catalogue.entries:
        text = (request.config.rootpath / each.path).read_text(encoding="utf-8")
        front = yaml.load(text.split("\n---", 1)[0], PlainLoader)
        errors = list(validator.iter_errors(front))
        assert not errors, f"{each.id}: {errors[0].message} at {errors[0].json_path}"


@pytest.mark.parametrize(
    "change",
    [
        {"themes": ["bestaat-niet"]},
        {"themes": []},
        {"regions": ["oud-dorp"]},
        {"evidence": 5},
        {"cost_band": 9},
        {"status": "weg"},
        {"title": "x" * 81},
        {"title": " "},
        {"stopped_reason": ""},
        {"keywords": ["haven", "haven"]},
        {"keywords": ["haven", ""]},
        {"sectors": ["bouw", "bouw"]},
        {"licence": "MIT"},
        {"onbekend": 1},
        {"status_as_of": "gisteren"},
        {"status_as_of": 12},
        {"organisations": [{"name": "X", "kind": "vereniging"}]},
        {"adoptions": [{"organisation": "X", "region": "nergens", "source": 1}]},
        {"reach": {"year": 1200, "source": 1}},
        {"results": [{"text": "x", "kind": "doel", "source": 0}]},
    ],
)
def test_what_the_model_refuses_is_refused(
    vocabularies: Vocabularies, change: dict[str, Any]
) -> None:
    validator = checker(vocabularies)
    assert validator.is_valid(typed())
    assert not validator.is_valid(typed() | change)


def test_a_year_may_be_a_number(vocabularies: Vocabularies) -> None:
    assert checker(vocabularies).is_valid(typed() | {"status_as_of": 2017, "start": 2016})


def test_terms_come_with_their_labels(vocabularies: Vocabularies) -> None:
    schema = practice_schema(vocabularies, "x")
    terms = schema["$defs"]["themes_term"]
    assert terms["enum"] == ["stages", "techniek-leren", "leeg-thema"]
    assert terms["enumDescriptions"][0] == "Stages & leerbanen"
    assert "oud-dorp" not in schema["$defs"]["regions_term"]["enum"]


def test_every_field_has_a_title_and_a_description_and_standard_words_only(
    vocabularies: Vocabularies,
) -> None:
    schema = practice_schema(vocabularies, "x")
    for name, field in schema["properties"].items():
        assert field["title"], name
        assert field["description"], name
    assert '"ge"' not in json.dumps(schema)
    assert '"le"' not in json.dumps(schema)


def test_examples_obey_the_fields_they_are_in(real_catalogue: Catalogue) -> None:
    schema = practice_schema(real_catalogue.vocabularies, "x")
    groups = {"": schema} | schema["$defs"]
    for group, made in groups.items():
        for name, field in made.get("properties", {}).items():
            rule = {**field, "$defs": schema["$defs"]}
            for example in field.get("examples", []):
                if "id-van-" in str(example):
                    continue
                Draft202012Validator(rule).validate(example), f"{group}.{name}"


def test_front_matter_of_the_fixture_is_whole() -> None:
    assert fields().keys() >= {"title", "licence"}
