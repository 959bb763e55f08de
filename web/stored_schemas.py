"""The JSON of what is stored, as schemas: sessions, steps, statistics, comparisons, runners."""

from dataclasses import asdict
from typing import Any, get_args

from analyzer import Comparison, Drill, Standing, minimal_change, summarize, symmetry
from clinic import COMPARED_MEASURES, DRIFT_MEASURES, STATISTICS_MEASURES, PhaseKind, Runner
from device import MatGeometry
from web.runners import BANDED
from web.schema_of import Schema, array, choice, nullable, object_of, record
from web.sessions import COURSE_COLUMNS

__all__ = ["STORED_COMPONENTS", "summary_properties"]

NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
KNOWN = nullable(NUMBER)
MOMENT: Schema = {"type": "string", "description": "ISO 8601 with its time zone"}
SIDES = ("left", "right")
STRIKES = ("heel", "midfoot", "ball")


def summary_properties(*, of_both: bool) -> dict[str, Schema]:
    """Return the properties of `analyzer.summarize`, of both feet or of one."""
    known: dict[str, Schema] = {}
    example = summarize([])
    for name, value in (example if of_both else example["left"]).items():
        if name in SIDES:
            known[name] = record(summary_properties(of_both=False))
        elif isinstance(value, dict):
            known[name] = record({"mean": KNOWN, "sd": KNOWN})
        elif isinstance(value, int):
            known[name] = COUNT
        else:
            known[name] = KNOWN
    return known


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _like(example: Any) -> Schema:
    """Return an object whose counts are counts, texts are texts, and everything else a number or null."""
    kinds = {int: COUNT, str: TEXT}
    return record({name: kinds.get(type(value), KNOWN) for name, value in asdict(example).items()})


def _session_line() -> dict[str, Schema]:
    return {
        "id": COUNT,
        "runner": TEXT,
        "runner_id": COUNT,
        "version": COUNT,
        "note": TEXT,
        "pain_before": KNOWN,
        "pain_after": KNOWN,
        "plan_number": nullable(COUNT),
        "state": choice("recording", "complete", "interrupted"),
        "started_utc": MOMENT,
        "ended_utc": nullable(MOMENT),
        "duration_s": KNOWN,
        "treadmill": TEXT,
        "mat_name": TEXT,
        "mat_label": TEXT,
        "simulated": FLAG,
        "geometry": object_of(MatGeometry),
        "frame_rate_hz": NUMBER,
        "frame_count": COUNT,
        "step_count": COUNT,
        "lost_frame_count": COUNT,
        "lost_step_count": COUNT,
        "foot_length_m": KNOWN,
        "body_mass_kg": KNOWN,
        "analyzer_version": TEXT,
        "analyzer_settings": {"type": "object"},
        "threshold_n": KNOWN,
        "first_s": KNOWN,
        "has_frames": FLAG,
        "summary": nullable(record(summary_properties(of_both=True))),
    }


def _session() -> Schema:
    gap = {"first_s": NUMBER, "last_s": NUMBER, "frame_count": COUNT, "step_count": COUNT}
    phase = {"number": COUNT, "kind": choice(*get_args(PhaseKind)), "start_s": NUMBER}
    mark = {"number": COUNT, "time_s": KNOWN, "note": TEXT, "author": TEXT}
    rests = {"standing": array(object_of(Standing)), "drill": array(object_of(Drill))}
    return record(
        _session_line()
        | {
            "gaps": array(record({**gap, "reason": TEXT})),
            "phases": array(record({**phase, "end_s": KNOWN, "cue": TEXT})),
            "marks": array(record(mark)),
            "rests": record(rests),
            "corrected_count": COUNT,
        },
        words="A session without its steps; times are on the mat's clock",
    )


def _correction() -> Schema:
    return record(
        {
            "number": COUNT,
            "side": nullable(choice(*SIDES)),
            "strike": nullable(choice(*STRIKES)),
            "excluded": FLAG,
            "version": COUNT,
            "author": TEXT,
            "at_utc": MOMENT,
            "reason": TEXT,
        },
        words="What a person said of a step; null leaves the analyzer's word",
    )


