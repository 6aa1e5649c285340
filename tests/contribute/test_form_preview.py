"""The text that the form shows while somebody types has the build of the page."""

import pytest

from praktijkatlas.reading import find_entry_files
from praktijkatlas.reading.body import read_body
from praktijkatlas.site.body_html import body_html

# Both trees, as nested lists of names and words.
BUILD = """async ([module, markdown, html]) => {
  const { blocks } = await import(module);
  const tree = (nodes) => {
    const found = [];
    for (const node of nodes) {
      const words = node.nodeType === Node.TEXT_NODE ? node.data.replace(/\\s+/g, " ") : "";
      if (node.nodeType === Node.TEXT_NODE && typeof found.at(-1) === "string") found[found.length - 1] += words;
      else if (node.nodeType === Node.TEXT_NODE) found.push(words);
      else if (node.matches("sup.cite")) found.push(["cite", node.textContent]);
      else found.push([node.localName, node.getAttribute("start") ?? "", ...tree(node.childNodes)]);
    }
    return found.map((each) => (typeof each === "string" ? each.trim() : each)).filter(Boolean);
  };
  const page = new DOMParser().parseFromString(html, "text/html").body;
  return [tree(blocks(markdown)), tree(page.childNodes)];
}"""

STORIES = [
    "Een regel.\nEn nog een.\n\nEen alinea *schuin* en **vet**, _zo_ en __zo__.",
    "- een\n- twee\n  - binnen\n  - nog een\n    - dieper\n- drie",
    "- een\n\n- twee\n\n  met een alinea\n- drie",
    "1. een\n2. twee\n   - binnen\n\n   verder\n3. drie",
    "5. vijf\n6. zes\n\nTekst\n- meteen een lijst\n2. geen lijst",
    "* een\n+ andere lijst\n- nog een\n\n1. een\n2) andere",
    "- een\n  gaat verder\nen is lui\n\nAlinea",
    "| Wie | Wat |\n|-----|:---:|\n| school | **uren** |\n| bedrijf |\n| a \\| b | c | d |\n\nNa",
    "Wie | Wat\n--- | ---\nschool | `uren`[^1]",
    "Geen | tabel\nmaar tekst",
    "> Een citaat\nis lui.\n>\n> - met een lijst\n> - en meer\n\nNa",
    "Regel  \nnieuwe regel\\\nen nog een\nzacht",
    "Een [link](https://a.example/(b) \"Titel\") en <https://b.example/c>, [zo](<https://c.example>).",
    "Zo kan het: a\\*b\\* \\<b> \\&amp; 5&nbsp;&euro; `x  <b>`.",
    "Bron[^1] en [^2][^1].",
    "Boven\n\n---\n\nOnder\n* * *\n",
    "```\ncode <b>\n\n  meer\n```\nNa\n\n    ingesprongen\n\n    code\n",
    "- een\n\n  ```\n  code\n  ```\n- twee\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |",
    "1. een\n\n   - a\n   - b\n\n2. twee",
    "- [een](https://a.example)\n- \n- drie",
    "snake_case_woord en 2*3*4 en a * b * c",
    "-\n  later\n\n- [ ] taak",
    "**Wat werkte:** een[^1]\n\n- *a*: b\n- **c**",
    "\tcode met tab\n\n-\teen\n\n\tverder\n-\ttwee",
    "- a\n\n\n- b\n\n\n\nc",
    "> - a\n>   - b\n> - c\n>\n> d",
    "10. tien\n    verder\n11. elf",
]  # fmt: skip


@pytest.fixture
def build(opened, form_url):
    page = opened()
    module = form_url.replace("bijdragen/formulier/", "assets/formulier-opmaak.js")

    def both(markdown):
        html = body_html(read_body(markdown), lambda url: url, 9)
        return page.evaluate(BUILD, [module, markdown, str(html)])

    return both


def test_preview_draws_what_the_page_shows(build):
    for story in STORIES:
        ours, page = build(story)
        assert ours == page, story


def test_preview_draws_every_real_story_as_the_page_does(build, project):
    for file in find_entry_files(project / "practices"):
        body = file.read_text("utf-8").split("\n---\n", 1)[1]
        for section in body.split("\n## ")[1:]:
            story = section.partition("\n")[2]
            ours, page = build(story)
            assert ours == page, file.name
