"""The second site, as tests build it: a copy with parts switched off, and what is in the outcome."""

import shutil
from pathlib import Path

HAVEN = Path(__file__).parents[1] / "sites/haven"


def copy_second_site(folder, *off):
    """A copy without these parts (search, sheets, offline); the folder."""
    shutil.copytree(HAVEN, folder)
    config = folder / "mkdocs.yml"
    added = "".join(f"\n      {name}: false" for name in off)
    settings = config.read_text("utf-8").replace("branch: trunk", f"branch: trunk{added}")
    config.write_text(settings, "utf-8")
    return folder


def listing(site):
    """The files of a built site with what they hold."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in Path(site).rglob("*")
        if path.is_file()
    }
