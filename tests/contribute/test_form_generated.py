"""What the form makes passes the check, whatever was typed; driven through a real browser."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktijkatlas.contribute.writing import practice_text
from praktijkatlas.reading import read_entry

from .practices_made import WILD, practices

EXAMPLES = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FILL = """raw => {
  const { praktijk } = document.querySelector("[data-form]");
  praktijk.fill(raw);
  const { problems, text, found } = praktijk.result();
  return { problems, text, found };
}"""


@pytest.fixture
def made(new_page, form_url):
    """Fills the form with values, and gives what it makes of them."""
    page = new_page()
    page.goto(form_url)
    page.evaluate("document.querySelector('[data-form]').praktijk.ready")
    return lambda raw: page.evaluate(FILL, raw)


def failures(errors, result):
    found = errors(result["text"], "een-proef-van-het-formulier")
    return [f"{each.span.line} {each.code} {each.message}" for each in found]


def test_right_values_make_a_file_that_passes(made, errors, guide):
    @EXAMPLES
    @given(practices(guide))
    def run(raw):
        result = made(raw)
        assert not result["problems"]
        assert not failures(errors, result), result["text"]
        practice = read_entry(result["text"].encode(), "practices/x.md").practice
        for name in ("title", "summary"):
            assert getattr(practice, name) == " ".join(raw["velden"][name].split())

    run()


def test_form_writes_in_the_style_of_the_package(made, guide):
    @EXAMPLES
    @given(st.one_of(practices(guide), practices(guide, WILD)))
    def run(raw):
        result = made(raw)
        found = result["found"]
        if found["review_months"] == "24":
            del found["review_months"]
        ours = practice_text(guide, found, {})
        assert result["text"].split("\n---\n")[0] == ours.split("\n---\n")[0]

    run()


def test_form_without_problems_never_makes_a_faulty_file(made, errors, guide):
    wild = st.one_of(practices(guide, WILD), _spoiled(guide))

    @EXAMPLES
    @given(wild)
    def run(raw):
        result = made(raw)
        assert result["problems"] or not failures(errors, result), result["text"]

    run()


@st.composite
def _spoiled(draw, guide):
    """A practice in which one value is anything at all."""
    raw = draw(practices(guide))
    key = draw(st.sampled_from([f.key for f in guide if isinstance(raw["velden"].get(f.key), str)]))
    anything = st.one_of(st.text(max_size=90), st.sampled_from(WILD), st.just(""))
    raw["velden"][key] = draw(anything)
    raw["tekst"][draw(st.integers(0, 4))] = draw(st.text(max_size=200))
    return json.loads(json.dumps(raw))
