"""The tables: what Excel and programs read in them."""

import csv
import io

import pytest

from praktijkatlas.exports.tables import COLUMNS, harmless

Files = dict[str, bytes]


def excel_rows(files: Files) -> list[dict[str, str]]:
    text = files["api/v1/practices.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def machine_rows(files: Files) -> list[dict[str, str]]:
    text = files["api/v1/practices-machine.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_excel_sees_the_encoding_and_the_columns(files: Files) -> None:
    data = files["api/v1/practices.csv"]
    assert data.startswith(b"\xef\xbb\xbfId;Titel;Samenvatting;")
    assert len(excel_rows(files)) == 3


def test_machines_get_rfc_4180(files: Files) -> None:
    data = files["api/v1/practices-machine.csv"]
    assert data.startswith(b"id,title,summary,")
    assert b"\n" not in data.replace(b"\r\n", b"")
    rows = machine_rows(files)
    assert [row["id"] for row in rows] == ["eerste-les", "tweede-les", "vreemde-les"]
    assert rows[0]["status_as_of"] == "2024~"
    assert rows[1]["cost_band"] == "0"
    assert rows[0]["cost_band"] == ""
    assert rows[0]["organisation_ids"] == "brug | bakkerij-jansen"


def test_labels_are_in_words_for_people(files: Files) -> None:
    row = excel_rows(files)[1]
    assert row["Thema's"] == "Stages & leerbanen"
    assert row["Status"] == "Gestopt"
    assert row["Kosten"] == "Kosten 0"
    assert row["Begin"] == "september 2019"
    assert row["Alle gebieden"] == "De Stad | Het Land"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x"],
)
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "gewoon", "1+1", "a=b", "2026-11-23", "'=x"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_no_cell_in_the_excel_table_is_a_formula(files: Files) -> None:
    for row in excel_rows(files):
        for cell in row.values():
            assert not cell.startswith(tuple("=+-@\t\r"))
    strange = excel_rows(files)[2]
    assert strange["Titel"].startswith("'=HYPERLINK(")
    assert strange["Zoekwoorden"].startswith("'@SUM(1)")
    assert strange["Organisaties"].startswith("'+31")
    assert "\x07" not in strange["Samenvatting"]


def test_the_machine_table_is_raw(files: Files) -> None:
    strange = machine_rows(files)[2]
    assert strange["title"].startswith("=HYPERLINK(")
    assert 'puntkomma; "hek"' in strange["keywords"]


def test_columns_have_names_of_their_own() -> None:
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    assert len({column.heading for column in COLUMNS}) == len(COLUMNS)
