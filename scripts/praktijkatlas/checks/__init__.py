"""The checks: one small function per fault, each under a permanent code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from praktijkatlas.checks import (
    across,
    bullets,
    citations,
    evidence,
    fields,
    language,
    layout,
    links,
    organisations,
    paper,
    privacy,
    safety,
    sections,
)
from praktijkatlas.checks.form import FORM_CODES
from praktijkatlas.checks.lists import LIST_CODE, vocabulary_rules
from praktijkatlas.checks.rule import Context, Explanation, Rule, rule
from praktijkatlas.model import Fault, Finding, Severity, Vocabularies
from praktijkatlas.reading import Reading, Source, VocabularyFiles
from praktijkatlas.reading.edits import edits_of

__all__ = [
    "CODES",
    "RULES",
    "Context",
    "EntryNames",
    "Explanation",
    "Rule",
    "check_reading",
    "check_readings",
    "check_vocabularies",
    "find_errors",
    "find_list_errors",
    "rule",
    "vocabulary_findings",
    "vocabulary_rules",
]

_MODULES = (
    across, bullets, citations, evidence, fields, language, layout, links, organisations, paper, privacy,
    safety, sections,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for module in _MODULES
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=lambda found: found.explanation.code,
    )
)
"""Every check, by code."""

_BLOCKING = tuple(each for each in RULES if each.explanation.severity is Severity.ERROR)

CODES: Mapping[str, Explanation] = MappingProxyType(
    dict(
        sorted(
            {
                each.code: each
                for each in (*FORM_CODES, LIST_CODE, *(found.explanation for found in RULES))
            }.items()
        )
    )
)
"""Every code with its explanation, those of the form of a file included."""


@dataclass(frozen=True, slots=True)
class EntryNames:
    """The names that entries lay claim to: enough to check links among them."""

    ids: Mapping[str, str]
    redirects: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "EntryNames":
        """The names in a collection of readings."""
        ids: dict[str, str] = {}
        redirects: defaultdict[str, list[str]] = defaultdict(list)
        for reading in readings:
            ids[reading.id] = reading.path
            if "redirects" not in reading.missing:
                for old in reading.practice.redirects:
                    redirects[old].append(reading.id)
        return cls(ids, {old: tuple(claims) for old, claims in redirects.items()})

    def context(self, vocabularies: Vocabularies, today: date) -> Context:
        """What the rules may know besides a file, when these are the names of the entries."""
        return Context(vocabularies, today, self.ids, self.redirects)

    def joined(self, readings: Iterable[Reading]) -> "EntryNames":
        """These names with those of readings that are not on disk."""
        new = EntryNames.of(readings)
        old = {
            each: tuple(c for c in claims if c not in new.ids)
            for each, claims in self.redirects.items()
        }
        redirects = {
            each: (*old.get(each, ()), *new.redirects.get(each, ()))
            for each in (*old, *new.redirects)
        }
        return EntryNames({**self.ids, **new.ids}, redirects)


def check_readings(
    readings: Iterable[Reading],
    vocabularies: Vocabularies,
    today: date,
    names: EntryNames,
) -> Iterator[Finding]:
    """Every finding in the readings, in the order of the files and the lines in them."""
    context = names.context(vocabularies, today)
    for reading in readings:
        yield from check_reading(reading, context)


def check_reading(reading: Reading, context: Context) -> list[Finding]:
    """Every finding in one reading, by line."""
    return _findings(reading, context, RULES)


def find_errors(reading: Reading, context: Context) -> list[Finding]:
    """The findings that keep an entry off the site, by line; no others are looked for."""
    found = _findings(reading, context, _BLOCKING)
    return [each for each in found if each.severity is Severity.ERROR]


def _findings(reading: Reading, context: Context, rules: Iterable[Rule]) -> list[Finding]:
    found = [finding(reading.source, fault.code, fault) for fault in reading.faults]
    for each in rules:
        code = each.explanation.code
        found.extend(
            finding(reading.source, fault.code or code, fault) for fault in each(reading, context)
        )
    return sorted(set(found), key=Finding.sort_key)


def check_vocabularies(loaded: VocabularyFiles) -> list[Finding]:
    """Every finding in the controlled lists: in each of them, and in what they say of each other."""
    across_lists = vocabulary_rules(loaded.vocabularies, loaded.sources)
    return vocabulary_findings((*loaded.faults, *across_lists))


def find_list_errors(loaded: VocabularyFiles) -> list[Finding]:
    """The findings in the controlled lists that make what is built of them wrong."""
    return [each for each in check_vocabularies(loaded) if each.severity is Severity.ERROR]


def vocabulary_findings(faults: Iterable[tuple[Source, Fault]]) -> list[Finding]:
    """The findings in the controlled lists."""
    found = (finding(source, fault.code, fault) for source, fault in faults)
    # Only entries are mended: a list is small, and what is in it touches every entry.
    return sorted((replace(each, edits=()) for each in found), key=Finding.sort_key)


def finding(source: Source, code: str, fault: Fault) -> Finding:
    """The finding that a fault makes in a file: with its place, its weight and the line itself."""
    span = source.locate(fault)
    return Finding(
        path=source.path,
        span=span,
        code=code,
        severity=CODES[code].severity if code in CODES else Severity.ERROR,
        message=fault.message,
        fix=fault.fix,
        excerpt=source.excerpt(span),
        edits=edits_of(source, fault),
    )
