"""The file of a practice: what stands in it is read as what was meant, by any reader of YAML."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from praktijkatlas.contribute.writing import TAKEN, WIDTH, practice_text
from praktijkatlas.reading import read_entry
from praktijkatlas.reading.source import compose, to_value

from .practices_made import NASTY

LETTERS = st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"))
WORDS = st.one_of(
    st.sampled_from(
        (*NASTY, *TAKEN, "12", "1e5", "0x1F", "2024-07-01", "12:30", "5G", "-", "?", "")
    ),
    st.text(LETTERS, min_size=1, max_size=12),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(
    lambda words: " ".join(" ".join(words).split())
)


def front(text):
    return text.split("\n---\n")[0].removeprefix("---\n")


def written(guide, values):
    return front(practice_text(guide, values, {}))


@given(text=TEXTS.filter(bool))
def test_text_is_read_as_it_was_written(guide, text):
    values = {
        "title": text,
        "summary": text,
        "sources": [{"title": text, "url": "https://krant.example/a#b"}],
        "keywords": [text, text],
    }
    front_matter = written(guide, values)
    assert yaml.safe_load(front_matter) == values
    assert to_value(compose(front_matter), 0, []) == values


def test_quotes_stand_only_where_yaml_needs_them(guide):
    values = {
        "title": "Leerlingen bouwen: een schuur",
        "summary": "Zij bouwen (met een aannemer) in 2024. Wat een idee!",
        "organisations": [{"name": "5Groningen", "kind": "school", "role": "40 uur #hulp"}],
        "keywords": ["5G", "hulp, en meer", "1e hulp", "2024", "no"],
    }
    assert written(guide, values).split("\n") == [
        'title: "Leerlingen bouwen: een schuur"',
        "summary: Zij bouwen (met een aannemer) in 2024. Wat een idee!",
        "organisations:",
        "  - name: 5Groningen",
        "    kind: school",
        '    role: "40 uur #hulp"',
        'keywords: [5G, "hulp, en meer", 1e hulp, "2024", "no"]',
    ]


def test_long_summary_is_folded(guide):
    lines = written(guide, {"summary": "Zo leren zij het vak, en meer. " * 6}).split("\n")
    assert lines[0] == "summary: >-"
    assert len(lines) == 3
    assert all(line.startswith("  ") and len(line) <= WIDTH for line in lines[1:])


def test_real_practices_stand_as_they_would_be_written(guide, project):
    """Whoever improves one in the form changes no other line of it."""
    for file in sorted((project / "practices").glob("[a-z0-9]*.md")):
        text = file.read_text("utf-8")
        values = to_value(read_entry(text.encode(), file.name).source.root, 0, [])
        assert front(text) == written(guide, values), file.name
