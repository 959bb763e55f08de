from pathlib import Path

import numpy as np
import pytest

from device import load_recording

REAL_RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(REAL_RECORDINGS.glob("*.npz"))


@pytest.mark.skipif(not FILES, reason=f"no real recordings in {REAL_RECORDINGS.name}/")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_recordings_load(path: Path) -> None:
    recording = load_recording(path)
    total_n = recording.force_n.sum(axis=(1, 2))
    assert len(recording.time_s) > 1000
    assert 300.0 < total_n.mean() < 1000.0
    assert np.isfinite(recording.belt_speed_m_s).all()
