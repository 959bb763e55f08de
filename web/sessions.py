"""A stored session as the pages and the interface show it, as plain values."""

from typing import Any

from analyzer import Step
from clinic import (
    SessionRecord,
    StepCorrection,
    Store,
    marks,
    mean_footprint,
    phases,
    rests,
    step_corrections,
)
from web.protocol import plain, plain_print

__all__ = [
    "STEPS_AT_ONCE",
    "plain_correction",
    "session_course",
    "session_detail",
    "session_line",
    "session_prints",
    "session_steps",
]

#: Prints that a mean is taken over; more would not change the picture.
MEAN_PRINTS_MAX = 100
#: The statistics of so many steps are worked out while a page waits, in about a third of a second; those of
#: more are asked for by the page, once, and are kept.
STEPS_AT_ONCE = 1000
#: More steps than this are thinned in the course of a session: no screen has as many pixels.
COURSE_STEPS_MAX = 30_000
COURSE_COLUMNS = (
    "number",
    "side",
    "contact_s",
    "strike",
    "strike_index_percent",
    "contact_time_s",
    "landing_x_m",
    "landing_y_m",
    "complete",
)
#: Digits of the course that a chart can show.
_ROUNDED = {
    "contact_s": 2,
    "strike_index_percent": 1,
    "contact_time_s": 4,
    "landing_x_m": 3,
    "landing_y_m": 3,
}


def session_line(record: SessionRecord) -> dict[str, Any]:
    """Return what the list of sessions shows of one."""
    geometry = record.geometry
    return dict(
        plain(
            {
                "id": record.id,
                "runner": record.runner,
                "runner_id": record.runner_id,
                "version": record.version,
                "note": record.note,
                "pain_before": record.pain_before,
                "pain_after": record.pain_after,
                "plan_number": record.plan_number,
                "state": record.state,
                "started_utc": record.started_utc.isoformat(),
                "ended_utc": record.ended_utc.isoformat() if record.ended_utc else None,
                "duration_s": record.duration_s,
                "treadmill": record.treadmill,
                "mat_name": record.mat_name,
                "mat_label": record.mat_label,
                "simulated": record.simulated,
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
                "first_s": record.first_s,
                "has_frames": record.frame_count > 0 and record.pruned_utc is None,
                "summary": record.summary,
            }
        )
    )


def session_detail(store: Store, session_id: int) -> dict[str, Any]:
    """Return all of a session but frames and steps: the line, and what belongs to moments of it.

    `summary` is that of the analyzer's words; `corrected_count` says how many steps people corrected.
    """
    record = store.session(session_id)
    return {
        **session_line(record),
        "gaps": [
            {
                "first_s": gap.first_s,
                "last_s": gap.last_s,
                "frame_count": gap.frame_count,
                "step_count": gap.step_count,
                "reason": gap.reason,
            }
            for gap in store.gaps(session_id)
        ],
        "phases": [
            {
                "number": phase.number,
                "kind": phase.kind,
                "start_s": phase.start_s,
                "end_s": phase.end_s,
                "cue": phase.cue,
            }
            for phase in phases(store, session_id)
        ],
        "marks": [
            {"number": mark.number, "time_s": mark.time_s, "note": mark.note, "author": mark.author}
            for mark in marks(store, session_id)
        ],
        "rests": plain(rests(store, session_id)),
        "corrected_count": len(step_corrections(store, session_id)),
    }


def session_steps(store: Store, session_id: int, *, first: int, last: int) -> list[dict[str, Any]]:
    """Return the steps with these numbers: measures as the analyzer had them, and `correction` or None."""
    corrections = {one.number: one for one in step_corrections(store, session_id)}
    return [
        _plain_step(step, corrections.get(step.number))
        for step in store.steps(session_id, with_prints=False, first=first, last=last)
    ]


def session_course(store: Store, session_id: int) -> dict[str, Any]:
    """Return what the charts draw of every step after corrections: `COURSE_COLUMNS`, `excluded`, a list each.

    Of more than 30 000 steps it has every `every`-th.
    """
    columns = store.step_columns(session_id, COURSE_COLUMNS)
    count = len(columns["number"])
    columns["excluded"] = [False] * count
    place = {number: i for i, number in enumerate(columns["number"])}
    for correction in step_corrections(store, session_id):
        i = place[correction.number]
        columns["excluded"][i] = correction.excluded
        columns["side"][i] = correction.side or columns["side"][i]
        columns["strike"][i] = correction.strike or columns["strike"][i]
    every = -(-count // COURSE_STEPS_MAX) or 1
    thinned = {name: column[::every] for name, column in columns.items()}
    for name, digits in _ROUNDED.items():
        thinned[name] = [
            value if value is None else round(value, digits) for value in thinned[name]
        ]
    return {"every": every, **thinned}


def session_prints(store: Store, session_id: int) -> dict[str, Any]:
    """Return by side `mean` and `last` (see `plain_print`), `mean_of`, and `foot_length_m`.

    `mean_of` is the number of complete steps in the mean. Null for a foot without a complete step.
    """
    names = ("number", "side", "complete", "foot_length_m")
    columns = store.step_columns(session_id, names)
    corrections = {one.number: one for one in step_corrections(store, session_id)}
    numbers: dict[str, list[int]] = {"left": [], "right": []}
    length_m: dict[str, float | None] = {}
    for number, found_side, complete, foot_length_m in zip(*columns.values(), strict=True):
        said = corrections.get(number)
        if complete and not (said and said.excluded):
            side = said.side if said and said.side else found_side
            numbers[side].append(number)
            length_m[side] = foot_length_m or length_m.get(side)
    return {
        side: _prints(store, session_id, of_side, length_m.get(side))
        for side, of_side in numbers.items()
    }


def plain_correction(correction: StepCorrection) -> dict[str, Any]:
    """Return what a person said of a step."""
    return {
        "number": correction.number,
        "side": correction.side,
        "strike": correction.strike,
        "excluded": correction.excluded,
        "version": correction.version,
        "author": correction.author,
        "at_utc": correction.at_utc.isoformat(),
        "reason": correction.reason,
    }


def _plain_step(step: Step, correction: StepCorrection | None) -> dict[str, Any]:
    said = None if correction is None else plain_correction(correction)
    return {**plain(step.to_dict()), "correction": said}


def _prints(
    store: Store, session_id: int, numbers: list[int], foot_length_m: float | None
) -> dict[str, Any] | None:
    if not numbers:
        return None
    every = -(-len(numbers) // MEAN_PRINTS_MAX)
    chosen = sorted({*numbers[::every], numbers[-1]})
    footprints = store.footprints(session_id, chosen)
    return {
        "mean": plain_print(mean_footprint(footprints)),
        "mean_of": len(footprints),
        "last": plain_print(footprints[-1]),
        "foot_length_m": foot_length_m,
    }
