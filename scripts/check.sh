#!/bin/sh
# Style, types, layers, sizes, documents, and the tests of the house; all checks run, and any failure fails.
set -u
cd "$(dirname "$0")/.."
scripts/setup.sh || exit 1
bin=.venv/bin
failed=0

run() {
    echo "-- $*"
    "$@" || failed=1
}

run $bin/ruff format --check --quiet .
run $bin/ruff check --quiet .
run $bin/mypy
run $bin/lint-imports --no-cache
run $bin/python scripts/house_numbers.py
run $bin/python scripts/docs_check.py
run $bin/pytest -n auto --dist loadfile tests/house
exit $failed
