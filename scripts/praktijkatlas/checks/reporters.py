"""Findings as people and programs read them: text with the line itself, GitHub, JSON and SARIF."""

import json
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width
from urllib.parse import quote

from praktijkatlas.checks.rule import Explanation
from praktijkatlas.model import SAVE_AGAIN, Finding, Severity

MAX_EXCERPT = 120
HELP_PAGE = "/bijdragen/controles/"
FIX_COMMAND = "praktijkatlas check --fix"
SCHEMA_VERSION = 1

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def help_address(code: str, site_url: str = "") -> str:
    """Where the help of a code stands; without a site address, the path on the site."""
    return f"{site_url.rstrip('/')}{HELP_PAGE}#{code}"


def as_text(findings: Iterable[Finding], site_url: str = "", colour: bool = False) -> Iterator[str]:
    """The lines that a contributor reads: place, code, what is wrong, the line, how to mend it."""
    for finding in findings:
        span = finding.span
        label = f"{finding.severity.label} {finding.code}"
        if colour:
            label = f"\x1b[{_COLOURS[finding.severity]}m{label}\x1b[0m"
        place = f"{_visible(finding.path)}:{span.line}:{span.column}"
        yield f"{place}: {label}: {_visible(finding.message)}"
        yield from _excerpt(finding)
        yield f"  oplossing: {_visible(finding.fix)}"
        if finding.edits:
            yield f"  vanzelf: {FIX_COMMAND}"
        yield f"  uitleg: {help_address(finding.code, site_url)}"
        yield ""


def as_mended(path: str, done: Iterable[Finding]) -> Iterator[str]:
    """What was changed in a file, a line for every fault that was mended."""
    listed = list(done)
    yield f"{_visible(path)}: {len(listed)} verbeterd"
    for finding in listed:
        new = finding.edits[0].text
        shown = f" → {_visible(new)}" if len(finding.edits) == 1 and _is_short(new) else ""
        yield f"  regel {finding.span.line}: {finding.code} {_visible(finding.message)}{shown}"


def _is_short(text: str) -> bool:
    return bool(text.strip()) and "\n" not in text.strip() and len(text) <= MAX_EXCERPT


def _excerpt(finding: Finding) -> Iterator[str]:
    text = finding.excerpt.replace("\t", " ")
    if not text.strip():
        return
    column, length = finding.span.column - 1, finding.span.length
    start = 0
    if len(text) > MAX_EXCERPT:  # a window around the fault keeps a long line readable
        start = max(0, min(column - 30, len(text) - MAX_EXCERPT))
        text = text[start : start + MAX_EXCERPT]
    begin = column - start
    # Marks stand under what is shown, where an invisible character takes the room of its code.
    before = _width(text[:begin]) + max(0, begin - len(text))
    marks = max(1, _width(text[begin : begin + length]))
    number = f"{finding.span.line:5}"
    yield f"{number} | {_visible(text)}"
    yield f"{' ' * len(number)} | {' ' * before}{'^' * marks}"


def as_github(findings: Iterable[Finding]) -> Iterator[str]:
    """Workflow commands that put every finding on its line of the diff."""
    for finding in findings:
        span = finding.span
        title = f"{finding.code} {finding.severity.label}"
        yield (
            f"::{_GITHUB_LEVELS[finding.severity]} file={_property(finding.path)},line={span.line},"
            f"col={span.column},endColumn={span.column + span.length},title={_property(title)}::"
            f"{_data(finding.message)}%0Aoplossing: {_data(finding.fix)}"
            + (f"%0Avanzelf: {FIX_COMMAND}" if finding.edits else "")
        )


def as_json(findings: Iterable[Finding], files: int, site_url: str = "") -> str:
    """The findings as one JSON object; `schema_version` goes up when a key changes or goes."""
    found = [
        {
            "path": finding.path,
            "line": finding.span.line,
            "column": finding.span.column,
            "length": finding.span.length,
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "fix": finding.fix,
            "fixable": bool(finding.edits),
            "help": help_address(finding.code, site_url),
        }
        for finding in findings
    ]
    # A line for each: thousands are written in a fifth of the time that indented JSON takes.
    encode = json.JSONEncoder(ensure_ascii=False).encode
    head = encode({"schema_version": SCHEMA_VERSION, "files": files, "findings": []})
    lines = ",\n".join(map(encode, found))
    return head.replace("[]", f"[\n{lines}\n]") if found else head


