"""Documents that were made before, kept under the digest of all that they are made of."""

import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

CACHE = Path(".cache/praktijkatlas/sheets")
_SUFFIX = ".made"
_DIGEST = sha256().digest_size


@cache
def load_edition() -> bytes:
    """A digest of what all documents are made with: code, templates, fonts and typesetter."""
    digest = sha256(" ".join(map(version, ("typst", "segno", "pikepdf"))).encode())
    here = Path(__file__).parent
    files = (f for f in here.rglob("*") if f.suffix in {".py", ".typ", ".svg", ".ttf"})
    for file in sorted(files):
        digest.update(f"{file.relative_to(here).as_posix()}\0".encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with documents. It heals itself: what is damaged counts as absent.

    A file is the SHA-256 of a document and the document.
    """

    folder: Path

    def load_made(self, key: str) -> bytes | None:
        """The document of a key, when it is there and whole."""
        file = self._file(key)
        try:
            data = file.read_bytes()
            digest, made = data[:_DIGEST], data[_DIGEST:]
            if digest == sha256(made).digest():
                file.touch()
                return made
        except OSError:
            pass
        return None

    def write_made(self, key: str, made: bytes) -> None:
        """Keep a document."""
        write_whole(self._file(key), sha256(made).digest() + made)

    def write_limit(self, count: int) -> None:
        """Remove documents until `count` are left, those that were not asked for longest first."""
        files = [(file.stat().st_mtime_ns, file) for file in self.folder.glob("*")]
        for _, file in sorted(files, reverse=True)[count:]:
            file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"


def write_whole(file: Path, data: bytes) -> bool:
    """Write a file so that nobody ever finds half of it; False when it holds `data` already."""
    try:
        if file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
    except OSError:
        file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(file)
    return True
