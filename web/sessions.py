"""A stored session as the pages show it."""

from typing import Any

from analyzer import Step
from clinic import SessionRecord, Store, mean_footprint
from web.protocol import plain, plain_print

__all__ = ["session_detail", "session_line"]

#: Prints that a mean is taken over; more would not change the picture.
MEAN_PRINTS_MAX = 100


def session_line(record: SessionRecord) -> dict[str, Any]:
    """Return what the list of sessions shows of one, as plain values."""
    geometry = record.geometry
    return dict(
        plain(
            {
                "id": record.id,
                "runner": record.runner,
                "note": record.note,
                "state": record.state,
                "started_utc": record.started_utc.isoformat(),
                "ended_utc": record.ended_utc.isoformat() if record.ended_utc else None,
                "duration_s": record.duration_s,
                "mat_name": record.mat_name,
                "mat_label": record.mat_label,
                "geometry": {
                    "rows": geometry.rows,
                    "cols": geometry.cols,
                    "row_pitch_m": geometry.row_pitch_m,
                    "col_pitch_m": geometry.col_pitch_m,
                },
                "frame_rate_hz": record.frame_rate_hz,
                "frame_count": record.frame_count,
                "step_count": record.step_count,
                "lost_frame_count": record.lost_frame_count,
                "lost_step_count": record.lost_step_count,
                "foot_length_m": record.foot_length_m,
                "body_mass_kg": record.body_mass_kg,
                "analyzer_version": record.analyzer_version,
                "analyzer_settings": record.analyzer_settings,
                "threshold_n": record.threshold_n,
                "summary": record.summary,
            }
        )
    )


def session_detail(store: Store, session_id: int) -> dict[str, Any]:
    """Return all of a session but its frames: the line, `steps`, `gaps`, and `prints` by side.

    `prints` has, under `"left"` and `"right"`, `mean` and `last` (see `plain_print`) and `mean_of`, the
    number of complete steps in the mean; null for a foot without a complete step.
    """
    record = store.session(session_id)
    steps = store.steps(session_id, with_prints=False)
    gaps = store.gaps(session_id)
    return {
        **session_line(record),
        "first_s": record.first_s,
        "steps": [plain(step.to_dict()) for step in steps],
        "gaps": [
            {
                "first_s": gap.first_s,
                "last_s": gap.last_s,
                "frame_count": gap.frame_count,
                "step_count": gap.step_count,
                "reason": gap.reason,
            }
            for gap in gaps
        ],
        "prints": {side: _prints(store, session_id, steps, side) for side in ("left", "right")},
    }


def _prints(store: Store, session_id: int, steps: list[Step], side: str) -> dict[str, Any] | None:
    numbers = [step.number for step in steps if step.side == side and step.complete]
    if not numbers:
        return None
    every = -(-len(numbers) // MEAN_PRINTS_MAX)
    chosen = sorted({*numbers[::every], numbers[-1]})
    footprints = store.footprints(session_id, chosen)
    return {
        "mean": plain_print(mean_footprint(footprints)),
        "mean_of": len(footprints),
        "last": plain_print(footprints[-1]),
    }
