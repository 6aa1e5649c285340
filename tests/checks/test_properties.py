"""Whatever a file holds, checking it gives findings in that file and never an exception."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from praktijkatlas.checks import CODES, check_vocabularies
from praktijkatlas.reading.load import VocabularyFiles, read_vocabulary

# Pieces that have a meaning in YAML, in Markdown or to a rule.
PIECES = st.sampled_from(
    (
        *("---", "\n", "\n\n", "\t", " ", ":", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!x "),
        *("#", "## ", "## Aanpak\n", "**", "`", "<b>", "[^1]", "[^99]", "[^1]: ", "](x.md)", "!["),
        *("| a | b |\n|---|---|\n", "> ", "1. ", "'", '"', "|", ">-", "~", "null", "é", "\u2028"),
        *("\ufeff", "\x00", "\r\n", "\U0001f600", "06-12345678", "a.b@c.nl", "999999999", "@", "%"),
        *("NL91ABNA0417164300", "2026-99-99", "0", "-1", "1e999", "title: x\n", "sources:\n"),
        "redirects: [x]\n",
    )
)
PLACES = st.integers(0, 4000)
settings.register_profile(
    "checks",
    deadline=None,
    derandomize=True,  # the same examples everywhere: a failure is one that others see too
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("checks")


def assert_sound(findings, data):
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        span = finding.span
        assert finding.code in CODES
        assert 1 <= span.line <= len(lines)
        assert span.column >= 1
        assert span.length >= 1
        assert "\n" not in finding.excerpt
        assert span.column <= len(finding.excerpt) + 1
        assert finding.message
        assert finding.fix


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_random_bytes(check, data):
    found = check(data)
    assert found
    assert_sound(found, data)


@given(st.integers(0, 5000))
@settings(max_examples=400)
def test_truncation(check, valid, length):
    data = valid.encode()[:length]
    assert_sound(check(data), data)


@given(st.lists(st.tuples(PLACES, st.integers(0, 60), PIECES), min_size=1, max_size=6))
@settings(max_examples=800)
def test_mutation(check, valid, edits):
    text = valid
    for place, gone, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    data = text.encode("utf-8", "surrogatepass")
    assert_sound(check(data), data)


@given(PLACES, st.binary(min_size=1, max_size=3))
@settings(max_examples=200)
def test_broken_encoding(check, valid, place, broken):
    data = valid.encode()
    at = place % len(data)
    data = data[:at] + broken + data[at:]
    assert_sound(check(data), data)


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=200)
def test_lines_in_another_order(check, valid, one, other):
    lines = valid.split("\n")
    one, other = one % len(lines), other % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    data = "\n".join(lines).encode()
    assert_sound(check(data), data)


YAML_VALUES = st.recursive(
    st.one_of(PIECES, st.text(max_size=8), st.integers(), st.just("2024~")).map(str),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(
    st.sampled_from(
        [
            "title",
            "summary",
            "themes",
            "regions",
            "status",
            "start",
            "organisations",
            "results",
            "effort",
            "reach",
            "adoptions",
            "contact",
            "sources",
            "image",
            "related",
            "keywords",
            "added",
            "review_months",
            "redirects",
            "licence",
        ]
    ),
    YAML_VALUES,
)
@settings(max_examples=400)
def test_any_value_in_any_field(check, valid, key, value):
    import yaml

    shown = yaml.safe_dump({key: value}, allow_unicode=True)
    data = valid.replace("---\n", f"---\n{shown}", 1).encode("utf-8", "surrogatepass")
    assert_sound(check(data), data)


@pytest.mark.parametrize(
    "body",
    [
        ">" * 60_000, "- " * 60_000, "1. > " * 30_000, "[" * 60_000, "*_" * 50_000,
        "![[" * 40_000, "<" * 100_000, "`" * 100_000, "[^1]" * 40_000, "| a " * 40_000,
        "".join(f"[r{number}]: x\n" for number in range(15_000)), "a@" * 60_000, "0 " * 90_000,
        "a." * 60_000, "+31 " * 40_000, "een " * 50_000,
    ],
    ids=lambda body: body[:6],
)  # fmt: skip
def test_body_made_to_stall_is_only_checked(check, valid, body):
    check(valid + body)


FAULTY = "".join(f"k{number}: b: c\n" for number in range(50))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Vraag het", "ziekenhuis" * 20_000 + " Vraag het"),
        ("Vraag het", "é" * 100_000 + "@ Vraag het"),
        ("Vraag het", "&#1089;" * 30_000 + " Vraag het"),
        ("## Resultaten\n", "## Resultaten\n\n" + "een proef " * 6_000 + "7 " * 10_000 + "\n"),
        ("themes:", "".join(f"sleutel{number}: x\n" for number in range(10_000)) + "themes:"),
        ("Vraag het", ".\n" * 60_000 + "." * 60_000 + "x Vraag het"),
        ("Vraag het", "- > " * 39 + "<i>a</i>" * 10_000 + " Vraag het"),
        ("themes:", f"lijst: [{'[], ' * 45_000}]\n{FAULTY}themes:"),
    ],
    ids=[
        *("one long word", "letters before an @", "references", "numbers", "keys"),
        *("rows of points", "tags in quotes", "faults before a long list"),
    ],
)
def test_file_made_to_stall_takes_no_more_than_its_share(check, valid, old, new):
    start = time.process_time()
    assert check(valid.replace(old, new, 1))
    assert time.process_time() - start < 2


@given(st.integers(0, 2000), st.integers(0, 40), PIECES)
@settings(max_examples=200)
def test_mutated_list(lists, place, gone, piece):
    source = lists.sources["regions"]
    at = place % len(source.text)
    data = (source.text[:at] + piece + source.text[at + gone :]).encode("utf-8", "surrogatepass")
    term_type = type(lists.vocabularies.regions.terms[0])
    regions, file, faults = read_vocabulary(data, "regions", term_type, "regions.yml")
    vocabularies = type(lists.vocabularies)(**{**vars(lists.vocabularies), "regions": regions} | {})
    sources = {**lists.sources, "regions": file}
    loaded = VocabularyFiles(vocabularies, sources, tuple((file, fault) for fault in faults))
    for finding in check_vocabularies(loaded):
        assert finding.code in CODES
        assert finding.span.line <= data.count(b"\n") + data.count(b"\r") + 1


@example("")
@given(st.text(max_size=300))
@settings(max_examples=200)
def test_measures_of_any_text(text):
    from praktijkatlas.checks.plain_language import measure

    found = measure(text)
    assert found.words >= 0
    assert found.longest <= found.words
