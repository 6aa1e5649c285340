"""What is made of the model and yet committed, because GitHub or an editor needs it unbuilt."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from praktijkatlas.contribute.guide import field_guide
from praktijkatlas.contribute.issue_form import issue_form, issue_form_settings
from praktijkatlas.contribute.template import SCHEMA_FILE, entry_template
from praktijkatlas.model import Vocabularies

FORMS = ".github/ISSUE_TEMPLATE"


def synced_files(vocabularies: Vocabularies, schema: Mapping[str, Any]) -> dict[str, str]:
    """Every committed file that follows from the model, by its path in the project.

    `schema` is the JSON Schema of a practice, as the exports publish it.
    """
    guide = field_guide(vocabularies)
    return {
        f"practices/{SCHEMA_FILE}": _json(schema),
        "practices/_sjabloon.md": entry_template(guide),
        ".vscode/settings.json": _json(_editor_settings()),
        f"{FORMS}/nieuwe-praktijk.yml": issue_form(guide),
        f"{FORMS}/config.yml": issue_form_settings(),
    }


def _editor_settings() -> dict[str, Any]:
    # The YAML extension does not look into the front matter of Markdown (vscode-yaml issue 207).
    # This holds for a file that is shown as YAML, and for front matter in a file of its own.
    return {
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "yaml.schemas": {f"./practices/{SCHEMA_FILE}": ["practices/*.md", "*.praktijk.yml"]},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def find_out_of_step(files: Mapping[str, str], root: Path) -> list[str]:
    """The paths whose file is absent or differs from what it should hold."""
    return [path for path, text in files.items() if _load_text(root / path) != text]


def write_synced(files: Mapping[str, str], root: Path) -> list[str]:
    """Write what is out of step; the paths that were written."""
    changed = find_out_of_step(files, root)
    for path in changed:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(files[path], encoding="utf-8", newline="\n")
    return changed


def _load_text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
