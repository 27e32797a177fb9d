#!/bin/sh
# Runs the property tests much longer than `make test` does; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
HYPOTHESIS_PROFILE=fuzz exec .venv/bin/pytest -n auto -m hypothesis "$@"
