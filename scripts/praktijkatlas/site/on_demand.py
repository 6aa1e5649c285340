"""While somebody edits, a sheet or booklet is made when it is asked for."""

from collections.abc import Callable, Iterable
from typing import Any

from praktijkatlas.sheets import SheetError

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_documents(
    site: Application, mount: str, make: Callable[[str], bytes | None]
) -> Application:
    """The site with the documents that `make` gives for a path below `mount` ("/")."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path.startswith(mount) and path.endswith(".pdf"):
            try:
                pdf = make(path.removeprefix(mount))
            except SheetError as error:
                start_response("500 Not made", [("Content-Type", "text/plain; charset=utf-8")])
                return [str(error).encode()]
            if pdf is not None:
                start_response("200 OK", [("Content-Type", "application/pdf")])
                return [pdf]
        return site(environ, start_response)

    return application
