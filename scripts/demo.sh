#!/bin/sh
# An incident as found in the wild, explained in one screen.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
exec sh examples/incident/run.sh "$PWD/.venv/bin/jwtriage"
