"""The body as tokens: their kinds, their words, and where they begin in the text."""

import pytest

from praktijkatlas.reading import read_body
from praktijkatlas.reading.body import MAX_DEPTH


def kinds(text):
    """The kinds of the tokens as a tree of lists."""

    def tree(node):
        return [node.kind, *map(tree, node.children)] if node.children else node.kind

    return [tree(node) for node in read_body(text).nodes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tekst.", [["paragraph", "text"]]),
        ("## Kop", [["heading", "text"]]),
        ("- a\n- b", [["bullet_list", ["list_item", "text"], ["list_item", "text"]]]),
        ("- a\n\n- b", [["bullet_list", *[["list_item", ["paragraph", "text"]]] * 2]]),
        ("3. a", [["ordered_list", ["list_item", "text"]]]),
        ("> a", [["blockquote", ["paragraph", "text"]]]),
        ("```\na\n```", ["code_block"]),
        ("    a", ["code_block"]),
        ("<div>\na\n</div>", ["html_block"]),
        ("a\n\n---\n", [["paragraph", "text"], "hr"]),
        ("*a*", [["paragraph", ["em", "text"]]]),
        ("**a**", [["paragraph", ["strong", "text"]]]),
        ("`a`", [["paragraph", "code_inline"]]),
        ("[a](b)", [["paragraph", ["link", "text"]]]),
        ("![a](b)", [["paragraph", ["image", "text"]]]),
        ("a <b> c", [["paragraph", "text", "html_inline", "text"]]),
        ("a\nb", [["paragraph", "text", "softbreak", "text"]]),
        ("a  \nb", [["paragraph", "text", "hardbreak", "text"]]),
        ("a[^1]b", [["paragraph", "text", "citation", "text"]]),
        ("[^1][^2]", [["paragraph", "citation", "citation"]]),
        ("[b]: https://a.nl", ["definition"]),
        ("", []),
        ("\n \n\t\n", []),
    ],
)
def test_kind_of_every_token(text, expected):
    assert kinds(text) == expected


def test_table_has_a_head_and_a_body():
    (table,) = read_body("| a | b |\n| - | - |\n| c | *d* |\n| e |\n").nodes
    head, body = table.children
    assert (head.kind, body.kind) == ("thead", "tbody")
    assert [[cell.plain() for cell in row.children] for row in head.children] == [["a", "b"]]
    assert [[cell.plain() for cell in row.children] for row in body.children] == [
        *(["c", "d"], ["e", ""]),
    ]
    assert table.plain() == "a b\nc d\ne "


def test_table_without_rows_has_a_head_only():
    (table,) = read_body("| a |\n| - |\n").nodes
    assert [part.kind for part in table.children] == ["thead"]


def test_numbers_of_headings_lists_and_citations():
    body = read_body("### Kop\n\n7. a\n8. b\n\nTekst[^12].")
    assert next(body.of_kind("heading")).number == 3
    assert next(body.of_kind("ordered_list")).number == 7
    assert next(body.of_kind("citation")).number == 12


@pytest.mark.parametrize("text", ["[^]", "[^a]", "[^1234]", "[1]", "`[^1]`", "[^ 1]", "^1"])
def test_what_looks_like_a_citation_is_none(text):
    assert not list(read_body(text).of_kind("citation"))


def test_citation_that_is_defined_is_still_one():
    body = read_body("Tekst[^1].\n\n[^1]: https://a.nl\n")
    assert len(list(body.of_kind("citation", "link"))) == 1


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("[a](b.md)", "b.md"),
        ("[a](<b c>)", "b c"),
        ("[a][b]\n\n[b]: https://a.nl", "https://a.nl"),
        ("<https://a.nl>", "https://a.nl"),
        ("<stage@school.nl>", "mailto:stage@school.nl"),
        ("[a](javascript:alert(1))", "javascript:alert(1)"),
        ("[a](&#106;avascript:x)", "javascript:x"),
        ("![a](foto.jpg)", "foto.jpg"),
    ],
)
def test_link_has_its_target(text, url):
    (found,) = read_body(text).of_kind("link", "image")
    assert found.url == url


def test_definition_has_its_name_target_and_place():
    text = "Eén regel.\n\n[Naam]: https://a.nl\n"
    (found,) = read_body(text).of_kind("definition")
    assert (found.text.lower(), found.url) == ("naam", "https://a.nl")
    assert text[found.offset :].startswith("[Naam]")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** *b* `c` [d](e) ![f](g)", "a b c d f"),
        ("a\nb  \nc", "a b c"),
        ("a[^1].", "a."),
        ("a &amp; b &eacute; \\*c\\*", "a & b é *c*"),
        ("- a\n- b\n  - c", "a\nb\nc"),
        ("- a\n  b [c](d)[^1] e.\n- f", "a b c e.\nf"),
        ("- a\n  b [c](d)[^1] e.\n\n- f", "a b c e.\nf"),
        ("1. a **b**\n   - c *d*\n     e\n2. f", "a b\nc d e\nf"),
    ],
)
def test_words_without_marks(text, words):
    assert "\n".join(node.plain() for node in read_body(text).nodes) == words


