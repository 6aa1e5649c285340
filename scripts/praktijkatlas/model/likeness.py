"""What somebody surely meant by a name that is nearly right."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from praktijkatlas.model.vocabulary import fold

SURE = 0.85
"""How much a text must look like a name to be taken for it without asking."""
LEAD = 0.12
"""How much more the one must look like the text than any other (0 to 1, as difflib counts)."""
MOST = 100


def surely(text: str, names: Iterable[tuple[str, str]], least: float) -> str | None:
    """The value of the one name that `text` looks like at least so much; None when two come near.

    `names` pairs every name with what it stands for; capitals and accents do not count.
    """
    written = fold(text)[:MOST]
    best: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(written)
    for name, value in names:
        matcher.set_seq1(fold(name)[:MOST])
        floor = max(best.get(value, 0.0), least - LEAD)
        if matcher.real_quick_ratio() > floor and matcher.quick_ratio() > floor:
            best[value] = max(best.get(value, 0.0), matcher.ratio())
    if not best:
        return None
    winner = max(best, key=lambda value: best[value])
    second = max((ratio for value, ratio in best.items() if value != winner), default=0.0)
    near = best[winner] == 1.0 or best[winner] - second >= LEAD
    return winner if best[winner] >= least and near and second < 1.0 else None
