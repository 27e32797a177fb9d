#!/bin/sh
# Formats the code and writes the generated documents anew.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
.venv/bin/ruff format --quiet .
.venv/bin/ruff check --quiet --fix . || true
.venv/bin/python scripts/write_docs.py
.venv/bin/python scripts/transcripts.py
