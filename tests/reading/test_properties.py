"""Whatever a file holds, it gives a reading; whatever a body holds, its tokens lie inside it."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from praktijkatlas.model import Practice
from praktijkatlas.reading import Reading, read_body, read_entry

PIECES = st.sampled_from(
    [
        *(
            "#",
            "## ",
            "- ",
            "1. ",
            "> ",
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~~",
            "[",
            "]",
            "(",
            ")",
            "![",
        ),
        *(
            "<b>",
            "<!--",
            "-->",
            "|",
            "|-|",
            "---",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "\\",
            "&amp;",
            "[^1]",
        ),
        *("[^99]", "[a]: b", "]:", "é", "😀", "e\u0301", "\u200b", "\x00", "a", " ", "http://a.nl"),
    ]
)
MARKDOWN = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))
quick = settings(max_examples=150, deadline=None, derandomize=True)


@given(MARKDOWN)
@example("> " * 60 + "|a|\n" + "> " * 60 + "|-|")
@quick
def test_tokens_lie_inside_the_text(text):
    body = read_body(text)
    for node in body.walk():
        assert 0 <= node.offset < max(1, len(text))
        assert node.length >= 1
        assert node.kind
    sections = [node for section in body.sections for node in section.nodes]
    headings = [section.heading for section in body.sections if section.heading]
    assert len(sections) + len(headings) == len(body.nodes)


@given(MARKDOWN)
@quick
def test_citation_stands_where_it_says(text):
    for node in read_body(text).of_kind("citation"):
        found = re.match(r"\[\^0*(\d+)\]", text[node.offset :])
        assert found
        assert int(found[1]) == node.number
        assert len(found[0]) == node.length


@given(st.binary(max_size=600))
@quick
def test_any_bytes_give_a_reading(data):
    assert_sound(read_entry(data, "practices/a.md"))


@given(st.binary(max_size=300))
@quick
def test_any_bytes_between_fences_give_a_reading(data):
    assert_sound(read_entry(b"---\n" + data + b"\n---\n## Aanpak\n", "practices/a.md"))


@given(st.text(max_size=60))
@quick
def test_any_file_name_gives_a_reading(name):
    assert_sound(read_entry(b"---\n---\n", name))


KEYS = st.sampled_from([*Practice.model_fields, "onbekend", "<<", "-", "0"])
VALUES = st.recursive(
    st.sampled_from(
        ["x", "'' ", "~", "2024", "no", "1e9", "https://a.nl", "2021-02-30", "*a", "!!x y"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(KEYS, inner).map(lambda pair: "{" + f"{pair[0]}: {pair[1]}" + "}"),
    ),
    max_leaves=5,
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6))
@quick
def test_any_value_under_any_key_gives_a_reading(pairs):
    front = "\n".join(f"{key}: {value}" for key, value in pairs)
    assert_sound(read_entry(f"---\n{front}\n---\n".encode(), "practices/a.md"))


def assert_sound(reading: Reading) -> None:
    """The faults lie in the file, and every field is right or missing."""
    assert (reading.entry() is None) == bool(reading.missing)
    for fault in reading.faults:
        span = reading.source.locate(fault)
        assert 1 <= span.line <= len(reading.source.lines)
        assert 1 <= span.column <= len(reading.source.lines[span.line - 1]) + 1
        assert fault.code
        assert fault.message
        assert fault.fix
    for name in set(Practice.model_fields) - reading.missing:
        getattr(reading.practice, name)
    assert reading.faults or not reading.missing
