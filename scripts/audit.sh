#!/bin/sh
# Looks up the known weaknesses of every package in the locks, with pip-audit in a folder of its own.
# Ends with 0 when there are none, 1 when there are, 2 when they could not be looked up.
#
# usage: scripts/audit.sh [pypi|osv [address of a copy of OSV]]
set -eu

cd "$(dirname "$0")/.."
service=${1:-pypi}
home=.cache/audit
stamp=$home/.installed
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }

key=$(cat requirements-audit.txt scripts/audit.sh | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$key" ]; then
    .venv/bin/python -m venv --clear "$home"
    "$home/bin/python" -m pip install --quiet --quiet --require-hashes --only-binary :all: \
        --requirement requirements-audit.txt || {
        say "pip-audit is not installed: the packages of requirements-audit.txt could not be fetched."
        exit 2
    }
    printf '%s\n' "$key" >"$stamp"
fi

# One file at a time: the locks name the same packages, in their own versions.
status=0
for lock in requirements-dev.txt requirements-lock.txt requirements-audit.txt; do
    said=$home/said.json
    rm -f "$said"
    "$home/bin/pip-audit" --disable-pip --require-hashes --progress-spinner off --timeout 20 \
        --vulnerability-service "$service" ${2:+--osv-url "$2"} --format json --output "$said" \
        --requirement "$lock" 2>"$home/errors.txt" && continue
    if [ -s "$said" ]; then
        cat "$home/errors.txt" "$said" >&2
        say "$lock: packages with known weaknesses. Take newer versions: make lock UPGRADE=1"
        status=1
    else
        tail -n 1 "$home/errors.txt" >&2
        say "$lock was not looked up: the service \"$service\" gave no answer."
        exit 2
    fi
done
[ "$status" = 0 ] && say "No package in the locks has a known weakness."
exit "$status"
