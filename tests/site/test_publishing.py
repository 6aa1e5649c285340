"""The folder of the site is the old site or the new one, whatever happens."""

import errno
import os
import random
import signal
import subprocess
import sys
import time

import click
import pytest

from praktijkatlas.site import build as building
from praktijkatlas.site import publishing
from praktijkatlas.site.build import build_site
from praktijkatlas.site.output import Output
from praktijkatlas.site.publishing import PublishError, Staging
from praktijkatlas.site.tree import tree_sum

from .second_site import copy_second_site, listing

KILLS = 12


def write_site(folder, words):
    folder.mkdir(exist_ok=True)
    for name in ("index.html", "404.html"):
        (folder / name).write_text(words, "utf-8")


def words_of(folder):
    return {file.read_text("utf-8") for file in folder.iterdir()}


@pytest.fixture
def source(tmp_path):
    """A copy of the second site, without search and sheets."""
    return copy_second_site(tmp_path / "source", "search", "sheets")


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("old", [True, False])
def test_new_site_takes_the_place_of_the_old(tmp_path, monkeypatch, at_once, old):
    if not at_once:
        monkeypatch.setattr(publishing, "_exchanged", lambda *_: False)
    site = tmp_path / "diep/site"
    if old:
        site.parent.mkdir()
        write_site(site, "oud")
    staging = Staging(site)
    write_site(staging.folder, "nieuw")
    assert (words_of(site) if old else site.exists()) == ({"oud"} if old else False)
    staging.publish()
    assert words_of(site) == {"nieuw"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert site.stat().st_mode & 0o777 == 0o755


def test_site_that_was_not_finished_leaves_nothing(tmp_path):
    write_site(tmp_path / "site", "oud")
    staging = Staging(tmp_path / "site")
    write_site(staging.folder, "half")
    staging.discard()
    assert words_of(tmp_path / "site") == {"oud"}
    assert len(list(tmp_path.iterdir())) == 1


def test_link_to_the_folder_of_the_site_stays_a_link(tmp_path):
    write_site(tmp_path / "echt", "oud")
    (tmp_path / "site").symlink_to(tmp_path / "echt")
    staging = Staging(tmp_path / "site")
    write_site(staging.folder, "nieuw")
    staging.publish()
    assert (tmp_path / "site").is_symlink()
    assert words_of(tmp_path / "echt") == {"nieuw"}


def test_folder_with_other_files_is_not_thrown_away(tmp_path):
    precious = tmp_path / "documenten/brief.txt"
    precious.parent.mkdir()
    precious.write_text("van oma", "utf-8")
    with pytest.raises(PublishError, match="geen site"):
        Staging(precious.parent)
    with pytest.raises(PublishError, match="is een bestand"):
        Staging(precious)
    assert precious.read_text("utf-8") == "van oma"


def test_build_that_was_cut_off_while_exchanging_is_mended_by_the_next(tmp_path):
    write_site(tmp_path / ".site.oud-1", "oud")
    Staging(tmp_path / "site").discard()
    assert words_of(tmp_path / "site") == {"oud"}


def test_half_a_site_never_takes_the_place(tmp_path):
    write_site(tmp_path / ".site.bouw-1", "half")
    Staging(tmp_path / "site").discard()
    assert not list(tmp_path.iterdir())


def test_folder_of_a_build_that_is_going_on_is_left_alone(tmp_path):
    one, other = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    write_site(one.folder, "een")
    write_site(other.folder, "ander")
    other.publish()
    assert words_of(tmp_path / "site") == {"ander"}
    one.publish()
    assert words_of(tmp_path / "site") == {"een"}
    assert len(list(tmp_path.iterdir())) == 1


def published(site, spare, number, words):
    """Publish a site in which all pages say these words; its number, and what was there already."""
    staging = Staging(site, spare)
    before = staging.begin(number)
    output = Output(staging.folder)
    for name in ("index.html", "404.html", "themas/index.html"):
        output.write_file(name, (words if name == "index.html" else "hetzelfde").encode())
    output.write_removals(set(before))
    return staging.publish(output.changed), before, output.changed


def test_next_build_writes_what_changed_in_the_spare(tmp_path):
    site, spare = tmp_path / "site", tmp_path / "cache/reserve"
    first, before, _ = published(site, spare, 0, "een")
    assert not before
    assert listing(spare) == listing(site)
    second, before, changed = published(site, spare, first, "twee")
    assert before == {"index.html", "404.html", "themas/index.html"}
    assert changed == {"index.html"}
    assert listing(spare) == listing(site)
    assert listing(site)["index.html"] == b"twee"
    assert second == tree_sum(site) == tree_sum(spare) != first
    assert not list(tmp_path.glob(".site*"))


def test_site_does_not_change_while_its_spare_does(tmp_path):
    site, spare = tmp_path / "site", tmp_path / "cache/reserve"
    number, _, _ = published(site, spare, 0, "een")
    staging = Staging(site, spare)
    assert staging.begin(number)
    Output(staging.folder).write_file("index.html", b"twee")
    assert listing(site)["index.html"] == b"een"
    staging.discard()
    assert listing(site)["index.html"] == b"een"


def test_spare_that_was_changed_is_not_used(tmp_path):
    site, spare = tmp_path / "site", tmp_path / "cache/reserve"
    number, _, _ = published(site, spare, 0, "een")
    (spare / "themas/index.html").unlink()
    (spare / "themas/extra.html").write_text("van een ander", "utf-8")
    number, before, _ = published(site, spare, number, "twee")
    assert not before
    assert set(listing(site)) == {"index.html", "404.html", "themas/index.html"}
    assert listing(spare) == listing(site)
    assert number == tree_sum(spare)


def test_page_that_is_gone_leaves_no_folder_behind(tmp_path):
    site, spare = tmp_path / "site", tmp_path / "cache/reserve"
    number, _, _ = published(site, spare, 0, "een")
    staging = Staging(site, spare)
    output = Output(staging.folder)
    before = staging.begin(number)
    output.files.update({"index.html", "404.html"})
    output.write_removals(set(before))
    number = staging.publish(output.changed)
    assert not (site / "themas").exists()
    assert not (spare / "themas").exists()
    assert number == tree_sum(site)


def test_one_of_two_builds_gets_the_spare(tmp_path):
    site, spare = tmp_path / "site", tmp_path / "cache/reserve"
    number, _, _ = published(site, spare, 0, "een")
    one, other = Staging(site, spare), Staging(site, spare)
    assert one.begin(number)
    assert not other.begin(number)
    for staging, words in ((one, "een"), (other, "ander")):
        Output(staging.folder).write_file("index.html", words.encode())
        Output(staging.folder).write_file("404.html", b"hetzelfde")
        staging.publish({"index.html"})
        assert listing(site)["index.html"] == words.encode()
    assert listing(spare) == listing(site)


def test_stop_signal_leaves_nothing_behind(source, tmp_path):
    site = tmp_path / "site"
    write_site(site, "oud")
    command = [sys.executable, "-m", "praktijkatlas.cli", "build", "--out", str(site)]
    process = subprocess.Popen(command, cwd=source, stderr=subprocess.PIPE, text=True)
    while not list(tmp_path.glob(".site.bouw-*")) and process.poll() is None:
        time.sleep(0.01)
    process.terminate()
    _, told = process.communicate()
    assert process.returncode in (0, 1)  # it may just have been ready
    if process.returncode:
        assert "Afgebroken." in told
        assert words_of(site) == {"oud"}
    assert not list(tmp_path.glob(".site*"))


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "de schijf is vol"), (errno.EROFS, "alleen te lezen")]
)
def test_what_the_system_refuses_is_told_in_a_sentence(
    source, tmp_path, monkeypatch, number, words
):
    write_site(tmp_path / "site", "oud")

    def refuse(self, path, data):
        raise OSError(number, "refused", str(path))

    monkeypatch.setattr(Output, "write_file", refuse)
    with pytest.raises(click.ClickException) as raised:
        build_site(source / "mkdocs.yml", tmp_path / "site")
    assert words in raised.value.format_message()
    assert "vorige site staat er nog" in raised.value.format_message()
    assert words_of(tmp_path / "site") == {"oud"}
    assert not list(tmp_path.glob(".site*"))


