"""What editors need to know of the atlas: what is there, what is missing, what asks for work."""

from praktijkatlas.report.agenda import Turn, agenda
from praktijkatlas.report.contents import (
    ENOUGH,
    Count,
    CoverageRow,
    Mention,
    Readable,
    Report,
    Review,
    Tally,
    Unlisted,
    make_report,
    with_text,
)
from praktijkatlas.report.wording import WIDTH, Concern, as_json, as_text, concerns

__all__ = [
    "ENOUGH",
    "WIDTH",
    "Concern",
    "Count",
    "CoverageRow",
    "Mention",
    "Readable",
    "Report",
    "Review",
    "Tally",
    "Turn",
    "Unlisted",
    "agenda",
    "as_json",
    "as_text",
    "concerns",
    "make_report",
    "with_text",
]
