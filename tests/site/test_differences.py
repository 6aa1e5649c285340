"""What differs between two catalogues: nothing that differs is left out, and little else is made."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from praktijkatlas.exports import ExportSettings
from praktijkatlas.load import load_site
from praktijkatlas.prose import prose_of
from praktijkatlas.site.differences import Differences
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.links import Repository
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.render import Icons, environment
from praktijkatlas.site.settings import SiteSettings

TODAY = date(2026, 11, 28)
ABOUT = ("https://atlas.example/", "Atlas", "Een atlas")


def maker(catalogue):
    settings = ExportSettings.for_catalogue(catalogue, *ABOUT)
    return PageMaker(catalogue, TODAY, Repository("", ""), settings)


def pages_and_files(made):
    """All pages as the frame shows them, by address, and all files by path."""
    icons = Icons(lambda name: "<svg ></svg>")
    settings = SiteSettings(Path(), ABOUT[1], ABOUT[2], ABOUT[0])
    frames = Frames(settings, environment(made.catalogue, icons))
    pages, files = {}, {}
    for part in made.parts():
        pages.update((page.address, frames.made(page)) for page in part.pages())
        files.update(part.files())
    return pages, files


@pytest.fixture(scope="module")
def before(project):
    """The real practices, with all that is made of them."""
    made = maker(load_site(project / "practices", project, TODAY).catalogue)
    return made, *pages_and_files(made)


def edited(entry, **changed):
    """The edit of an entry, by its id, that gives fields of the practice other values."""
    entry = replace(entry, practice=entry.practice.model_copy(update=changed))
    return {entry.id: (entry, prose_of(entry.practice, entry.body))}


class Edits:
    """Edits of practices, one field after another, by a seeded choice."""

    def __init__(self, catalogue):
        self.random = random.Random(20261128)
        self.catalogue = catalogue
        self.organisations = [o for e in catalogue.entries for o in e.practice.organisations]

    def of(self, field):
        """One practice, or two, or a new one like another, with another value of the field."""
        told = {}
        for _ in range(self.random.choice((1, 1, 2))):
            entry = self.random.choice(self.catalogue.entries)
            changed = {field: self.value(field, entry)}
            if field == "id":
                entry = replace(entry, id=f"{self.random.choice('amz')}-nieuw")
            told |= edited(entry, **changed)
        return told

    def value(self, field, entry):
        practice, lists = entry.practice, self.catalogue.vocabularies
        if field in FROM_LISTS:
            known = [term.id for term in lists.get(field) if not getattr(term, "is_former", False)]
            return tuple(self.random.sample(known, self.random.randint(1, 2)))
        if field in ("based_on", "related"):
            others = self.catalogue.by_id.keys() - {entry.id}
            return tuple(self.random.sample(sorted(others), self.random.randint(0, 3)))
        if field == "organisations":
            other = self.random.choice(self.organisations)
            other = other.model_copy(update={"name": self.random.choice((other.name, "De Boot"))})
            return (*practice.organisations[:-1], other)
        return {
            "id": None,
            "title": f"Nieuw: {practice.title}",
            "summary": f"{practice.summary} En meer.",
            "added": practice.added - timedelta(days=self.random.randint(1, 300)),
            "reviewed": practice.reviewed + timedelta(days=self.random.randint(1, 300)),
            "status": self.random.choice([term.id for term in lists.statuses]),
            "evidence": (practice.evidence + 1) % 5,
            "stopped_reason": "Er was geen geld meer.",
            "contact": practice.contact.model_copy(update={"organisation": "De Boot"}),
            "keywords": ("nieuw",),
        }[field]


FROM_LISTS = ("themes", "practice_types", "education_levels", "sectors", "regions", "funding")
FIELDS = (
    *FROM_LISTS,
    *("id", "title", "summary", "organisations", "based_on", "related", "added", "reviewed"),
    *("status", "evidence", "stopped_reason", "contact", "keywords"),
)


@pytest.mark.parametrize("field", FIELDS)
def test_all_that_differs_is_made_and_what_is_gone_goes(before, field):
    assert_complete(before, Edits(before[0].catalogue).of(field))


def test_partner_that_gets_another_name_has_it_on_the_pages_of_others(before):
    """An organisation is shown as its first practice names it, also where only others tell of it."""
    catalogue = before[0].catalogue
    first, last = catalogue.entries[0], catalogue.entries[-1]

    def with_partner(entry, name):
        own = entry.practice.organisations
        partner = own[0].model_copy(update={"name": name, "group": False})
        return edited(entry, organisations=(*own, partner))

    told = with_partner(first, "Losse BV") | with_partner(last, "Losse BV")
    made = maker(catalogue.with_entries(told))
    assert_complete((made, *pages_and_files(made)), with_partner(first, "LOSSE BV"))


def test_who_else_it_was_taken_from_stands_in_a_chain_too(before):
    """Who took it from two names both, also on the page of either."""
    catalogue = before[0].catalogue
    taker, one, other = catalogue.entries[3], catalogue.entries[7], catalogue.entries[11]

    made = maker(catalogue.with_entries(edited(taker, based_on=(one.id, other.id))))
    contact = other.practice.contact.model_copy(update={"organisation": "De Boot"})
    assert_complete((made, *pages_and_files(made)), edited(other, contact=contact))


def assert_complete(before, told):
    """After these edits every page and file that differs is made, and few others."""
    old, pages, files = before
    new = maker(old.catalogue.with_entries(told))
    new_pages, new_files = pages_and_files(new)
    differences = Differences(replace(old), new)
    listed, made, written = set(), set(), set()
    for part in differences.parts():
        found = list(part.pages())
        listed.update(page.address for page in found)
        made.update(page.address for page in found if not part.stands(page))
        written.update(path for path, _ in part.files())
    assert {each for each in new_pages if new_pages[each] != pages.get(each)} <= made
    assert {each for each in new_files if new_files[each] != files.get(each)} <= written
    assert listed | differences.apart == new_pages.keys()
    gone = {f"{each}index.html" for each in pages.keys() - new_pages.keys()}
    assert differences.gone(listed) == gone
    assert len(made) < len(new_pages) / 2


def test_what_may_be_half_written_is_made_again(before):
    old, pages, _ = before
    lists = [each for each in pages if each.startswith(("themas/", "wat-lastig-was/"))][:3]
    some = [*lists, f"praktijken/{old.catalogue.entries[3].id}/", "organisaties/noorderpoort/"]
    assert set(some) <= pages.keys()
    unsure = {f"{each}index.html" for each in (*some, "organisaties/weg/")}
    differences = Differences(replace(old), replace(old), unsure)
    made = {
        page.address
        for part in differences.parts()
        for page in part.pages()
        if not part.stands(page)
    }
    assert set(some) <= made
    assert "organisaties/weg/index.html" in differences.gone(())
