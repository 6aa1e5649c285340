"""What differs on a site after some practices changed: the pages and files that must be made again.

A page of a practice or an organisation is made again when something that it tells of changed. All
pages that tell of many are put together again, which is quick; rendering them is not, and is left
out where nothing in them differs from before.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue, OrganisationEntry
from praktijkatlas.reading import Entry
from praktijkatlas.site.chain import in_chains_with
from praktijkatlas.site.output import page_file
from praktijkatlas.site.page import Part, SitePage
from praktijkatlas.site.pages import PageMaker


@dataclass(frozen=True)
class Differences:
    """The difference between two catalogues of a site; no practice of the first is gone.

    A practice that did not change must be the same object in both.
    """

    before: PageMaker
    now: PageMaker
    unsure: Collection[str] = frozenset()
    """The paths of the files that may be neither as before nor as they should be now."""

    def parts(self) -> Iterator[Part]:
        """The parts of the site that can differ; those that tell of many know which pages do not."""
        for part in self.now.shared_parts():
            yield replace(part, stands=self._stands)
        yield from self.now.practice_parts(self.practices)
        yield from self.now.organisation_parts(self.organisations)

    @cached_property
    def apart(self) -> frozenset[str]:
        """The addresses of all pages that are about one practice or one organisation."""
        return frozenset(_apart(self.now))

    def gone(self, made: Iterable[str]) -> set[str]:
        """The files of pages that are no more; `made` are the addresses of the pages of `parts`."""
        before = set(map(page_file, (*self._lists, *_apart(self.before))))
        before.update(path for path in self.unsure if path.endswith(page_file("/")))
        return before.difference(map(page_file, (*self.apart, *made)))

    @cached_property
    def _lists(self) -> Mapping[str, SitePage]:
        """The pages that told of many, by address."""
        pages = (page for part in self.before.shared_parts() for page in part.pages())
        return {page.address: page for page in pages}

    def _stands(self, page: SitePage) -> bool:
        return self._lists.get(page.address) == page and not self._is_unsure(page.address)

    def _is_unsure(self, address: str) -> bool:
        return page_file(address) in self.unsure

    @cached_property
    def _changed(self) -> tuple[Entry, ...]:
        """The practices that are new or tell something else, as they are now."""
        known = self.before.catalogue.by_id
        return tuple(e for e in self.now.catalogue.entries if known.get(e.id) is not e)

    @cached_property
    def _versions(self) -> tuple[tuple[Catalogue, tuple[Entry, ...]], ...]:
        """Both catalogues with the practices that changed, as each has them."""
        known = self.before.catalogue.by_id
        old = tuple(known[each.id] for each in self._changed if each.id in known)
        return ((self.before.catalogue, old), (self.now.catalogue, self._changed))

    @cached_property
    def practices(self) -> tuple[Entry, ...]:
        """The practices whose page or files may tell something else, in order."""
        found = {entry.id for entry in self._changed} | set(self._of_other_kin())
        for catalogue, entries in self._versions:
            found |= in_chains_with(catalogue, entries)
        found.update(each.id for renamed in self._renamed() for each in renamed.entries)
        return tuple(
            entry
            for entry in self.now.catalogue.entries
            if entry.id in found or self._is_unsure(addresses.practice_page(entry.id))
        )

    def _of_other_kin(self) -> Iterator[str]:
        """The practices whose page leads to other practices than before, or to one that changed."""
        before, now = self.before.catalogue, self.now.catalogue
        changed = {entry.id for entry in self._changed}
        near = {
            entry.id
            for entry in now.entries
            if not changed.isdisjoint((*entry.practice.based_on, *entry.practice.related))
        }
        for catalogue, entries in self._versions:
            near.update(*map(catalogue.beholders, entries))
        for each in near & before.by_id.keys():
            if before.related(before.by_id[each]) != now.related(now.by_id[each]):
                yield each

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The ids of the organisations whose pages may tell something else, in order."""
        found: set[str] = set()
        for catalogue, entries in self._versions:
            for entry in entries:
                ids = catalogue.organisation_ids(entry.practice)
                found |= ids
                if entry.id in self._of_others:
                    # Who works with these has them on its page, with their numbers.
                    found.update(other.id for each in ids for other, _ in catalogue.partners(each))
        return tuple(
            each
            for each in self.now.catalogue.organisations
            if each in found or any(map(self._is_unsure, self.now.directory.addresses(each)))
        )

    def _renamed(self) -> Iterator[OrganisationEntry]:
        """The organisations that go by another name, kind or address than before.

        These are those of the first practice that names them.
        """
        before, now = self.before.catalogue.organisations, self.now.catalogue.organisations
        for each in self.organisations:
            if (known := before.get(each)) and not known.goes_by_the_same(now[each]):
                yield now[each]

    @cached_property
    def _of_others(self) -> frozenset[str]:
        """The ids of the practices that are new or have other organisations than before."""
        known = self.before.catalogue.by_id
        return frozenset(
            each.id
            for each in self._changed
            if each.id not in known
            or each.practice.organisations != known[each.id].practice.organisations
        )


def _apart(maker: PageMaker) -> Iterator[str]:
    """The addresses of the pages that are about one practice or one organisation."""
    yield from map(addresses.practice_page, maker.catalogue.by_id)
    for each in maker.catalogue.organisations:
        yield from maker.directory.addresses(each)
