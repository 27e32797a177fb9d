#!/bin/sh
# Runs the tests on all cores; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
exec .venv/bin/pytest -n auto --dist loadfile "$@"
