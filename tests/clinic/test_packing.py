import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from clinic import DamagedFrames, FrameChunk
from device import FrameBlock

FORCES = npst.arrays(
    np.float32,
    st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 4)),
    elements=st.floats(width=32, allow_nan=True, allow_infinity=True),
)


@settings(deadline=None)
@given(FORCES)
def test_frames_come_back_bit_for_bit(force_n: np.ndarray) -> None:
    n, rows, cols = force_n.shape
    block = FrameBlock(np.arange(n) * 0.002, force_n, np.full(n, np.nan))
    found = FrameChunk.pack(block).unpack(rows, cols)
    assert found.force_n.tobytes() == force_n.tobytes()
    assert found.time_s.tobytes() == block.time_s.tobytes()
    assert found.belt_speed_m_s.tobytes() == block.belt_speed_m_s.tobytes()
    assert (found.force_n.dtype, found.force_n.shape) == (np.float32, force_n.shape)
    assert found.force_n.flags.c_contiguous


def test_frames_that_are_not_contiguous_are_packed_all_the_same() -> None:
    wide = np.arange(2 * 3 * 8, dtype=np.float32).reshape(2, 3, 8)
    block = FrameBlock(np.array([0.0, 0.1]), wide[:, :, ::2], np.zeros(2))
    np.testing.assert_array_equal(FrameChunk.pack(block).unpack(3, 4).force_n, wide[:, :, ::2])


def test_another_mats_cells_are_noticed() -> None:
    chunk = FrameChunk.pack(FrameBlock(np.zeros(1), np.ones((1, 4, 4), np.float32), np.zeros(1)))
    with pytest.raises(DamagedFrames):
        chunk.unpack(4, 3)
    with pytest.raises(DamagedFrames, match="expected"):
        chunk.unpack(4, 5)


def test_bytes_that_are_not_packed_frames_are_noticed() -> None:
    with pytest.raises(DamagedFrames, match="cannot be unpacked"):
        FrameChunk(0.0, 0.0, 1, b"nonsense", b"").unpack(1, 1)


def test_an_empty_mat_packs_into_next_to_nothing() -> None:
    block = FrameBlock(np.arange(500) / 500, np.zeros((500, 48, 8), np.float32), np.zeros(500))
    chunk = FrameChunk.pack(block)
    assert len(chunk.payload) < 0.01 * block.force_n.nbytes
