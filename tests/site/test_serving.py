"""While somebody edits: a new text is on its page at once, and all else as a whole build makes it."""

import shutil
import time
from pathlib import Path
from threading import Event

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from praktijkatlas import addresses
from praktijkatlas.site import plugin as plugins
from praktijkatlas.site.making import SiteWriter
from praktijkatlas.site.page import Part
from praktijkatlas.site.serving import Follower, Watcher, _PoliteOutput
from praktijkatlas.site.stamp import practices_digest

from .second_site import copy_second_site, listing

ENTRY = Path("practices/slik-en-duin.md")


@pytest.fixture
def source(tmp_path, monkeypatch):
    """The second site in the working folder."""
    folder = copy_second_site(tmp_path / "bron", "sheets", "offline")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def served(source, tmp_path):
    """The plugin after the site has been built to be served, and the folder of that site."""
    plugins = []

    def serve(name="site"):  # MkDocs gives every build in a process the same plugin
        folder = tmp_path / name
        folder.mkdir()
        config = load_config(config_file="mkdocs.yml", site_dir=str(folder))
        config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build.build(config)
        (plugin,) = (each for each in config.plugins.values() if hasattr(each, "follower"))
        plugin.site.followed = (followed := Event()).set
        plugin.followed = followed
        plugins.append(plugin)
        return plugin, folder

    yield serve
    for plugin in plugins:
        plugin.on_shutdown()


def edit(old, new, file=ENTRY):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def wait_until(true):
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def new_text():
    edit("\n## Aanpak\n", "\n## Aanpak\n\nWie kwelder zegt, zegt zeekraal.\n")


def test_new_text_is_on_its_page_at_once_and_search_follows(served):
    plugin, folder = served()
    site = plugin.site
    wait_until((folder / "assets/zoek.json").is_file)
    before = listing(folder)
    new_text()
    assert site.refresh() == (ENTRY.stem,)
    for path in (f"praktijken/{ENTRY.stem}/index.html", f"api/v1/practices/{ENTRY.stem}.json"):
        assert b"zeekraal" in (folder / path).read_bytes()
    wait_until(lambda: site.follower._asked.empty())
    _, whole = served("geheel")
    wait_until(lambda: listing(folder) == listing(whole))
    assert listing(folder) != before
    assert site.refresh() == ()


def test_old_files_that_are_written_late_do_not_stay(served):
    plugin, folder = served()
    site, go_on = plugin.site, Event()
    old = site.writer.text_files(site.catalogue.by_id[ENTRY.stem])

    def late():
        go_on.wait(30)
        yield from old.files()

    part = Part(files=late)
    site.follower.ask(site.writer, folder, lambda to: site.writer.write_files(to, [part]))
    new_text()
    assert site.refresh() == (ENTRY.stem,)
    go_on.set()
    site.follower._asked.put(None)
    wait_until(lambda: not site.follower._thread.is_alive())
    assert b"zeekraal" in (folder / f"api/v1/practices/{ENTRY.stem}.json").read_bytes()


def test_folder_that_is_gone_is_told_in_a_sentence(source, served, caplog):
    shutil.rmtree(source / "practices")
    with pytest.raises(Abort):
        served()
    assert "bestaat niet" in caplog.text


def test_texts_that_change_one_after_another_all_stay(served):
    plugin, folder = served()
    new_text()
    assert plugin.site.refresh()
    edit("zeekraal", "lamsoor")
    edit(
        "\n## Aanpak\n",
        "\n## Aanpak\n\nDe boot vaart uit.\n",
        Path("practices/werfklas-zoutkade.md"),
    )
    assert set(plugin.site.refresh()) == {ENTRY.stem, "werfklas-zoutkade"}
    assert "lamsoor" in plugin.site.catalogue.by_id[ENTRY.stem].text
    page = (folder / f"praktijken/{ENTRY.stem}/index.html").read_text("utf-8")
    assert "lamsoor" in page
    assert "zeekraal" not in page


