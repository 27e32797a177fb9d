#!/bin/sh
# Writes requirements/dev.txt anew from pyproject.toml; needs uv on the PATH.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/dev.txt
{
    echo "# Locked versions for development, with the hashes of their releases. Made by scripts/lock.sh from pyproject.toml; do not edit."
    uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-annotate --no-header "$@" pyproject.toml
} > "$lock.new"
mv "$lock.new" "$lock"