def test_sections_are_cut_at_headings_of_the_second_level():
    body = read_body("Vooraf.\n\n## Een  *kop*\n\nA.\n\n### Lager\n\nB.\n\n## Twee\n")
    assert [section.title for section in body.sections] == ["", "Een kop", "Twee"]
    assert body.section("Een kop").plain() == "A.\nLager\nB."
    assert body.section("Twee").plain() == ""
    assert body.section("Drie") is None
    assert read_body("").sections == ()


def test_prose_holds_the_paragraphs_of_lists_and_quotes_too():
    body = read_body("A.\n\n- B.\n\n- C.\n\n> D.\n\n## Kop\n")
    assert body.prose.split("\n") == ["A.", "B.", "C.", "D."]


@pytest.mark.parametrize("before", ["", "é", "😀", "e\u0301", "学校 ", "ß" * 500 + "\n\n"])
def test_offset_counts_characters(before):
    text = f"{before}Woord **vet** [link](https://a.nl/é) `cöde` <b> [^1]\n\n- püntje\n"
    body = read_body(text)
    for kind, begins in [
        ("strong", "**vet**"),
        ("link", "[link]"),
        ("code_inline", "`cöde`"),
        ("html_inline", "<b>"),
        ("citation", "[^1]"),
        ("list_item", "- püntje"),
    ]:
        node = next(body.of_kind(kind))
        assert text[node.offset :].startswith(begins)
    shown = [(node.offset, node.text) for node in body.of_kind("text")]
    assert all(text[offset:].startswith(words) for offset, words in shown)


def test_text_that_the_parser_cuts_is_one_token():
    (paragraph,) = read_body("a [b] c ] d [e").nodes
    assert [node.text for node in paragraph.children] == ["a [b] c ] d [e"]


def test_start_of_the_body_is_kept():
    assert read_body("a", start=40).start == 40


# What could stall or break the build

BOMBS = {
    "quotes": "> " * 50_000,
    "lists": "- " * 50_000,
    "numbers": "1. " * 33_000,
    "steps": "".join("  " * depth + "- a\n" for depth in range(300)),
    "brackets": "[" * 100_000,
    "images": "![" * 50_000,
    "links": "[a](" * 25_000,
    "half-links": "[a](<b" * 16_000,
    "stars": "*a " * 33_000,
    "emphasis": "*_" * 50_000 + "a",
    "strong": "**a" * 33_000,
    "ticks": "".join("`" * size + "a" for size in range(440)),
    "html": "<a " * 33_000,
    "comments": "<!-- " * 20_000,
    "cdata": "<![CDATA[" * 11_000,
    "entities": "&" * 100_000,
    "definitions": "".join(f"[{number}]: b\n" for number in range(9_000)),
    "references": "[a]: b\n\n" + "[a]" * 33_000,
    "citations": "[^1]" * 25_000,
    "columns": "|a" * 25_000 + "\n" + "|-" * 25_000,
    "rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 16_000,
    "escapes": "\\" * 100_000,
    "setext": "a\n=\n" * 25_000,
    "fences": "```\n" * 25_000,
    "one word": "a" * 100_000,
    "nuls": "\0" * 100_000,
    "accents": "é\n\n" * 33_000,
    "emoji": "😀[" * 50_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_text_made_to_stall_finishes(text):
    body = read_body(text)
    assert sum(1 for _ in body.walk()) <= 400_000
    assert len(body.prose) <= len(text)
    assert all(0 <= node.offset <= len(text) for node in body.walk())


def depth(node):
    return 1 + max(map(depth, node.children), default=0)


@pytest.mark.parametrize("level", range(MAX_DEPTH - 5, MAX_DEPTH + 5))
@pytest.mark.parametrize("row", ["| a | b |\n> | - | - |\n> | c | d |", "||\n> |-|", "- a", "# a"])
def test_nesting_is_cut_off_without_losing_words(level, row):
    marks = "> " * level
    text = "\n".join(marks + line.removeprefix("> ") for line in row.split("\n"))
    body = read_body(text)
    assert max(map(depth, body.nodes)) <= MAX_DEPTH + 2
    words = "".join(node.text for node in body.walk())
    assert set("abcd") & set(text) <= set(words)


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        (r"Zo schrijft u \[^1], met een streepje.", [], "Zo schrijft u [^1], met een streepje."),
        (r"\[^1][^2]", [2], "[^1]"),
        (r"\\[^1]", [1], "\\"),
        (r"\\\[^1]", [], r"\[^1]"),
        (r"é\[^1] \&[^2]", [2], "é[^1] &"),
        (r"[\^1] [^1\] **\[^3]**", [], "[^1] [^1] [^3]"),
    ],
)
def test_mark_behind_a_backslash_is_text(text, numbers, words):
    body = read_body(text)
    assert [node.number for node in body.of_kind("citation")] == numbers
    assert body.prose == words