def as_sarif(
    findings: Iterable[Finding],
    codes: Mapping[str, Explanation],
    version: str,
    site_url: str = "",
) -> str:
    """The findings as SARIF 2.1.0, which code hosts show beside the lines."""
    listed = list(codes)
    rules = [
        {
            "id": each.code,
            "shortDescription": {"text": each.title},
            "fullDescription": {"text": each.why},
            "help": {"text": f"Fout:\n{each.wrong}\n\nGoed:\n{each.right}"},
            "defaultConfiguration": {"level": _SARIF_LEVELS[each.severity]},
            **({"helpUri": help_address(each.code, site_url)} if site_url else {}),
        }
        for each in codes.values()
    ]
    driver = {"name": "praktijkatlas", "version": version, "language": "nl", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, listed) for finding in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding, codes: list[str]) -> dict[str, Any]:
    span = finding.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": span.column + span.length,
    }
    file = {"uri": quote(finding.path)}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\nOplossing: {finding.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": region,
                }
            }
        ],
        **_sarif_fixes(finding, file),
    }


def _sarif_fixes(finding: Finding, file: Mapping[str, str]) -> dict[str, Any]:
    """The changes that mend it; saving a file in another way is none that SARIF can tell."""
    edits = [edit for edit in finding.edits if edit != SAVE_AGAIN]
    if not edits:
        return {}
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.start[0],
                "startColumn": edit.start[1],
                "endLine": edit.end[0],
                "endColumn": edit.end[1],
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in edits
    ]
    change = {"artifactLocation": file, "replacements": replacements}
    return {"fixes": [{"description": {"text": finding.fix}, "artifactChanges": [change]}]}


def explain(explanation: Explanation, site_url: str = "") -> Iterator[str]:
    """The help of a code as lines of text."""
    yield f"{explanation.code} ({explanation.severity.label}): {explanation.title}"
    yield ""
    yield from textwrap.wrap(explanation.why, width=96, break_on_hyphens=False)
    for label, example in (("Fout:", explanation.wrong), ("Goed:", explanation.right)):
        yield ""
        yield label
        yield textwrap.indent(example, "    ")
    if explanation.mends:
        yield ""
        yield from textwrap.wrap(f"Vanzelf, met {FIX_COMMAND}: {explanation.mends}", width=96)
    yield ""
    yield f"Uitleg op de site: {help_address(explanation.code, site_url)}"


def summary(findings: Iterable[Finding], files: int) -> str:
    """What was found, counted."""
    words = ("bestand", "bestanden")
    checked = f"{files} {words[files != 1]} nagekeken"
    listed = list(findings)
    parts = counts_in_words(listed)
    if not parts:
        return f"{checked}: alles in orde."
    fixable = sum(bool(finding.edits) for finding in listed)
    told = f" Met --fix vanzelf te verbeteren: {fixable}." if fixable else ""
    return f"{checked}: {', '.join(parts)}.{told}"


def counts_in_words(findings: Iterable[Finding]) -> list[str]:
    """How many findings there are of each weight that occurs, the heaviest first: "2 fouten"."""
    counts = Counter(finding.severity for finding in findings)
    named = {
        Severity.ERROR: ("fout", "fouten"),
        Severity.WARNING: ("waarschuwing", "waarschuwingen"),
        Severity.HINT: ("tip", "tips"),
    }
    return [
        f"{counts[severity]} {named[severity][counts[severity] != 1]}"
        for severity in Severity
        if counts[severity]
    ]


def _visible(text: str) -> str:
    # A hostile entry must not steer the terminal or break a line of the report.
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _width(text: str) -> int:
    """How many columns of a terminal the text takes: Chinese and emoji two, loose accents none."""
    shown = _visible(text)
    if shown.isascii():
        return len(shown)
    return sum(
        0 if unicodedata.category(each) in ("Mn", "Me") else 1 + (east_asian_width(each) in "WF")
        for each in shown
    )


def _data(text: str) -> str:
    return _visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
