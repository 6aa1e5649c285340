"""A filled issue form back to a practice: the answers under its questions, as the form's values.

Whoever fills in the form may be anybody, and an issue can be edited to hold anything: all of it is
taken as text, and nothing of it is believed before a check has read the file that comes of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from praktijkatlas.checks import CODES, Rule, privacy
from praktijkatlas.contribute.guide import FieldGuide
from praktijkatlas.contribute.issue_form import CONSENT, asked_fields, asked_parts, story_label
from praktijkatlas.contribute.writing import Value, nothing_known, practice_text
from praktijkatlas.model import SECTIONS, Finding, Severity
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading.entry import cleaned

MAX_BODY = 70_000
"""More characters than GitHub allows in an issue: what is longer comes from elsewhere."""
MAX_ITEMS = 100
"""More lines than any group of the model takes; the check tells what is too many."""
PERSONAL = frozenset(
    each.explanation.code for each in vars(privacy).values() if isinstance(each, Rule)
)
"""The codes of what tells who or where a person is."""
_EMPTY = frozenset({"", "_No response_", "None"})
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])(?:\s+|$)")
_BETWEEN = re.compile(r";(?![\w.-]+=)")
"""What divides a line; in an address a semicolon may stand before a name with a value."""
_BARE_ADDRESS = re.compile(r"www(?:\.[\w-]+){2,}(?:[/?#]\S*)?|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*")
"""An address without https://, as it is printed; one without www has something behind the host."""
_TICKED = re.compile(r"^\s*- \[[xX]\]", re.MULTILINE)


class IssueError(ValueError):
    """Why no practice can be made of an issue, in words for who wrote it."""


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """What an issue tells of a practice: the values of its fields, and the text of its sections."""

    values: Mapping[str, Value]
    sections: Mapping[str, str]

    @property
    def title(self) -> str:
        """The title, "" when there is none."""
        return str(self.values.get("title", ""))

    @property
    def first_region(self) -> str:
        """The first of the regions, "" when there is none."""
        return str(next(iter(self.values.get("regions", ())), ""))

    def text(self, guide: Sequence[FieldGuide]) -> str:
        """The file of the practice."""
        return practice_text(guide, self.values, self.sections)


def read_issue(body: str, guide: Sequence[FieldGuide], today: date) -> IssueEntry:
    """The practice that the body of an issue describes. Raises IssueError.

    A section that was left open says so; the days of adding and of looking over are today.
    """
    if len(body) > MAX_BODY:
        raise IssueError(f"De melding is te lang: {len(body)} tekens, hooguit {MAX_BODY}.")
    fields = asked_fields(guide)
    labels = [*(field.label for field in fields), *map(story_label, SECTIONS), CONSENT]
    answers = split_answers(cleaned(body), labels)
    if fields[0].label not in answers:
        raise IssueError(
            f'In de melding ontbreekt de vraag "{fields[0].label}". Gebruik het formulier '
            '"Nieuwe praktijk", en laat de koppen met ### staan.'
        )
    if not _TICKED.search(answers.get(CONSENT, "")):
        raise IssueError(
            f'Bij "{CONSENT}" is niets aangekruist. Zonder die toestemming kan de tekst niet op de '
            "site."
        )
    values: dict[str, Value] = {
        field.key: value
        for field in fields
        if (value := _value(field, answers.get(field.label, "")))
    }
    day = today.isoformat()
    sentence = nothing_known(today.year, today.month)
    sections = {title: answers.get(story_label(title), "") or sentence for title in SECTIONS}
    return IssueEntry({**values, "added": day, "reviewed": day}, sections)


def refuse_personal(findings: Iterable[Finding]) -> None:
    """Raises IssueError when a practice holds what tells who or where a person is.

    A file in git stays in its history, so that such a text must never get there.
    """
    codes = sorted({each.code for each in findings if each.severity is Severity.ERROR} & PERSONAL)
    if codes:
        told = "; ".join(f"{CODES[code].title} ({code})" for code in codes)
        raise IssueError(
            f"Er staat iets in van een persoon: {told}. Haal het weg: iedereen kan dit lezen."
        )


def split_answers(body: str, labels: Sequence[str]) -> dict[str, str]:
    """The answer under each label, in the order of the labels; an open question has answer "".

    GitHub writes a filled form as headings of level three with the answers below them. An answer
    that holds a heading of its own stays one answer, unless it is that of the next question.
    """
    lines = body.split("\n")
    starts: list[tuple[int, str]] = []
    begin = 0
    for label in labels:
        heading = f"### {label}"
        found = next((n for n in range(begin, len(lines)) if lines[n].rstrip() == heading), None)
        if found is not None:
            starts.append((found, label))
            begin = found + 1
    ends = [*(start for start, _ in starts), len(lines)][1:]
    answers = {
        label: "\n".join(lines[start + 1 : end]).strip()
        for (start, label), end in zip(starts, ends, strict=True)
    }
    return {label: "" if text in _EMPTY else text for label, text in answers.items()}