def test_what_an_editor_lays_beside_a_file_does_not_matter(served):
    plugin, _ = served()
    new_text()
    before = practices_digest(ENTRY.parent)
    for name in (".slik-en-duin.md.swp", "slik-en-duin.md~", "#slik-en-duin.md#", "4913"):
        (ENTRY.parent / name).write_text("")
    assert practices_digest(ENTRY.parent) == before
    assert plugin.site.refresh() == (ENTRY.stem,)


def copy_entry(name="slik-en-klei", old="title: ", new="title: Klei en "):
    shutil.copy(ENTRY, ENTRY.with_name(f"{name}.md"))
    edit(old, new, ENTRY.with_name(f"{name}.md"))


CHANGES = {
    "title": lambda: edit("title: ", "title: Zeekraal en "),
    "summary": lambda: edit("summary: ", "summary: Zeekraal. "),
    "theme": lambda: edit("themes: [kustnatuur]", "themes: [aan-boord]"),
    "organisation": lambda: edit("name: Rederij Dwarswind", "name: Rederij Zeekraal"),
    "new": copy_entry,
}


@pytest.fixture
def held(monkeypatch):
    """The pages that follow an edit wait: an event for their beginning, and one to let them go."""
    begun, go_on, write_again = Event(), Event(), SiteWriter.write_again

    def waiting(*given):
        begun.set()
        assert go_on.wait(60)
        write_again(*given)

    monkeypatch.setattr(SiteWriter, "write_again", waiting)
    yield begun, go_on
    go_on.set()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_practice_is_on_its_page_at_once_and_all_pages_follow(served, held, change):
    plugin, folder = served()
    wait_until((folder / "assets/zoek.json").is_file)
    before = listing(folder)
    change()
    (made,) = plugin.site.refresh()
    page = f"praktijken/{made}/index.html"
    assert {path for path, data in listing(folder).items() if before.get(path) != data} == {page}
    held[1].set()
    assert plugin.followed.wait(60)
    _, whole = served("geheel")
    wait_until(lambda: listing(folder) == listing(whole))


def test_text_that_changes_while_pages_follow_is_not_written_over(served, held):
    plugin, folder = served()
    site, (begun, go_on) = plugin.site, held
    edit("title: ", "title: Nieuw, en ")
    assert site.refresh()
    assert begun.wait(60)
    new_text()
    assert site.refresh() == (ENTRY.stem,)
    page = folder / f"praktijken/{ENTRY.stem}/index.html"
    assert b"zeekraal" in page.read_bytes()
    go_on.set()
    assert plugin.followed.wait(60)
    assert b"zeekraal" in page.read_bytes()
    _, whole = served("geheel")
    wait_until(lambda: listing(folder) == listing(whole))


def test_change_while_pages_follow_begins_them_anew(served, held):
    plugin, folder = served()
    site, (begun, go_on) = plugin.site, held
    copy_entry()
    assert site.refresh() == ("slik-en-klei",)
    assert begun.wait(60)
    edit("title: ", "title: Zeekraal en ")
    edit("name: Rederij Dwarswind", "name: Rederij Zeekraal", ENTRY.with_name("slik-en-klei.md"))
    assert set(site.refresh()) == {ENTRY.stem, "slik-en-klei"}
    go_on.set()
    assert plugin.followed.wait(60)
    assert (folder / "praktijken/slik-en-klei/index.html").is_file()
    _, whole = served("geheel")
    wait_until(lambda: listing(folder) == listing(whole))


@pytest.fixture
def held_late(monkeypatch):
    """As `held`, but the pages have been written when they wait: just not all that comes with them."""
    begun, go_on, write_file = Event(), Event(), _PoliteOutput.write_file

    def waiting(output, path, data):
        if path == addresses.MANIFEST:
            begun.set()
            assert go_on.wait(60)
        return write_file(output, path, data)

    monkeypatch.setattr(_PoliteOutput, "write_file", waiting)
    yield begun, go_on
    go_on.set()


@pytest.mark.parametrize(
    "change",
    [CHANGES[name] for name in ("title", "theme", "organisation")],
    ids=("title", "theme", "organisation"),
)
def test_change_that_is_taken_back_while_pages_follow_leaves_nothing(served, held_late, change):
    plugin, folder = served()
    site, (begun, go_on) = plugin.site, held_late
    text = ENTRY.read_text("utf-8")
    change()
    assert site.refresh()
    assert begun.wait(60)
    ENTRY.write_text(text, "utf-8")
    assert site.refresh()
    go_on.set()
    assert plugin.followed.wait(60)
    _, whole = served("geheel")
    wait_until(lambda: listing(folder) == listing(whole))


