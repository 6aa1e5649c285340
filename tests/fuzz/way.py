"""The whole way of a file: its bytes to findings, page, sheet and open data, and what must hold.

`Way.go` raises `ViolationError` when something on that way could harm a reader or stop a build.
"""

import csv
import io
import json
import re
import time
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import html5lib

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import CODES, Context, EntryNames, check_reading, reporters
from praktijkatlas.checks.mending import mend
from praktijkatlas.exports import ExportSettings, export_files, practice_files
from praktijkatlas.exports.feeds import feed_xml, feeds
from praktijkatlas.exports.reviews import review_calendar
from praktijkatlas.exports.tables import excel_table, machine_table
from praktijkatlas.load import load_site
from praktijkatlas.reading import load_vocabulary_files, read_entry
from praktijkatlas.sheets import SheetSettings, sheet_pdf
from praktijkatlas.sheets.sheet import sheet_data
from praktijkatlas.site import render
from praktijkatlas.site.links import Repository
from praktijkatlas.site.page import head_extra
from praktijkatlas.site.page import render as render_page
from praktijkatlas.site.pages import PageMaker

PROJECT = Path(__file__).parents[2]
HAVEN = PROJECT / "tests/sites/haven"
TODAY = date(2026, 11, 23)
SECONDS = 2.0
"""How long one file may keep a processor busy."""

FORBIDDEN = frozenset(
    ("iframe", "object", "embed", "base", "applet", "style", "meta", "frame", "form", "math", "portal")
)  # fmt: skip
# Addresses in attributes, and what they may begin with.
LINKS = frozenset(("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"))
SCHEMES = frozenset(("", "http", "https", "mailto"))
WEB = re.compile(r"(https?://|mailto:)[!-~]*\Z", re.I)
DATA = ("application/ld+json", "application/json")
FORMULA = re.compile(r"[=+\-@\t\r]")


class ViolationError(AssertionError):
    """Something that may never be."""


def require(holds: object, what: str) -> None:
    """Raises a ViolationError that says `what`, unless it holds."""
    if not holds:
        raise ViolationError(what)


def harmless(tag: str, attributes: dict[str, str]) -> None:
    """An element that runs nothing, loads nothing from elsewhere and leads nowhere in disguise."""
    require(tag not in FORBIDDEN, f"<{tag}> on a page")
    if tag == "script":
        require(attributes.get("type") in DATA, "a script on a page")
    for name, value in attributes.items():
        name = name.lower()
        require(not name.startswith("on") and name not in ("style", "srcdoc"), f"{name} on <{tag}>")
        if name in LINKS:
            address = re.sub(r"[\x00-\x20]", "", value or "")
            scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
            require(not scheme or scheme[1].lower() in SCHEMES, f"{name}={value!r}")
            require(not address.startswith(("//", "\\")), f"{name}={value!r}")
            if name != "href":
                require(not scheme, f"{name}={value!r}")