def _value(field: FieldGuide, text: str) -> Value:
    if field.parts and field.many:
        lines = (_BULLET.sub("", line) for line in text.split("\n") if line.strip())
        return list(_groups(field, islice(lines, MAX_ITEMS)))
    if field.parts:
        pieces = (piece for line in text.split("\n") for piece in _BETWEEN.split(line))
        return _group(field, list(pieces)) if text else {}
    if field.terms or field.choices:
        chosen = list(dict.fromkeys(_chosen(field, text)))
        return chosen if field.many else ", ".join(chosen)
    return _one_line(text)


def _chosen(field: FieldGuide, text: str) -> Iterator[str]:
    """The ids of what was chosen; a name may have a comma in it, as the names between them have."""
    ids = {field.term_label(each): each for each in _ids(field)}
    rest = _one_line(text)
    while rest:
        known = [label for label in ids if rest == label or rest.startswith(f"{label}, ")]
        label = max(known, key=len) if known else rest.split(", ")[0]
        yield ids.get(label) or _named(field, label) or label
        rest = rest[len(label) :].removeprefix(",").strip()


def _ids(field: FieldGuide) -> Sequence[str]:
    return [term.id for term in field.terms] or field.choices


def _named(field: FieldGuide, text: str) -> str:
    """The id of the term or choice that somebody typed the name of; "" when there is none."""
    folded = fold(text)
    typed = (term.id for term in field.terms if folded in map(fold, (term.id, *term.names())))
    return next(typed, "") or next((each for each in field.choices if fold(each) == folded), "")


def _groups(field: FieldGuide, lines: Iterable[str]) -> Iterator[dict[str, Value]]:
    """The groups that the lines tell of: one each, save a line that only adds to the one above."""
    last: dict[str, Value] = {}
    for line in lines:
        pieces = _BETWEEN.split(line)
        group, told = _group(field, pieces), _told_parts(field, pieces)
        if last and group == told and not {field.parts[0].key, *last} & told.keys():
            last.update(group)
            continue
        if last:
            yield last
        last = group or last
    if last:
        yield last


def _told_parts(field: FieldGuide, pieces: Sequence[str]) -> dict[str, Value]:
    """What the pieces tell that say which part they are: `kind: school`, `Rol: geeft les`."""
    named = ((_named_part(field, piece), piece.partition(":")[2]) for piece in pieces)
    found = ((part, _one_line(text)) for part, text in named if part)
    return {part.key: _written(part, text) for part, text in found if text}


def _named_part(field: FieldGuide, piece: str) -> FieldGuide | None:
    name, colon, _ = piece.partition(":")
    asked = (part for part in field.parts if fold(name) in (fold(part.key), fold(part.label)))
    return next(asked, None) if colon else None


def _group(field: FieldGuide, pieces: Sequence[str]) -> dict[str, Value]:
    """The parts that the pieces of a line are.

    A piece may say which part it is. With as many others as parts, or with one left empty, each
    stands in its own place. Otherwise a piece is the next part that it looks like, and what looks
    like nothing belongs to the last.
    """
    found = _told_parts(field, pieces)
    left = [part for part in asked_parts(field) if part.key not in found]
    named = [(_named_part(field, piece), _one_line(piece)) for piece in pieces]
    texts = [text for name, text in named if name is None]
    in_place = len(texts) == len(left)
    while texts and not texts[-1]:
        texts.pop()
    in_place |= "" in texts and len(texts) < len(left)
    last = field.parts[0]
    for name, text in named:
        fitting = left if in_place else (each for each in left if _looks_like(each, text))
        part = name or next(iter(fitting), None)
        if part is None:
            found[last.key] = "; ".join(filter(None, (str(found.get(last.key, "")), text)))
            continue
        last = part
        if name is None:
            found[part.key] = _written(part, text)
            left.remove(part)
    return {part.key: found[part.key] for part in field.parts if found.get(part.key)}


def _written(part: FieldGuide, text: str) -> str:
    """The text as the file has it: an id for a name, a point for a comma, a whole address."""
    if part.kind == "url" and _BARE_ADDRESS.fullmatch(text):
        return f"https://{text}"
    if part.kind == "number":
        return re.sub(r"(?<=\d),(?=\d)", ".", text, count=1)
    return (_named(part, text) or text) if _ids(part) else text


def _looks_like(part: FieldGuide, text: str) -> bool:
    if part.terms or part.choices:
        return bool(_named(part, text))
    if part.kind == "line":
        # An address or a bare number is never a name or a role.
        odd = re.fullmatch(r"https?://\S+|\S+@\S+|[\d.,~-]+", text)
        return not (odd or _BARE_ADDRESS.fullmatch(text))
    if part.pattern and not re.fullmatch(part.pattern, _written(part, text), re.ASCII):
        return False
    number = int(text) if part.kind in ("count", "source") else 0
    return (part.low or number) <= number <= (part.high or number)


def _one_line(text: str) -> str:
    return " ".join(text.split())
