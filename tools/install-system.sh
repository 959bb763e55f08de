#!/bin/sh
# Install the system packages that are missing, and nothing when all are there.
#
#   tools/install-system.sh run|test PYTHON
#
# run:  what builds the extensions (compiler, Python's headers, venv)
# test: also Chromium, which the browser tests drive, umockdev, which pretends an SPI device, PostgreSQL, which
#       the tests of the store start for themselves, ngspice, which proves the circuit, graphviz, which draws
#       the wiring, what checks the set-up of a Raspberry Pi, and nginx and openssl, with which the page is served
#       to a network
set -eu
what=$1
python=$2
missing=

need() {
    missing="$missing $1"
}

command -v "$python" >/dev/null 2>&1 || need python3
"$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || need python3-venv
"$python" -c 'import os, sysconfig
raise SystemExit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' \
    >/dev/null 2>&1 || need python3-dev
command -v cc >/dev/null 2>&1 || need gcc
[ -e /usr/include/stdlib.h ] || need libc6-dev
if [ "$what" = test ]; then
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || need chromium
    command -v umockdev-wrapper >/dev/null 2>&1 || need umockdev
    /usr/bin/python3 -c 'import gi; gi.require_version("UMockdev", "1.0")' >/dev/null 2>&1 ||
        need "python3-gi gir1.2-umockdev-1.0"
    command -v ngspice >/dev/null 2>&1 || need ngspice
    command -v dot >/dev/null 2>&1 || need graphviz
    command -v fdtoverlay >/dev/null 2>&1 || need device-tree-compiler
    command -v shellcheck >/dev/null 2>&1 || need shellcheck
    command -v systemd-analyze >/dev/null 2>&1 || need systemd
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 ||
        need postgresql
    command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || need nginx-light
    command -v openssl >/dev/null 2>&1 || need openssl
    [ -d /usr/share/fonts/truetype/dejavu ] || need fonts-dejavu-core
fi
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "install-system: these packages are missing:$missing; install them as root (no sudo here)" >&2
        exit 1
    fi
    as_root="sudo --preserve-env=DEBIAN_FRONTEND"
fi
echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
