"""What axe cannot see, on every type of page: focus, reflow, text spacing, colours and targets.

The numbers are of the success criteria of WCAG 2.2.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from .page_types import PAGE_TYPES, PRACTICE
from .waiting import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NewPage = Callable[..., "Page"]

# What the keyboard reaches, and what shows that it is there.
TOOLS = r"""
window.a11y = (() => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().width > 0;
  const stops = () => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex='-1'])")]
    .filter((e) => !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" && !e.closest("[inert]")
      && e.checkVisibility({ visibilityProperty: true }));
  const name = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const looks = (e) => {
    const found = [e, e.parentElement, e.firstElementChild,
      e.closest("form, label, li, article, .card, [data-finder]"), e.querySelector("rect, circle, text, path")];
    return found.filter(Boolean).map((each) => {
      const s = getComputedStyle(each);
      const outline = s.outlineStyle === "none" ? "" : s.outlineWidth + s.outlineColor;
      return [outline, s.boxShadow, s.borderColor, s.borderWidth, s.stroke, s.strokeWidth, s.textDecoration,
        s.backgroundColor].join("|");
    }).join("\n");
  };
  return { seen, stops, name, looks };
})();
"""
UNSEEN_FOCUS = r"""
() => {
  const { stops, name, looks } = a11y;
  const wrong = [];
  for (const each of stops()) {
    document.activeElement.blur();
    const before = looks(each);
    each.focus({ focusVisible: true });
    if (document.activeElement !== each) wrong.push("not reached: " + name(each));
    else if (looks(each) === before) wrong.push("focus does not show: " + name(each));
  }
  return wrong;
}
"""
HIDDEN_FOCUS = r"""
async () => {
  const { stops, name } = a11y;
  const wrong = [];
  // 2.4.11: at least a part of it is not behind something else.
  const free = (e) => {
    const box = e.getClientRects()[0];
    if (!box) return false;
    return [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) =>
      document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)))
      .some((top) => top && (e.contains(top) || top.contains(e) || top.closest("label")?.control === e));
  };
  for (const each of stops()) {
    each.focus({ focusVisible: true });
    // A page may still be moving what got focus into view.
    for (let frames = 0; frames < 15 && !free(each); frames += 1) await new Promise(requestAnimationFrame);
    if (!free(each)) wrong.push(name(each));
  }
  return wrong;
}
"""
SMALL_TARGETS = r"""
() => {
  const { stops, name, seen } = a11y;
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline" && !e.matches("sup a")) return false;
    const block = e.closest("p, li, td, th, dd, dt, figcaption, h1, h2, h3, blockquote");
    return block && block.textContent.trim().length > e.textContent.trim().length;
  };
  const targets = stops().filter(seen).map((e) => {
    // A label belongs to its box: a click on either does the same.
    const parts = [e, ...(e.labels ?? [])].map((each) => each.getBoundingClientRect());
    const big = parts.some((b) => b.width >= 24 && b.height >= 24);
    const b = e.getBoundingClientRect();
    return { e, b, big, x: b.left + b.width / 2, y: b.top + b.height / 2 };
  }).filter(({ e }) => !e.matches(".skip"));
  const wrong = [];
  for (const one of targets) {
    if (one.big || inSentence(one.e)) continue;
    // The exception of 2.5.8: a circle of 24 px around it touches no other target.
    for (const other of targets) {
      if (other === one || one.e.contains(other.e) || other.e.contains(one.e)) continue;
      const dx = Math.max(other.b.left - one.x, 0, one.x - other.b.right);
      const dy = Math.max(other.b.top - one.y, 0, one.y - other.b.bottom);
      const near = Math.hypot(dx, dy) < 12
        || (!other.big && !inSentence(other.e) && Math.hypot(one.x - other.x, one.y - other.y) < 24);
      if (near) {
        wrong.push(`${Math.round(one.b.width)}×${Math.round(one.b.height)}: ${name(one.e)}`);
        break;
      }
    }
  }
  return wrong;
}
"""
CLIPPED = r"""
() => {
  const wrong = [];
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(e);
    const cut = [style.overflowX, style.overflowY].some((each) => each === "hidden" || each === "clip");
    if (!cut || !e.textContent.trim() || e.closest(".visually-hidden") || !a11y.seen(e)) continue;
    if (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2) wrong.push(a11y.name(e));
  }
  return wrong;
}
"""
# 1.4.12 names these four.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
MOVING = r"""
() => {
  const long = (text) => text.split(",").some((each) => parseFloat(each) > 0.02);
  const wrong = [...document.querySelectorAll("*")].filter((e) => {
    const s = getComputedStyle(e);
    return (s.animationName !== "none" && long(s.animationDuration)) || long(s.transitionDuration)
      || s.scrollBehavior === "smooth";
  });
  return wrong.map(a11y.name);
}
"""
WIDE = r"""
() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} in ${clientWidth}`] : [];
}
"""
STUCK = r"""
() => [...document.querySelectorAll("body *")].filter((e) => {
  const { position } = getComputedStyle(e);
  return (position === "fixed" || position === "sticky") && a11y.seen(e)
    && e.getBoundingClientRect().height > innerHeight / 2;
}).map(a11y.name)
"""
# A button without a line around it is just text, unless it is a link to the eye.
SHAPELESS = r"""
() => a11y.stops().filter((e) => a11y.seen(e) && e.matches("button, input, select, textarea, .button"))
  .filter((e) => {
    const own = getComputedStyle(e);
    const around = getComputedStyle(e.closest("form, .finder") ?? e);
    const line = [own, around].some((s) => s.borderStyle !== "none" && parseFloat(s.borderWidth) > 0);
    return !line && !e.matches("[type=checkbox], [type=radio]") && !e.querySelector("svg")
      && own.textDecorationLine !== "underline";
  }).map(a11y.name)
"""
WIDE_SCREEN = {"viewport": {"width": 1280, "height": 800}}
NARROW = {"viewport": {"width": 390, "height": 844}}


@dataclass(frozen=True)
class Visit:
    """A way to look at the site, and what is asked then of every page."""

    questions: Mapping[str, str]
    options: Mapping[str, Any] = field(default_factory=dict)
    style: str = ""


FOCUS = {"unseen focus": UNSEEN_FOCUS, "hidden focus": HIDDEN_FOCUS}
VISITS = {
    "light": Visit({"targets": SMALL_TARGETS, "moving": MOVING, **FOCUS}, WIDE_SCREEN),
    "dark": Visit({"unseen focus": UNSEEN_FOCUS}, {"color_scheme": "dark"}),
    "narrow": Visit({"targets": SMALL_TARGETS, "hidden focus": HIDDEN_FOCUS}, NARROW),
    # The browser of somebody who lets the system set the colours.
    "own colours": Visit(
        {"shapeless": SHAPELESS, "unseen focus": UNSEEN_FOCUS}, {"forced_colors": "active"}
    ),
    # 1280 by 1024 at 400 %.
    "magnified": Visit({"wide": WIDE, "stuck": STUCK}, {"viewport": {"width": 320, "height": 256}}),
    "spaced": Visit({"wide": WIDE, "clipped": CLIPPED}, {"bypass_csp": True}, SPACING),
    "spaced narrow": Visit(
        {"wide": WIDE, "clipped": CLIPPED}, {"bypass_csp": True, **NARROW}, SPACING
    ),
}


@pytest.fixture(scope="module")
def answers(browser: "Browser", site_url: str) -> Callable[[str], dict[str, list[str]]]:
    """What is wrong on every type of page, by question; each visit is made once."""

    @cache
    def visit(name: str) -> dict[str, list[str]]:
        made = VISITS[name]
        context = browser.new_context(**{"reduced_motion": "reduce", **made.options})
        context.add_init_script(TOOLS)
        found: dict[str, list[str]] = {question: [] for question in made.questions}
        page = context.new_page()
        for address in PAGE_TYPES:
            for question, faults in asked(page, site_url + address, made).items():
                found[question] += [f"/{address}: {fault}" for fault in faults]
        context.close()
        return found

    return visit


def asked(page: "Page", address: str, visit: Visit) -> dict[str, list[str]]:
    page.goto(address, wait_until="load")
    if visit.style:
        page.add_style_tag(content=visit.style)
    page.keyboard.press("Tab")  # from here on the browser shows where focus is
    return {name: page.evaluate(question) for name, question in visit.questions.items()}


CRITERIA = {
    ("light", "unseen focus"): "2.4.7",
    ("dark", "unseen focus"): "2.4.7",
    ("own colours", "unseen focus"): "2.4.7",
    ("own colours", "shapeless"): "1.4.11",
    ("light", "hidden focus"): "2.4.11",
    ("narrow", "hidden focus"): "2.4.11",
    ("magnified", "wide"): "1.4.10",
    ("magnified", "stuck"): "1.4.10",
    ("spaced", "wide"): "1.4.12",
    ("spaced", "clipped"): "1.4.12",
    ("spaced narrow", "wide"): "1.4.12",
    ("spaced narrow", "clipped"): "1.4.12",
    ("light", "moving"): "2.3.3",
    ("light", "targets"): "2.5.8",
    ("narrow", "targets"): "2.5.8",
}


@pytest.mark.parametrize(
    ("visit", "question"), CRITERIA, ids=[f"{c} {v}: {q}" for (v, q), c in CRITERIA.items()]
)
def test_every_type_of_page_meets_the_criterion(
    answers: Callable[[str], dict[str, list[str]]], visit: str, question: str
) -> None:
    found = answers(visit)[question]
    assert not found, "\n".join(found[:40])


FAULTS = {
    "unseen focus": ('<a href="x">a</a>', "a:focus { outline: none; }"),
    "hidden focus": (
        '<p class="bar"></p><button>b</button>',
        ".bar { position: fixed; inset: 0; z-index: 2; margin: 0; background: #fff; }",
    ),
    "targets": (
        "<button>x</button><button>y</button>",
        "button { width: 12px; height: 12px; padding: 0; border: 0; }",
    ),
    "moving": ("<p>x</p>", "p { transition: color 1s; }"),
    "shapeless": ("<button>x</button>", "button { border: none; }"),
    "wide": ("<p>x</p>", "p { width: 4000px; }"),
    "stuck": ("<header>x</header>", "header { position: sticky; top: 0; height: 80vh; }"),
    "clipped": (
        "<main><p>veel woorden die niet passen</p></main>",
        "p { height: 10px; overflow: hidden; }",
    ),
}


@pytest.mark.parametrize("question", FAULTS)
def test_a_fault_is_seen(browser: "Browser", question: str) -> None:
    visit = next(v for v in VISITS.values() if question in v.questions)
    context = browser.new_context(**{"reduced_motion": "reduce", **visit.options})
    context.add_init_script(TOOLS)
    page = context.new_page()
    body, style = FAULTS[question]
    page.goto("data:text/html,<meta charset=utf-8><title>x</title><body>")
    page.evaluate("(html) => { document.body.innerHTML = html; }", body)
    page.add_style_tag(content=style)
    page.keyboard.press("Tab")
    assert page.evaluate(visit.questions[question])
    context.close()


def test_keyboard_visits_everything_in_the_order_of_the_page(
    new_page: NewPage, site_url: str
) -> None:
    """2.1.1, 2.1.2 and 2.4.3: with the real key, forwards and out again."""
    page = new_page()
    page.add_init_script(TOOLS)
    for address in (PRACTICE, "praktijken/", "verzamelmap/", "over/regio/"):
        page.goto(site_url + address, wait_until="networkidle")
        page.evaluate("document.activeElement.blur()")
        expected = page.evaluate("a11y.stops().map(a11y.name)")
        assert page.evaluate("a11y.stops().every((each) => each.tabIndex === 0)")
        visited = []
        for _ in expected:
            page.keyboard.press("Tab")
            visited.append(page.evaluate("a11y.name(document.activeElement)"))
        assert visited == expected, address
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "BODY", address


def test_text_in_another_language_says_so(new_page: NewPage, site_url: str) -> None:
    """3.1.2: the pages for developers are in English, their frame is not."""
    page = new_page()
    page.goto(f"{site_url}ontwikkeling/")
    assert page.get_attribute("html", "lang") == "nl"
    assert page.locator("main [lang=en] h1").count() == 1
    assert page.locator("header [lang=en], footer [lang=en]").count() == 0


# 4.1.3: what a screen reader says without being sent there.


def live(page: "Page") -> list[str]:
    return page.locator("[role=status], [aria-live=polite]").all_inner_texts()


def test_number_of_results_is_spoken(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url)
    assert any(text == "" for text in live(page)), "the place must be there before the words come"
    page.fill("#zoek", "techniek")
    page.locator("#zoek-resultaten a.hit").first.wait_for()
    assert any("gevonden" in text for text in live(page))
    assert page.evaluate("document.activeElement.id") == "zoek", "focus stays with who types"


def test_number_of_chosen_practices_is_spoken(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(f"{site_url}praktijken/")
    page.locator("[data-facets] input").first.check()
    wait_for(page, "document.querySelector('#gevonden').textContent !== ''")
    assert page.get_attribute("#gevonden", "role") == "status"
    assert "praktijk" in page.inner_text("#gevonden")


def test_saving_a_practice_is_spoken(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.goto(site_url + PRACTICE)
    button = page.locator("[data-save]").first
    button.click()
    wait_for(
        page,
        "[...document.querySelectorAll('[role=status]')].some((each) => each.textContent.trim())",
    )
    assert button.get_attribute("aria-pressed") == "true"
