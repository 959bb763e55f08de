"""A stored session as one recording: of raw codes, or of forces."""

import numpy as np

from clinic.codes import calibration_of, description_of
from clinic.errors import BadSession
from clinic.store import Store
from device import NativeRecording, Recording, join_blocks

__all__ = ["native_recording", "session_recording"]


def native_recording(store: Store, session_id: int) -> NativeRecording:
    """Return a session's raw codes, with its mat's description and calibration.

    Raises
    ------
    BadSession
        When it keeps no codes, as those of a replay and of an ideal mat, or none at all.
    DamagedFrames
        When they are not what was stored.
    BadRecording
        When some of its blocks are kept as forces.
    """
    record, calibration = store.session(session_id), store.calibration(session_id)
    if record.mat_description_toml is None or calibration is None or not record.frame_count:
        raise BadSession(
            f"session {session_id} has no raw codes: its mat was {record.mat_name}, with "
            f"{record.frame_count} frames; export its forces instead"
        )
    if record.lost_frame_count or store.gaps(session_id):
        raise BadSession(
            f"session {session_id} has gaps, and a recording of codes has none; export its forces instead"
        )
    return join_blocks(
        store.frames(session_id),
        description_of(record.mat_description_toml),
        calibration_of(calibration),
        foot_length_m=record.foot_length_m,
        body_mass_kg=record.body_mass_kg,
        name=f"session {session_id}",
    )


def session_recording(store: Store, session_id: int) -> Recording:
    """Return a session's forces; without the frames that came before the belt's speed was known.

    Raises
    ------
    BadSession
        When it has no frames.
    DamagedFrames
        When they are not what was stored.
    """
    record = store.session(session_id)
    blocks = list(store.frames(session_id))
    known = [part for block in blocks if len(part := block.with_known_speed())]
    # Where the speed never became known, the recording says so.
    kept = known or blocks
    if not kept:
        raise BadSession(f"session {session_id} has no frames; choose another")
    rows = [block.row_time_s for block in kept if block.row_time_s is not None]
    modes = [block.mode for block in kept if block.mode is not None]
    return Recording(
        geometry=record.geometry,
        time_s=np.concatenate([block.time_s for block in kept]),
        force_n=np.concatenate([block.force_n for block in kept]),
        belt_speed_m_s=np.concatenate([block.belt_speed_m_s for block in kept]),
        foot_length_m=record.foot_length_m,
        body_mass_kg=record.body_mass_kg,
        name=f"session {session_id}",
        row_time_s=np.concatenate(rows) if len(rows) == len(kept) else None,
        mode=np.concatenate(modes) if len(modes) == len(kept) else None,
    )
