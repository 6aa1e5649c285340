"""The controlled lists: terms with labels and synonyms, and how they hang together."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]


class Term(BaseModel):
    """One term of a vocabulary: what it is called, what it means, and what users type for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    label: Line
    description: Line = ""
    synonyms: tuple[Line, ...] = ()

    def names(self) -> Iterator[str]:
        """Every text by which a user may know the term, the label first."""
        yield self.label
        yield from self.synonyms


class OrganisationKind(Term):
    """A kind of organisation, and which side of the cooperation it stands for."""

    side: Literal["education", "employer", "government"] | None = None
    noun: str | None = None
    """What one of them is called after "een", when that is not the label."""


class Licence(Term):
    """A licence under its SPDX identifier."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([-.][A-Za-z0-9]+)*$", max_length=80)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Region(Term):
    """A municipality, province, labour-market region or cooperation region.

    A former municipality names what it became (`replaced_by`) and the day it ceased (`until`).
    A region for comparison lies outside the area that the site is about.
    """

    kind: Line
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}\d{2,4}$")] | None = None
    part_of: tuple[Slug, ...] = ()
    replaced_by: tuple[Slug, ...] = ()
    until: date | None = None
    comparison: bool = False

    @property
    def is_former(self) -> bool:
        """Whether the region no longer exists and only leads to its successors."""
        return bool(self.replaced_by)


class Organisation(Term):
    """An organisation with its canonical name (label), other names, and public address."""

    kind: Slug
    aliases: tuple[Line, ...] = ()
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    place: Slug | None = None
    part_of: Slug | None = None

    def names(self) -> Iterator[str]:
        """Every name of the organisation, the canonical one first."""
        yield self.label
        yield from self.aliases
        yield from self.synonyms


TermType = TypeVar("TermType", bound=Term, covariant=True)


@dataclass(frozen=True)
class Vocabulary(Generic[TermType]):
    """An ordered list of terms, found by id or by any of their names."""

    name: str
    terms: tuple[TermType, ...]

    @cached_property
    def by_id(self) -> Mapping[str, TermType]:
        """The terms under their ids, in the order of the file."""
        return MappingProxyType({term.id: term for term in self.terms})

    @cached_property
    def by_name(self) -> Mapping[str, TermType]:
        """The terms under their folded names; a label wins over another term's synonym."""
        found = {fold(name): term for term in reversed(self.terms) for name in term.names()}
        found.update({fold(term.label): term for term in reversed(self.terms)})
        return MappingProxyType(found)

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.by_id

    def __iter__(self) -> Iterator[TermType]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __getitem__(self, term_id: str) -> TermType:
        return self.by_id[term_id]

    def named(self, text: str) -> TermType | None:
        """The term that `text` names by label, alias, synonym or id; None when there is none."""
        return self.by_id.get(text) or self.by_name.get(fold(text))


@dataclass(frozen=True)
class Vocabularies:
    """All controlled lists of a site."""

    themes: Vocabulary[Term]
    practice_types: Vocabulary[Term]
    education_levels: Vocabulary[Term]
    sectors: Vocabulary[Term]
    statuses: Vocabulary[Term]
    evidence: Vocabulary[Term]
    cost_bands: Vocabulary[Term]
    organisation_kinds: Vocabulary[OrganisationKind]
    funding: Vocabulary[Term]
    licences: Vocabulary[Licence]
    regions: Vocabulary[Region]
    organisations: Vocabulary[Organisation]
    words: Vocabulary[Term] = Vocabulary("words", ())
    """Words that mean the same to who searches, and that no other list has."""

    def get(self, name: str) -> Vocabulary[Term]:
        """The vocabulary with this name, as in the `vocabulary` of a field."""
        vocabulary: Vocabulary[Term] = getattr(self, name)
        return vocabulary

    @cached_property
    def ancestors(self) -> Mapping[str, tuple[str, ...]]:
        """For every region the regions that it lies in, near ones first.

        A region is among its own only when the list goes round in a circle, which is a fault.
        """
        return MappingProxyType({r.id: tuple(self._climb(r.part_of)) for r in self.regions})

    @cached_property
    def own_regions(self) -> tuple[Region, ...]:
        """The regions of today in the site's own area: neither for comparison nor inside such one."""
        outside = {region.id for region in self.regions if region.comparison}
        return tuple(
            region
            for region in self.regions
            if not region.is_former and outside.isdisjoint((region.id, *self.ancestors[region.id]))
        )

    def _climb(self, parents: Iterable[str]) -> Iterator[str]:
        seen: set[str] = set()
        queue = list(parents)
        while queue:
            parent = queue.pop(0)
            if parent not in seen and parent in self.regions:
                seen.add(parent)
                yield parent
                queue.extend(self.regions[parent].part_of)


TERM_TYPES: Mapping[str, type[Term]] = MappingProxyType(
    {
        "themes": Term,
        "practice_types": Term,
        "education_levels": Term,
        "sectors": Term,
        "statuses": Term,
        "evidence": Term,
        "cost_bands": Term,
        "organisation_kinds": OrganisationKind,
        "funding": Term,
        "licences": Licence,
        "regions": Region,
        "organisations": Organisation,
    }
)
"""Every vocabulary file, by its name without `.yml`, and what its terms are."""

OPTIONAL_TERM_TYPES: Mapping[str, type[Term]] = MappingProxyType({"words": Term})
"""The same for files that a site can do without."""


@lru_cache(maxsize=65_536)  # names recur in many entries
def fold(text: str) -> str:
    """`text` without capitals, accents and punctuation, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
