"""Our own templates, filled: everything from an entry is escaped."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from zlib import compressobj, decompressobj

import jinja2
import jinja2.ext
from markupsafe import Markup

from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice
from praktijkatlas.model.dates import day_in_words
from praktijkatlas.reading import Entry
from praktijkatlas.site.links import Links

TEMPLATES = Path(__file__).parent / "templates"
ICON_FILE = "assets/icons.svg"
FRAME_ICONS = (
    "bookmark-multiple-outline",
    "magnify",
    "menu",
    "weather-night",
    "white-balance-sunny",
)
"""The icons of the header, which the templates of the theme name themselves."""


class Icons:
    """The icons that pages use: drawn once in a file of the site, and referred to by name.

    `draw` gives the SVG of a named icon; KeyError or an error of the loader when there is none.
    """

    def __init__(self, draw: Callable[[str], str]) -> None:
        self._draw = draw
        # Those of facts too, whether or not a practice has them now: with the next it may.
        self._used = {name: draw(name) for name in (*FRAME_ICONS, *facts.ICONS.values())}

    def use(self, name: str, to: Links) -> Markup:
        """The reference to an icon from the page with these links."""
        if name not in self._used:
            self.add((name,))
        return _reference(to.base, name)

    @property
    def used(self) -> frozenset[str]:
        """The names of the icons that pages refer to."""
        return frozenset(self._used)

    def add(self, names: Iterable[str]) -> None:
        """Count these icons as used."""
        for name in names:
            if name not in self._used:
                self._used[name] = self._draw(name)

    def file(self) -> bytes:
        """The file with every icon that was used."""
        symbols = "".join(
            svg.replace("<svg ", f'<symbol id="{name}" ', 1).replace("</svg>", "</symbol>")
            for name, svg in sorted(self._used.items())
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'.encode()


@cache  # a page has dozens of icons, and there are few kinds of page
def _reference(base: str, name: str) -> Markup:
    place = f"{base}/{ICON_FILE}#{name}"
    return Markup(f'<svg class="icon" aria-hidden="true"><use href="{place}"></use></svg>')


class Cards:
    """The cards of practices in lists. A practice stands in many; its card is rendered once."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._first = b""
        """The first card, which the others are much like: packed beside it they take a third."""
        self._made: dict[str, bytes] = {}

    def __call__(self, entries: Iterable[Entry], to: Links, heading: str = "h3") -> Markup:
        """The cards of the entries, on a page with these links; their titles are headings."""
        cards = "".join(map(self._card, entries))
        cards = cards.replace(_ANY_BASE, to.base).replace(_ANY_HEADING, heading)
        return Markup(f'<div class="cards">\n{cards}</div>\n')

    def _card(self, entry: Entry) -> str:
        if packed := self._made.get(entry.id):
            return decompressobj(zdict=self._first).decompress(packed).decode("utf-8")
        context = {"entry": entry, "practice": entry.practice, "heading": _ANY_HEADING}
        card = self._env.get_template("card.html").render(context, to=Links(_ANY_BASE))
        data = card.encode("utf-8")
        self._first = self._first or data
        packer = compressobj(1, zdict=self._first)  # those of thousands are kept
        self._made[entry.id] = packer.compress(data) + packer.flush()
        return card


_ANY_BASE, _ANY_HEADING = "\ue000base\ue001", "\ue000heading\ue001"
"""Stand for the way to the top of the site and for an element, in characters that no entry may contain."""


class Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept from one build to the next while somebody edits."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill the bucket when the template has not changed since; called by Jinja."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what the bucket holds; called by Jinja."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


class Flush(jinja2.ext.Extension):
    """Takes the indentation out of templates: on a page it would only be weight."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with every line at the margin; called by Jinja."""
        return "\n".join(line.lstrip() for line in source.split("\n"))


def environment(
    catalogue: Catalogue,
    icons: Icons,
    compiled: jinja2.BytecodeCache | None = None,
    *,
    search: bool = True,
) -> jinja2.Environment:
    """The environment of the content templates; without `search` a site has no fields for words."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=compiled,
        extensions=[Flush],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a build makes an environment of its own
    )
    env.globals["search"] = search
    lists = catalogue.vocabularies

    def evidence_label(practice: Practice) -> str:
        return facts.labels(lists.evidence, [str(practice.evidence)])[0]

    env.filters.update(
        number=facts.number,
        day=_day,
        host=facts.host,
        region_labels=lambda ids: facts.labels(lists.regions, ids),
        level_labels=lambda ids: facts.labels(lists.education_levels, ids),
        status=lambda practice: facts.status_line(catalogue, practice),
        evidence=evidence_label,
        # Filters rather than macros: pages have dozens, and a filter takes a fifth of the time.
        icon=icons.use,
        counted=facts.counted,
    )
    env.globals.update(cite=_cite, cards=Cards(env))
    return env


def _day(day: date) -> str:
    return day_in_words(day)


@cache  # there are few numbers
def _cite(number: int) -> Markup:
    return Markup(
        f'<sup class="cite"><a href="#bron-{number}" aria-label="bron {number}">{number}</a></sup>'
    )
