"""Hostile files made from sound ones: the same number always gives the same file."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
CORPUS = HERE / "corpus"

TEXTS = (
    *("<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>"),
    *("\"><svg/onload=alert(4)>", "' onmouseover='alert(5)", "</title><style>*{}</style>", "<!--", "-->"),
    *("{{ 7*7 }}", "{% include 'x' %}", "{{ config }}", "#panic()", "#read(\"/etc/passwd\")", "$ x $", "@bron"),
    *("=1+1", "=HYPERLINK(\"http://evil.example\")", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "＝1+1"),
    *("javascript:alert(6)", "data:text/html,<script>x</script>", "//evil.example", "../../../../etc/passwd"),
    *("x\r\nSet-Cookie: a=b", "a\nBEGIN:VEVENT\nEND:VEVENT", "]]>", "<![CDATA[", "&lt;b&gt;", "&#60;b&#62;", "&xxe;"),
    *("\u202eomgekeerd", "\u2028", "\u200b", "\ufeff", "\x00", "\x1b[31m", "\ud83d", "\ufffe", "\U0001f984", "e\u0301"),
    *("*a", "&a x", "!!python/object/apply:os.system [id]", "[[[[", "{{{{", "|", ">-", "- - -", "%YAML", "---", "..."),
    *("012", "no", "2026-02-30", "1e999", "-1", "99999999999999999999", "0x1f", "null", "~", "''"),
    *("06-12345678", "jan.jansen@school.nl", "NL91ABNA0417164300", "111222333", "con", "a" * 400, "a " * 400),
)  # fmt: skip
BLOCKS = (
    *("[x](javascript:alert(1))", "[x](JaVa\tScRiPt:x)", "[x](&#106;avascript:x)", "<javascript:x>", "[x](//evil.example)"),
    *("![x](https://evil.example/p.gif)", "[a[^1]](https://a.nl/\"onclick=x)", "[r]: javascript:x \"t\"\n", "[r]", "[^1]"),
    *("\\[^1]", "[^999]", "[^1]: noot", "## Aanleiding\n", "# kop\n", "###### kop\n", "Titel\n===\n", "```html\n", "~~~\n"),
    *("> " * 45, "- " * 45, "1. " * 30, "|a|b|\n|-|-|\n|1|2|\n", "|<b>|\n|-|\n", "    code\n", "<div onclick=x>\n", "***\n"),
    *("**", "_", "`", "``", "~~", "\\", "&amp;", "&#0;", "<br>", "</p>", "<x-y z>", "<?php ?>", "<!DOCTYPE x>", "\n\n", "\n"),
    *("999999999. x\n", "99999999999999. x\n", "* [ ] x\n", "[x](<a b>)", "[x](a\nb)", "http://a.nl/<b>", "mailto:x", "x.md"),
)  # fmt: skip
LETTERS = (
    *("é", "a", "é@ ", "a.", "-at-", "a dot ", "06 ", "1.", "ziekenhuis", "Een zin. ", "mbo ", "1.000 ", "https://", "xn--"),
    *("&#1089;", "&#x1b;", "с", "Vakс ", "\u0301", "[x](y.md) ", "[x](https://a.nl) ", "wa.me/", "bsn ", "ab12", "%40"),
)  # fmt: skip
_SCALAR = re.compile(r"^( *(?:- )?(?:\{)?[a-z_]+: )(.*)$")


def load_seeds() -> list[bytes]:
    """The files that others are made from: sound practices, and faults that were seen before.

    The sound ones count four times: what is whole goes further along the way.
    """
    sound = [
        *sorted((PROJECT / "tests/sites/haven/practices").glob("*.md")),
        *sorted((PROJECT / "practices").glob("[a-z]*.md"))[::8],
    ]
    faulty = sorted((PROJECT / "tests/cases").glob("*/input.md"))
    return [path.read_bytes() for path in (*load_corpus(), *sound * 4, *faulty)]


def load_corpus() -> list[Path]:
    """The files that were hostile from the start."""
    return sorted(CORPUS.glob("*.entry"))


def mutated(number: int, seeds: Sequence[bytes]) -> bytes:
    """File `number`: a seed with one to six changes."""
    random = Random(number)
    text = random.choice(seeds).decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        # Most keep the front matter whole, so that the rest of the way is walked too.
        change = random.choice(
            (_value, _value, _value, _block, _block, _block, _lines, _splice, _piece)
        )
        text = change(random, text, seeds)
    text = _stretch(Random(-number - 1), text)
    data = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        at = random.randrange(len(data) + 1)
        data = (
            data[:at] + random.randbytes(random.randrange(1, 5)) + data[at + random.randrange(3) :]
        )
    return data if random.random() > 0.02 else data[: random.randrange(len(data) + 1)]


def _stretch(random: Random, text: str) -> str:
    """One file in a hundred with something short said as often as fits: it must not stall anything."""
    if random.random() > 0.01:
        return text
    front, body = _halves(text)
    piece = random.choice((*LETTERS, *BLOCKS, *TEXTS))
    at = random.randrange(4, max(5, len(body)))
    return (
        front + body[:at] + piece * (180_000 // len(piece.encode("utf-8", "replace"))) + body[at:]
    )


def _halves(text: str) -> tuple[str, str]:
    end = text.find("\n---", 3)
    return (text, "") if end < 0 else (text[: end + 1], text[end + 1 :])


def _value(random: Random, text: str, _: object) -> str:
    """Another value for a key of the front matter, as YAML that is right."""
    front, body = _halves(text)
    lines = front.split("\n")
    places = [number for number, line in enumerate(lines) if _SCALAR.match(line)]
    if not places:
        return text
    at = random.choice(places)
    match = _SCALAR.match(lines[at])
    shown = random.choice(TEXTS)
    if random.random() < 0.3 and match[2]:
        shown = match[2].strip("\"'") + shown
    if random.random() < 0.9:
        shown = json.dumps(shown, ensure_ascii=random.random() < 0.5)
    lines[at] = match[1] + shown
    return "\n".join(lines) + body


def _block(random: Random, text: str, _: object) -> str:
    """Something hostile in the body."""
    front, body = _halves(text)
    at = random.randrange(4, max(5, len(body)))
    piece = random.choice((*BLOCKS, *TEXTS)) * random.choice((1, 1, 1, 2, 30))
    return front + body[:at] + piece + body[at:]


def _piece(random: Random, text: str, _: object) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice((*TEXTS, *BLOCKS)) + text[at + random.choice((0, 0, 1, 20)) :]


def _lines(random: Random, text: str, _: object) -> str:
    """Lines gone, twice or elsewhere."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    some = lines[at : at + random.choice((1, 1, 3, 12))]
    if random.random() < 0.5:
        del lines[at : at + len(some)]
    to = random.randrange(len(lines) + 1)
    return "\n".join((*lines[:to], *some * random.choice((1, 1, 2, 40)), *lines[to:]))


def _splice(random: Random, text: str, seeds: Sequence[bytes]) -> str:
    """The front matter of one file with the body of another."""
    other = random.choice(seeds).decode("utf-8", "replace")
    return _halves(text)[0] + _halves(other)[1]
