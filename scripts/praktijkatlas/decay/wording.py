"""The outcomes of visits in words: for a terminal, a program, and an issue on GitHub."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.decay.visits import FAULTS, Outcome, State
from praktijkatlas.facts import review_due
from praktijkatlas.model.dates import day_in_words
from praktijkatlas.model.values import web_address

SCHEMA_VERSION = 1
ORDER = (State.DEAD, State.BROKEN, State.DOUBTFUL, State.MOVED)
_HEADINGS = {
    State.DEAD: "Weg",
    State.BROKEN: "Stuk",
    State.DOUBTFUL: "Onzeker: kijk zelf",
    State.MOVED: "Verhuisd",
}
_ADVICE = {
    State.DEAD: "Zoek waar de bron nu staat, of neem de kopie in het archief.",
    State.BROKEN: "Probeer het later nog eens. Blijft het zo? Neem dan de kopie in het archief.",
    State.DOUBTFUL: "Een programma kan dit niet beoordelen. Open de link in een browser.",
    State.MOVED: "Neem het nieuwe adres over, als het dezelfde tekst is.",
}
MAX_ROWS = 200
"""How many sources an issue names of each kind; GitHub takes no more than 65,536 characters."""


def overdue(catalogue: Catalogue, today: date) -> list[tuple[str, date]]:
    """The practices that should have been looked at again, the longest ago first."""
    due = ((entry.id, review_due(entry.practice)) for entry in catalogue.entries)
    return sorted((each for each in due if each[1] < today), key=lambda each: (each[1], each[0]))


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many sources there are of each kind, in a sentence."""
    counts = Counter(each.state for each in outcomes)
    named = ", ".join(f"{counts[state]} {state.value}" for state in (*ORDER, State.OK))
    noun = "bron" if len(outcomes) == 1 else "bronnen"
    return f"{len(outcomes)} {noun} bezocht: {named}."


def _shown(outcomes: Iterable[Outcome], state: State) -> list[Outcome]:
    return [each for each in outcomes if each.state is state]


def as_text(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The lines for a terminal: what asks for attention, the worst first."""
    for state in ORDER:
        for each in _shown(outcomes, state):
            code = f" ({each.status})" if each.status else ""
            yield f"{state.value}: {each.link.url}"
            yield f"  {each.reason}{code}"
            for entry_id, field in each.link.places:
                yield f"  staat in practices/{entry_id}.md: {field}"
            if each.now_at:
                yield f"  nu: {each.now_at}"
            if each.archived:
                yield f"  archief: {each.archived}"
            yield ""


def as_json(outcomes: Sequence[Outcome], late: Sequence[tuple[str, date]]) -> str:
    """Everything as one JSON object."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "visited": len(outcomes),
        "faults": sum(each.state in FAULTS for each in outcomes),
        "links": [
            {
                "url": each.link.url,
                "state": each.state.value,
                "status": each.status or None,
                "reason": each.reason,
                "now_at": each.now_at or None,
                "archived": each.archived or None,
                "places": [{"practice": i, "field": field} for i, field in each.link.places],
            }
            for each in outcomes
        ],
        "overdue": [{"practice": i, "due": due.isoformat()} for i, due in late],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_markdown(outcomes: Sequence[Outcome], late: Sequence[tuple[str, date]]) -> str:
    """The text of an issue; "" when nothing asks for attention.

    Nothing in it comes from a page or a server but addresses, and those only in a harmless form.
    """
    parts = [_part(state, rows) for state in ORDER if (rows := _shown(outcomes, state))]
    if late:
        due_rows = [f"- `{i}`: na te kijken sinds {day_in_words(due)}" for i, due in late]
        parts.append("\n".join(("## Aan de beurt om na te kijken", "", *_capped(due_rows))))
    if not parts:
        return ""
    return "\n\n".join((summary(outcomes), *parts)) + "\n"


def _part(state: State, outcomes: Sequence[Outcome]) -> str:
    rows = list(map(_row, outcomes))
    return "\n".join((f"## {_HEADINGS[state]}", "", _ADVICE[state], "", *_capped(rows)))


def _row(outcome: Outcome) -> str:
    places = ", ".join(
        f"`{entry_id}`" for entry_id in dict.fromkeys(i for i, _ in outcome.link.places)
    )
    code = f" ({outcome.status})" if outcome.status else ""
    new = f"; nu {_address(outcome.now_at)}" if outcome.now_at else ""
    kept = f"; archief {_address(outcome.archived)}" if outcome.archived else ""
    return f"- {_address(outcome.link.url)} in {places}: {outcome.reason}{code}{new}{kept}"


def _address(url: str) -> str:
    return f"<{url}>" if web_address(url) and len(url) <= 500 else "een adres dat niet te tonen is"


def _capped(rows: Sequence[str]) -> Iterator[str]:
    yield from rows[:MAX_ROWS]
    if len(rows) > MAX_ROWS:
        yield f"- en nog {len(rows) - MAX_ROWS}"
