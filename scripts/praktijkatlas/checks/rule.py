"""What a check is: a permanent code, an explanation, and a function that finds one fault."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from math import ceil, floor

from praktijkatlas.model import Fault, Organisation, Severity, Vocabularies
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Reading

NEARLY = 0.87
"""How much two names of organisations must look alike to ask about it (0 to 1, as difflib counts)."""

PAIRS = 0.15
"""How many pairs of letters near names share at least, for each letter of the two."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the help page says of a code: why it matters, and a wrong and a right example."""

    code: str
    title: str
    why: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR
    mends: str = ""
    """What `check --fix` does about it; empty when it takes a person."""


@dataclass(frozen=True)
class Context:
    """What a rule may know besides the file it looks at."""

    vocabularies: Vocabularies
    today: date
    ids: Mapping[str, str]
    """The id of every entry of the site, with the path of its file."""
    redirects: Mapping[str, tuple[str, ...]]
    """Every old id, with the ids of the entries that claim it."""

    @cached_property
    def near_entry(self) -> Callable[[str], str | None]:
        """Finds the id of an entry that nearly is the one given; answers are remembered."""
        ids = tuple(self.ids)

        @cache
        def find(entry_id: str) -> str | None:
            return next(iter(get_close_matches(entry_id[:100], ids, n=1, cutoff=0.7)), None)

        return find

    @cached_property
    def near_organisation(self) -> Callable[[str], Organisation | None]:
        """Finds the organisation whose name nearly is the one given; answers are remembered.

        Comparing a name with all others takes milliseconds; only names that share enough pairs of
        letters can be near, and with a bit for every pair those are counted in no time.
        """
        known = self.vocabularies.organisations
        names = {fold(name): term for term in known for name in term.names()}
        numbers: dict[str, int] = {}

        def pairs(word: str) -> int:
            found = {word[at : at + 2] for at in range(max(1, len(word) - 1))}
            return sum(1 << numbers.setdefault(pair, len(numbers)) for pair in found)

        by_length = sorted((len(name), name, pairs(name)) for name in names)

        @cache
        def find(name: str) -> Organisation | None:
            sought = fold(name)[:100]
            own, size = pairs(sought), len(sought)
            # A name that is much shorter or longer cannot be near, whatever its letters.
            first = bisect_left(by_length, (ceil(size * NEARLY / (2 - NEARLY)),))
            last = bisect_left(by_length, (floor(size * (2 - NEARLY) / NEARLY) + 1,))
            likely = [
                each
                for length, each, has in by_length[first:last]
                if (own & has).bit_count() >= PAIRS * (length + size)
            ]
            near = get_close_matches(sought, likely, n=1, cutoff=NEARLY)
            return names[near[0]] if near else None

        return find


RuleFunction = Callable[[Reading, Context], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """A check; `needs` names the fields without which it has nothing to look at."""

    explanation: Explanation
    needs: frozenset[str]
    find: RuleFunction

    def __call__(self, reading: Reading, context: Context) -> Iterable[Fault]:
        """The faults in one reading; none when a field it needs is missing or wrong."""
        return () if self.needs & reading.missing else self.find(reading, context)


def rule(
    code: str,
    title: str,
    *,
    wrong: str,
    right: str,
    needs: str = "",
    severity: Severity = Severity.ERROR,
    mends: str = "",
) -> Callable[[RuleFunction], Rule]:
    """Make a check of a function; its docstring tells contributors, in Dutch, why it matters.

    `needs` lists field names, separated by spaces. Only whole fields count: an item of a list that
    is not right has been left out of the practice already. `mends` tells, in Dutch, what
    `check --fix` does about it.
    """

    def wrap(find: RuleFunction) -> Rule:
        why = " ".join((find.__doc__ or "").split())
        explanation = Explanation(code, title, why, wrong, right, severity, mends)
        return Rule(explanation, frozenset(needs.split()), find)

    return wrap
