"""All sheets and booklets on disk: made when something changed, and else left alone."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.sheets import (
    SheetError,
    SheetSettings,
    Written,
    press,
    sheet_pdf,
    typesetting,
    write_sheets,
)
from praktijkatlas.sheets.press import typeset, typeset_all
from praktijkatlas.sheets.sheet import dated, sheet_order
from praktijkatlas.sheets.store import Store

from .conftest import SETTINGS, entry

SHEET = "praktijken/gastles/gastles.pdf"


@pytest.fixture(scope="module")
def kept(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which everything is."""
    cache = tmp_path_factory.mktemp("cache")
    seen: list[tuple[int, int]] = []
    done = write_sheets(
        catalogue, cache / "site", SETTINGS, cache / "made", lambda *at: seen.append(at)
    )
    assert done == Written(documents=11, made=11, removed=0)
    assert seen == [(number, 11) for number in range(12)]
    return cache / "made"


def test_documents_lie_at_their_addresses(kept: Path) -> None:
    site = kept.parent / "site"
    assert sorted(file.relative_to(site).as_posix() for file in site.rglob("*.*")) == [
        "bundels/alles.pdf",
        "bundels/regios/de-stad.pdf",
        "bundels/regios/het-dorp.pdf",
        "bundels/themas/stages.pdf",
        "bundels/themas/techniek.pdf",
        "praktijken/andere-les/andere-les-school.pdf",
        "praktijken/andere-les/andere-les.pdf",
        "praktijken/gastles/gastles-school.pdf",
        "praktijken/gastles/gastles.pdf",
        "praktijken/lange-les/lange-les-school.pdf",
        "praktijken/lange-les/lange-les.pdf",
    ]


def test_nothing_is_made_when_nothing_changed(
    catalogue: Catalogue, kept: Path, tmp_path: Path, short_pdf: bytes
) -> None:
    seen: list[tuple[int, int]] = []
    done = write_sheets(catalogue, tmp_path, SETTINGS, kept, lambda *at: seen.append(at))
    assert (done.made, seen[-1]) == (0, (11, 11))
    assert (tmp_path / SHEET).read_bytes() == short_pdf


def test_a_file_that_is_right_is_not_written_again(
    catalogue: Catalogue, kept: Path, tmp_path: Path
) -> None:
    write_sheets(catalogue, tmp_path, SETTINGS, kept)
    before = (tmp_path / SHEET).stat().st_mtime_ns
    write_sheets(catalogue, tmp_path, SETTINGS, kept)
    assert (tmp_path / SHEET).stat().st_mtime_ns == before


def test_a_changed_practice_makes_only_its_own_documents(
    catalogue: Catalogue, kept: Path, tmp_path: Path
) -> None:
    changed = entry("andere-les", title="Anders", themes=["techniek"], regions=["het-dorp"])
    others = [each for each in catalogue.entries if each.id != changed.id]
    edited = Catalogue.of([*others, changed], catalogue.vocabularies)
    # Its two sheets, and the booklets of its theme, of its place, and of everything.
    assert write_sheets(edited, tmp_path, SETTINGS, kept).made == 5