def test_warning_stops_a_strict_build_and_keeps_the_old_site(source, tmp_path):
    page = source / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n[weg](nergens.md)\n", "utf-8")
    write_site(tmp_path / "site", "oud")
    with pytest.raises(click.ClickException):
        build_site(source / "mkdocs.yml", tmp_path / "site", strict=True)
    assert words_of(tmp_path / "site") == {"oud"}
    assert not list(tmp_path.glob(".site*"))


def test_stop_by_the_user_keeps_the_old_site(source, tmp_path, monkeypatch):
    def stop(config):
        raise KeyboardInterrupt

    monkeypatch.setattr(building.mkdocs_build, "build", stop)
    write_site(tmp_path / "site", "oud")
    with pytest.raises(KeyboardInterrupt):
        build_site(source / "mkdocs.yml", tmp_path / "site")
    assert words_of(tmp_path / "site") == {"oud"}


def test_killed_build_leaves_a_complete_site(source, tmp_path):
    """At any moment; PRAKTIJKATLAS_KILLS=100 tries more of them."""
    site, page, log = tmp_path / "site", source / "docs/index.md", tmp_path / "log"
    words = page.read_text("utf-8")
    command = [sys.executable, "-m", "praktijkatlas.cli", "build", "--out", str(site)]

    def start():
        return subprocess.Popen(
            command, cwd=source, stdout=subprocess.DEVNULL, stderr=log.open("wb")
        )

    complete = []
    for version in ("Versie een.", "Versie twee."):
        page.write_text(f"{words}\n{version}\n", "utf-8")
        began = time.monotonic()
        assert start().wait() == 0, log.read_text("utf-8")
        complete.append(listing(site))
    longest = time.monotonic() - began
    assert complete[0] != complete[1]
    chance = random.Random(1)
    for number in range(int(os.environ.get("PRAKTIJKATLAS_KILLS", KILLS))):
        page.write_text(f"{words}\nVersie {('een', 'twee')[number % 2]}.\n", "utf-8")
        process = start()
        time.sleep(chance.uniform(0.2, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert listing(site) in complete
    assert start().wait() == 0
    assert listing(site) in complete
    assert not list(tmp_path.glob(".site*"))
