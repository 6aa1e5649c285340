"""The yardstick: the same entries in plain MkDocs with Material, as anybody would set it up.

Entries stand out of the navigation, with tags and search on; that is its fastest usual form.
"""

import shutil
from pathlib import Path

import yaml

SETTINGS = {
    "site_name": "Yardstick",
    "site_url": "https://yardstick.example/",
    "theme": {"name": "material", "language": "nl", "font": False},
    "plugins": ["search", "tags"],
    "nav": [{"Home": "index.md"}, {"Tags": "tags.md"}],
    "not_in_nav": "praktijken/",
    "validation": {"links": {"not_found": "ignore"}},
}


def write_yardstick(site: Path, folder: Path) -> None:
    """Write a plain MkDocs project with the entries of the generated `site` to `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    practices = folder / "docs" / "praktijken"
    practices.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(SETTINGS, sort_keys=False), "utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", "utf-8")
    for file in sorted((site / "practices").glob("*.md")):
        head, body = file.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        front = yaml.load(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        kept = {"title": front["title"], "description": front["summary"], "tags": front["themes"]}
        page = f"---\n{yaml.safe_dump(kept, allow_unicode=True)}---\n{body}"
        (practices / file.name).write_text(page, "utf-8")
