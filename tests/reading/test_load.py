"""Entries and lists from disk."""

import os

import pytest

from praktijkatlas.model import Term
from praktijkatlas.model.vocabulary import TERM_TYPES
from praktijkatlas.reading import (
    find_entry_files,
    load_readings,
    load_vocabularies,
    read_vocabulary,
)
from praktijkatlas.reading.load import load_reading, load_vocabulary_files, shown_path


def lists(text, kind=Term):
    data = text if isinstance(text, bytes) else text.encode()
    vocabulary, _, faults = read_vocabulary(data, "themes", kind, "themes.yml")
    return [term.id for term in vocabulary], [(f.code, f.at.line, f.message) for f in faults]


def test_entry_files_are_found_in_order_and_in_subfolders(tmp_path):
    for name in ("b.md", "a.md", "c.MD", "sub/d.md", "README.md", ".e.md", "_f.md", "g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_entry_files(tmp_path)]
    assert found == ["a.md", "b.md", "c.MD", "sub/d.md"]


def test_readings_come_in_the_order_given(tmp_path, valid):
    files = [tmp_path / "b.md", tmp_path / "a.md"]
    for file in files:
        file.write_text(valid, encoding="utf-8")
    readings = list(load_readings(files, tmp_path))
    assert [(each.id, each.path) for each in readings] == [("b", "b.md"), ("a", "a.md")]
    assert all(each.entry() for each in readings)


def test_path_is_shown_relative_to_the_project(tmp_path):
    assert shown_path(tmp_path / "practices/a.md", tmp_path) == "practices/a.md"
    assert shown_path(tmp_path / "x/../a.md", tmp_path) == "a.md"
    elsewhere = tmp_path.parent / "elders.md"
    assert shown_path(elsewhere, tmp_path) == elsewhere.as_posix()


def test_symlink_folder_and_absent_file_are_told(tmp_path, valid):
    (tmp_path / "echt.md").write_text(valid, encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "echt.md")
    (tmp_path / "map.md").mkdir()
    for name in ("link.md", "map.md", "weg.md"):
        reading = load_reading(tmp_path / name, name)
        assert [fault.code for fault in reading.faults] == ["PA013"]
        assert reading.entry() is None


@pytest.mark.skipif(os.name == "nt", reason="this system allows no such names")
@pytest.mark.parametrize("name", [b"havendag\\ok.md", b"na\xffam.md"])
def test_name_with_a_letter_of_another_system_makes_no_id(tmp_path, valid, name):
    file = tmp_path / os.fsdecode(name)
    file.write_text(valid, encoding="utf-8")
    reading = load_reading(file, shown_path(file, tmp_path))
    assert [fault.code for fault in reading.faults] == ["PA009"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pijp.md")
    assert load_reading(tmp_path / "pijp.md", "pijp.md").faults[0].code == "PA013"


def test_huge_file_is_told_with_its_size_and_not_read(tmp_path):
    with (tmp_path / "groot.md").open("wb") as stream:
        stream.truncate(3_000_000)
    (fault,) = load_reading(tmp_path / "groot.md", "groot.md").faults
    assert (fault.code, "3,0 MB" in fault.message) == ("PA008", True)


def test_vocabularies_of_the_project_are_without_faults(project):
    vocabularies, faults = load_vocabularies(project / "practices/vocabulary", project)
    assert faults == []
    assert all(len(vocabularies.get(name)) > 1 for name in TERM_TYPES)


def test_folder_without_lists_gives_a_fault_for_each(tmp_path):
    vocabularies, faults = load_vocabularies(tmp_path, tmp_path)
    assert len(faults) == len(TERM_TYPES)
    assert {fault.code for _, fault in faults} == {"PA410"}
    assert len(vocabularies.themes) == 0


def test_a_site_can_do_without_words_that_mean_the_same(tmp_path):
    without, _ = load_vocabularies(tmp_path, tmp_path)
    assert len(without.words) == 0
    (tmp_path / "words.yml").write_text(
        "terms:\n  - {id: boer, label: boer, synonyms: [agrariër]}\n"
    )
    lists, _ = load_vocabularies(tmp_path, tmp_path)
    assert lists.words.named("agrarier").id == "boer"


def test_a_fault_in_the_words_that_mean_the_same_is_told(tmp_path):
    (tmp_path / "words.yml").write_text("terms:\n  - {id: boer}\n")
    faults = [
        fault
        for source, fault in load_vocabularies(tmp_path, tmp_path)[1]
        if "words.yml" in source.path
    ]
    assert faults


def test_list_keeps_the_terms_that_are_right():
    text = """\
terms:
  - {id: een, label: Een}
  - {id: Twee, label: Twee}
  - {id: drie}
  - {id: vier, label: Vier, lable: Vier}
  - zes
  - {id: zeven, label: Zeven}
"""
    ids, faults = lists(text)
    assert ids == ["een", "zeven"]
    assert [(code, line) for code, line, _ in faults] == [
        *(("PA410", 3), ("PA410", 4), ("PA410", 5), ("PA410", 6)),
    ]


def test_id_or_name_that_is_there_twice_is_told():
    text = """\
terms:
  - {id: een, label: Een, synonyms: [uno]}
  - {id: een, label: Nog een}
  - {id: twee, label: Twee, synonyms: [Únó, twee]}
"""
    ids, faults = lists(text)
    assert ids == ["een", "twee"]
    assert [(code, line) for code, line, _ in faults] == [("PA411", 3), ("PA412", 4)]
    assert faults[1][2] == 'de naam "Únó" hoort ook bij "een"'


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "terms:", "terms: een", "- een", "terms: [een", "andere: []", "\xff"),
        *("terms: !!x [a]", "{" * 50_000, "- " * 300_000),
    ],
)
def test_list_that_cannot_be_read_is_empty_with_a_fault(text):
    ids, faults = lists(text.encode("latin-1"))
    assert ids == []
    assert faults


def test_one_broken_term_is_told_and_nothing_raises():
    ids, faults = lists("terms:\n  - {id: een, label: Een}\n  - {id: 'twee, label: Twee}\n")
    assert ids == []
    assert faults[0][:2] == ("PA005", 3)


def test_long_list_is_read_as_a_short_one():
    terms = "".join(f"  - {{id: t{n}, label: Term {n}}}\r\n" for n in range(8_000))
    ids, faults = lists(f"\ufeffterms:\r\n{terms}".encode())
    assert len(ids) == 8_000
    assert {code for code, *_ in faults} == {"PA010", "PA011"}


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_list_that_is_no_ordinary_file_is_missing_and_never_waited_for(tmp_path, kind):
    file = tmp_path / "themes.yml"
    if kind == "link":
        file.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.mkdir()
    loaded = load_vocabulary_files(tmp_path, tmp_path)
    assert len(loaded.vocabularies.themes) == 0
    assert any("themes.yml ontbreekt" in fault.message for _, fault in loaded.faults)
