"""One practice file: its bytes to a practice, a partial practice, and the faults of its form."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any
from zlib import compress, decompress

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from praktijkatlas.model import SAVE_AGAIN, Fault, Path, Practice, Span
from praktijkatlas.model.values import quoted
from praktijkatlas.reading.body import Body, read_body
from praktijkatlas.reading.edits import edits_of
from praktijkatlas.reading.frontmatter import Composed, compose_tolerantly, split
from praktijkatlas.reading.messages import is_of_empty_item, near_key, translate
from praktijkatlas.reading.picture import Picture
from praktijkatlas.reading.source import (
    MAX_BYTES,
    ODD,
    Source,
    Value,
    control_character,
    first_odd,
)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A value that begins with # and a letter is one in which a word was meant.
_ONLY_REMARK = re.compile(r"[^#]*[:-][ \t]+(?P<text>#\w.*)")
# What Windows reserves, and what the site itself uses as an address under /praktijken/.
RESERVED_IDS = frozenset(
    {"con", "prn", "aux", "nul", "index", "pagina"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
MAX_ID = 80
MAX_UNKNOWN = 100
"""So many keys that we do not know are told: finding out what each stands for takes time."""


@dataclass(frozen=True)
class Entry:
    """A practice with its id and its body: what the catalogue is made of."""

    id: str
    path: str
    practice: Practice
    packed: bytes = field(repr=False)
    """The body as it is written, in UTF-8 and packed by zlib: those of thousands are kept."""
    picture: Picture | None = None
    """The file of the image, when it can be shown."""

    @property
    def text(self) -> str:
        """The body as it is written (Markdown)."""
        return _unpacked(self.packed)

    @property
    def body(self) -> Body:
        """The body in tokens; they are not kept, for those of all entries would fill the memory."""
        return _read_lately(self.packed)


def packed(text: str) -> bytes:
    """The text of a body as an entry keeps it."""
    return compress(text.encode("utf-8"), 1)


def _unpacked(data: bytes) -> str:
    return decompress(data).decode("utf-8")


@lru_cache(maxsize=64)
def _read_lately(data: bytes) -> Body:
    return read_body(_unpacked(data))


@dataclass(frozen=True, eq=False)
class Reading:
    """What was found in one file; a reading equals itself only, so that it can be a key.

    `practice` holds the values that are right; fields named in `missing` are absent or not right
    and must not be looked at. When `missing` is empty the practice is whole.
    """

    id: str
    source: Source
    practice: Practice
    missing: frozenset[str]
    body: Body
    faults: tuple[Fault, ...]
    picture: Picture | None = None
    """What is on disk of the image; None when there is none, or when nobody looked."""
    overfull: frozenset[str] = frozenset()
    """The lists with more items than they may have; all of those can be looked at."""

    @property
    def path(self) -> str:
        """The path of the file, as it is shown."""
        return self.source.path

    @property
    def front(self) -> str:
        """A digest of the front matter as it is written."""
        return sha256(self.source.text[: self.body.start].encode("utf-8", "replace")).hexdigest()

    def is_whole(self, name: str) -> bool:
        """Whether a field is right with all its items, so that what is absent truly is absent."""
        return name not in self.missing and not self.source.dropped.get((name,))

    def entry(self) -> Entry | None:
        """The entry, when the front matter is whole."""
        if self.missing or self.overfull:
            return None
        sound = self.picture if self.picture and not self.picture.fault else None
        return Entry(self.id, self.path, self.practice.slim(), packed(self.body.text), sound)


ALL_FIELDS = frozenset(Practice.model_fields)


def read_entry(data: bytes, path: str, size: int = 0, name: str = "") -> Reading:
    """Everything that can be known of a practice file from its bytes alone; never raises.

    `size` is how many bytes the file has, when it has more than `data`; `name` is the name of the
    file, when the path may be of another system (in one on Linux a backslash is a letter).
    """
    faults: list[Fault] = []
    name = name or path.replace("\\", "/").rsplit("/", 1)[-1]
    entry_id = name.removesuffix(".md")
    faults.extend(name_faults(name))
    text = decode(data, faults, size=size)
    if text is None:
        return _unreadable(entry_id, path, faults)
    parts = split(text, faults)
    if parts is None:
        return _unreadable(entry_id, path, faults, text)
    composed = compose_tolerantly(parts, faults)
    source = Source(path, text, composed.root, parts.yaml_line)
    body = read_body(text[parts.body_start :], parts.body_start)
    faults.extend(
        control_character(source.span_at(parts.body_start + offset), character)
        for offset, character in body.odd
    )
    valid = _validate(composed, faults)
    return Reading(
        entry_id,
        Source(path, text, composed.root, parts.yaml_line, valid.dropped),
        valid.practice,
        valid.missing,
        body,
        tuple(_located(source, faults)),
        overfull=valid.overfull,
    )


def _located(source: Source, faults: list[Fault]) -> Iterator[Fault]:
    # Faults of the form count list items as the file does; later faults count as the practice does.
    for fault in faults:
        if fault.code in ("PA101", "PA107"):
            fault = _unless_remark(source, fault)
        edits = edits_of(source, fault)
        yield Fault(source.locate(fault), fault.message, fault.fix, code=fault.code, edits=edits)


def _unless_remark(source: Source, fault: Fault) -> Fault:
    """The fault of a value that is absent; of one that YAML takes for a remark, that is told."""
    if isinstance(fault.at, Span):
        return fault
    item = isinstance(fault.at[-1], int)
    node = source.node_at(fault.at, key=not item)
    if node is None:
        return fault
    line = node.start_mark.line + source.yaml_line
    match = _ONLY_REMARK.match(source.lines[line])
    if match is None:
        return fault
    return replace(
        fault,
        at=Span(line + 1, match.start("text") + 1, len(match["text"])),
        message=f"achter {'het streepje' if item else f'`{node.value}`'} staat alleen uitleg: "
        f"{quoted(match['text'])}",
        fix="Alles achter # is uitleg. Zet de tekst tussen aanhalingstekens, of haal de # weg.",
    )


def _unreadable(entry_id: str, path: str, faults: list[Fault], text: str = "") -> Reading:
    practice = _unchecked()
    return Reading(entry_id, Source(path, text), practice, ALL_FIELDS, Body(()), tuple(faults))


def name_faults(name: str) -> Iterator[Fault]:
    """What is wrong with the name of the file of a practice."""
    entry_id = name.removesuffix(".md")
    if not _ID.fullmatch(entry_id) or len(entry_id) > MAX_ID:
        meant = slug(bare_name(name))
        yield Fault(
            Span(1),
            f"de bestandsnaam {quoted(name)} kan geen id zijn",
            f"Gebruik alleen kleine letters, cijfers en koppeltekens, hooguit {MAX_ID} tekens: "
            f"{'naam-plaats' if not meant or meant in RESERVED_IDS else meant}.md.",
            code="PA009",
        )
    elif entry_id in RESERVED_IDS:
        yield Fault(
            Span(1),
            f'de bestandsnaam "{entry_id}.md" is al voor iets anders in gebruik',
            "Kies een naam die zegt wat en waar, zoals leerwerkplaats-haven.md.",
            code="PA009",
        )


def bare_name(name: str) -> str:
    """The name of a file without .md, in small letters or not."""
    return re.sub(r"\.md$", "", name, flags=re.IGNORECASE)


def slug(text: str) -> str:
    """`text` as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_ID].strip("-")


