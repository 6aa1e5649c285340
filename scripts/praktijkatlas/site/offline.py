"""The site as a folder to take along: a zip with pages that work without a server or network.

A browser that opens files runs no modules and fetches nothing. So links name files, icons stand in
the page, search reads a list that comes as a script, and pages that need more are left out; links
to what is left out lead to the site itself, or to a page that says so.
"""

import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import labels
from praktijkatlas.model.dates import day_in_words
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Entry
from praktijkatlas.reading.entry import slug
from praktijkatlas.site import facets, words
from praktijkatlas.site.search_files import START

OWN = Path(__file__).parent / "offline_files"
FINDS_LESS = (
    "Zoeken op woorden vindt minder dan op de site: "
    "deze kopie kent geen typefouten en weinig synoniemen."
)
PAGE, README = "niet-in-de-map.html", "LEES-MIJ.txt"
LEFT_OUT = (
    *(addresses.FOLDER_PAGE, addresses.FORM_PAGE, addresses.FIT_PAGE, addresses.COMPARE_PAGE),
    *(addresses.OFFLINE_PAGE, addresses.API, "bundels/", "feeds/", "assets/icons/"),
    *("404.html", addresses.SITE_CARD),
)
"""Pages that are nothing without their script, and files that only a site can use."""
_COMPRESSED = frozenset({".woff2", ".jpg", ".jpeg", ".png", ".webp", ".pdf"})
TAKEN = _COMPRESSED | {".html", ".css", ".js", ".svg"}

# These read pages that our own templates wrote: every value stands in double quotes.
_TAG = re.compile(r"<(a|link|form|script|img|meta|use)\b[^>]*>(?:</script>)?")
_ADDRESS = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')
_REFRESH = re.compile(r'content="0; url=([^"]*)"')
_SCHEME = re.compile(r"[a-z]+:|//")
_MAIN = re.compile(r"<main [^>]*>")
_MAIN_SCRIPT = '<script src="{}assets/praktijkatlas.js" defer></script>'


@dataclass(frozen=True, slots=True)
class Taken:
    """What is in the zip: its size in bytes, and how many pages and sheets it has."""

    size: int
    pages: int
    sheets: int


