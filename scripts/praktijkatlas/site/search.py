"""What search knows of every page: its words with their weights, and what a result shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.site import words

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

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
    shown: tuple[tuple[int, str], ...]
    unseen: tuple[tuple[int, str], ...] = ()
    weight: int = 4
    marks: tuple[str, ...] = ()
    """The keys of its terms, by which a synonym of a term finds it; of other pages those of its names."""

    def parts(self) -> tuple[tuple[int, str], ...]:
        """Every text that finds the page, with the weight of its words."""
        return ((self.weight, self.title), *self.shown, *self.unseen)

    def words(self) -> str:
        """All its text in one."""
        return " ".join(text for _, text in self.parts())

    def text(self) -> str:
        """The text that excerpts are cut from."""
        return " ".join(" ".join(text for _, text in self.shown).split())


def practice_records(catalogue: Catalogue) -> Iterator[Record]:
    """The practices, by the numbers that the choices give them too."""
    return (_practice_record(catalogue, entry) for entry in catalogue.newest(len(catalogue)))


def other_records(catalogue: Catalogue) -> Iterator[Record]:
    """The themes, regions and organisations: pages that lead to practices."""
    lists = catalogue.vocabularies
    for theme in lists.themes:
        yield Record(
            f"{addresses.THEMES_PAGE}{theme.id}/",
            theme.label,
            "Thema",
            ((1, theme.description),),
            ((1, ", ".join(theme.synonyms)),),
            marks=words.name_marks(theme.names()),
        )
    for region in lists.regions:
        if not region.is_former:
            former = [r for r in lists.regions if region.id in r.replaced_by]
            called = (name for each in (region, *former) for name in each.names())
            yield Record(
                f"{addresses.REGIONS_PAGE}{region.id}/",
                region.label,
                region.kind.capitalize(),
                ((1, region.description),),
                ((2, ", ".join((*region.synonyms, *(each.label for each in former)))),),
                marks=words.name_marks(called),
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
            marks=words.name_marks((organisation.name, *(known.names() if known else ()))),
        )


def _practice_record(catalogue: Catalogue, entry: Entry) -> Record:
    practice, lists = entry.practice, catalogue.vocabularies
    places = facts.labels(lists.regions, practice.regions)
    return Record(
        addresses.practice_page(entry.id),
        practice.title,
        f"Praktijk in {', '.join(places)}",
        (
            (5, practice.summary),
            (1, " ".join(section.plain() for section in entry.body.sections)),
        ),
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
        ),
        TITLE,
        tuple(words.marks_of(catalogue, practice)),
    )


def page_records(pages: Iterable["Page"], language: str) -> Iterator[Record]:
    """The pages written by the editors in the language of the site.

    Those in another language are for developers; visitors who search would not expect them.
    """
    for page in pages:
        own = page.meta.get("lang", language) == language
        if own and page.markdown and page.markdown.strip():
            text = Markup(page.content or "").striptags()
            title = str(page.title)
            yield Record(page.url, title, "Pagina", ((1, text),), marks=words.name_marks([title]))
