"""Writing: the same bytes each time, only what changed, and nothing outside the folder."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.cli import main
from praktijkatlas.exports import (
    SCHEMA_VERSION,
    ExportSettings,
    Written,
    export_files,
    write_exports,
)
from praktijkatlas.exports import files as files_module

from .conftest import entry, make_vocabularies

Files = dict[str, bytes]


def test_two_runs_give_the_same_bytes_whatever_the_order(
    catalogue: Catalogue, settings: ExportSettings, files: Files
) -> None:
    again = Catalogue.of(reversed(catalogue.entries), make_vocabularies())
    assert dict(export_files(again, settings)) == files


def test_files_come_one_at_a_time(catalogue: Catalogue, settings: ExportSettings) -> None:
    made = export_files(catalogue, settings)
    assert isinstance(made, Iterator)
    paths = [path for path, _ in made]
    assert len(paths) == len(set(paths))


def test_an_empty_catalogue_has_files_too(catalogue: Catalogue) -> None:
    empty = Catalogue.of((), catalogue.vocabularies)
    made = dict(export_files(empty, ExportSettings.for_catalogue(empty)))
    assert b'"practices":[]' in made["api/v1/practices.json"]
    assert b"1970-01-01" in made["feeds/praktijken.xml"]


def test_only_what_changed_is_written(
    catalogue: Catalogue, settings: ExportSettings, files: Files, tmp_path: Path
) -> None:
    first = write_exports(catalogue, tmp_path, settings)
    assert first == Written(len(files), len(files), 0)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert write_exports(catalogue, tmp_path, settings) == Written(len(files), 0, 0)
    assert before == {path: path.stat().st_mtime_ns for path in before}
    for path, data in files.items():
        assert (tmp_path / path).read_bytes() == data


def test_a_spoilt_file_is_mended(
    catalogue: Catalogue, settings: ExportSettings, tmp_path: Path
) -> None:
    write_exports(catalogue, tmp_path, settings)
    spoilt = tmp_path / "api/v1/themes.json"
    digest = hashlib.sha256(spoilt.read_bytes()).digest()
    spoilt.write_bytes(spoilt.read_bytes()[:20])
    assert write_exports(catalogue, tmp_path, settings).written == 1
    assert hashlib.sha256(spoilt.read_bytes()).digest() == digest


def test_exports_of_what_is_gone_are_removed_and_nothing_else(
    catalogue: Catalogue, settings: ExportSettings, tmp_path: Path
) -> None:
    write_exports(catalogue, tmp_path, settings)
    kept = [
        tmp_path / "index.html",
        tmp_path / "praktijken/eerste-les/index.html",
        tmp_path / "praktijken/eerste-les/notities.md",
        tmp_path / "feeds/eigen.xml",
    ]
    for path in kept:
        path.write_text("x")
    (tmp_path / "api/v1/practices-7.json").write_text("{}")
    fewer = Catalogue.of(catalogue.entries[1:], catalogue.vocabularies)
    assert write_exports(fewer, tmp_path, settings).removed == 3
    assert not (tmp_path / "api/v1/practices/eerste-les.json").exists()
    assert not (tmp_path / "praktijken/eerste-les/eerste-les.md").exists()
    assert all(path.exists() for path in kept)


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "a\\..\\x"])
def test_no_file_is_written_outside_the_folder(
    path: str, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "export_files", lambda *_: iter([(path, b"x")]))
    with pytest.raises(ValueError, match="leads out of the site"):
        write_exports(catalogue, tmp_path / "site", ExportSettings.for_catalogue(catalogue))


def test_one_changed_practice_leaves_the_files_of_the_others_alone(
    catalogue: Catalogue, files: Files, settings: ExportSettings
) -> None:
    others = [each for each in catalogue.entries if each.id != "vreemde-les"]
    changed = Catalogue.of(
        [*others, entry("vreemde-les", reviewed="2026-04-04")], catalogue.vocabularies
    )
    later = ExportSettings.for_catalogue(
        changed, settings.site_url, settings.site_name, settings.description
    )
    made = dict(export_files(changed, later))
    for path in ("api/v1/practices/eerste-les.json", "praktijken/eerste-les/eerste-les.md"):
        assert made[path] == files[path]


def test_command_writes_the_real_practices(project: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        result = CliRunner().invoke(main, ["export", "--out", str(tmp_path / "uit")])
    assert result.exit_code in (0, 1), result.output
    if result.exit_code == 0:  # the practices themselves may have errors while they are written
        assert (tmp_path / "uit/api/v1/practices.json").is_file()
        assert "bestanden" in result.output


@pytest.fixture
def second_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a name of its own, as the working folder."""
    folder = tmp_path / "bron"
    shutil.copytree(Path(__file__).parents[1] / "sites/haven", folder)
    monkeypatch.chdir(folder)
    return folder


def test_command_takes_name_and_address_from_the_configuration(second_site: Path) -> None:
    def feed(*options: str) -> str:
        done = CliRunner().invoke(main, ["export", "--out", "uit", *options])
        assert done.exit_code == 0, done.output
        return (second_site / "uit/feeds/praktijken.xml").read_text("utf-8")

    said = yaml.safe_load((second_site / "mkdocs.yml").read_text("utf-8"))
    assert f"<name>{said['site_name']}</name>" in feed()
    assert f'href="{said["site_url"]}feeds/praktijken.xml"' in feed()
    other = feed("--name", "Anders", "--site-url", "https://anders.example")
    assert "<name>Anders</name>" in other
    assert 'href="https://anders.example/feeds/praktijken.xml"' in other


@pytest.mark.parametrize("folder", ["practices", "docs"])
def test_command_leaves_a_folder_of_others_alone(second_site: Path, folder: str) -> None:
    before = sorted(second_site.rglob("*"))
    done = CliRunner().invoke(main, ["export", "--out", folder])
    assert done.exit_code == 2
    assert f'In "{folder}" staan al bestanden die geen site zijn.' in done.output
    assert sorted(second_site.rglob("*")) == before


@pytest.mark.parametrize("mark", ["index.html", "bundels/alles.pdf", "api/v1/openapi.json"])
def test_command_writes_where_there_is_something_of_the_site(second_site: Path, mark: str) -> None:
    made = second_site / "uit" / mark
    made.parent.mkdir(parents=True)
    made.write_text("x", encoding="utf-8")
    assert CliRunner().invoke(main, ["export", "--out", "uit"]).exit_code == 0


def test_command_outside_the_project_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["export"])
    assert result.exit_code == 2
    assert "Werk in de map van het project" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_explanation_names_every_kind_of_file(project: Path, files: Files) -> None:
    text = (project / "docs/open-data.md").read_text(encoding="utf-8")
    assert f"### {SCHEMA_VERSION}" in text, "the changelog has the version of now"
    for path in files:
        shown = path
        for practice in ("eerste-les", "tweede-les", "vreemde-les", "oude-les"):
            shown = shown.replace(practice, "<id>")
        if shown.startswith(("feeds/themas/", "feeds/regios/")):
            shown = f"{shown.rsplit('/', 1)[0]}/<id>.xml"
        if shown != "robots.txt":
            assert shown in text, shown
