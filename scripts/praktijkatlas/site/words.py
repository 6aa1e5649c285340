"""What search knows of words: the names of terms, and the words that the site uses.

The index knows words as they stand in the texts. These lists let the browser look further: for every
name by which people know a term (bpv, a village, a former municipality) the mark of that term, and
the words of the site, to take compounds apart and to mend a typing error.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Practice, Term, Vocabularies
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.site.postings import split_compound

MOST_WORDS = 3500
MOST_TEXTS = 1500
"""So many texts are read for their words: more of them hardly bring new ones."""
EITHER = "|"
MARK = "="
"""No word has it, so that no word is taken for a mark."""
_WORD = re.compile(r"[^\W\d_]{4,30}")
BROAD = ("funding", "organisation_kinds")
"""Lists of which a name is often a common word (uren, bank): only its compounds are searched for."""
FIELDS = ("themes", "practice_types", "education_levels", "sectors")


def mark(vocabulary: str, term_id: str) -> str:
    """The key in the index of the records that have a term.

    So a synonym finds exactly the practices with the term, not those that have the words of its
    label somewhere.
    """
    return f"{MARK}{vocabulary}:{term_id}"


def name_marks(found: Iterable[str]) -> tuple[str, ...]:
    """The keys in the index of the page of what has these names: who asks for one means that page."""
    # Keys hold no spaces: those with which files begin are listed with spaces between.
    return tuple(dict.fromkeys(mark("names", fold(name).replace(" ", "-")) for name in found))


def marks_of(catalogue: Catalogue, practice: Practice) -> Iterator[str]:
    """The marks of the terms of a practice, and of the regions that its places lie in."""
    for name in FIELDS:
        yield from (mark(name, term_id) for term_id in getattr(practice, name))
    yield from (mark("regions", term_id) for term_id in catalogue.regions_of(practice))
    yield from (mark("funding", term_id) for term_id in practice.funding)
    kinds = {catalogue.organisations[key].kind for key in catalogue.organisation_ids(practice)}
    yield from (mark("organisation_kinds", kind) for kind in sorted(kinds))


def names(catalogue: Catalogue) -> list[tuple[str, str, list[str]]]:
    """For every term its label, what to search for, and the folded names that lead to it.

    What to search for is the mark of the term, and for an organisation its name. For words that
    mean the same it is each of them, with a bar between.
    """
    lists = catalogue.vocabularies
    found = []
    for name in FIELDS:
        for term in lists.get(name):
            found.append((term.label, mark(name, term.id), _folded(term)))
    old: defaultdict[str, list[str]] = defaultdict(list)
    for region in lists.regions:
        for successor in region.replaced_by:
            old[successor] += _folded(region)
    for region in lists.regions:
        if not region.is_former:
            all_names = [*_folded(region), *old[region.id]]
            found.append((region.label, mark("regions", region.id), all_names))
    for organisation in lists.organisations:
        aliases = [fold(name) for name in organisation.names()]
        if len(set(aliases)) > 1:
            found.append((organisation.label, organisation.label, aliases))
    for word in lists.words:
        found.append((word.label, EITHER.join(word.names()), _folded(word)))
    return found


def proper_names(catalogue: Catalogue) -> list[str]:
    """The names of regions, which have no other forms: who asks for one means it as it stands."""
    regions = mark("regions", "")
    return sorted(
        name
        for _, sought, found in names(catalogue)
        if sought.startswith(regions)
        for name in found
    )


def compounds(catalogue: Catalogue, known: Collection[str]) -> list[tuple[str, str, list[str]]]:
    """For every broad term its label, its mark, and those of its names that are compounds.

    `known` are the words of which compounds are made.
    """
    lists = catalogue.vocabularies
    found = []
    for name in BROAD:
        for term in lists.get(name):
            listed = [text for text in _folded(term) if split_compound(text, known)]
            if listed:
                found.append((term.label, mark(name, term.id), listed))
    return found


def _folded(term: Term) -> list[str]:
    return list(dict.fromkeys(fold(name) for name in term.names()))


def words(texts: Sequence[str], lists: Vocabularies) -> list[str]:
    """The words of the site, folded, the most used first."""
    used: Counter[str] = Counter()
    for text in texts[:: max(1, len(texts) // MOST_TEXTS)]:
        used.update(map(fold, set(_WORD.findall(text.lower()))))
    for name in (*FIELDS, "regions"):
        for term in lists.get(name):
            # What the editors listed is known, however rare it is in the texts.
            used.update(dict.fromkeys(_WORD.findall(fold(" ".join(term.names()))), 2))
    ranked = sorted(used.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, _ in ranked[:MOST_WORDS]]


def word_list(used: Sequence[str]) -> bytes:
    """The words of the site, for the browser to mend a typing error and to take compounds apart."""
    often = sorted(used[: MOST_WORDS // 4])
    # In the order of the alphabet the words take half the bytes.
    lists = [" ".join(often), " ".join(sorted(used[len(often) :]))]
    return json.dumps(lists, ensure_ascii=False).encode("utf-8")