def _course() -> Schema:
    kinds = {
        "number": COUNT,
        "side": choice(*SIDES),
        "contact_s": NUMBER,
        "strike": nullable(choice(*STRIKES)),
        "complete": FLAG,
    }
    columns = {name: array(kinds.get(name, KNOWN)) for name in COURSE_COLUMNS}
    return record({"every": COUNT, **columns, "excluded": array(FLAG)})


def _prints() -> Schema:
    prints = {
        "mean": _ref("Print"),
        "mean_of": COUNT,
        "last": _ref("Print"),
        "foot_length_m": KNOWN,
    }
    return record({side: nullable(record(prints)) for side in SIDES})


def _statistics() -> Schema:
    spread = record({"n": COUNT, "mean": KNOWN, "sd": KNOWN, "cv_percent": KNOWN, "median": KNOWN})
    measure = {
        "spread": record({side: spread for side in ("both", *SIDES)}),
        "symmetry": _like(symmetry([], "contact_time_s")),
        "minimal_change": _like(minimal_change([], "contact_time_s")),
    }
    change = {"time_s": NUMBER, "before_mean": NUMBER, "after_mean": NUMBER}
    counts = {"before_n": COUNT, "after_n": COUNT, "p_value": NUMBER}
    trend = {name: NUMBER for name in ("per_minute", "low", "high", "change")}
    drift = {
        "measure": TEXT,
        "n": COUNT,
        "minutes": array(record({"start_s": NUMBER, "n": COUNT, "mean": NUMBER})),
        "trend": nullable(record({**trend, "believable": FLAG})),
        "change_point": nullable(record(change | counts)),
        "verdict": TEXT,
    }
    strikes = record({kind: COUNT for kind in (*STRIKES, "unsure")})
    return record(
        {
            "summary": record(summary_properties(of_both=True)),
            "belt_speed_m_s": KNOWN,
            "strikes": record({side: strikes for side in SIDES}),
            "measures": record({name: record(measure) for name in STATISTICS_MEASURES}),
            "drift": record({name: record(drift) for name in DRIFT_MEASURES}),
        }
    )


def _comparison() -> Schema:
    mean_print = {"mean": _ref("Print"), "mean_of": COUNT, "foot_length_m": KNOWN}
    phase = record({"number": COUNT, "kind": choice(*get_args(PhaseKind))})
    chosen = record(
        {
            "choice": TEXT,
            "session": _ref("SessionLine"),
            "phase": nullable(phase),
            "step_count": COUNT,
            "belt_speed_m_s": KNOWN,
            "prints": record({side: nullable(record(mean_print)) for side in SIDES}),
        }
    )
    shares = array(NUMBER)
    shape = record({"edges": shares, "a_percent": shares, "b_percent": shares})
    measure = {
        "measure": choice(*COMPARED_MEASURES),
        "is_refused": FLAG,
        "comparison": nullable(object_of(Comparison)),
        "distribution": nullable(shape),
    }
    return record(
        {
            "a": chosen,
            "b": chosen,
            "measures": array(record(measure)),
            "differences": array(TEXT),
        }
    )


def _changes() -> Schema:
    return {
        "type": "object",
        "additionalProperties": record({"before": {}, "after": {}}),
        "description": "By name, what was before and what is after",
    }


def _version() -> Schema:
    said = {"version": COUNT, "author": TEXT, "at_utc": MOMENT, "reason": TEXT}
    return record({**said, "changes": _changes()})


def _runner_course() -> Schema:
    measures = (
        "ball_first_percent", "strike_index_percent", "contact_time_s", "cadence_spm", "pain_before",
        "pain_after", "threshold_n", "belt_speed_m_s",
    )  # fmt: skip
    point = {"id": COUNT, "started_utc": MOMENT, **dict.fromkeys(measures, KNOWN)}
    return record(
        {
            "sessions": array(record(point)),
            "left_out": COUNT,
            "minimal_change": record(dict.fromkeys(BANDED, KNOWN)),
        }
    )


#: Every schema of what is stored that has a name.
STORED_COMPONENTS: dict[str, Schema] = {
    "SessionLine": record(_session_line()),
    "Session": _session(),
    "StepCorrection": _correction(),
    "SessionCourse": _course(),
    "SessionPrints": _prints(),
    "SessionStatistics": _statistics(),
    "SessionComparison": _comparison(),
    "RecordedRunner": object_of(Runner),
    "RunnerCourse": _runner_course(),
    "Version": _version(),
}