class Elements(HTMLParser):
    """Looks at every element as fast as Python can; html5lib looks again at some of the pages."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        harmless(tag, {name: value or "" for name, value in attrs})


@dataclass(frozen=True)
class Way:
    """A site that files are added to, one at a time."""

    folder: Path = HAVEN / "practices"

    @cached_property
    def site(self) -> Catalogue:
        return load_site(self.folder, self.folder.parent, TODAY).catalogue

    @cached_property
    def context(self) -> Context:
        lists = load_vocabulary_files(self.folder / "vocabulary", self.folder.parent).vocabularies
        ids = {entry.id: entry.path for entry in self.site.entries}
        return Context(lists, TODAY, ids, EntryNames(ids, {}).redirects)

    @cached_property
    def templates(self):
        return render.environment(self.site, render.Icons(lambda name: "<svg ></svg>"))

    @cached_property
    def settings(self) -> ExportSettings:
        return ExportSettings.for_catalogue(self.site, "https://atlas.example/", "Atlas", "Proef")

    def go(self, data: bytes, thorough: bool = False, pdf: bool = False) -> bool:
        """Takes a file all the way; whether it became a page."""
        start = time.process_time()
        reading = read_entry(data, "practices/proef.md")
        findings = check_reading(reading, self.context)
        spent = time.process_time() - start
        require(spent < SECONDS, f"reading and checking took {spent:.1f} s")
        self._findings(findings, data)
        if thorough:
            json.loads(reporters.as_sarif(findings, CODES, "0"))
            mended = mend(data, "practices/proef.md", self.context).data
            again = mend(mended, "practices/proef.md", self.context).data
            require(again == mended, "mending twice is more than mending once")
        entry = reading.entry()
        if entry is None:
            require(findings, "a file that cannot be read has no finding")
            return False
        start = time.process_time()
        catalogue = Catalogue.of([*self.site.entries, entry], self.context.vocabularies)
        html = self._page(entry, catalogue)
        sheet = sheet_data(entry, catalogue, SheetSettings("https://atlas.example/"))
        files = dict(self._exports(entry, catalogue, thorough))
        spent = time.process_time() - start
        require(spent < SECONDS, f"making the page, sheet and data took {spent:.1f} s")
        Elements().feed(html)
        self._tokens(sheet)
        self._files(files)
        if thorough:
            self._parsed(html)
        if pdf:
            made = sheet_pdf(entry, catalogue, SheetSettings("https://atlas.example/"))
            require(made.startswith(b"%PDF"), "no sheet")
            require(not re.search(rb"/JavaScript|/Launch|/EmbeddedFile", made), "active sheet")
        return True

    def _findings(self, findings, data: bytes) -> None:
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for each in findings:
            require(each.code in CODES, f"the code {each.code} does not exist")
            require(each.message and each.fix, f"{each.code} says nothing")
            require(1 <= each.span.line <= len(lines), f"{each.code} on line {each.span.line}")
            require(
                1 <= each.span.column <= len(each.excerpt) + 1,
                f"{each.code} in column {each.span.column}",
            )
        shown = "\n".join(reporters.as_text(findings))
        require(not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), "control")
        for line in reporters.as_github(findings):
            require("\n" not in line and "\r" not in line, "a workflow command on two lines")
        json.loads(reporters.as_json(findings, 1))

    def _page(self, entry, catalogue: Catalogue) -> str:
        maker = PageMaker(catalogue, TODAY, Repository("https://code.example/atlas"), self.settings)
        page = maker.practice(entry)
        return f"{head_extra(page, '../..')}\n{render_page(page, self.templates)}"

    def _parsed(self, html: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parseFragment(f"<main>{html}</main>")
        wrong = [code for _, code, _ in parser.errors if code not in ODD_CHARACTERS]
        require(not wrong, f"HTML that is not sound: {wrong[:3]}")
        for element in root.iter():
            if isinstance(element.tag, str):
                harmless(element.tag, dict(element.attrib))

    def _exports(self, entry, catalogue: Catalogue, everything: bool):
        if everything:
            yield from export_files(catalogue, self.settings)
            return
        yield from practice_files(entry, catalogue, self.settings)
        alone = Catalogue.of([entry], self.context.vocabularies)
        yield addresses.EXCEL_TABLE, excel_table(alone, self.settings)
        yield addresses.MACHINE_TABLE, machine_table(alone, self.settings)
        yield addresses.REVIEW_CALENDAR, review_calendar(alone, self.settings)
        feed = next(feeds(alone, self.settings))
        yield feed.path, feed_xml(feed, alone, self.settings)

    def _tokens(self, value) -> None:
        """Data for Typst: text, numbers, lists and groups, and links of a kind that we know."""
        stack = [value]
        while stack:
            found = stack.pop()
            if isinstance(found, dict):
                url = found.get("url")
                require(not url or WEB.match(url), f"sheet: {url!r}")
                stack.extend(found.values())
            elif isinstance(found, list | tuple):
                stack.extend(found)
            else:
                require(found is None or isinstance(found, str | int | float), repr(found))

    def _files(self, files: dict[str, bytes]) -> None:
        for path, made in files.items():
            require(".." not in path.split("/") and not path.startswith("/"), path)
            text = made.decode("utf-8")
            if path.endswith((".json", ".jsonld")):
                json.loads(text)
            elif path.endswith(".xml"):
                ElementTree.fromstring(text)
            elif path.endswith(".ics"):
                lines = text.split("\r\n")
                require(not any("\n" in line or "\r" in line for line in lines), "a broken line")
                require(lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT"), "calendar")
            elif path.endswith(".csv"):
                self._table(text, path)

    def _table(self, text: str, path: str) -> None:
        sign = ";" if text.lstrip("\ufeff").startswith("sep=;") or ";" in text[:200] else ","
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=sign))
        require(len({len(row) for row in rows if len(row) > 1}) == 1, f"{path}: ragged rows")
        if "machine" not in path:
            cells = (cell for row in rows for cell in row)
            wrong = [c for c in cells if FORMULA.match(c) and not re.fullmatch(r"-?[\d.,]+", c)]
            require(not wrong, f"{path}: {wrong[:1]}")


# Of characters that HTML frowns on and shows as they are; no element can come from them.
ODD_CHARACTERS = frozenset(("invalid-codepoint", "expected-closing-tag-but-got-eof"))
