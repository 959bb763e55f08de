#!/bin/sh
# Build a copy of the project with every run-time check of Cython on, and run the tests of the rooms
# that have extensions on it.
#
#   tools/checked-build.sh PYTHON
set -eu
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
copy=build/checked
rm -rf "$copy"
mkdir -p "$copy"
cp -r device analyzer clinic web commands tests strikemat.py setup.py pyproject.toml README.md LICENSE "$copy"
cd "$copy"
find . -name '*.so' -delete
STRIKEMAT_CHECKED=1 "$python" setup.py --quiet build_ext --inplace
STRIKEMAT_CHECKED=1 "$python" -m pytest tests/analyzer tests/device