def test_pages_that_do_not_tell_of_the_practice_are_not_made_again(served):
    plugin, folder = served()
    other = folder / "themas/aan-boord/index.html"
    other.write_text("as it was")
    edit("title: ", "title: Zeekraal en ")
    assert plugin.site.refresh()
    assert plugin.followed.wait(60)
    assert "Zeekraal" in (folder / "themas/kustnatuur/index.html").read_text("utf-8")
    assert other.read_text() == "as it was"


def test_fault_in_another_practice_does_not_matter(source, served):
    edit("\n## Aanpak\n", "\n## Anpak\n", source / "practices/werfklas-zoutkade.md")
    plugin, _ = served()
    edit("title: ", "title: Zeekraal en ")
    assert plugin.site.refresh() == (ENTRY.stem,)
    assert plugin.followed.wait(60)
    # A new one may be what the other links to.
    copy_entry()
    assert plugin.site.refresh() is None


def test_page_of_what_is_gone_goes_with_the_pages_that_follow(served):
    plugin, folder = served()
    rederij = folder / "organisaties/rederij-dwarswind"
    assert rederij.is_dir()
    for file in ENTRY.parent.glob("*.md"):
        file.write_text(file.read_text("utf-8").replace("Rederij Dwarswind", "De Boot"), "utf-8")
    assert plugin.site.refresh()
    assert plugin.followed.wait(60)
    assert not rederij.exists()
    assert (folder / "organisaties/de-boot/index.html").is_file()


def test_browsers_look_again_when_all_pages_are_there(served):
    plugin, _ = served()
    edit("title: ", "title: Nieuw, en ")
    plugin._rebuild(lambda: pytest.fail("the whole site was made"))
    assert plugin.followed.wait(60)
    plugin._rebuild(lambda: pytest.fail("the whole site was made"))  # this is what tells them


@pytest.mark.parametrize(
    "change",
    [
        lambda: edit("\nthemes:", "\nredirects: [slib]\nthemes:"),
        lambda: edit("\n## Aanpak\n", "\n## Anpak\n"),
        lambda: edit("\n## Aanpak\n", "\n## Aanpak\n\nBel Jan: 06-12345678.\n"),
        lambda: edit("label: ", "label: Nieuw ", Path("practices/vocabulary/themes.yml")),
        lambda: edit("title: Home", "title: Begin", Path("docs/index.md")),
        lambda: edit("site_name: ", "site_name: Nieuw ", Path("mkdocs.yml")),
        ENTRY.unlink,
        lambda: copy_entry("praktijk-met-fout", "title: ", "titel: "),
    ],
    ids=[
        *("old id", "heading", "telephone", "list", "page", "settings", "gone", "new"),
    ],
)
def test_any_other_change_is_left_to_the_whole_build(served, change):
    plugin, folder = served()
    wait_until((folder / "assets/zoek.json").is_file)
    plugin.follower.stop()
    before = listing(folder)
    change()
    made = []
    plugin._rebuild(lambda: made.append(1))
    assert made
    assert listing(folder) == before


def test_folder_that_is_watched_besides_counts_too(source, served):
    (source / "beside").mkdir()
    (source / "beside/een.txt").write_text("1")
    settings = source / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nwatch: [beside]\n", "utf-8")
    plugin, _ = served()
    assert plugin.site.refresh() == ()
    (source / "beside/een.txt").write_text("twee")
    assert plugin.site.refresh() is None


def test_text_makes_no_whole_build(served):
    plugin, _ = served()
    new_text()
    plugin._rebuild(lambda: pytest.fail("the whole site was made"))


class Writer:
    """Writes two files, with time to stop between them."""

    def __init__(self):
        self.begun, self.on = Event(), Event()

    def write(self, output):
        output.write_file("een.txt", b"1")
        self.begun.set()
        self.on.wait(60)
        output.write_file("twee.txt", b"2")

    def write_search(self, output):
        output.write_file("zoek.txt", b"3")


