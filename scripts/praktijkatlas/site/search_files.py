"""The files of search: what the browser asks for when somebody looks for words.

Nothing of it is large, whatever the number of practices: one file to begin with, a file of the index
per word, and per result the text that its excerpt is cut from.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.sheets.store import write_whole
from praktijkatlas.site import postings, stemming, words
from praktijkatlas.site.output import Output
from praktijkatlas.site.postings import Postings
from praktijkatlas.site.search import Record, other_records, practice_records

CACHE = Path(".cache/praktijkatlas/search.json")
START = "assets/zoek.json"
FOLDER = "assets/zoek"
WORDS = f"{FOLDER}/woorden.json"
PER_FILE = 16
"""Texts of pages that are no practice in one file: they are short."""

Index = tuple[Sequence[str], Sequence[str]]
"""The starts of the files of the index, and the files."""


def write_search(
    catalogue: Catalogue, pages: Iterable[Record], output: Output, cache: Path | None = None
) -> None:
    """Write the files of search; an index in `cache` that was made of the same is used again."""
    for path, data in search_files(catalogue, pages, cache):
        output.write_file(path, data)


def search_files(
    catalogue: Catalogue, pages: Iterable[Record], cache: Path | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file with its path. Practices are numbered from the newest on, then come other pages."""
    practices = list(practice_records(catalogue))
    others = [*other_records(catalogue), *pages]
    known = words.words([record.words() for record in practices], catalogue.vocabularies)
    proper = words.proper_names(catalogue)
    key = _key((*known, *proper), (*practices, *others))
    index = load_index(cache, key) if cache else None
    if index is None:
        index = _index(known, proper, (*practices, *others))
        if cache:
            write_index(cache, key, index)
    starts, files = index
    for number, record in enumerate(practices):
        yield f"{FOLDER}/praktijken/{number}.json", _encoded(_shown(record))
    for first in range(0, len(others), PER_FILE):
        shown = [_shown(record) for record in others[first : first + PER_FILE]]
        yield f"{FOLDER}/paginas/{first // PER_FILE}.json", _encoded(shown)
    for number, file in enumerate(files):
        yield f"{FOLDER}/index/{number}.json", file.encode("utf-8")
    yield WORDS, words.word_list(known)
    # Last, so that what it names is there when somebody searches while this is being written.
    yield START, _start(catalogue, key, len(others), starts, known)


def _start(
    catalogue: Catalogue, key: str, others: int, starts: Sequence[str], known: Sequence[str]
) -> bytes:
    names = (*words.names(catalogue), *words.compounds(catalogue, frozenset(known)))
    return _encoded(
        {
            # Browsers keep files for a while: those of an older build must not stand with this one.
            "version": key[:12],
            "practices": len(catalogue),
            "others": others,
            "perFile": PER_FILE,
            "levels": postings.LEVELS,
            "starts": " ".join(starts),
            "stemming": stemming.RULES,
            "names": [_name(*each) for each in names],
        }
    )


def _name(label: str, sought: str, found: Sequence[str]) -> tuple[str, str, str]:
    """A name as the browser reads it: empty is what is the same as what stands before it."""
    names = "|".join(found)
    return label, "" if sought == label else sought, "" if names == sought else names


def _shown(record: Record) -> list[str]:
    return [record.address, record.title, record.place, record.text()]


def _index(known: Iterable[str], proper: Iterable[str], records: Iterable[Record]) -> Index:
    collected = Postings(known, proper)
    for number, record in enumerate(records):
        collected.add(number, record.parts(), record.marks)
    return collected.files()


def _key(known: Iterable[str], records: Iterable[Record]) -> str:
    """A digest of all that the index is made of: the records, and the code that makes it."""
    digest = sha256("\n".join(known).encode("utf-8"))
    for module in ("postings.py", "stemming.py"):
        digest.update(Path(__file__).with_name(module).read_bytes())
    for record in records:
        digest.update(repr(record).encode("utf-8"))
    return digest.hexdigest()


def load_index(file: Path, key: str) -> Index | None:
    """The index that a file holds, when it was made of the same and is whole."""
    try:
        head, _, text = file.read_bytes().partition(b"\n")
        if head.decode("ascii") != f"{key} {sha256(text).hexdigest()}":
            return None
        starts, files = json.loads(text)
        return starts, files
    except (OSError, ValueError):
        return None


def write_index(file: Path, key: str, index: Index) -> None:
    """Keep an index for the next time."""
    text = _encoded(index)
    write_whole(file, f"{key} {sha256(text).hexdigest()}\n".encode("ascii") + text)


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
