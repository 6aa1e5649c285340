"""The same practice for one kind of reader: what those who are like you do, give and get.

Everything comes from the entry. A reader of whom it says nothing gets no sheet of his own.
"""

from dataclasses import dataclass

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Participant, Practice
from praktijkatlas.model.vocabulary import OrganisationKind
from praktijkatlas.reading import Entry


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of reader: the name in the address, the side that it is on, and what it is called.

    `who` are all on that side, and `others` the fields of the effort that are not about them.
    """

    id: str
    side: str
    label: str
    who: str
    others: tuple[str, ...]


ROLES = (
    Role("school", "education", "scholen", "scholen", ("company_hours",)),
    Role("bedrijf", "employer", "bedrijven", "bedrijven", ("school_hours",)),
    Role("gemeente", "government", "gemeenten", "overheden", ("school_hours", "company_hours")),
)


def roles_of(entry: Entry, catalogue: Catalogue) -> tuple[Role, ...]:
    """The readers of whom the entry says what they do or how many hours they give."""
    return tuple(
        role
        for role in ROLES
        if doers(entry.practice, role, catalogue) or _hours(entry.practice, role)
    )


def doers(practice: Practice, role: Role, catalogue: Catalogue) -> list[Participant]:
    """The participants on the side of a reader of whom it is said what they do."""
    kinds = {
        kind.id
        for kind in catalogue.vocabularies.organisation_kinds
        if isinstance(kind, OrganisationKind) and kind.side == role.side
    }
    return [each for each in practice.organisations if each.role and each.kind in kinds]


def doers_letters(practice: Practice, role: Role, catalogue: Catalogue) -> int:
    """How much is said of them, in letters."""
    return sum(len(d.name) + len(d.role or "") for d in doers(practice, role, catalogue))


def without_doers(practice: Practice, role: Role, catalogue: Catalogue) -> Practice:
    """The practice without the participants that a reader has met in the opening."""
    met = doers(practice, role, catalogue)
    rest = tuple(each for each in practice.organisations if each not in met)
    return practice.model_copy(update={"organisations": rest})


def _hours(practice: Practice, role: Role) -> bool:
    hours = {"school_hours", "company_hours"}.difference(role.others)
    return any(getattr(practice.effort, each, None) is not None for each in hours)


def seen_by(practice: Practice, role: Role) -> Practice:
    """The practice without the hours that others give."""
    if practice.effort is None:
        return practice
    effort = practice.effort.model_copy(update=dict.fromkeys(role.others))
    said = any(amount is not None for _, amount in effort)
    return practice.model_copy(update={"effort": effort if said else None})
