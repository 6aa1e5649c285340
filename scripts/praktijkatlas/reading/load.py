"""Entries and vocabularies from disk."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path as FilePath
from stat import S_ISLNK, S_ISREG
from typing import Any

from pydantic import ValidationError

from praktijkatlas.model import Fault, Span, Term, Vocabularies, Vocabulary
from praktijkatlas.model.values import quoted
from praktijkatlas.model.vocabulary import OPTIONAL_TERM_TYPES, TERM_TYPES, fold
from praktijkatlas.reading.entry import Reading, decode, read_entry
from praktijkatlas.reading.frontmatter import Split, compose_tolerantly
from praktijkatlas.reading.picture import load_picture
from praktijkatlas.reading.source import MAX_BYTES, Source, Value

VOCABULARY_FOLDER = "vocabulary"
MAX_VOCABULARY_BYTES = 16 * 1024 * 1024
MAX_VOCABULARY_NODES = 1_000_000


def find_entry_files(folder: FilePath) -> list[FilePath]:
    """The Markdown files below `folder`, sorted; those in subfolders are faults for the checks."""
    found = (
        FilePath(place) / name
        for place, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".md") and not name.startswith((".", "README", "_"))
    )
    return sorted(found)


def load_readings(files: Iterable[FilePath], root: FilePath) -> Iterator[Reading]:
    """One reading per file, in the order given; paths are shown relative to `root`."""
    for file in files:
        yield load_reading(file, shown_path(file, root))


def shown_path(file: FilePath, root: FilePath) -> str:
    """`file` as messages name it: relative to `root` when it lies below it."""
    try:
        place = _resolved(file.parent).relative_to(_resolved(root)).joinpath(file.name).as_posix()
    except ValueError:
        place = file.as_posix()
    return place if place.isascii() else printable(place)


def printable(path: str) -> str:
    """A path without what cannot be written: a byte of a name that is not UTF-8 shows as \\xff."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@lru_cache(maxsize=256)  # thousands of files share a folder, and asking the disk takes time
def _resolved(folder: FilePath) -> FilePath:
    return folder.absolute().resolve()


def load_bytes(file: FilePath, most: int = MAX_BYTES) -> bytes:
    """What is in a file, and no more than one byte too many; OSError when it is not a plain file."""
    kind = file.lstat().st_mode
    if S_ISLNK(kind):
        raise OSError("het is een verwijzing (symlink)")
    if not S_ISREG(kind):
        raise OSError("het is geen gewoon bestand")
    with file.open("rb") as stream:
        return stream.read(most + 1)


_REASONS = {
    errno.EACCES: "u hebt er geen rechten voor",
    errno.EPERM: "u hebt er geen rechten voor",
    errno.EEXIST: "het bestaat al",
    errno.ENOENT: "het bestaat niet",
    errno.ENOTDIR: "het bestaat niet",
    errno.EISDIR: "het is een map",
    errno.ELOOP: "het is een verwijzing (symlink) die rondloopt",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EROFS: "op deze schijf kan niet worden geschreven",
    errno.ENOSPC: "de schijf is vol",
}


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in a few words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def load_reading(file: FilePath, shown: str) -> Reading:
    """The reading of one file; a file that cannot be read gives a reading with that fault."""
    name = printable(file.name)
    try:
        data = load_bytes(file)
        if len(data) > MAX_BYTES:
            return read_entry(data, shown, file.stat().st_size, name)
    except OSError as error:
        reading = read_entry(b"", shown, name=name)
        fault = Fault(
            Span(1),
            f"het bestand is niet te lezen: {reason(error)}",
            "Zet de praktijk als gewoon bestand in de map.",
            code="PA013",
        )
        faults = (*(f for f in reading.faults if f.code != "PA002"), fault)
        return replace(reading, faults=faults)
    reading = read_entry(data, shown, name=name)
    if "image" in reading.missing or not reading.practice.image:
        return reading
    return replace(reading, picture=load_picture(file.parent, reading.practice.image.file))


@dataclass(frozen=True, slots=True)
class VocabularyFiles:
    """The vocabularies of a folder, their files by name, and the faults of the files' form."""

    vocabularies: Vocabularies
    sources: Mapping[str, Source]
    faults: tuple[tuple[Source, Fault], ...]


def load_vocabularies(
    folder: FilePath, root: FilePath
) -> tuple[Vocabularies, list[tuple[Source, Fault]]]:
    """The vocabularies in `folder`, and the faults of their files with the file they are in."""
    loaded = load_vocabulary_files(folder, root)
    return loaded.vocabularies, list(loaded.faults)


