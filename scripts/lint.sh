#!/bin/sh
# The quick part of check.sh, for an editor's save.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
.venv/bin/ruff check "$@" .
