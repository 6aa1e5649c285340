"""The software of the site: named with its licences for people, and as a list for programs."""

import json

from praktijkatlas.exports.components import load_components


def test_colophon_names_every_package_with_its_licence(built_site, project, parse_page):
    html = (built_site / "over/colofon/index.html").read_text("utf-8")
    page = parse_page("over/colofon/", html)
    assert page.errors == ()
    (table,) = (each for each in page.all("details") if each.get("id") == "software")
    rows = [[cell.text for cell in row] for row in table.iter("tr")][1:]
    assert rows == [[c.name, c.version, c.licence] for c in load_components(project)]
    assert "../../sbom.cdx.json" in [link for _, link in page.links()]


def test_bill_of_materials_stands_beside_the_site(built_site):
    found = json.loads((built_site / "sbom.cdx.json").read_bytes())
    assert found["bomFormat"] == "CycloneDX"
    assert len(found["components"]) > 30
