"""`praktijkatlas check --fix`: the files with what mends itself mended, and what was changed."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from praktijkatlas.checks import Context
from praktijkatlas.checks.mending import mend
from praktijkatlas.checks.reporters import as_mended
from praktijkatlas.reading.load import load_bytes, reason, shown_path
from praktijkatlas.reading.source import MAX_BYTES


def fix_files(files: Iterable[Path], root: Path, context: Context) -> Iterator[str]:
    """Mends the files that can be, and says of each what was changed, or why it was not."""
    for file in files:
        shown = shown_path(file, root)
        try:
            data = load_bytes(file)
            if len(data) > MAX_BYTES:
                continue
            mended = mend(data, shown, context)
            if mended.data != data:
                write_in_place(file, mended.data)
                yield from as_mended(shown, mended.done)
        except OSError as error:
            yield f"{shown}: niet verbeterd: {reason(error)}"


def write_in_place(file: Path, data: bytes) -> None:
    """Gives a file new contents in one step: nobody finds it half written, also after a crash.

    Raises OSError when the file may not be written, and leaves it as it was.
    """
    status = file.stat()
    if not os.access(file, os.W_OK):
        raise PermissionError("het is alleen te lezen")
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".praktijkatlas-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):  # only root may give a file to somebody else
            os.chown(name, status.st_uid, status.st_gid)
        Path(name).chmod(stat.S_IMODE(status.st_mode))
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
