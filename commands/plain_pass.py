"""One plain pass over the frames in C: what the analyzer's speed is held against."""

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["compiled_plain_pass"]

SOURCE = """
void plain_pass(const float *cells, long frames, long count, float *sums) {
    for (long frame = 0; frame < frames; frame++) {
        float sum = 0.0f;
        for (long cell = 0; cell < count; cell++) sum += cells[frame * count + cell];
        sums[frame] = sum;
    }
}
"""


def compiled_plain_pass() -> Callable[[NDArray[np.float32]], NDArray[np.float32]] | None:
    """Return a function that sums all cells of each frame, compiled at -O3; None without a compiler."""
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder) / "pass.c", Path(folder) / "pass.so"
        source.write_text(SOURCE)
        command = ["cc", "-O3", "-shared", "-fPIC", str(source), "-o", str(library)]
        try:
            subprocess.run(command, check=True, capture_output=True)  # nosec B603  # ours
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
        function = ctypes.CDLL(str(library)).plain_pass
    function.restype = None
    pointer = ctypes.POINTER(ctypes.c_float)

    def plain_pass(force_n: NDArray[np.float32]) -> NDArray[np.float32]:
        frames = np.ascontiguousarray(force_n)
        sums = np.empty(len(frames), np.float32)
        count = ctypes.c_long(frames[0].size)
        function(
            frames.ctypes.data_as(pointer),
            ctypes.c_long(len(frames)),
            count,
            sums.ctypes.data_as(pointer),
        )
        return sums

    return plain_pass
