"""The search index, made by Pagefind from records of our own: nothing of the site is parsed again."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from mkdocs.structure.pages import Page
from pagefind.service import get_executable

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.site.output import Output

FOLDER = "pagefind"
# Pagefind also ships interfaces of its own; the site has one.
_NEEDED = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js")
_NEEDED_ENDINGS = (".pf_meta", ".pf_fragment", ".pf_index", ".pf_filter", ".pagefind")


class SearchError(Exception):
    """The index could not be made."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as search knows it: `parts` are texts with how heavily their words weigh (0-10)."""

    address: str
    title: str
    place: str
    parts: tuple[tuple[float, str], ...]

    def html(self) -> str:
        """The record as the smallest page that Pagefind reads."""
        body = Markup("").join(
            Markup('<p data-pagefind-weight="{}">{}</p>').format(weight, text)
            for weight, text in self.parts
            if text
        )
        return str(
            Markup(
                '<html lang="nl"><body><h1 data-pagefind-weight="10">{}</h1>'
                '<span data-pagefind-meta="place:{}"></span>{}</body></html>'
            ).format(self.title, self.place, body)
        )


def catalogue_records(catalogue: Catalogue) -> Iterator[Record]:
    """The practices, themes, regions and organisations."""
    lists = catalogue.vocabularies
    for entry in catalogue.entries:
        practice = entry.practice
        places = facts.labels(lists.regions, practice.regions)
        names = [each.name for each in practice.organisations]
        yield Record(
            f"{addresses.PRACTICES_PAGE}{entry.id}/",
            practice.title,
            f"Praktijk in {', '.join(places)}",
            (
                (5, practice.summary),
                (5, ", ".join(facts.labels(lists.themes, practice.themes))),
                (4, ", ".join(places)),
                (4, ", ".join(practice.keywords)),
                # The id holds the name by which people know the practice.
                (4, entry.id.replace("-", " ")),
                (3, ", ".join(facts.labels(lists.practice_types, practice.practice_types))),
                (3, ", ".join(facts.labels(lists.education_levels, practice.education_levels))),
                (3, ", ".join(facts.labels(lists.sectors, practice.sectors))),
                (3, ", ".join(names)),
                *((1, section.plain()) for section in entry.body.sections),
            ),
        )
    for theme in lists.themes:
        text = f"{theme.description} {', '.join(theme.synonyms)}"
        yield Record(f"{addresses.THEMES_PAGE}{theme.id}/", theme.label, "Thema", ((2, text),))
    for region in lists.regions:
        if not region.is_former:
            former = (r.label for r in lists.regions if region.id in r.replaced_by)
            text = ", ".join((*region.synonyms, *former))
            yield Record(
                f"{addresses.REGIONS_PAGE}{region.id}/",
                region.label,
                region.kind.capitalize(),
                ((2, text),),
            )
    for organisation in catalogue.organisations.values():
        aliases = organisation.known.aliases if organisation.known else ()
        kind = facts.labels(lists.organisation_kinds, [organisation.kind])[0]
        yield Record(
            f"{addresses.ORGANISATIONS_PAGE}{organisation.id}/",
            organisation.name,
            kind,
            ((2, ", ".join(aliases)),),
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
            records.write_page(record.address, record.html())
        folders = ["--site", str(records.folder), "--output-path", str(index)]
        command = [str(executable), *folders, "--force-language", "nl", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SearchError(f"Pagefind maakt geen index: {done.stderr or done.stdout}")
        for file in sorted(index.rglob("*")):
            if file.name in _NEEDED or file.suffix in _NEEDED_ENDINGS:
                path = f"{FOLDER}/{file.relative_to(index).as_posix()}"
                output.write_file(path, file.read_bytes())