def test_nothing_is_written_after_the_end(tmp_path):
    follower, writer = Follower(), Writer()
    follower.ask(writer, tmp_path, writer.write)
    assert writer.begun.wait(60)
    follower.stop()
    shutil.rmtree(tmp_path)
    writer.on.set()
    wait_until(lambda: not follower._thread.is_alive())
    assert not tmp_path.exists()


def test_search_waits_for_the_last_that_was_asked(tmp_path):
    first, second = Writer(), Writer()
    follower = Follower()
    follower.ask(first, tmp_path / "a", first.write)
    assert first.begun.wait(60)
    follower.ask(second, tmp_path / "b", second.write)
    first.on.set()
    second.on.set()
    wait_until((tmp_path / "b/zoek.txt").is_file)
    assert not (tmp_path / "a/zoek.txt").exists()
    follower.stop()


def test_change_of_a_file_is_seen_once(tmp_path):
    told, looks = [], iter(["a", "a", "b", "b", "b"])
    watcher = Watcher(lambda: next(looks, "b"), lambda: told.append(1), Follower(), "a")
    wait_until(lambda: told)
    time.sleep(0.7)
    watcher.stop()
    assert told == [1]


def test_change_while_the_first_site_was_made_is_seen(source, served, monkeypatch):
    load_site, signs = plugins.load_site, []

    def meanwhile(*given):
        loaded = load_site(*given)
        new_text()
        return loaded

    with monkeypatch.context() as making:
        making.setattr(plugins, "load_site", meanwhile)
        plugin, folder = served()
    server = LiveReloadServer(lambda: None, "localhost", 0, str(folder))
    monkeypatch.setattr(plugin, "_sign", lambda: signs.append(1))
    plugin.on_serve(server, config=plugin.written.config, builder=lambda: None)
    server.server_close()
    wait_until(lambda: signs)
    assert plugin.site.refresh() == (ENTRY.stem,)


def test_folder_that_goes_and_comes_back_is_seen(tmp_path):
    told, gone = [], []

    def look():
        if gone:
            raise OSError
        return "a"

    watcher = Watcher(look, lambda: told.append(1), Follower(), "a")
    gone.append(1)
    wait_until(lambda: len(told) == 1)
    gone.clear()
    wait_until(lambda: len(told) == 2)
    watcher.stop()


def test_what_is_asked_instead_ends_what_was_asked_before(tmp_path):
    first, second = Writer(), Writer()
    follower = Follower()
    follower.ask(first, tmp_path / "a", first.write)
    assert first.begun.wait(60)
    follower.ask_instead(second, tmp_path / "b", second.write)
    first.on.set()
    second.on.set()
    wait_until((tmp_path / "b/zoek.txt").is_file)
    assert not (tmp_path / "a/twee.txt").exists()
    follower.stop()


def test_data_of_a_practice_that_goes_go_too(served):
    plugin, folder = served()
    wait_until((folder / "assets/zoek.json").is_file)
    wait_until(lambda: (folder / f"api/v1/practices/{ENTRY.stem}.json").is_file())
    edit("title: ", "titel: ")
    plugin._rebuild(lambda: build_again(folder))
    assert not list(folder.glob(f"**/{ENTRY.stem}*"))


def test_site_stays_when_the_whole_cannot_be_made_again(served, caplog):
    plugin, folder = served()
    page = folder / f"praktijken/{ENTRY.stem}/index.html"
    config = Path("mkdocs.yml")
    before = config.read_text("utf-8")
    for broken in ("site_name: [", "theme:\n  name: geen-thema\n"):
        config.write_text(before + broken, "utf-8")
        plugin._rebuild(lambda: build_again(folder))
        assert page.is_file()
        assert caplog.messages[-1].endswith("De vorige site blijft staan, tot u dit verbetert.")
    config.write_text(before, "utf-8")
    edit("title: ", "title: Zie, een ")
    plugin._rebuild(lambda: build_again(folder))
    assert "Zie, een" in page.read_text("utf-8")


def build_again(folder):
    mkdocs_build.build(load_config(config_file="mkdocs.yml", site_dir=str(folder)))