@dataclass(frozen=True)
class Package:
    """A built site about to be packed."""

    folder: Path
    name: str
    site_url: str
    day: date
    files: frozenset[str]
    """The paths of all files to take along."""
    _found: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def icons(self) -> dict[str, str]:
        """The drawing of each icon, as a symbol of its own."""
        file = self.folder / "assets/icons.svg"
        text = file.read_text("utf-8") if file.is_file() else ""
        drawn = re.findall(r'<symbol id="([^"]+)"(.*?</symbol>)', text, re.DOTALL)
        return {name: f'<symbol id="icon-{name}"{rest}' for name, rest in drawn}

    @cached_property
    def search(self) -> bool:
        """Whether the site has fields to search by words."""
        return (self.folder / START).is_file()

    def page(self, path: str) -> str:
        """The text of a page as it stands in the zip."""
        text = (self.folder / path).read_text("utf-8")
        used: set[str] = set()

        def changed(match: re.Match[str]) -> str:
            return self._tag(path, match[1], match[0], used)

        text = _TAG.sub(changed, text)
        top = "../" * path.count("/")
        text = text.replace(_MAIN_SCRIPT.format(top), _scripts(top))
        text = _MAIN.sub(lambda match: match[0] + self._note(), text, count=1)
        symbols = "".join(self.icons[name] for name in sorted(used & self.icons.keys()))
        sprite = f'<svg class="visually-hidden" aria-hidden="true">{symbols}</svg>'
        style = f'<link rel="stylesheet" href="{top}assets/offline.css">\n  </head>'
        return text.replace("</head>", style, 1).replace("</body>", f"{sprite}</body>", 1)

    def _tag(self, path: str, name: str, tag: str, used: set[str]) -> str:
        if name == "meta":
            return _REFRESH.sub(lambda m: f'content="0; url={self._link(path, m[1]) or m[1]}"', tag)
        address = _ADDRESS.search(tag)
        if address is None:
            return tag
        if name == "use":
            icon = address[2].partition("#")[2]
            used.add(icon)
            return f'<use href="#icon-{icon}">'
        link = self._link(path, address[2])
        # Modules do not run from files, and neither is anything fetched before it is needed.
        dead = 'type="module"' in tag or 'rel="preload"' in tag
        if name in ("link", "script") and (dead or link == ""):
            return ""
        online = link or self._elsewhere(path, address[2])
        return tag[: address.start(2)] + online + tag[address.end(2) :]

    def _link(self, path: str, link: str) -> str:
        """The link from the page at `path` as files need it; "" when its target is not taken."""
        if link.startswith(("#", "?")) or _SCHEME.match(link):
            return link
        # Links that go by way of the top are the same for all pages at the same depth.
        depth = path.count("/")
        by_top = (
            depth > 0
            and link.startswith("../" * depth)
            and not link.startswith("../" * (depth + 1))
        )
        key = (str(depth) if by_top else posixpath.dirname(path), link)
        if key not in self._found:
            self._found[key] = self._made_link(path, link)
        return self._found[key]

    def _made_link(self, path: str, link: str) -> str:
        parts = urlsplit(link)
        rest = link[len(parts.path) :]
        place = self._place(path, link)
        if place in self.files:
            return link
        if posixpath.normpath(f"{place}/index.html") in self.files:
            slash = "" if parts.path.endswith("/") else "/"
            return f"{parts.path or '.'}{slash}index.html{rest}"
        return ""

    def _elsewhere(self, path: str, link: str) -> str:
        """Where a link leads of which the target is not taken: to the site, or to a page about it."""
        if not self.site_url:
            return posixpath.relpath(PAGE, posixpath.dirname(path) or ".")
        parts = urlsplit(link)
        place = self._place(path, link).removeprefix(".")
        slash = "/" if place and parts.path.endswith("/") else ""
        return f"{self.site_url.rstrip('/')}/{place}{slash}{link[len(parts.path) :]}"

    @staticmethod
    def _place(path: str, link: str) -> str:
        """The path below the top of the site that a link leads to; "." for the top."""
        return posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(urlsplit(link).path))
        )

    def _note(self) -> str:
        online = ""
        if self.site_url:
            online = f' op <a href="{escape(self.site_url)}">de site</a>'
        less = f"{FINDS_LESS} " if self.search else ""
        return (
            '<p class="offline" role="note">U leest een kopie zonder internet, van '
            f"{day_in_words(self.day)}. {less}Filteren, uw map, vergelijken en het "
            f"formulier werken alleen{online or ' op de site zelf'}.</p>"
        )


def _scripts(top: str) -> str:
    names = ("offline-gegevens.js", "offline.js", "praktijkatlas.js")
    return "".join(f'<script src="{top}assets/{name}" defer></script>' for name in names)


def find_taken(folder: Path) -> frozenset[str]:
    """The files of a built site that are worth taking along."""
    paths = (
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.suffix in TAKEN and file.is_file()
    )
    card = addresses.practice_card("*")
    return frozenset(
        path
        for path in paths
        if not path.startswith(LEFT_OUT) and not PurePosixPath(path).match(card)
    )


