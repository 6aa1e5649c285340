"""What an entry holds is shown as text: whatever it says, it cannot become part of the page."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import read_body, read_entry
from praktijkatlas.site.body_html import _Writer, body_html
from praktijkatlas.site.links import Links, practice_links
from praktijkatlas.site.output import Output
from praktijkatlas.site.shell import Shells

HAVEN = Path(__file__).parents[1] / "sites/haven"

TITLE = "<script>alert(1)</script>{{ 7*7 }}\ue000content\ue001 &lt;b&gt; \"'"
SUMMARY = (
    "<img src=x onerror=alert(2)> {% include 'secret' %} </title><style>*{}</style> --> {{title}}"
)
SHORT = "</a><b onclick=x>{{ 7*7 }}"
LONG = (
    "\"><iframe src='javascript:alert(3)'></iframe><svg/onload=alert(4)> &quot;&#x3c;script&#x3e;"
)
PATH = "../../../../etc/passwd"

FRONT = f"""\
title: {json.dumps(TITLE)}
summary: {json.dumps(SUMMARY)}
themes: [aan-boord, "{PATH}", "<b>"]
practice_types: [vaardag, "<b>"]
education_levels: ["</dd><script>x</script>"]
sectors: ["{PATH}"]
regions: [ankerdam, "{PATH}", "<i>"]
status: gestopt
status_as_of: 2024-05
stopped_reason: {json.dumps(LONG)}
organisations:
  - {{name: {json.dumps(LONG)}, kind: leerschip, role: {json.dumps(SHORT)}}}
  - {{name: "{PATH}", kind: rederij, role: {json.dumps(LONG)}}}
  - {{name: "学校 <script>", kind: rederij}}
  - {{name: "javascript:alert(5)", kind: "<kind>"}}
evidence: 3
results:
  - {{text: {json.dumps(LONG)}, kind: doel, value: 7, unit: "<u onfocus=x>", year: 2024, source: 1}}
  - {{text: {json.dumps(SHORT)}, kind: uitkomst, source: 999}}
funding: ["<em>"]
adoptions:
  - {{organisation: {json.dumps(SHORT)}, region: "{PATH}", source: 1}}
  - {{organisation: x, region: "javascript:alert(6)", source: 1}}
contact: {{organisation: {json.dumps(LONG)}, function: {json.dumps(SHORT)}, url: "https://a.example/?a=1&b=%22"}}
sources:
  - {{title: {json.dumps(LONG)}, url: "https://a.example/#x", publisher: {json.dumps(SHORT)}}}
related: ["{PATH}", "<b>"]
keywords: [{json.dumps(SHORT)}]
added: 2026-11-23
reviewed: 2026-11-23
licence: "<script>"
"""
BODY = """\
## Aanleiding

<script>alert('aanleiding')</script> {{ 7*7 }} {% raw %} \ue000title\ue001 &lt;script&gt; <b onclick="x">vet</b>

<div onmouseover="alert(7)"><style>body{display:none}</style><form action="https://evil.example"><input></form></div>

<!-- </main> --><![CDATA[<script>x</script>]]><?php echo 1 ?>

## Inhoud

## menu

### Bronnen

## Aanleiding

