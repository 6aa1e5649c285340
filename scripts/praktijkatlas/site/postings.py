"""Which record has which word, and how much the word says of it: what search asks in the browser.

Keys are stems of words, marks of terms ("=themes:stages") and last parts of compounds ("~bezoek",
which a record with "bedrijfsbezoek" has). They stand sorted in small files, so that a question
costs about a file per word, however many records there are.
"""

import json
import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from praktijkatlas.model.vocabulary import fold
from praktijkatlas.site.stemming import stem, verb_stems

Parts = Iterable[tuple[int, str]]
"""Texts with the weight of their words."""

LEVELS = 16
"""So many steps there are in what a word says of a record."""
HALF = 6
"""The weight at which a word says half of what it can say: more of it adds less and less."""
FILE_SIZE = 8_000
"""Characters in a file, at which the next one begins; a word that all records have may need more."""
LAST_PART = "~"
MIN_PART = 4
FORMS = 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_LEVEL = 1 << 24  # more records than this no site has
_LEVELS = [max(1, round(LEVELS * weight / (weight + HALF))) for weight in range(256)]
_LINKS = ("", "s", "en", "e")
_WORD = re.compile(r"[^\W_]+")
# Most numbers are small, and looking one up is faster than working it out.
_SHORT = [DIGITS[n] if n < 32 else DIGITS[32 + n % 32] + DIGITS[n // 32] for n in range(32 * 32)]


def tokens(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def split_compound(word: str, known: Collection[str]) -> tuple[str, str] | None:
    """The two known words that make up `word`, with or without a link; None when there are none."""
    for at in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        last = word[at:]
        # Directeuren end in uren, but a directeur in no uur.
        if last not in known or not stem(word).endswith(stem(last)):
            continue
        for link in _LINKS:
            first = word[: at - len(link)]
            if len(first) >= MIN_PART and word[len(first) : at] == link and first in known:
                return first, last
    return None


class Postings:
    """Collects the words of records, and gives them out as files."""

    def __init__(self, known: Iterable[str], proper: Iterable[str] = ()) -> None:
        """`known` are the words of which compounds may be made, `proper` names without other forms."""
        self._proper = frozenset(proper)
        self._known = frozenset(known)
        self._verbs = {stem(word): word for word in sorted(self._known) if word.endswith("en")}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._found: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        self._forms: defaultdict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, str] = {}
        self._conjugated: set[str] = set()

    def add(self, number: int, parts: Parts, marks: Iterable[str] = ()) -> None:
        """Add the words and the marks of the record with this number."""
        weights: defaultdict[str, int] = defaultdict(int)
        for weight, text in parts:
            for word, times in Counter(tokens(text)).items():
                for key in self._keys.get(word) or self._keys_of(word):
                    weights[key] += weight * times
        for key, weight in weights.items():
            level = _LEVELS[weight] if weight < 256 else LEVELS
            self._found[key].append(level * _LEVEL + number)
        for mark in marks:
            self._found[mark].append(LEVELS * _LEVEL + number)

    def _keys_of(self, word: str) -> tuple[str, ...]:
        keys: list[str] = []
        for folded in fold(word).split():
            if folded in self._proper:
                keys.append(folded)
                continue
            key = stem(folded)
            keys.append(key)
            self._forms[key].add(folded)
            parts = split_compound(folded, self._known)
            verb = next((verb for verb in verb_stems(folded) if verb in self._verbs), key)
            if parts:
                self._parts.setdefault(key, " ".join(parts))
                keys.append(LAST_PART + stem(parts[1]))
                self._forms[keys[-1]].add(folded)
            elif verb != key:
                self._parts.setdefault(key, self._verbs[verb])
                self._conjugated.add(verb)
                keys.append(verb)
        self._keys[word] = tuple(keys)
        return self._keys[word]

    def files(self) -> tuple[Sequence[str], Sequence[str]]:
        """The starts of the files (their first keys, as short as can be), and the files."""
        starts: list[str] = []
        made: list[str] = []
        rows: list[str] = []
        size, before = 0, ""
        for key in sorted(self._found):
            row = json.dumps(self._row(key), ensure_ascii=False, separators=(",", ":"))
            if rows and size + len(row) > FILE_SIZE:
                made.append(_file(rows))
                rows, size = [], 0
            if not rows:
                lengths = range(1, len(key) + 1)
                starts.append(next(key[:n] for n in lengths if key[:n] > before) if made else "")
            rows.append(row)
            size += len(row)
            before = key
        return starts, [*made, _file(rows)] if rows else made

    def _row(self, key: str) -> list[str | int]:
        """A key with its records and, when they are not the key itself, the words that it stands for.

        Then follow the parts of a compound or the verb of a form, and 1 for a verb of which there
        are forms; what is nothing at the end is left out.
        """
        forms = sorted(self._forms.get(key, ()), key=lambda word: (len(word), word))
        shown = forms[:FORMS] if key.startswith(LAST_PART) else forms[:1]
        if shown == [key]:
            shown = []
        row: list[str | int] = [key, "".join(_packed(self._found[key])), " ".join(shown)]
        if key in self._conjugated:
            return [*row, self._parts.get(key, ""), 1]
        return [*row, self._parts[key]] if key in self._parts else row


def _packed(values: Iterable[int]) -> Iterator[str]:
    """Records as text: per level a digit, how many there are, and the steps from one to the next."""
    for level, group in groupby(sorted(values), key=lambda value: value // _LEVEL):
        numbers = [value % _LEVEL for value in group]
        yield DIGITS[level]
        yield _number(len(numbers))
        for before, number in zip([0, *numbers], numbers, strict=False):
            step = number - before
            yield _SHORT[step] if step < 1024 else _number(step)


def _number(n: int) -> str:
    """A number in digits of five bits, the lowest first; all but the last are of the upper half."""
    if n < 1024:
        return _SHORT[n]
    return DIGITS[32 + n % 32] + _number(n // 32)


def _file(rows: Iterable[str]) -> str:
    return "[" + ",\n".join(rows) + "]\n"
