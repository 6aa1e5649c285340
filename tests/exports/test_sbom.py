"""The bill of materials: complete, readable by programs, and the same each time."""

import json
from importlib.metadata import distribution, version
from importlib.resources import files

import jsonschema
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from referencing import Registry, Resource

from praktijkatlas.exports.components import UNKNOWN, load_components
from praktijkatlas.exports.sbom import sbom_json


@pytest.fixture(scope="module")
def components(project):
    return load_components(project)


@pytest.fixture(scope="module")
def sbom(components):
    return json.loads(sbom_json(components))


def test_it_has_the_form_of_cyclonedx(sbom):
    """The schemas travel in a package that the tests have anyway; nothing is fetched."""
    folder = files("cyclonedx.schema") / "_res"
    schemas = {
        name: json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))
        for name in ("bom-1.6", "spdx", "jsf-0.82")
    }
    registry = Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json", Resource.from_contents(schema))
        for name, schema in schemas.items()
    )
    validator = jsonschema.Draft7Validator(schemas["bom-1.6"], registry=registry)
    assert [error.message for error in validator.iter_errors(sbom)] == []


def test_every_package_of_the_project_is_named(components, project):
    names = {each.name for each in components}
    wanted = [Requirement(line) for line in distribution("praktijkatlas").requires]
    assert {canonicalize_name(each.name) for each in wanted} <= names
    for each in components:
        assert each.version == version(each.name)
        assert set(each.needs) <= names


def test_versions_and_hashes_are_those_of_the_lock(components, project):
    lock = (project / "requirements.txt").read_text("utf-8")
    for each in components:
        if each.name != "praktijkatlas":
            assert f"{each.name}=={each.version} " in lock
            assert each.hashes
            assert all(f"sha256:{value}" in lock for value in each.hashes)


def test_every_licence_is_known(components):
    assert [c.name for c in components if c.licence == UNKNOWN or not c.is_spdx] == []


def test_it_is_the_same_each_time(components, project):
    assert sbom_json(components) == sbom_json(load_components(project))
    assert b"timestamp" not in sbom_json(components)


def test_site_without_a_lock_beside_it_has_no_hashes(tmp_path):
    found = load_components(tmp_path)
    assert len(found) > 20
    assert not any(each.hashes for each in found)


def test_dependencies_refer_to_components(sbom):
    own = sbom["metadata"]["component"]["bom-ref"]
    known = {each["bom-ref"] for each in sbom["components"]} | {own}
    for each in sbom["dependencies"]:
        assert {each["ref"], *each["dependsOn"]} <= known
    assert own in {each["ref"] for each in sbom["dependencies"]}
