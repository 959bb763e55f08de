"""What the live stream tells, for tests that write the stream themselves."""

from typing import Any

__all__ = ["told_landing", "told_step"]

NO_PRINT = {
    "peak_n": [[0, 0]], "bin_m": 0.005, "col_pitch_m": 0.05, "heel_bin": 0, "first_col": 0,
    "gait_line_m": [], "landing_m": [None, None],
}  # fmt: skip


def told_landing(contact_s: float, side: str | None, strike: str | None) -> dict[str, Any]:
    """Return what a `landing` message says."""
    seen = {"contact_s": contact_s, "judged_s": contact_s + 0.04, "side": side, "strike": strike}
    return {**seen, "confidence": 0.95, "x_m": 0.3, "y_m": 0.2, "number": 1}


def told_step(number: int, contact_s: float, side: str, strike: str | None) -> dict[str, Any]:
    """Return what a `step` message says of a complete step."""
    measures = {"strike_index_percent": 20.0, "contact_time_s": 0.25, "peak_force_n": 1500.0}
    place = {"contact_s": contact_s, "side": side, "strike": strike, "foot_length_m": 0.26}
    told = {**measures, **place, "complete": True, "incomplete_reason": None, "number": number}
    return {"id": number, "step": told, "print": NO_PRINT}
