"""The bill of materials: what a site is made with, in the form that programs read (CycloneDX 1.6)."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from praktijkatlas.exports.components import OWN, Component
from praktijkatlas.exports.encoding import json_bytes


def sbom_json(components: Iterable[Component]) -> bytes:
    """The bill of materials; the same components give the same bytes, so it holds no time."""
    listed = tuple(components)
    own = next((each for each in listed if each.name == OWN), None)
    others = [each for each in listed if each is not own]
    known = {each.name: _reference(each) for each in listed}
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(sorted(known.values())))}",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            **({"component": _described(own, "application")} if own else {}),
        },
        "components": [_described(each, "library") for each in others],
        "dependencies": [
            {
                "ref": known[each.name],
                "dependsOn": sorted(known[name] for name in each.needs if name in known),
            }
            for each in listed
        ],
    }
    return json_bytes(document, indent=2)


def _reference(component: Component) -> str:
    return f"pkg:pypi/{component.name}@{component.version}"


def _described(component: Component, kind: str) -> dict[str, Any]:
    reference = _reference(component)
    licence: dict[str, Any] = (
        {"expression": component.licence}
        if component.is_spdx
        else {"license": {"name": component.licence}}
    )
    found = {
        "type": kind,
        "bom-ref": reference,
        "name": component.name,
        "version": component.version,
        "description": component.summary,
        "licenses": [licence],
        "purl": reference,
    }
    if component.hashes:
        found["hashes"] = [{"alg": "SHA-256", "content": each} for each in component.hashes]
    return found
