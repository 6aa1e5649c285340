"""The software of the site with its licences, as it stands on a page of the editors."""

from collections.abc import Iterable

from markupsafe import Markup

from praktijkatlas.addresses import SBOM
from praktijkatlas.exports.components import Component

MARK = '<div id="software"></div>'
"""Where the list comes on a written page."""


def software_list(components: Iterable[Component], base: str) -> Markup:
    """A table of all packages, and a link to the same for programs."""
    row = Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')
    listed = tuple(components)
    rows = Markup("\n").join(row.format(c.name, c.version, c.licence) for c in listed)
    return Markup(
        '<details id="software"><summary>Alle {} pakketten met hun licentie</summary>\n'
        '<div class="table" role="region" aria-label="Software" tabindex="0"><table>\n'
        '<thead><tr><th scope="col">Pakket</th><th scope="col">Versie</th>'
        '<th scope="col">Licentie</th></tr></thead>\n<tbody>\n{}\n</tbody></table></div></details>\n'
        '<p>Voor programma’s staat hetzelfde in <a href="{}/{}">een lijst in de vorm CycloneDX</a>.</p>'
    ).format(len(listed), rows, base, SBOM)
