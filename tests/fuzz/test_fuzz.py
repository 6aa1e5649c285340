"""Whatever a file holds: no exception, no hang, nothing active, and findings inside the file.

The short run of what `make fuzz` does for as long as one likes.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .mutate import BLOCKS, TEXTS, load_corpus, load_seeds, mutated
from .way import Elements, ViolationError, Way

SEEDS = load_seeds()
RUNS = 200
WAY = Way()


@pytest.mark.parametrize("part", range(4))
def test_mutated_files_go_all_the_way(part):
    pages = 0
    for number in range(part, RUNS, 4):
        data = mutated(number, SEEDS)
        try:
            pages += WAY.go(data, thorough=number % 5 == 0)
        except Exception as error:
            pytest.fail(f"file {number}: {error!r}")
    assert pages > RUNS / 4 * 0.3, "too few files come further than the checks"


def test_corpus_goes_all_the_way_to_paper():
    for file in load_corpus():
        WAY.go(file.read_bytes(), thorough=True, pdf=True)


HEAD = (WAY.folder / "meevaren-ankerdam.md").read_bytes().split(b"\n---\n")[0] + b"\n---\n"
PIECES = st.sampled_from((*BLOCKS, *TEXTS, *"[]()<>!*_`#|-\\\n ^1:&;\"'"))


@given(st.binary(max_size=800))
@example(b"")
@example(b"---\n---\n")
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_bytes_go_all_the_way(data):
    WAY.go(data)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_body_goes_all_the_way(text):
    assert WAY.go(HEAD + text.encode("utf-8", "surrogatepass"), thorough=True) in (True, False)


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>", "<script src=x></script>", "<b onclick=x>", "<a href=' java\nscript:x'>", "<p style=x>",
        "<iframe>", "<svg onload=x>", "<img src=https://evil.example/x>", "<a href=//evil.example>", "<form action=x>",
        "<meta http-equiv=refresh>", "<base href=x>", "<a href=data:x>", "<object data=x>", "<b srcdoc=x>",
    ],
)  # fmt: skip
def test_what_is_looked_for_would_be_found(html):
    with pytest.raises(ViolationError):
        Elements().feed(html)
    with pytest.raises(ViolationError):
        WAY._parsed(html)
