"""The picture of a practice, as it goes on a sheet."""

from base64 import b64encode

from praktijkatlas.reading import Entry
from praktijkatlas.reading.picture import PictureError, read_picture, without_metadata


def load_printed(entry: Entry) -> str:
    """The picture in Base64, without what tells on its maker; "" when there is none to be shown.

    A file that is no longer what was checked is not shown.
    """
    if entry.picture is None:
        return ""
    file = entry.picture.file
    try:
        data = file.read_bytes()
        if read_picture(data, file) != entry.picture:
            return ""
        return b64encode(without_metadata(data)).decode("ascii")
    except (OSError, PictureError):
        return ""
