"""Practices as people might fill them in, made by hypothesis from the fields of the model."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from praktijkatlas.contribute.guide import FieldGuide

WORDS = ("les", "bedrijf", "Ontwikkeling", "één", "naïef", "ß", "日本", "no", "null", "True", "ja")
NASTY = (
    *(": ", " #x", "- ", "[a]", "{b}", "*", "&amp;", "&", "!", "%", "@", "`", "|", ">", "\\", '"'),
    *(
        "'",
        "’",
        "…",
        "~",
        "---",
        "😀",
        "\t",
        "\n",
        "<b>",
        "</b>",
        "<!-- x -->",
        "**",
        "_",
        "==",
        "$",
    ),
)
"""What YAML, HTML and Markdown give a meaning of their own."""
MARKED = (
    *NASTY,
    *(
        "\n\n",
        "\n===\n",
        "\n---\n",
        "\n-\n",
        "\n```\n",
        "\n~~~ y\n",
        "\n> a\n> ---\n",
        "\n- a\n  ==\n",
    ),
    *(
        "[^1]",
        "\n[x]: https://a.example\n",
        "\n[x\ny]: z\n",
        "\n* ",
        "\n1. ",
        "\n    code",
        "&lt;b&gt;",
    ),
    *(
        "[tekst](https://a.example/(b)?c=d&e)",
        "<https://a.example>",
        "![^1]",
        "\n| a | b |\n|---|---|",
    ),
    *(
        "<script>",
        "<https://geenpunt>",
        "\n- ```\n",
        "\n1. ~~~\n",
        "\n> [y]: z\n",
        "\\[q]: r",
        "\r\n",
    ),
)
WILD = (
    *MARKED,
    *(
        "\n# kop\n",
        "\n> ## kop\n",
        "![a](b.png)",
        "[^9]",
        "[^0]",
        "\n[^1]: bron\n",
        "[x](javascript:a)",
    ),
    *("[x](y.md)", "[x](https://a b)", "<javascript:", "jan.jansen@school.nl", "06-12345678", "]("),
    *("Vakc\u043ellege", "\u03bf", "\u061c\u202e"),
    *("NL91ABNA0417164300", "111222333", "[](https://a.example)", "![a\\](b](https://a.example)"),
)


def line(pieces: Sequence[str] = NASTY, most: int = 60) -> st.SearchStrategy[str]:
    """A text that has a word in it and is not too long."""
    part = st.sampled_from((*WORDS, *pieces))
    words = st.lists(part, min_size=1, max_size=8).map(" ".join)
    return st.builds(lambda a, b: f"{a} {b}"[:most], st.sampled_from(WORDS[:4]), words)


URLS = st.builds(
    "https://{}.example/{}".format,
    st.from_regex(r"[a-z]{3,9}", fullmatch=True),
    st.from_regex(r"[a-z0-9/?=%~_.-]{0,20}", fullmatch=True),
)
DATES = st.sampled_from(("2019", "2020-02", "2021-12-31", "2020-02-29", "2018~", "2017-05~"))
COUNTS = st.integers(0, 999_999_999).map(str)
KINDS = {
    "url": URLS,
    "mailbox": st.sampled_from(("stage@school.example", "info@bedrijf.example")),
    "when": DATES,
    "month": st.sampled_from(("2019", "2020-02", "2018~")),
    "day": st.just("2024-02-29"),
    "number": st.one_of(st.integers(-9999, 10**9), st.floats(0, 999).map(lambda x: round(x, 2)))
    .map(str)
    .map(lambda text: text.replace(".", ",")),
    "source": st.just("1"),
    "flag": st.sampled_from(("true", "")),
}


def _numbers(field: FieldGuide) -> st.SearchStrategy[str]:
    if field.low is not None and field.high is not None:
        return st.integers(field.low, min(field.high, 2024)).map(str)
    return COUNTS


def one(field: FieldGuide) -> st.SearchStrategy[Any]:
    """A value of a field."""
    if field.parts and field.many:
        return st.lists(parts(field), min_size=max(field.least, 0), max_size=3)
    if field.parts:
        return parts(field)
    if field.terms or field.choices:
        ids = [term.id for term in field.terms] or list(field.choices)
        if field.many:
            return st.lists(
                st.sampled_from(ids),
                min_size=max(1, field.least),
                max_size=min(field.most or 3, 3),
                unique=True,
            )
        return st.sampled_from(ids)
    if field.kind == "count":
        return _numbers(field)
    if field.many:
        return st.just("")
    return KINDS.get(field.kind, line())


def parts(field: FieldGuide) -> st.SearchStrategy[dict[str, Any]]:
    """The values of a group: all that is required, and any of the rest."""
    known = {p.key: one(p) if p.required else st.one_of(st.just(""), one(p)) for p in field.parts}
    return st.fixed_dictionaries(known)


@st.composite
def practices(draw: st.DrawFn, guide: Sequence[FieldGuide], body: Sequence[str] = MARKED) -> Any:
    """A whole practice; only what two fields say of each other is put right by hand."""
    made = {f.key: draw(one(f)) for f in guide if f.required or draw(st.booleans())}
    made["summary"] = f"{made['summary']} punt."
    made["organisations"] = [
        {**each, "name": f"{each['name']} {n}"} for n, each in enumerate(made["organisations"])
    ] + [{"name": "Het Schoolplein", "kind": "school"}, {"name": "De Werkgever", "kind": "bedrijf"}]
    made["sources"] = [
        {**each, "url": f"{each['url']}{n}"} for n, each in enumerate(made["sources"])
    ]
    for result in made.get("results", ()):
        result["unit"] = "stuks" if result["value"] else ""
    made["results"] = [
        *made.get("results", ()),
        {"text": "Er is geteld.", "kind": "uitkomst", "value": "4", "unit": "keer", "source": "1"},
    ]
    made["contact"]["url"] = "https://school.example/contact"
    made["stopped_reason"] = "Het was klaar."
    made["start"], made["end"] = "2019", "2020"
    made["keywords"] = "\n".join(
        f"{draw(line(most=40))} {n}" for n in range(draw(st.integers(0, 3)))
    )
    if "image" in made:
        made["image"]["file"] = "beeld.jpg"
    text = st.builds("{}\n{}".format, line(body, 2000), line(body, 2000))
    return {
        "velden": made,
        "tekst": [draw(text) for _ in range(5)],
        "id": "een-proef-van-het-formulier",
        "idChosen": True,
    }
