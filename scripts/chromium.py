"""The Chromium that the browser tests and the screenshots drive: found, or installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
MISSING = (
    "Chromium is not found: install chromium or google-chrome, or set PRAKTIJKATLAS_CHROMIUM to "
    "its path. (Chromium ontbreekt: installeer het, of geef het pad in PRAKTIJKATLAS_CHROMIUM.)"
)
# Headless, also as root, and silent: no request that a test did not ask for.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The wall behind "no third parties": every name but this machine does not resolve.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def find_chromium() -> Path | None:
    """The browser named in PRAKTIJKATLAS_CHROMIUM, else the first one found that runs."""
    named = os.environ.get("PRAKTIJKATLAS_CHROMIUM")
    if named:
        found = shutil.which(named)
        return Path(found) if found else None
    on_path = (Path(found) for name in NAMES if (found := shutil.which(name)))
    return next((path for path in (*on_path, *MAC_APPLICATIONS) if _runs(path)), None)


def _runs(path: Path) -> bool:
    """Whether it starts; Ubuntu's chromium-browser is a stub that only says where to get a snap."""
    try:
        command = (str(path), "--version")
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_chromium() -> None:
    """Installs Debian's chromium, which takes root; elsewhere nothing happens."""
    named = os.environ.get("PRAKTIJKATLAS_CHROMIUM")
    if named or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing chromium with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A fresh image has no package lists yet.
    for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
        subprocess.run(
            ["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, check=False
        )


def main() -> int:
    """Exit code 0 with a browser, or when it may be missing; 1 without one in CI."""
    if not find_chromium():
        install_chromium()
    found = find_chromium()
    print(f"Browser tests use {found}" if found else MISSING, flush=True)
    return 0 if found or not in_ci() else 1


def in_ci() -> bool:
    """Whether a missing browser is a failure instead of a reason to skip."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


if __name__ == "__main__":
    sys.exit(main())
