"""The software that a site is made with: every package that is installed for it, with its licence.

What is read is what is installed, so that the list names what was really used; the locks see to it
that this is the same everywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

OWN = "praktijkatlas"
UNKNOWN = "niet vermeld"
# What a licence says of itself, when the data of a package do not name it: SPDX, and its words.
_KNOWN_BY = (
    ("Apache-2.0", ("Apache License", "Version 2.0")),
    ("MPL-2.0", ("Mozilla Public License", "Version 2.0")),
    ("BSD-3-Clause", ("Redistribution and use in source", "Neither the name")),
    ("BSD-3-Clause", ("Redistribution and use in source", "may not be used to endorse")),
    ("BSD-2-Clause", ("Redistribution and use in source",)),
    ("MIT", ("Permission is hereby granted, free of charge",)),
)
_NAMED = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}
_SPDX = re.compile(r"[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")


@dataclass(frozen=True, slots=True)
class Component:
    """A package: `licence` is an SPDX expression where one is known, else words."""

    name: str
    version: str
    licence: str
    summary: str
    needs: tuple[str, ...]
    hashes: tuple[str, ...] = ()
    """SHA-256 of the files that may be installed, according to the lock."""

    @property
    def is_spdx(self) -> bool:
        """Whether the licence can be read by a program."""
        return bool(_SPDX.fullmatch(self.licence))


def load_components(root: Path | None = None) -> tuple[Component, ...]:
    """Our own package first, then everything that it needs, by name.

    The hashes come from the lock in `root`; without one there are none.
    """
    hashes = _load_hashes(root / "requirements.txt") if root else {}
    found: dict[str, Component] = {}
    queue = [(OWN, frozenset[str]())]
    while queue:
        name, extras = queue.pop()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        needed = dict(_needed(package, extras))
        queue.extend(needed.items())
        key = f"{name}=={package.version}"
        found[name] = _component(name, package, tuple(sorted(needed)), hashes.get(key, ()))
    return tuple(sorted(found.values(), key=lambda each: (each.name != OWN, each.name)))


def _needed(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in package.requires or ():
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        environments = [{"extra": extra} for extra in ("", *sorted(extras))]
        if wanted.marker is None or any(map(wanted.marker.evaluate, environments)):
            yield canonicalize_name(wanted.name), frozenset(wanted.extras)


def _component(
    name: str, package: Distribution, needs: tuple[str, ...], hashes: tuple[str, ...]
) -> Component:
    summary = " ".join("".join(_said(package, "Summary")[:1]).split())
    return Component(name, package.version, _licence(package), summary, needs, hashes)


def _licence(package: Distribution) -> str:
    if expression := _said(package, "License-Expression"):
        return expression[0]
    named = "".join(_said(package, "License")[:1]).strip()
    if _SPDX.fullmatch(named) and "-" in named:
        return named
    groups = (each.split(" :: ") for each in _said(package, "Classifier"))
    classes = [_NAMED.get(each[-1], "") for each in groups if each[0] == "License"]
    if classes and all(classes):
        return " OR ".join(sorted(classes))
    return _load_licence(package) or (named if 0 < len(named) < 40 else UNKNOWN)


def _said(package: Distribution, key: str) -> list[str]:
    found: list[str] = package.metadata.get_all(key) or []
    return found


def _load_licence(package: Distribution) -> str:
    files = (f for f in package.files or () if "LICEN" in f.name.upper() or "COPYING" in f.name)
    for file in sorted(files):
        if "THIRD" in file.name.upper():
            continue
        try:
            text = " ".join(Path(str(file.locate())).read_text("utf-8", "replace").split())
        except OSError:
            continue
        for licence, words in _KNOWN_BY:
            if all(each.lower() in text.lower() for each in words):
                return licence
    return ""


def _load_hashes(lock: Path) -> Mapping[str, tuple[str, ...]]:
    """The hashes of every pinned package of a lock; none when there is no lock."""
    try:
        lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        if match := _PIN.match(line):
            key = f"{canonicalize_name(match[1])}=={match[2]}"
            found[key] = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", line)))
    return found