@pytest.mark.parametrize("damage", [b"", b"{}\n", b'{"sha256": 1}', b"\xff\n%PDF"])
def test_a_damaged_document_is_made_again(
    catalogue: Catalogue, kept: Path, tmp_path: Path, short_pdf: bytes, damage: bytes
) -> None:
    (whole,) = (file for file in kept.iterdir() if file.read_bytes().endswith(short_pdf))
    data = whole.read_bytes()
    whole.write_bytes(damage or data[: len(data) // 2])
    assert write_sheets(catalogue, tmp_path, SETTINGS, kept).made == 1
    assert whole.read_bytes() == data
    assert (tmp_path / SHEET).read_bytes() == short_pdf


def test_documents_of_what_is_gone_are_removed_and_other_files_stay(
    catalogue: Catalogue, kept: Path, tmp_path: Path
) -> None:
    stale = [tmp_path / "praktijken/weg/weg.pdf", tmp_path / "bundels/themas/weg.pdf"]
    others = [tmp_path / "praktijken/weg/folder.pdf", tmp_path / "weg/weg.pdf"]
    for file in (*stale, *others):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    assert write_sheets(catalogue, tmp_path, SETTINGS, kept).removed == 2
    assert not any(file.exists() for file in stale)
    assert all(file.exists() for file in others)


def test_an_old_id_keeps_its_sheet(catalogue: Catalogue, tmp_path: Path, kept: Path) -> None:
    renamed = Catalogue.of(
        [entry("nieuwe-les", redirects=["oude-les", "oudste-les"])], catalogue.vocabularies
    )
    for _ in range(2):  # made, and then found in the store
        write_sheets(renamed, tmp_path, SETTINGS, kept)
        new = (tmp_path / "praktijken/nieuwe-les/nieuwe-les.pdf").read_bytes()
        for old in ("oude-les", "oudste-les"):
            assert (tmp_path / f"praktijken/{old}/{old}.pdf").read_bytes() == new
    write_sheets(catalogue, tmp_path, SETTINGS, kept)
    assert not (tmp_path / "praktijken/oude-les/oude-les.pdf").exists()


def test_booklets_can_be_left_out(catalogue: Catalogue, kept: Path, tmp_path: Path) -> None:
    done = write_sheets(catalogue, tmp_path, SETTINGS, kept, booklets=False)
    assert done.documents == 6
    assert not (tmp_path / "bundels").exists()


def test_what_cannot_be_made_is_named(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(order: object) -> None:
        raise SheetError("geen papier")

    monkeypatch.setattr(press, "typeset", fail)
    with pytest.raises(SheetError, match=f"{SHEET}: geen papier"):
        write_sheets(catalogue, tmp_path / "site", SETTINGS, tmp_path / "made")


def test_a_practice_that_needs_more_than_two_pages_is_named(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    body = "## Aanpak\n\n" + "\n\n".join(["woord " * 90] * 40)
    much = Catalogue.of([entry("te-lang", body)], catalogue.vocabularies)
    done = write_sheets(much, tmp_path / "site", SETTINGS, tmp_path / "made", booklets=False)
    assert done.long == ("te-lang",)


def test_the_store_keeps_what_was_used_last(tmp_path: Path, catalogue: Catalogue) -> None:
    store = Store(tmp_path)
    made = typeset(sheet_order(catalogue.by_id["gastles"], catalogue, SETTINGS))
    for key in ("een", "twee", "drie"):
        store.write_made(key, made)
    assert store.load_made("een") == made
    store.write_limit(2)
    assert [key for key in ("een", "twee", "drie") if store.load_made(key)] == ["een", "drie"]


def test_several_processes_make_the_same_bytes_as_one(
    catalogue: Catalogue, short_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "FEW", 0)
    order = sheet_order(catalogue.by_id["gastles"], catalogue, SETTINGS)
    made = list(typeset_all([order] * 3, processes=2))
    assert [each for each in made if isinstance(each, bytes)] == [short_pdf] * 3


def test_a_fault_in_a_process_is_an_answer_and_the_next_document_is_made(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "FEW", 0)
    good = sheet_order(catalogue.by_id["gastles"], catalogue, SETTINGS)
    bad = {**good, "data": {"site": "x"}}
    first, second = typeset_all([bad, good], processes=2)  # type: ignore[list-item]
    assert isinstance(first, SheetError)
    assert isinstance(second, bytes)


def test_an_answer_is_whole_when_it_is_interrupted_while_it_is_written(
    catalogue: Catalogue, short_pdf: bytes
) -> None:
    fcntl = pytest.importorskip("fcntl")
    order = press._ready(sheet_order(catalogue.by_id["gastles"], catalogue, SETTINGS))
    with subprocess.Popen(
        [sys.executable, "-P", typesetting.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as worker:
        assert worker.stdin
        assert worker.stdout
        fcntl.fcntl(worker.stdout, fcntl.F_SETPIPE_SZ, 4096)
        worker.stdin.write(json.dumps(order).encode() + b"\n")
        worker.stdin.close()
        head = worker.stdout.read(2)  # it is writing now, and the pipe is full
        for _ in range(20):
            worker.send_signal(signal.SIGSTOP)
            worker.send_signal(signal.SIGCONT)
            time.sleep(0.002)
        answer = head + worker.stdout.read()
    told, _, made = answer.partition(b"\n")
    assert json.loads(told) == {"bytes": len(made)}
    assert press.unambiguous(made) == short_pdf


def test_the_same_practice_gives_the_same_bytes(catalogue: Catalogue, short_pdf: bytes) -> None:
    assert sheet_pdf(catalogue.by_id["gastles"], catalogue, SETTINGS) == short_pdf


def test_the_date_is_that_of_the_practice(catalogue: Catalogue) -> None:
    assert dated(catalogue.by_id["gastles"]) == 1_768_003_200  # 10 January 2026
    assert dated() == 0


def test_settings_write_addresses_with_or_without_a_last_slash() -> None:
    for site in ("https://a.example", "https://a.example/"):
        settings = dataclasses.replace(SheetSettings(), site_url=site)
        assert settings.practice_url("x") == "https://a.example/praktijken/x/"
    assert SheetSettings().practice_url("x") == ""
