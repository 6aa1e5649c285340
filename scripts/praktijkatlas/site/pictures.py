"""The pictures of practices, as they stand on the site: without what tells on who made them."""

from collections.abc import Iterator

from praktijkatlas.addresses import practice_picture
from praktijkatlas.reading import Entry
from praktijkatlas.reading.picture import read_picture, without_metadata


def picture_files(entry: Entry) -> Iterator[tuple[str, bytes]]:
    """The picture of a practice that has one: its path below the site, and its bytes.

    PluginError when the file is another than the one that was checked.
    """
    if entry.picture is None:
        return
    from mkdocs.exceptions import (
        PluginError,  # few practices have one, and MkDocs takes long to load
    )

    file = entry.picture.file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PluginError(f'Het beeld "{file}" is niet te lezen: {error.strerror}.') from error
    if read_picture(data, file) != entry.picture:
        raise PluginError(f'Het beeld "{file}" is veranderd terwijl de site werd gemaakt.')
    yield practice_picture(entry.id, entry.picture.suffix), without_metadata(data)
