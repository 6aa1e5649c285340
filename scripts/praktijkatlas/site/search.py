"""The search index, made by Pagefind from records of our own: nothing of the site is parsed again."""

import gzip
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from mkdocs.structure.pages import Page
from pagefind.service import get_executable

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.site import words
from praktijkatlas.site.output import Output

FOLDER = "pagefind"
NUMBERS = "assets/praktijken-zoek.json"
# Pagefind also ships interfaces of its own; the site has one.
_NEEDED = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js")
_NEEDED_ENDINGS = (".pf_meta", ".pf_fragment", ".pf_index", ".pf_filter", ".pagefind")


class SearchError(Exception):
    """The index could not be made."""


def file_of(address: str) -> str:
    """An address as the name of one file; the script of the pages turns it back.

    Folders would cost more time than the search index itself.
    """
    return f"{address.replace('/', '~')}.html"


# What stands behind it finds a page and is never shown in an excerpt; search.js knows it too.
UNSEEN = "⁂"
TITLE = 10
"""How heavily the title of a practice weighs; pages that lead to practices weigh less."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as search knows it: `shown` and `unseen` are texts with the weight of their words.

    Excerpts come from what is shown only.
    """

    address: str
    title: str
    place: str
    shown: tuple[tuple[float, str], ...]
    unseen: tuple[tuple[float, str], ...] = ()
    weight: float = 4
    mark: str = words.OTHER
    """A word for what kind of page it is."""

    def html(self) -> str:
        """The record as the smallest page that Pagefind reads."""
        body = Markup("").join(
            Markup('<p data-pagefind-weight="{}">{}</p>').format(weight, text)
            for weight, text in (*self.shown, (0, UNSEEN), *self.unseen, (1, self.mark))
            if text
        )
        return str(
            Markup(
                '<html lang="nl"><body><h1 data-pagefind-weight="{}">{}</h1>'
                '<span data-pagefind-meta="place:{}"></span>{}</body></html>'
            ).format(self.weight, self.title, self.place, body)
        )


def catalogue_records(catalogue: Catalogue) -> Iterator[Record]:
    """The practices, themes, regions and organisations."""
    lists = catalogue.vocabularies
    marks = words.marks(lists)
    for entry in catalogue.entries:
        yield _practice_record(catalogue, entry, marks)
    for theme in lists.themes:
        yield Record(
            f"{addresses.THEMES_PAGE}{theme.id}/",
            theme.label,
            "Thema",
            ((1, theme.description),),
            ((1, ", ".join(theme.synonyms)),),
        )
    for region in lists.regions:
        if not region.is_former:
            former = (r.label for r in lists.regions if region.id in r.replaced_by)
            yield Record(
                f"{addresses.REGIONS_PAGE}{region.id}/",
                region.label,
                region.kind.capitalize(),
                ((1, region.description),),
                ((2, ", ".join((*region.synonyms, *former))),),
            )
    for organisation in catalogue.organisations.values():
        known = organisation.known
        kind = facts.labels(lists.organisation_kinds, [organisation.kind])[0]
        yield Record(
            f"{addresses.ORGANISATIONS_PAGE}{organisation.id}/",
            organisation.name,
            kind,
            ((1, known.description if known else ""),),
            ((2, ", ".join(known.aliases) if known else ""),),
        )


def _practice_record(
    catalogue: Catalogue, entry: Entry, marks: Mapping[tuple[str, str], str]
) -> Record:
    practice, lists = entry.practice, catalogue.vocabularies
    places = facts.labels(lists.regions, practice.regions)
    return Record(
        addresses.practice_page(entry.id),
        practice.title,
        f"Praktijk in {', '.join(places)}",
        ((5, practice.summary), *((1, section.plain()) for section in entry.body.sections)),
        (
            (5, ", ".join(facts.labels(lists.themes, practice.themes))),
            (4, ", ".join(places)),
            (4, ", ".join(practice.keywords)),
            # The id holds the name by which people know the practice.
            (4, entry.id.replace("-", " ")),
            (3, ", ".join(facts.labels(lists.practice_types, practice.practice_types))),
            (3, ", ".join(facts.labels(lists.education_levels, practice.education_levels))),
            (3, ", ".join(facts.labels(lists.sectors, practice.sectors))),
            (3, ", ".join(each.name for each in practice.organisations)),
            (
                4,
                " ".join(marks[key] for key in words.marks_of(catalogue, practice) if key in marks),
            ),
        ),
        TITLE,
        "",
    )


def page_records(pages: Iterable[Page]) -> Iterator[Record]:
    """The pages written by the editors."""
    for page in pages:
        if page.markdown and page.markdown.strip():
            text = Markup(page.content or "").striptags()
            yield Record(page.url, str(page.title), "Pagina", ((1, text),))


def write_index(catalogue: Catalogue, pages: Iterable[Record], output: Output) -> None:
    """Write the search index of the site; SearchError when Pagefind cannot make it.

    Pagefind reads a folder of records: its Python interface waits a tenth of a second after every
    answer, which is half a minute for a few hundred pages.
    """
    executable = get_executable()
    if executable is None:
        raise SearchError("Pagefind is niet geïnstalleerd; installeer de vereisten opnieuw.")
    with TemporaryDirectory() as temporary:
        records, index = Output(Path(temporary) / "records"), Path(temporary) / "index"
        for record in (*catalogue_records(catalogue), *pages):
            records.write_file(file_of(record.address), record.html().encode())
        folders = ["--site", str(records.folder), "--output-path", str(index)]
        command = [str(executable), *folders, "--force-language", "nl", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SearchError(f"Pagefind maakt geen index: {done.stderr or done.stdout}")
        words.write_words(catalogue, output)
        output.write_file(NUMBERS, practice_numbers(catalogue, _fragment_ids(index)))
        for file in sorted(index.rglob("*")):
            if file.name in _NEEDED or file.suffix in _NEEDED_ENDINGS:
                path = f"{FOLDER}/{file.relative_to(index).as_posix()}"
                output.write_file(path, file.read_bytes())


def _fragment_ids(index: Path) -> Iterator[tuple[str, str]]:
    """The file of every record with the id under which Pagefind reports it."""
    for file in sorted(index.rglob("*.pf_fragment")):
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        yield json.loads(text)["url"].removeprefix("/"), file.stem.partition("_")[2]


def practice_numbers(catalogue: Catalogue, ids: Iterable[tuple[str, str]]) -> bytes:
    """Which result is which practice, so that choices and words work together.

    The starts of the ids of the practices in one text, from the newest practice on, each just long
    enough to tell all records apart.
    """
    found: Mapping[str, str] = dict(ids)
    known = set(found.values())
    length = next(n for n in range(1, 65) if len({each[:n] for each in known}) == len(known))
    entries = catalogue.newest(len(catalogue))
    starts = (found[file_of(addresses.practice_page(entry.id))][:length] for entry in entries)
    return json.dumps({"length": length, "ids": "".join(starts)}).encode("ascii")
