"""What a contributor probably meant: the nearest of the names that exist."""

from collections.abc import Iterable
from difflib import get_close_matches

from praktijkatlas.checks.rule import Context
from praktijkatlas.model import Term, Vocabulary
from praktijkatlas.model.likeness import SURE, surely
from praktijkatlas.model.vocabulary import fold


def nearest(text: str, options: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The option that looks most like `text`, capitals and accents aside; None when none does."""
    folded = {fold(option): option for option in options}
    near = get_close_matches(fold(text)[:100], folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


def nearest_term(text: str, vocabulary: Vocabulary[Term], cutoff: float = 0.6) -> Term | None:
    """The term whose id, label or synonym looks most like `text`."""
    names = {fold(name): term for term in vocabulary for name in (term.id, *term.names())}
    near = get_close_matches(fold(text)[:100], names, n=1, cutoff=cutoff)
    return names[near[0]] if near else None


def sure_term(text: str, vocabulary: Vocabulary[Term]) -> str | None:
    """The id of the one term that `text` can only be a slip of the pen for."""
    names = ((name, term.id) for term in vocabulary for name in (term.id, *term.names()))
    return surely(text, names, SURE)


def entry_advice(entry_id: str, context: Context) -> str:
    """How to mend a reference to an entry that does not exist."""
    if claims := context.redirects.get(entry_id):
        return f"Die praktijk heet nu {claims[0]}; schrijf dat id."
    if near := context.near_entry(entry_id):
        return f'Bedoelde u "{near}"?'
    return "Het id van een praktijk is haar bestandsnaam zonder .md; haal de verwijzing anders weg."


def heir(entry_id: str, context: Context) -> str | None:
    """The id that a practice has now, when one practice says that it had this id before."""
    claims = context.redirects.get(entry_id, ())
    return claims[0] if len(claims) == 1 else None


def choices(words: Iterable[str]) -> str:
    """The words as a choice: "a, b of c"."""
    *first, last = words
    return f"{', '.join(first)} of {last}" if first else last
