"""What wears away: sources on the web that are gone. The only part that uses the network."""

from praktijkatlas.decay.links import Link, collect_links
from praktijkatlas.decay.network import Settings
from praktijkatlas.decay.visits import Outcome, State, visit_all
from praktijkatlas.decay.wording import as_json, as_markdown, as_text

__all__ = [
    "Link",
    "Outcome",
    "Settings",
    "State",
    "as_json",
    "as_markdown",
    "as_text",
    "collect_links",
    "visit_all",
]
