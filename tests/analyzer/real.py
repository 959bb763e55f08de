"""Where the real recordings are, and the mark of the tests that need them."""

from pathlib import Path

import pytest

__all__ = ["DATA", "real"]

DATA = Path(__file__).parents[3] / "shared" / "data"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the real recordings are not here")
