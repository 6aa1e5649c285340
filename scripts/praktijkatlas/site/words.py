"""What search knows of words: the names of terms, and the words that the site uses.

Pagefind finds words as they stand in a text. This list lets the browser look further: for every
name by which people know a term (bpv, a village, a former municipality) the mark of that term, and
the words of the site, to find parts of compounds and to mend a typing error.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice, Term, Vocabularies
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Entry
from praktijkatlas.site.output import Output

WORDS = "assets/woorden.json"
MOST_WORDS = 3500
MOST_TEXTS = 1500
"""So many texts are read for their words: more of them hardly bring new ones."""
_WORD = re.compile(r"[^\W\d_]{4,30}")
_LETTERS = "bcdfghjklmnprstvwxz"
OTHER = "qzzzzq"
"""The mark of all pages that are not a practice."""
FIELDS = ("themes", "practice_types", "education_levels", "sectors")


def mark(kind: int, number: int) -> str:
    """The mark of a term: a word that nobody types and no stemmer changes, the same length always.

    Practices carry the marks of their terms among the words that find them; so a synonym finds
    exactly the practices with the term, not those that have the words of its label somewhere.
    """
    digits = []
    for _ in range(3):
        number, digit = divmod(number, len(_LETTERS))
        digits.append(_LETTERS[digit])
    return f"q{_LETTERS[kind]}{''.join(digits)}q"


def marks(lists: Vocabularies) -> Mapping[tuple[str, str], str]:
    """The mark of every term, by the name of its vocabulary and its id."""
    return {
        (name, term.id): mark(kind, number)
        for kind, name in enumerate((*FIELDS, "regions"))
        for number, term in enumerate(lists.get(name))
    }


def marks_of(catalogue: Catalogue, practice: Practice) -> Iterator[tuple[str, str]]:
    """The terms of a practice as keys of `marks`, with the regions that its places lie in."""
    for name in FIELDS:
        yield from ((name, term_id) for term_id in getattr(practice, name))
    yield from (("regions", term_id) for term_id in catalogue.regions_of(practice))


def names(catalogue: Catalogue) -> list[tuple[str, str, list[str]]]:
    """For every term its label, what to search for, and the folded names that lead to it.

    What to search for is the mark of the term, and for an organisation its name.
    """
    lists = catalogue.vocabularies
    known = marks(lists)
    found = []
    for name in FIELDS:
        for term in lists.get(name):
            found.append((term.label, known[name, term.id], _folded(term)))
    old: defaultdict[str, list[str]] = defaultdict(list)
    for region in lists.regions:
        for successor in region.replaced_by:
            old[successor] += _folded(region)
    for region in lists.regions:
        if not region.is_former:
            all_names = [*_folded(region), *old[region.id]]
            found.append((region.label, known["regions", region.id], all_names))
    for organisation in lists.organisations:
        aliases = [fold(name) for name in organisation.names()]
        if len(set(aliases)) > 1:
            found.append((organisation.label, organisation.label, aliases))
    return found


def _folded(term: Term) -> list[str]:
    return list(dict.fromkeys(fold(name) for name in term.names()))


def words(catalogue: Catalogue) -> list[str]:
    """The words of the site, the most used first."""
    entries = catalogue.entries
    step = max(1, len(entries) // MOST_TEXTS)
    used: Counter[str] = Counter()
    for entry in entries[::step]:
        used.update(set(_WORD.findall(_text(entry))))
    lists = catalogue.vocabularies
    for name in (*FIELDS, "regions"):
        for term in lists.get(name):
            # What the editors listed is known, however rare it is in the texts.
            used.update(dict.fromkeys(_WORD.findall(" ".join(term.names()).lower()), 2))
    ranked = sorted(used.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, _ in ranked[:MOST_WORDS]]


def _text(entry: Entry) -> str:
    practice = entry.practice
    parts: Iterable[str] = (
        practice.title,
        practice.summary,
        *practice.keywords,
        *(section.plain() for section in entry.body.sections),
    )
    return " ".join(parts).lower()


def word_list(catalogue: Catalogue) -> bytes:
    """The file that the browser loads when somebody is about to search."""
    used = words(catalogue)
    often = sorted(used[: MOST_WORDS // 4])
    made = {
        "pages": len(catalogue),
        "other": OTHER,
        "names": [
            [label, sought, "|".join(all_names)] for label, sought, all_names in names(catalogue)
        ],
        # In the order of the alphabet the words take half the bytes.
        "words": [" ".join(often), " ".join(sorted(used[len(often) :]))],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def write_words(catalogue: Catalogue, output: Output) -> None:
    """Write what search knows of words."""
    output.write_file(WORDS, word_list(catalogue))
