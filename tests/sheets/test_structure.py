"""The tags of what is printed: what a checker of PDF/UA asks for, on sheets and in booklets."""

import itertools
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, NameTree, NumberTree

from .tagged import Tagged

MADE = ("short", "long", "for_school", "booklet")


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> Tagged:
    tagged: Tagged = request.getfixturevalue(request.param)
    return tagged


def kids(element: Any) -> list[Any]:
    """What stands in an element: other elements, numbers of pieces, and references to links."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, Array) else [found]


def elements(parent: Any) -> Iterator[tuple[Any, Any]]:
    """Every element with what it stands in."""
    for kid in kids(parent):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield parent, kid
            yield from elements(kid)


def tree(made: Tagged) -> list[tuple[Any, Any]]:
    return list(elements(made.pdf.Root.StructTreeRoot))


def kind(element: Any) -> str:
    return str(element.get("/S", "/Root"))[1:]


def parents(made: Tagged) -> dict[int, Any]:
    return dict(NumberTree(made.pdf.make_indirect(made.pdf.Root.StructTreeRoot.ParentTree)).items())


def test_every_element_knows_what_it_stands_in(made: Tagged) -> None:
    assert all(element.P.objgen == parent.objgen for parent, element in tree(made))


def test_there_is_one_document(made: Tagged) -> None:
    assert [kind(kid) for kid in kids(made.pdf.Root.StructTreeRoot)] == ["Document"]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("L", {"LI", "L", "Caption"}),
        ("LI", {"Lbl", "LBody"}),
        ("Table", {"THead", "TBody", "TFoot", "TR", "Caption"}),
        ("THead", {"TR"}),
        ("TBody", {"TR"}),
        ("TR", {"TH", "TD"}),
        ("TOC", {"TOCI", "TOC", "Caption"}),
    ],
)
def test_lists_and_tables_hold_what_they_may_hold(
    made: Tagged, outer: str, inner: set[str]
) -> None:
    assert {kind(e) for parent, e in tree(made) if kind(parent) == outer} <= inner


def test_no_paragraph_stands_in_another(made: Tagged) -> None:
    blocks = {"P", "L", "Table", "H1", "H2", "H3"}
    assert not [kind(e) for parent, e in tree(made) if kind(parent) == "P" and kind(e) in blocks]


def test_every_kind_is_known(made: Tagged) -> None:
    known = {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P"),
        *("H1", "H2", "H3", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD"),
        *("Span", "Quote", "Code", "Link", "Reference", "Figure", "NonStruct"),
    }
    roles = {str(k)[1:]: str(v)[1:] for k, v in made.pdf.Root.StructTreeRoot.RoleMap.items()}
    assert {roles.get(kind(e), kind(e)) for _, e in tree(made)} <= known


def test_a_head_of_a_column_says_so_and_has_a_name_of_its_own(made: Tagged) -> None:
    heads = [element for _, element in tree(made) if kind(element) == "TH"]
    assert heads
    assert all(str(about.Scope) == "/Column" for head in heads for about in head.A)
    names = [str(head.ID) for head in heads]
    assert len(names) == len(set(names))
    root = made.pdf.Root.StructTreeRoot
    listed = dict(NameTree(made.pdf.make_indirect(root.IDTree)).items())
    assert {name: cell.objgen for name, cell in listed.items()} == {
        str(head.ID): head.objgen for head in heads
    }
    cells = [element for _, element in tree(made) if kind(element) == "TD"]
    assert {str(n) for cell in cells for about in cell.A for n in about.get("/Headers", ())} <= set(
        names
    )


def test_every_piece_of_a_page_belongs_to_an_element_of_the_tree(made: Tagged) -> None:
    known = {element.objgen for _, element in tree(made)}
    found = parents(made)
    for page in made.pdf.pages:
        owners = found.get(int(page.obj.get("/StructParents", -1)), [])
        marked = [
            int(step.operands[1].MCID)
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "BDC" and "/MCID" in step.operands[1]
        ]
        assert sorted(marked) == list(range(len(owners)))
        assert all(owner.objgen in known for owner in owners)


def test_every_link_belongs_to_an_element_that_points_back(made: Tagged) -> None:
    found = parents(made)
    for page in made.pdf.pages:
        for link in page.obj.get("/Annots", []):
            element = found[int(link.StructParent)]
            assert kind(element) == "Link"
            references = (kid for kid in kids(element) if isinstance(kid, Dictionary))
            assert link.objgen in {kid.Obj.objgen for kid in references if "/Obj" in kid}
            assert link.is_indirect


def test_pages_with_links_are_walked_in_the_order_of_the_tags(made: Tagged) -> None:
    assert all(str(p.obj.Tabs) == "/S" for p in made.pdf.pages if "/Annots" in p.obj)


def test_no_number_is_used_twice(made: Tagged) -> None:
    numbers = [int(page.obj.get("/StructParents", -1)) for page in made.pdf.pages]
    numbers += [int(x.StructParent) for p in made.pdf.pages for x in p.obj.get("/Annots", [])]
    used = [number for number in numbers if number >= 0]
    assert len(used) == len(set(used))
    assert max(used) < int(made.pdf.Root.StructTreeRoot.ParentTreeNextKey)


def test_headings_skip_no_level(made: Tagged) -> None:
    levels = [level for level, _ in made.headings()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
