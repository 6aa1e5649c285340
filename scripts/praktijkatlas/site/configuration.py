"""The configuration files of a site, and what they take from the environment.

They are looked at as MkDocs reads them, but nothing in them is carried out: a tag stays a tag.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

_INHERIT = "INHERIT"
_ENVIRONMENT = "!ENV"


def config_files(file: Path) -> list[Path]:
    """A configuration file, and those that it inherits from, the nearest first."""
    return [found for found, _ in _nodes(file)]


def environment_names(file: Path) -> set[str]:
    """The variables of the environment that these configuration files ask for.

    The last word of a list after !ENV is what stands for absent ones; it is among the names too.
    """
    return {name for _, root in _nodes(file) for name in _asked(root)}


def _nodes(file: Path) -> Iterator[tuple[Path, yaml.Node | None]]:
    """The files with the nodes of their YAML; None for one that is no YAML. Raises OSError."""
    seen: set[Path] = set()
    following: Path | None = file
    while following and following not in seen:
        seen.add(following)
        try:
            root = yaml.compose(following.read_text("utf-8"), yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeError):
            root = None  # MkDocs tells what is wrong with it
        yield following, root
        following = _inherited(following, root)


def _inherited(file: Path, root: yaml.Node | None) -> Path | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    found = (value for key, value in root.value if key.value == _INHERIT)
    value = next((each for each in found if isinstance(each, yaml.ScalarNode)), None)
    return file.parent / value.value if value else None


def _asked(root: yaml.Node | None) -> Iterator[str]:
    left = [root] if root else []
    while left:
        node = left.pop()
        if node.tag == _ENVIRONMENT:
            names = node.value if isinstance(node, yaml.SequenceNode) else [node]
            yield from (str(name.value) for name in names if isinstance(name, yaml.ScalarNode))
        elif isinstance(node, yaml.SequenceNode):
            left.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            left.extend(value for _, value in node.value)