def load_vocabulary_files(folder: FilePath, root: FilePath) -> VocabularyFiles:
    """The vocabularies in `folder` with the files they come from, for checks across the lists."""
    loaded: dict[str, Vocabulary[Any]] = {}
    sources: dict[str, Source] = {}
    faults: list[tuple[Source, Fault]] = []
    for name, term_type in {**TERM_TYPES, **OPTIONAL_TERM_TYPES}.items():
        file = folder / f"{name}.yml"
        if name in OPTIONAL_TERM_TYPES and not file.exists():
            continue
        try:
            data = load_bytes(file, MAX_VOCABULARY_BYTES)
        except OSError:
            data = b""
        loaded[name], sources[name], found = read_vocabulary(
            data, name, term_type, shown_path(file, root)
        )
        faults.extend((sources[name], fault) for fault in found)
    return VocabularyFiles(Vocabularies(**loaded), sources, tuple(faults))


def read_vocabulary(
    data: bytes, name: str, term_type: type[Term], shown: str
) -> tuple[Vocabulary[Any], Source, list[Fault]]:
    """The vocabulary that a file holds: the terms that are right, and the faults of the others."""
    faults: list[Fault] = []
    right = data.strip() and len(data) <= MAX_VOCABULARY_BYTES
    text = decode(data, faults, MAX_VOCABULARY_BYTES) if right else ""
    if not text:
        if not faults:
            faults.append(
                Fault(
                    Span(1),
                    f"de lijst {shown} ontbreekt of is leeg",
                    "Zet het bestand terug; het begint met terms:.",
                    code="PA410",
                )
            )
        return Vocabulary(name, ()), Source(shown, ""), faults
    composed = compose_tolerantly(Split(text, 0, len(text)), faults, MAX_VOCABULARY_NODES)
    source = Source(shown, text, composed.root)
    items = composed.values.get("terms")
    if not isinstance(items, list):
        faults.append(
            Fault(Span(1), "de lijst `terms` ontbreekt", "Begin met terms: …", code="PA410")
        )
        items = []
    terms, gone = _terms(items, term_type, faults)
    # Faults of the form count terms as the file does; later ones as the vocabulary does.
    faults = [replace(fault, at=source.locate(fault), at_key=False) for fault in faults]
    return Vocabulary(name, terms), replace(source, dropped={("terms",): gone}), faults


def _terms(
    items: list[Value], term_type: type[Term], faults: list[Fault]
) -> tuple[tuple[Term, ...], tuple[int, ...]]:
    """The terms that are right, and the indices of the items that are not."""
    terms: list[Term] = []
    gone: list[int] = []
    names: dict[str, str] = {}
    ids: set[str] = set()
    for index, item in enumerate(items):
        try:
            term = term_type.model_validate(item)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                at = ("terms", index, *detail["loc"])
                faults.append(_term_fault(at, detail, term_type))
            gone.append(index)
            continue
        if term.id in ids:
            faults.append(
                Fault(
                    ("terms", index, "id"),
                    f"{quoted(term.id)} staat al eerder in de lijst",
                    "Kies een ander id, of voeg de twee samen.",
                    code="PA411",
                )
            )
            gone.append(index)
            continue
        ids.add(term.id)
        for name in term.names():
            other = names.setdefault(fold(name), term.id)
            if other != term.id:
                faults.append(
                    Fault(
                        ("terms", index),
                        f"de naam {quoted(name)} hoort ook bij {quoted(other)}",
                        "Laat elke naam naar één begrip wijzen.",
                        code="PA412",
                    )
                )
        terms.append(term)
    return tuple(terms), tuple(gone)


def _term_fault(at: tuple[Any, ...], detail: Any, term_type: type[Term]) -> Fault:
    name = str(at[-1])
    if detail["type"] == "extra_forbidden":
        near = get_close_matches(name, list(term_type.model_fields), n=1, cutoff=0.6)
        hint = (
            f"Bedoelde u `{near[0]}`?"
            if near
            else f"Kies uit: {', '.join(term_type.model_fields)}."
        )
        return Fault(at, f"`{name}` is niet een sleutel van deze lijst", hint, True, "PA410")
    if detail["type"] == "missing":
        return Fault(at, f"`{name}` ontbreekt", f"Voeg {name}: … toe.", code="PA410")
    return Fault(
        at,
        f"{quoted(detail['input'])} is niet goed voor `{name}`",
        "Kijk naar de andere begrippen in de lijst.",
        code="PA410",
    )