def decode(data: bytes, faults: list[Fault], most: int = MAX_BYTES, size: int = 0) -> str | None:
    """The text of a file with line ends of one kind; None when it is not worth reading on."""
    if not data.strip() and len(data) <= most:
        faults.append(
            Fault(Span(1), "het bestand is leeg", "Begin met het sjabloon.", code="PA002")
        )
        return None
    if len(data) > most:
        shown = f"{max(size, len(data)) / 1_000_000:.1f} MB".replace(".", ",")
        faults.append(
            Fault(
                Span(1),
                f"het bestand is te groot ({shown})",
                f"Een praktijk is hooguit {most // 1024} kB tekst; zet foto's er niet in.",
                code="PA008",
            )
        )
        return None
    if told := _no_text(data):
        faults.append(Fault(Span(1), *told, code="PA001"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        faults.append(
            Fault(
                Span(line, column),
                "het bestand is niet als UTF-8 opgeslagen",
                "Sla het op als UTF-8 (in de editor: Opslaan als, codering UTF-8).",
                code="PA001",
            )
        )
        # Read on, so that the other faults are told too; the marks show what was lost.
        text = data.decode("cp1252", errors="replace")
    if text.startswith("\ufeff"):
        faults.append(
            Fault(
                Span(1),
                "het bestand begint met een onzichtbaar teken (BOM)",
                "Sla het op als UTF-8 zonder BOM.",
                code="PA010",
                edits=(SAVE_AGAIN,),
            )
        )
        text = text[1:]
    if "\r" in text:
        faults.append(
            Fault(
                Span(1),
                "de regels eindigen op Windows-wijze (CRLF)",
                "Kies in de editor regeleinde LF.",
                code="PA011",
                edits=(SAVE_AGAIN,),
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_controls(text, faults)


_FORM_OF_BYTES: Mapping[bytes, str] = {
    b"PK\x03\x04": "een document van Word of een zipbestand",
    b"\xd0\xcf\x11\xe0": "een document van een oude Word",
    b"%PDF-": "een PDF",
    b"{\\rtf": "een document van een tekstverwerker (RTF)",
}


def _no_text(data: bytes) -> tuple[str, str] | None:
    """What is said of a file in which no line is worth reading, and how to mend it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return (
            "het bestand is opgeslagen als UTF-16, niet als UTF-8",
            "Sla het op als UTF-8 (in de editor: Opslaan als, codering UTF-8).",
        )
    form = next((name for head, name in _FORM_OF_BYTES.items() if data.startswith(head)), None)
    if form is None:
        if b"\x00" not in data or _is_utf8(data):
            return None
        form = "een beeld of een ander soort bestand"
    return (
        f"het bestand is geen tekst, maar {form}",
        "Kopieer de woorden naar een nieuw tekstbestand, naar het voorbeeld van het sjabloon.",
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def cleaned(text: str) -> str:
    """`text` with line ends of one kind, and a space for what no file may hold."""
    return ODD.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_controls(text: str, faults: list[Fault]) -> str:
    # NEL and the Unicode line separators count: YAML ends a line there, editors do not.
    if not first_odd(text):
        return text
    for number, line in enumerate(text.split("\n"), start=1):
        if match := ODD.search(line):
            faults.append(control_character(Span(number, match.start() + 1), match[0]))
    return ODD.sub(" ", text)


@dataclass(frozen=True, slots=True)
class _Valid:
    """The practice as far as it is right, and what of it is not."""

    practice: Practice
    missing: frozenset[str] = frozenset()
    overfull: frozenset[str] = frozenset()
    dropped: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)


def _validate(composed: Composed, faults: list[Fault]) -> _Valid:
    values = composed.values
    try:
        return _Valid(Practice.model_validate(values))
    except ValidationError as error:
        details = list(_of_every_item(error.errors(include_url=False)))
    unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
    untold = {id(detail) for detail in unknown[MAX_UNKNOWN:]}
    # A key with a slip of the pen is one fault: the key that it stands for is not missing.
    meant = {
        (*detail["loc"][:-1], near)
        for detail in unknown[:MAX_UNKNOWN]
        if (near := near_key(tuple(detail["loc"])))
    }
    empty: set[Path] = set()  # what has no key at all is one fault, not one for every key
    for detail in details:
        if id(detail) in untold:
            continue
        top = detail["loc"][0] if detail["loc"] else ""
        if detail["type"] == "missing" and (
            {str(top), "*"} & composed.damaged or tuple(detail["loc"]) in meant
        ):
            continue
        if is_of_empty_item(detail):
            if detail["loc"][:-1] in empty:
                continue
            empty.add(detail["loc"][:-1])
        faults.append(_unless_taken(translate(detail), values))
    return _partial(values, details)


def _of_every_item(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors, with those of the items of a list that is too long, which pydantic leaves out.

    A list of which no item is right is not also too short.
    """
    within = {tuple(detail["loc"][:1]) for detail in details if len(detail["loc"]) > 1}
    for detail in details:
        if detail["type"] == "too_short" and tuple(detail["loc"]) in within:
            continue
        yield detail
        if _is_overfull(detail):
            name = str(detail["loc"][0])
            try:
                _items_of(name).validate_python(detail["input"])
            except ValidationError as error:
                for each in error.errors(include_url=False):
                    yield {**each, "loc": (name, *each["loc"])}


def _is_overfull(detail: ErrorDetails) -> bool:
    return detail["type"] == "too_long" and isinstance(detail["input"], list)


@cache
def _items_of(name: str) -> TypeAdapter[tuple[Any, ...]]:
    """Validates the items of a list, however many there are."""
    items: Any = Practice.model_fields[name].annotation
    return TypeAdapter(items)


def _unless_taken(fault: Fault, values: Mapping[str, Value]) -> Fault:
    """The fault of an unknown key; when the key that it stands for is there, it cannot become that."""
    if fault.code != "PA102" or isinstance(fault.at, Span) or not fault.instead:
        return fault
    group: Any = values
    for step in fault.at[:-1]:
        group = group[step]
    if fault.instead not in group:
        return fault
    fix = f"`{fault.instead}` staat er al. Haal een van de twee weg, of kies een andere sleutel."
    return replace(fault, fix=fix, instead=None)


def _partial(values: Mapping[str, Value], details: list[ErrorDetails]) -> _Valid:
    """The practice of the values that are right: a bad list item goes, any other bad field goes."""
    extra = [tuple(d["loc"]) for d in details if d["type"] == "extra_forbidden"]
    values = _without(values, extra)
    bad_items: dict[str, set[int]] = {}
    bad_fields: set[str] = set()
    overfull: set[str] = set()
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "extra_forbidden":
            continue
        if _is_overfull(detail):
            overfull.add(str(loc[0]))
            continue
        if len(loc) > 1 and isinstance(loc[1], int):
            bad_items.setdefault(str(loc[0]), set()).add(loc[1])
        else:
            bad_fields.add(str(loc[0]))
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in ALL_FIELDS or name in bad_fields:
            continue
        if isinstance(value, list):
            gone = bad_items.get(name, set())
            value = [item for index, item in enumerate(value) if index not in gone]
        kept[name] = value
    too_many = {name: kept.pop(name) for name in overfull}
    while True:
        fields = {name: Practice.model_fields[name] for name in ALL_FIELDS - kept.keys()}
        filler = {n: f.default for n, f in fields.items() if not f.is_required()}
        try:
            whole = Practice.__pydantic_validator__.validate_python(
                kept | {n: v for n, v in filler.items() if n not in bad_fields}
            )
            checked = dict(whole)
        except ValidationError as error:
            wrong = {str(d["loc"][0]) for d in error.errors() if d["type"] != "missing"}
            if wrong & kept.keys():
                kept = {name: value for name, value in kept.items() if name not in wrong}
                continue
            checked = _each_field(kept)
        break
    checked |= {name: _items_of(name).validate_python(items) for name, items in too_many.items()}
    missing = frozenset(
        name
        for name, field in Practice.model_fields.items()
        if name in bad_fields or (name not in checked and field.is_required())
    )
    dropped: dict[Path, tuple[int, ...]] = {
        (name,): tuple(sorted(items)) for name, items in bad_items.items()
    }
    return _Valid(_unchecked(**checked), missing, frozenset(overfull), dropped)


def _unchecked(**values: Any) -> Practice:
    # The type says that every field must be given; a partial practice is the one that lacks some.
    construct: Any = Practice.model_construct
    practice: Practice = construct(**values)
    return practice


def _without(values: Mapping[str, Value], paths: Collection[Path]) -> Mapping[str, Value]:
    """The values without the keys that the model does not know, whose neighbours may be right."""
    left: Any = deepcopy(values) if paths else values
    for *way, key in paths:
        group = left
        for step in way:
            group = group[step]
        group.pop(key, None)
    result: Mapping[str, Value] = left
    return result


def _each_field(values: Mapping[str, Any]) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    for name, value in values.items():
        # validate_assignment validates one field with the rules of the whole model.
        model = _unchecked()
        Practice.__pydantic_validator__.validate_assignment(model, name, value)
        checked[name] = getattr(model, name)
    return checked
