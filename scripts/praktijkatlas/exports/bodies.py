"""The body of a practice as Markdown that can be read away from its folder."""

from collections.abc import Callable, Container, Iterator

from praktijkatlas.addresses import linked_practice
from praktijkatlas.reading import Body


def linked_markdown(body: Body, link: Callable[[str], str], known: Container[str]) -> str:
    """The text of a body in which links to other practices lead to where `link` says."""
    return "".join(_pieces(body, link, known))


def _pieces(body: Body, link: Callable[[str], str], known: Container[str]) -> Iterator[str]:
    text, done = body.text, 0
    for node in sorted(body.of_kind("link"), key=lambda node: node.offset):
        linked = linked_practice(node.url)
        # The target stands last in [words](target); a link of any other form is left as it is.
        at = text.rfind(f"]({node.url}", node.offset, node.offset + node.length)
        if linked and linked in known and at >= done:
            _, mark, part = node.url.partition("#")
            yield text[done : at + 2] + link(linked) + mark + part
            done = at + 2 + len(node.url)
    yield text[done:]
