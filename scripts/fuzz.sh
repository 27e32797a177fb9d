#!/bin/sh
# Fuzzes each target (or those named) for FUZZ_SECONDS, then runs all property tests much longer than `make test` does.
# Uses atheris where it can be installed (requirements/fuzz.txt), else only the property tests.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
seconds=${FUZZ_SECONDS:-120}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ $# -gt 0 ] || set -- token strict_json key reference file diagnose commands

if .venv/bin/python -c 'import atheris' 2>/dev/null ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/fuzz.txt 2>/dev/null; then
    for target in "$@"; do
        echo "-- $target, $seconds s"
        .venv/bin/python -m fuzz.run "$target" -max_total_time="$seconds" -verbosity=0 > "$log" 2>&1 || { tail -n 40 "$log"; exit 1; }
    done
else
    echo "atheris cannot be installed here: property tests only" >&2
fi
HYPOTHESIS_PROFILE=fuzz .venv/bin/pytest -n auto -m hypothesis tests
