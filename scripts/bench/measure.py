"""Measuring a command: its time, the time of all its processes, their memory, and what it made."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

SAMPLE = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command cost."""

    name: str
    wall_s: float
    """Seconds by the clock."""
    cpu_s: float
    """Seconds of all its processes together."""
    peak_mb: float
    """The most memory that its processes had together at one moment, in MB; shared memory counts once."""
    bytes: int
    """The size of the folder that it made."""

    def as_json(self) -> dict[str, object]:
        """The numbers under their names."""
        return asdict(self)


class CommandError(Exception):
    """A command that is measured failed; says what it printed."""


def measured(
    name: str,
    command: list[str],
    folder: Path,
    made: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Measured:
    """What `command` costs in `folder`; `made` is the folder whose size counts.

    Raises CommandError when it fails.
    """
    began, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(os.environ) | {"NO_MKDOCS_2_WARNING": "1"} | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = _Peak(process.pid)
    output, _ = process.communicate()
    wall, after = time.perf_counter() - began, os.times()
    if process.returncode:
        raise CommandError(f"{name}: {' '.join(command)}\n{output[-2000:]}")
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    size = sum(file.stat().st_size for file in made.rglob("*") if file.is_file()) if made else 0
    return Measured(name, round(wall, 3), round(cpu, 3), round(peak.stop(), 1), size)


class _Peak(threading.Thread):
    """Looks at the memory of a process and all that it started, until it is stopped."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._most, self._done = root, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(SAMPLE):
            self._most = max(self._most, sum(map(_memory_mb, _family(self._root))))

    def stop(self) -> float:
        """The most that was seen, in MB; 0 on a system that does not tell."""
        self._done.set()
        self.join()
        return self._most


def _family(root: int) -> Iterator[int]:
    yield root
    try:
        threads = list(Path(f"/proc/{root}/task").iterdir())
        children = " ".join((thread / "children").read_text() for thread in threads)
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _memory_mb(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