[een](javascript:alert(8)) [twee](JaVaScRiPt:alert(9)) [drie](&#106;avascript:alert(10)) [vier](\tjavascript:x)
[vijf](data:text/html,<script>x</script>) [zes](vbscript:x) [zeven](//evil.example/a) [acht](\\\\evil.example)
[negen](../../../etc/passwd) [tien](../../../../etc/passwd.md) [elf](file:///etc/passwd) [twaalf](?x) [dertien](#menu)
<javascript:alert(11)> <data:text/html,x> [ref][r] ![beeld](javascript:alert(12)) ![x](https://evil.example/pixel.gif)
[a[^1]](https://a.example/"onmouseover="alert(13)) [x](<https://a.example/ onclick=x>) [goed](https://a.example/?a=1&b=2)
[praktijk](meevaren-ankerdam.md) [zelf](../hostile/) [weg](weg.md) `<script>code</script>` [^1] [^0] [^77]

[r]: javascript:alert(14) "titel\\" onclick=x"

    <script>ingesprongen</script>

```html onclick=x
</code></pre><script>omheind</script>
```

| <b>kop</b> | [x](javascript:x) |
| --- | --- |
| <script>cel</script> | </table> |
"""

ALLOWED = {
    "p": set(), "ul": set(), "ol": {"start"}, "li": set(), "blockquote": set(), "em": set(),
    "strong": set(), "thead": set(), "tbody": set(), "tr": set(), "br": set(), "hr": set(),
    "h2": {"id"}, "h3": set(), "h4": set(), "h5": set(), "h6": set(), "a": {"href", "aria-label"},
    "sup": {"class"}, "div": {"class", "role", "aria-label", "tabindex"}, "table": set(),
    "th": {"scope"}, "td": set(), "code": set(), "pre": set(),
}  # fmt: skip
"""Every element that the text of an entry can become, with its attributes."""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory):
    """The plugin of the second site, after a build, and the configuration."""
    source = tmp_path_factory.mktemp("hostile") / "source"
    shutil.copytree(HAVEN, source)
    config = load_config(str(source / "mkdocs.yml"), site_dir=str(source.parent / "site"))
    found = config.plugins["praktijkatlas"]
    found.config.update(search=False, sheets=False)
    build(config)
    config.plugins.on_shutdown()
    return found, config


@pytest.fixture(scope="module")
def entry():
    """The hostile entry; what a check would say of it does not matter here."""
    reading = read_entry(f"---\n{FRONT}---\n{BODY}".encode(), "practices/hostile.md")
    assert reading.faults == ()
    return reading.entry()


@pytest.fixture(scope="module")
def made(plugin, entry):
    """The pages of a catalogue that holds the hostile entry too, by address."""
    found, _ = plugin
    catalogue = Catalogue.of([*found.catalogue.entries, entry], found.catalogue.vocabularies)
    maker = replace(found.maker, catalogue=catalogue)
    shells = Shells(lambda address, view: found.written.full(address, view, found.nav, found.files))
    pages = (*maker.heads(), *maker.below_heads())
    return {
        page.address: shells.frame(page.address).fill(found.frames.made(page)) for page in pages
    }


@pytest.fixture(scope="module")
def page(made, parse_page):
    return parse_page("praktijken/hostile/", made["praktijken/hostile/"])


def assert_harmless(page):
    """Nothing runs, nothing is loaded from elsewhere, and no link leaves the site unseen."""
    assert page.errors == ()
    for element in page.root.iter():
        assert element.tag not in {"style", "iframe", "object", "embed", "base", "applet"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        data = element.get("type") in {"application/json", "application/ld+json"}
        if element.tag == "script" and not data:
            assert element.get("src", "").startswith("../")
            assert not element.text
        if element.tag in {"form", "img", "svg", "use", "input", "link"}:
            assert not urlsplit(element.get("action") or element.get("src") or "").netloc
    for _, link in page.links():
        assert urlsplit(link).scheme in {"", "http", "https", "mailto"}, link
        if not urlsplit(link).scheme:
            assert not urlsplit(link).netloc, link
            path = normpath(f"/top/{page.address}x/../{urlsplit(link).path}")
            assert path.startswith("/top"), link


def test_hostile_entry_is_harmless_on_every_page(made, parse_page):
    shown = 0
    for address, html in made.items():
        if "alert(" in html:
            shown += 1
            assert_harmless(parse_page(address, html))
    assert shown >= 7


def test_hostile_text_is_still_there(page):
    text = " ".join("".join(page.root.find(".//main").itertext()).split())
    for words in (TITLE, SUMMARY, SHORT, LONG):
        assert words in text
    for words in (
        "<script>alert('aanleiding')</script> {{ 7*7 }} {% raw %} \ue000title\ue001 &lt;",
        '<b onclick="x">vet</b>',
        '<div onmouseover="alert(7)">',
        "<![CDATA[<script>x</script>]]><?php echo 1 ?>",
        "<script>code</script>",
        "<script>ingesprongen</script>",
        "</code></pre><script>omheind</script>",
        *("<script>cel</script>", "</table>"),
        "[^0] [^77]",
    ):
        assert words in text


def test_nothing_is_calculated_or_filled_in(page):
    assert "49" not in re.sub(r"#\w+;", "", page.text)
    assert page.text.count("<h1") == 1
    (heading,) = page.all("h1")
    assert heading.text == TITLE


def test_head_holds_hostile_text_as_text(page):
    (title,) = page.all("title")
    assert title.text == f"{TITLE} – Kustlogboek"
    assert page.meta("description") == [SUMMARY]
    (data,) = (e for e in page.all("script") if e.get("type") == "application/ld+json")
    assert json.loads(data.text)["@graph"][0]["headline"] == TITLE


def test_ids_occur_once_whatever_the_headings_are(page):
    assert len(page.ids) == len(set(page.ids))
    assert page.ids.count("aanleiding") == 1


def test_links_that_are_refused_keep_their_words(page):
    links = {"".join(e.itertext()): href for e, href in page.links() if e.tag == "a"}
    for words in ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"):
        assert words not in links
    assert not {"elf", "twaalf", "dertien", "ref", "weg"} & set(links)
    assert links["goed"] == "https://a.example/?a=1&b=2"
    assert links["praktijk"] == "../../praktijken/meevaren-ankerdam/"
    assert links["zelf"] == "../../praktijken/hostile/"


def test_text_of_an_entry_becomes_known_elements_only():
    assert_known(BODY)


PIECES = st.sampled_from(
    [
        *(
            "<script>",
            "</script>",
            "<b onclick=x>",
            "<!--",
            "-->",
            "<style>",
            "&lt;",
            "&#60;",
            '"',
            "'",
        ),
        *(
            "[a](",
            "javascript:x",
            ")",
            "[",
            "]",
            "![",
            "<",
            ">",
            "`",
            "```\n",
            "    ",
            "\n",
            "\n\n",
        ),
        *(
            "# ",
            "## Aanpak\n",
            "- ",
            "> ",
            "1. ",
            "|a|b|\n|-|-|\n|",
            "**",
            "_",
            "[^1]",
            "[^9]",
            "é",
            "x",
        ),
        *(
            "https://a.nl/",
            "mailto:a@b.nl",
            "../x/",
            "x.md",
            "[r]",
            "[r]: x\n",
            "---\n",
            "\\",
            "\ue000",
        ),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@example("> " * 50 + "|a|\n" + "> " * 50 + "|-|")
@example("[a[^1]](https://a.nl) [^1]")
@example("- " * 45 + "x")
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_becomes_known_elements_only(text):
    assert_known(text)


def assert_known(text):
    policy = practice_links(Links("../.."), {"x", "meevaren-ankerdam"}.__contains__)
    body = read_body(text)
    # Each wall alone: the second would hide a hole in the first.
    for html in (_Writer(policy, 3).many(body.nodes), body_html(body, policy, 3)):
        assert_known_elements(html)


def assert_known_elements(html):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(f"<main>{html}</main>")
    assert parser.errors == []
    (main,) = root
    for element in main.iter():
        if element is not main:
            assert set(element.attrib) <= ALLOWED[element.tag]
            href = element.get("href", "#")
            assert href.startswith(
                ("#bron-", "https://", "http://", "mailto:", "../../praktijken/")
            ) or (href == "#")


@pytest.mark.parametrize(
    "target",
    [
        "mailto:info@school.nl?bcc=x@y.nl", "mailto:a@b.nl%0d%0aBcc:c@d.nl", "mailto:a@b.nl,c@d.nl", "mailto:",
        "https://user:pw@evil.example/", "https://a.nl/\r\nSet-Cookie: a=b", "http://[x", "https://a.nl/\"onclick=x",
        "HTTPS:evil.example", "ftp://a.nl/x", "tel:112", "javascript:x", "data:text/html,x", "//evil.example", "\\\\evil",
        "http://192.168.1.1/reboot", "http://127.0.0.1:8080/", "http://0x7f.1/", "http://[::1]/", "https://a..example/",
        "https://-a.example/", "https://.example/",
    ],
)  # fmt: skip
def test_link_that_carries_more_than_an_address_is_refused(target):
    assert practice_links(Links(".."), lambda _: False)(target) is None


@pytest.mark.parametrize("target", ["https://a.nl/?b=1#c", "HTTP://a.nl", "mailto:stage@school.nl"])
def test_plain_addresses_are_let_through(target):
    assert practice_links(Links(".."), lambda _: False)(target) == target


def test_second_wall_stops_what_the_first_would_let_through(monkeypatch):
    """A renderer that forgets to escape, and a policy that lets every link pass, still harm nobody."""
    monkeypatch.setattr("praktijkatlas.site.body_html.escape", str)
    body = read_body(BODY + "\n[x](a/../../../x) [y](//evil.example) [z](#menu)")
    html = str(body_html(body, lambda target: target.replace("&amp;", "&"), 3))
    main = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(f"<main>{html}</main>")
    for element in main[0].iter():
        if element is not main[0]:
            assert set(element.attrib) <= ALLOWED[element.tag]
            address = element.get("href", "#")
            assert re.match(r"(https?://|mailto:|\.\./|\./|#)", address), address


def test_second_wall_changes_nothing_of_what_is_sound(project):
    """What the parser of the wall makes of our HTML is the HTML that we meant."""

    def tree(html):
        found = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(html)
        return [(e.tag, e.attrib, e.text, e.tail) for e in found.iter()]

    policy = practice_links(Links("../.."), lambda _: True)
    for file in sorted(project.glob("practices/[a-z]*.md"))[:20]:
        entry = read_entry(file.read_bytes(), file.name).entry()
        written = _Writer(policy, len(entry.practice.sources)).many(entry.body.nodes)
        assert tree(body_html(entry.body, policy, len(entry.practice.sources))) == tree(written)


@pytest.mark.parametrize("path", ["../buiten.html", "a/../../buiten", "/etc/buiten", "a/..", ".."])
def test_nothing_is_written_outside_the_site(tmp_path, path):
    output = Output(tmp_path / "site")
    with pytest.raises(ValueError, match="leads out"):
        output.write_file(path, b"x")
    assert not list(tmp_path.rglob("*buiten*"))


def test_file_with_the_same_bytes_is_left_alone(tmp_path):
    output = Output(tmp_path)
    output.write_page("a/b/", "<p>één")
    file = tmp_path / "a/b/index.html"
    assert file.read_bytes() == "<p>één".encode()
    file.chmod(0o400)
    before = file.stat().st_mtime_ns
    output.write_page("a/b/", "<p>één")
    assert file.stat().st_mtime_ns == before
