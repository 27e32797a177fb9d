#!/bin/sh
# Runs the benchmarks, or those that are named (verify, search…): each compares pairs inside one run and prints its goals. Exit 1 when one is missed.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
[ $# -gt 0 ] || set -- startup verify middleware rotation endurance candidates search recovery
missed=0
for name in "$@"; do
    echo "-- $name"
    .venv/bin/python -m "bench.$name" || missed=1
done
exit $missed
