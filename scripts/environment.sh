#!/bin/sh
# Makes .venv ready: packages from a hashed lock, then this project itself, editable.
# Does nothing when that was done before with the same lock.
#
# usage: scripts/environment.sh requirements.txt
set -eu

cd "$(dirname "$0")/.."
lock=$1
venv=.venv
python=$venv/bin/python
stamp=$venv/.installed-$lock
home=$venv/.project-folder

say() { printf '%s\n' "$*" >&2; }

is_usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    # python3 first: that is the one its owner chose.
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if is_usable "$name"; then
            command -v "$name"
            return
        fi
    done
    say "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python"
    return 1
}

install_venv_module() {
    # Debian and Ubuntu leave this part of Python out of the package python3.
    package=python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package with apt-get …"
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
    else
        say "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install $package"
        return 1
    fi
}

make_venv() {
    base=$(find_python)
    "$base" -c 'import ensurepip, venv' 2>/dev/null || install_venv_module "$base"
    say "Making $venv with $("$base" --version) …"
    "$base" -m venv --clear "$venv"
    pwd >"$home"
}

# A virtual environment holds the path of its folder, so a moved or copied one points elsewhere.
if ! is_usable "$python" || { [ -f "$home" ] && [ "$(cat "$home")" != "$(pwd)" ]; }; then
    make_venv
fi

key=$({ pwd; "$python" --version; cat "$lock" pyproject.toml; } | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$key" ]; then
    exit 0
fi

# Environments made by other tools come without pip.
"$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null

say "Installing the packages of $lock (once, about a minute) …"
rm -f "$stamp"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0
# Wheels only: building a package would fetch its build tools, and those have no hash here.
"$python" -m pip install --quiet --quiet --require-hashes --only-binary :all: --requirement "$lock"
"$python" -m pip install --quiet --quiet --no-deps --no-build-isolation --no-index --editable .
printf '%s\n' "$key" >"$stamp"
