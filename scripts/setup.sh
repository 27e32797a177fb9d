#!/bin/sh
# Makes .venv with the locked dependencies and jwtriage itself. Does nothing when neither the lock file nor pyproject.toml has changed.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=.venv
stamp=$venv/jwtriage-setup
wanted=$(cat requirements/dev.txt pyproject.toml scripts/setup.sh | sha256sum | cut -d ' ' -f 1)

if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "jwtriage needs Python 3.11 or newer; PYTHON=/path/to/python names another one" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        (apt-get update -qq && apt-get install -qq -y python3-venv) >/dev/null
    else
        echo "the module venv is missing: install the package python3-venv" >&2
        exit 1
    fi
fi

[ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$wanted" > "$stamp"
