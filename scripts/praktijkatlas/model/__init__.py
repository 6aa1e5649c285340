"""What a practice is: the one definition that reading, checks, site and exports derive from."""

from praktijkatlas.model.dates import PartialDate
from praktijkatlas.model.finding import SAVE_AGAIN, Edit, Fault, Finding, Path, Severity, Span
from praktijkatlas.model.practice import (
    SECTIONS,
    Adoption,
    Contact,
    Effort,
    Image,
    Part,
    Participant,
    Practice,
    Reach,
    Reference,
    Result,
)
from praktijkatlas.model.vocabulary import (
    Licence,
    Organisation,
    OrganisationKind,
    Region,
    Term,
    Vocabularies,
    Vocabulary,
)

__all__ = [
    "SAVE_AGAIN",
    "SECTIONS",
    "Adoption",
    "Contact",
    "Edit",
    "Effort",
    "Fault",
    "Finding",
    "Image",
    "Licence",
    "Organisation",
    "OrganisationKind",
    "Part",
    "PartialDate",
    "Participant",
    "Path",
    "Practice",
    "Reach",
    "Reference",
    "Region",
    "Result",
    "Severity",
    "Span",
    "Term",
    "Vocabularies",
    "Vocabulary",
]
