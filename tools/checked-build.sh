#!/bin/sh
# Build a copy of the project with every run-time check of Cython on, run the tests of the rooms that have
# extensions on it, and hold its results against those of the fast build: they must be the same to the bit.
#
#   tools/checked-build.sh PYTHON
set -eu
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
copy=build/checked
rm -rf "$copy"
mkdir -p "$copy"
if [ -d ../shared ]; then
    ln -sfn "$(cd ../shared && pwd)" build/shared
fi
fast=$("$python" -m tests.fingerprint)
cp -r device analyzer clinic web commands hardware docs tests strikemat.py setup.py pyproject.toml README.md CHANGELOG.md LICENSE "$copy"
cd "$copy"
find . -name '*.so' -delete
STRIKEMAT_CHECKED=1 "$python" setup.py --quiet build_ext --inplace
checked=$("$python" -m tests.fingerprint)
if [ "$fast" != "$checked" ]; then
    echo "checked-build: results differ: fast build $fast, checked build $checked" >&2
    exit 1
fi
echo "Fast and checked build agree to the bit: $fast"
STRIKEMAT_CHECKED=1 "$python" -m pytest -n auto --dist loadfile tests/analyzer tests/device
