"""`praktijkatlas check --fix`: what it does to files, and what it says."""

import json
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from praktijkatlas.cli import fixing, main

CASES = Path(__file__).parents[1] / "cases"
ENTRY = "practices/leerwerkplaats-brugdorp.md"


@pytest.fixture
def site(tmp_path, monkeypatch, valid):
    """A project folder with the lists and one valid entry, as the working directory."""
    folder = tmp_path / "project"
    shutil.copytree(CASES / "vocabulary", folder / "practices" / "vocabulary")
    (folder / ENTRY).write_text(valid, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments, given=None):
    arguments = ["check", "--today", "2026-11-23", *arguments]
    return CliRunner().invoke(main, arguments, input=given, catch_exceptions=False)


def broken(valid):
    return valid.replace("added: 2026-11-23", "added: 23-11-2026").replace(
        "[brugdorp]", "[Brugdorp]"
    )


def test_says_what_was_changed_and_ends_as_the_check_does_afterwards(site, valid):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    assert run().exit_code == 1
    result = run("--fix")
    assert result.output == (
        f"{ENTRY}: 2 verbeterd\n"
        '  regel 10: PA104 gemeente of regio "Brugdorp" staat niet in de lijst → brugdorp\n'
        '  regel 45: PA108 "23-11-2026" is niet een dag die bestaat in de vorm JJJJ-MM-DD'
        " → 2026-11-23\n\n"
        "1 bestand nagekeken: alles in orde.\n"
    )
    assert result.exit_code == 0
    assert (site / ENTRY).read_text("utf-8") == valid


def test_what_needs_a_person_is_reported_as_ever(site, valid):
    text = broken(valid).replace("leren.[^2]", "leren.[^9]")
    (site / ENTRY).write_text(text, encoding="utf-8")
    result = run("--fix")
    assert result.exit_code == 1
    assert f"{ENTRY}: 2 verbeterd\n" in result.output
    assert "fout PA305" in result.output
    assert result.output.endswith("1 bestand nagekeken: 1 fout.\n")


def test_second_time_changes_nothing(site, valid):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    run("--fix")
    before = (site / ENTRY).stat()
    assert run("--fix").output == "1 bestand nagekeken: alles in orde.\n"
    assert (site / ENTRY).stat().st_mtime_ns == before.st_mtime_ns
    assert (site / ENTRY).stat().st_ino == before.st_ino


def test_file_that_is_in_order_is_not_written(site):
    (site / ENTRY).chmod(0o444)
    assert run("--fix").exit_code == 0


def test_only_the_files_that_were_named_are_changed(site, valid):
    other = site / "practices" / "haven.md"
    for file in (site / ENTRY, other):
        file.write_text(broken(valid), encoding="utf-8")
    run("--fix", "practices/haven.md")
    assert other.read_text("utf-8") == valid
    assert (site / ENTRY).read_text("utf-8") == broken(valid)


def test_json_on_standard_output_is_json_alone(site, valid):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    result = run("--fix", "--format", "json")
    assert json.loads(result.stdout)["findings"] == []
    assert "2 verbeterd" in result.stderr


def test_standard_input_comes_out_mended_and_alone(site, valid):
    result = run("--fix", "-", given=broken(valid).encode())
    assert result.stdout == valid
    assert "nieuwe-praktijk.md: 2 verbeterd" in result.stderr
    assert result.stderr.endswith("1 bestand nagekeken: alles in orde.\n")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"---\nz\n", b"x" * 300_000],
    ids=["leeg", "bytes", "half", "groot"],
)
def test_standard_input_that_cannot_be_mended_comes_out_as_it_went_in(site, data):
    result = run("--fix", "-", given=data)
    assert result.stdout_bytes == data
    assert result.exit_code == 1


def test_rights_of_a_file_are_kept(site, valid):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    (site / ENTRY).chmod(0o640)
    run("--fix")
    assert stat.S_IMODE((site / ENTRY).stat().st_mode) == 0o640
    assert {path.name for path in (site / "practices").iterdir()} == {
        "vocabulary",
        Path(ENTRY).name,
    }


def test_link_is_not_followed(site, valid, tmp_path):
    elsewhere = tmp_path / "elders.md"
    elsewhere.write_text(broken(valid), encoding="utf-8")
    (site / "practices" / "link.md").symlink_to(elsewhere)
    (site / "practices" / "map").symlink_to(tmp_path)
    result = run("--fix")
    assert "link.md:1:1: fout PA013" in result.output
    assert (site / "practices" / "link.md").is_symlink()
    assert elsewhere.read_text("utf-8") == broken(valid)


def test_half_a_file_is_never_left_behind(site, valid, monkeypatch):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fixing.os, "fsync", full)
    result = run("--fix")
    assert f"{ENTRY}: niet verbeterd: de schijf is vol\n" in result.output
    assert result.exit_code == 1
    assert (site / ENTRY).read_text("utf-8") == broken(valid)
    assert len(list((site / "practices").iterdir())) == 2


def test_file_that_may_not_be_written_is_told(site, valid, monkeypatch):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    monkeypatch.setattr(fixing.os, "access", lambda *_: False)  # root may write anything
    assert f"{ENTRY}: niet verbeterd: het is alleen te lezen\n" in run("--fix").output


def test_sarif_tells_the_change(site, valid):
    (site / ENTRY).write_text(broken(valid), encoding="utf-8")
    result = json.loads(run("--format", "sarif").stdout)["runs"][0]["results"][0]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 10, "startColumn": 11, "endLine": 10, "endColumn": 19},
            "insertedContent": {"text": "brugdorp"},
        }
    ]


def test_help_of_a_code_tells_what_is_done(site):
    assert (
        "Vanzelf, met praktijkatlas check --fix: Zet de datum om"
        in run("--explain", "PA108").output
    )
    assert "Vanzelf" not in run("--explain", "PA305").output


def test_lists_are_not_mended(site):
    themes = site / "practices" / "vocabulary" / "themes.yml"
    themes.write_bytes(b"\xef\xbb\xbf" + themes.read_bytes())
    before = themes.read_bytes()
    result = run("--fix")
    assert "waarschuwing PA010" in result.output
    assert "vanzelf" not in run().output
    assert themes.read_bytes() == before
