#!/bin/sh
# Runs the benchmarks, or those whose files are named: each compares pairs inside one run and prints ratios.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
[ $# -gt 0 ] || set -- bench/*.py
for file in "$@"; do
    case $file in */__init__.py) continue ;; esac
    echo "-- $file"
    .venv/bin/python "$file"
done
