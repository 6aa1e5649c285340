"""Comments on GitHub: findings in words of ours around texts of others, which stay texts.

What stands in a block or span of code is shown as it is: no name in it is told, no number or
address becomes a link, no picture is fetched.
"""

import re
from collections.abc import Iterable, Sequence

from praktijkatlas.checks import reporters
from praktijkatlas.checks.reporters import help_address
from praktijkatlas.model import Finding, Severity

MAX_COMMENT = 60_000
"""GitHub takes 65,536 characters in a comment."""
MAX_SHOWN = 25
"""How many findings a comment tells in full."""
_HEAVIEST_FIRST = tuple(Severity)


def code_span(text: str, most: int = 120) -> str:
    """A text on one line, as code."""
    line = " ".join(text.split()) or " "
    line = line if len(line) <= most else line[: most - 1] + "…"
    fence = "`" * (_longest_run(line) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def code_block(lines: Iterable[str]) -> list[str]:
    """Lines as a block of code, whatever is in them."""
    inside = [part for line in lines for part in line.splitlines() or [""]]
    fence = "`" * max(3, _longest_run("\n".join(inside)) + 1)
    return [f"{fence}text", *inside, fence]


def _longest_run(text: str) -> int:
    return max((len(found) for found in re.findall("`+", text)), default=0)


def findings_part(findings: Sequence[Finding], site_url: str = "") -> list[str]:
    """The lines that tell findings, the heaviest first; with more than fit, how many are left."""
    if not findings:
        return ["De controle vindt niets dat beter kan."]
    ordered = sorted(findings, key=lambda each: _HEAVIEST_FIRST.index(each.severity))
    shown = ordered[:MAX_SHOWN]
    lines = code_block(reporters.as_text(shown, site_url))
    if left := len(ordered) - len(shown):
        lines += ["", f"En nog {left}. Die ziet u als deze zijn verbeterd."]
    codes = sorted({finding.code for finding in shown})
    if site_url:
        links = ", ".join(f"[{code}]({help_address(code, site_url)})" for code in codes)
        lines += ["", f"Uitleg: {links}."]
    return lines


def counted(findings: Iterable[Finding]) -> str:
    """How many findings there are of each weight: "2 fouten en 1 tip"."""
    *others, last = reporters.counts_in_words(findings) or ["geen opmerkingen"]
    return f"{', '.join(others)} en {last}" if others else last


def whole(marker: str, lines: Iterable[str]) -> str:
    """A comment that can be found back by its marker, and that GitHub takes."""
    text = "\n".join((f"<!-- praktijkatlas: {marker} -->", *lines))
    if len(text) > MAX_COMMENT:
        return whole(marker, ["Er is te veel te zeggen voor één bericht: draai de controle zelf."])
    return text + "\n"


def issue_comment(
    entry_id: str,
    title: str,
    findings: Sequence[Finding],
    likely_same: str,
    site_url: str = "",
    advice: Sequence[str] = (),
) -> str:
    """What is said under an issue of which a practice was made.

    `likely_same` is the id of a practice that has the name that this one would get; `advice` tells
    which questions the findings are about.
    """
    errors = [each for each in findings if each.severity is Severity.ERROR]
    lines = [
        f"Bedankt! Van uw melding is een bestand gemaakt: `practices/{entry_id}.md`, met de titel "
        f"{code_span(title)}.",
        "",
    ]
    if likely_same:
        lines += [
            f"Let op: er is al een praktijk `{likely_same}`. Dat bestand blijft zoals het is. Gaat "
            "het over hetzelfde? Verbeter dan liever die praktijk, en sluit deze melding.",
            "",
        ]
    lines += [
        f"De controle heeft {counted(findings)}."
        + (" De fouten moeten weg voordat de praktijk op de site kan." if errors else ""),
        "",
        *findings_part(findings, site_url),
        "",
        *(["Dit staat in uw melding bij:", "", *advice, ""] if advice else []),
        "Verbeteren? Klik boven uw melding op de drie puntjes, kies Edit, en laat de koppen met ### "
        "staan. Het bestand en dit bericht veranderen mee. Een redacteur leest mee en opent de "
        "bronnen.",
    ]
    return whole("melding", lines)


def refusal(reason: str) -> str:
    """What is said under an issue of which no practice can be made."""
    lines = [
        "Van deze melding kan nog geen bestand worden gemaakt.",
        "",
        *code_block([reason]),
        "",
        "Verander de melding, dan proberen wij het opnieuw. Lukt het niet? Schrijf hieronder wat u "
        "wilt vertellen; een redacteur helpt u verder.",
    ]
    return whole("melding", lines)
