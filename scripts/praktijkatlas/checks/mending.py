"""Mending a file: what its findings say can be mended, and nothing else.

A change is kept only when the check says afterwards that its fault is gone and that no other has
come, and when what the file says elsewhere is as it was.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from praktijkatlas.checks import Context, check_reading
from praktijkatlas.model import SAVE_AGAIN, Edit, Finding
from praktijkatlas.reading import Reading, read_entry
from praktijkatlas.reading.edits import edited

LAYOUT = frozenset({"PA010", "PA011", "PA017", "PA018", "PA215"})
"""To mend these changes nothing of what the file says."""
FORM = "PA0"
MOST_ROUNDS = 100
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after mending: its bytes, and what was mended."""

    data: bytes
    done: tuple[Finding, ...]


@dataclass(frozen=True)
class _Draft:
    """A state of the file on its way."""

    text: str
    reading: Reading
    found: tuple[Finding, ...]

    def counts(self) -> Counter[tuple[str, str]]:
        return Counter(map(_identity, self.found))


def mend(data: bytes, path: str, context: Context) -> Mended:
    """The file with every fault mended that can be; to mend it again changes nothing more."""
    draft = _draft(data, path, context)
    done: list[Finding] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(MOST_ROUNDS):
        chosen = _compatible(each for each in draft.found if _identity(each) not in refused)
        if not chosen:
            break
        better = _better(draft, chosen, path, context)
        if better is None and len(chosen) > 1:
            chosen = chosen[:1]
            better = _better(draft, chosen, path, context)
        if better is None:
            refused.add(_identity(chosen[0]))
        else:
            done += chosen
            draft = better
            refused.clear()  # what could not be mended before, may be now
    return Mended(draft.text.encode() if done else data, tuple(done))


def _draft(data: bytes, path: str, context: Context) -> _Draft:
    reading = read_entry(data, path)
    # The text as it is, odd characters included: reading puts a space for each of those.
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = check_reading(reading, context)
    unclear = any(finding.code == "PA001" for finding in found)  # letters would be lost
    return _Draft(text, reading, () if unclear else tuple(found))


def _compatible(findings: Iterator[Finding]) -> list[Finding]:
    """Findings that can be mended in one go: layout first, and no two on the same characters."""
    able = [finding for finding in findings if finding.edits]
    able = [each for each in able if each.code in LAYOUT] or able
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for finding in able:
        if not any(_overlap(edit, other) for edit in finding.edits for other in taken):
            chosen.append(finding)
            taken += (edit for edit in finding.edits if edit != SAVE_AGAIN)
    return chosen


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _better(
    before: _Draft, chosen: Sequence[Finding], path: str, context: Context
) -> _Draft | None:
    """The next draft, when it is better in every way; None otherwise."""
    text = edited(before.text, (edit for finding in chosen for edit in finding.edits))
    after = _draft(text.encode(), path, context)
    old, new = before.counts(), after.counts()
    mended = Counter(map(_identity, chosen))
    if any(new[each] > old[each] - count for each, count in mended.items()):
        return None
    come = new - old
    if come and (not _opens(before, after, chosen) or any(c.startswith(FORM) for c, _ in come)):
        return None
    if not _says_the_same(before.reading, after.reading, chosen):
        return None
    return after


def _opens(before: _Draft, after: _Draft, chosen: Sequence[Finding]) -> bool:
    """Whether more can be read than before, so that faults may show that were there all along."""
    return (
        before.reading.missing != after.reading.missing
        or before.reading.source.dropped != after.reading.source.dropped
        or any(finding.code.startswith(FORM) and finding.code not in LAYOUT for finding in chosen)
    )


def _says_the_same(before: Reading, after: Reading, chosen: Sequence[Finding]) -> bool:
    lines = [edit.start[0] for finding in chosen for edit in finding.edits]
    body = before.source.span_at(before.body.start).line
    layout = all(finding.code in LAYOUT for finding in chosen)
    if layout and vars(before.practice) != vars(after.practice):
        return False
    return not (layout or max(lines) < body) or _tokens(before) == _tokens(after)


def _tokens(reading: Reading) -> list[tuple[str, str, str, int]]:
    return [(node.kind, node.text, node.url, node.number) for node in reading.body.walk()]


def _identity(finding: Finding) -> tuple[str, str]:
    """What a finding says, wherever its line has moved to."""
    return finding.code, _NUMBERS.sub("", finding.message)
