"""Build the extensions; everything else about the package is in pyproject.toml.

STRIKEMAT_CHECKED=1 builds with bounds, wraparound, overflow and initialisation checks on: the same
tests run on both builds (`make checked`).
"""

import os

from Cython.Build import cythonize
from setuptools import Extension, setup

CHECKED = os.environ.get("STRIKEMAT_CHECKED") == "1"

# The one place for compiler directives: a .pyx that sets its own would escape the checked build.
DIRECTIVES = {
    "language_level": 3,
    "boundscheck": CHECKED,
    "wraparound": False,
    "initializedcheck": CHECKED,
    "cdivision": not CHECKED,
    "overflowcheck": CHECKED,
    "freethreading_compatible": True,
}

# -ffp-contract=off: without it the compiler may fuse a*b+c on one processor and not on another, and
# the checked build could differ from the fast one in the last bit.
COMPILE_ARGS = ["-O1" if CHECKED else "-O3", "-ffp-contract=off", "-Wall"]

MODULES = {
    "analyzer": (
        "_noise",
        "_feet",
        "_support",
        "_tracks",
        "_record",
        "_assign",
        "_loop",
        "_measure",
        "_shape",
        "_print",
        "_sharpen",
        "_strike",
        "_zones",
        "_early",
        "_halves",
    ),
    "device": (
        "_bus",
        "_spidev",
        "_ring",
        "_scan",
        "_columns",
        "_adaptive",
        "_readings",
        "_circuit",
        "_decode",
        "_silence",
        "_lines",
        "_words",
        "_tally",
    ),
    "device.simulated": ("_network", "_chips", "_bus", "_tape"),
}

extensions = [
    Extension(
        f"{package}.{name}",
        [f"{package.replace('.', '/')}/{name}.pyx"],
        extra_compile_args=COMPILE_ARGS,
    )
    for package, names in MODULES.items()
    for name in names
]

setup(ext_modules=cythonize(extensions, compiler_directives=DIRECTIVES, build_dir="build/cython"))