def practice_data(catalogue: Catalogue) -> str:
    """What search knows where there is no network: a row for each practice, newest first."""
    terms = {sought: names for _, sought, names in words.names(catalogue)}

    def found_by(entry: Entry) -> str:
        practice = entry.practice
        own = [fold(text) for text in (practice.title, practice.summary, *practice.keywords)]
        own += [fold(each.name) for each in practice.organisations]
        marks = words.marks_of(catalogue, practice)
        named = (name for mark in marks for name in terms.get(mark, ()))
        each_once = dict.fromkeys(" ".join((*own, *named)).split())
        # Words of its own that belong together count for more, so these stand together too.
        phrases = [*practice.keywords]
        for kind in ("themes", "practice_types", "regions"):
            phrases += labels(catalogue.vocabularies.get(kind), getattr(practice, kind))
        pairs = (phrase for phrase in map(fold, phrases) if " " in phrase)
        return " ".join((*each_once, *dict.fromkeys(pairs)))

    rows = [
        [*facets.card(catalogue, entry), found_by(entry)]
        for entry in catalogue.newest(len(catalogue))
    ]
    evidence = labels(catalogue.vocabularies.evidence, "01234")
    return "".join(
        f"window.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
        for name, data in (("atlasPractices", rows), ("atlasEvidence", evidence))
    )


def write_package(folder: Path, catalogue: Catalogue, name: str, site_url: str, day: date) -> Taken:
    """Pack the built site in `folder` into a zip in it; what is in there.

    The same site gives the same bytes: names are sorted and every file has the same date.
    """
    site = Package(folder, name, site_url, day, find_taken(folder))
    target = folder / addresses.OFFLINE_ZIP
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    top = slug(name) or "site"
    with zipfile.ZipFile(part, "w", compresslevel=6) as packed:
        for path, data in _contents(site, catalogue):
            info = zipfile.ZipInfo(
                f"{top}/{path}", (max(day.year, 1980), day.month, day.day, 0, 0, 0)
            )
            # As if made on Unix, wherever it is made.
            info.create_system, info.external_attr = 3, 0o644 << 16
            stored = Path(path).suffix in _COMPRESSED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    part.replace(target)
    pages = sum(path.endswith(".html") for path in site.files)
    return Taken(target.stat().st_size, pages, sum(path.endswith(".pdf") for path in site.files))


def _contents(site: Package, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The files of the zip with their paths; how to begin comes first."""
    yield README, _readme(site).encode("utf-8")
    for path in sorted(site.files):
        if path.endswith(".html"):
            yield path, site.page(path).encode("utf-8")
        else:
            yield path, (site.folder / path).read_bytes()
    yield PAGE, _left_out_page(site).encode("utf-8")
    yield "assets/offline-gegevens.js", practice_data(catalogue).encode("utf-8")
    for file in sorted(OWN.iterdir()):
        yield f"assets/{file.name}", file.read_bytes()


def _readme(site: Package) -> str:
    where = f"De site zelf: {site.site_url}\r\n" if site.site_url else ""
    less = f"{FINDS_LESS}\r\n" if site.search else ""
    return (
        f"{site.name}, zoals hij was op {day_in_words(site.day)}.\r\n\r\n"
        "1. Pak de map uit. (Windows: rechts klikken op het zip-bestand, Alles uitpakken.)\r\n"
        "2. Dubbelklik op index.html.\r\n\r\n"
        f"{less}Elk blad om te printen zit erbij. De gebundelde boekjes,\r\n"
        "uw map, vergelijken en het formulier vindt u alleen op de site.\r\n"
        f"{where}"
    )


def _left_out_page(site: Package) -> str:
    """The page to which links lead of which the target is not in the zip."""
    return (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'\">"
        '<meta name="referrer" content="strict-origin-when-cross-origin">'
        f"<title>Niet in deze map – {escape(site.name)}</title>"
        '<link rel="stylesheet" href="assets/praktijkatlas.css"></head><body>'
        '<main class="page page--text" id="inhoud"><div class="prose"><h1>Dit zit niet in deze map</h1>'
        "<p>U leest een kopie zonder internet. Deze pagina of dit bestand werkt alleen op de site "
        "zelf: daar kunt u filteren, vergelijken, een map samenstellen, het formulier invullen en "
        'boekjes en gegevens ophalen.</p><p><a href="index.html">Naar het begin</a></p></div></main>'
        "</body></html>\n"
    )
