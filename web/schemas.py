"""The JSON that the pages' interface speaks, as schemas: live things here, set-up in `setup_schemas`."""

from typing import get_args

from analyzer import AnalyzerSettings, Landing, Measures, Step
from clinic import RecorderStatus
from device import MatGeometry, RunnerSettings
from web.acquisition import MatState
from web.course import MEASURES
from web.schema_of import Schema, array, choice, nullable, object_of, record
from web.setup_schemas import SETUP_COMPONENTS
from web.stored_schemas import STORED_COMPONENTS, summary_properties
from web.target import TARGET_BOUNDS
from web.training_schemas import TRAINING_COMPONENTS
from web.zones import ZONES

__all__ = ["COMPONENTS", "ERROR", "between", "ref"]

ERROR = "Error"

NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
KNOWN = nullable(NUMBER)
SAID = nullable(TEXT)
MOMENT: Schema = {"type": "string", "description": "ISO 8601 with its time zone"}
SIDES = ("left", "right")


def ref(name: str) -> Schema:
    """Return a reference to one of `COMPONENTS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def between(bounds: tuple[float, float]) -> Schema:
    """Return a number within bounds, or null."""
    low, high = bounds
    return nullable({"type": "number", "minimum": low, "maximum": high})


def _step() -> Schema:
    """Return a step: its own fields and, beside them, its measures."""
    own = object_of(Step, without=("footprint", "measures"), may_be_null=("belt_speed_m_s",))
    measures = object_of(Measures)
    return record(
        own["properties"] | measures["properties"],
        words="One contact of one foot; docs/data.md defines every field.",
    )


def _numbers() -> Schema:
    landing = record(
        {
            "kind": nullable(choice("heel", "midfoot", "ball", "mixed")),
            "agree": COUNT,
            "of": COUNT,
        },
        words="What most of the last clear steps have in common",
    )
    own = {"landing": landing, "threshold_n": KNOWN, "onset_steepness_per_s": KNOWN}
    return record(summary_properties(of_both=True) | own, words="The last 30 steps")


def _course() -> Schema:
    shares = record({zone: KNOWN for zone in ZONES}, words="Share of the load, percent")
    return record(
        {
            "step_count": COUNT,
            "first_s": KNOWN,
            "drift": record({name: KNOWN for name in MEASURES}),
            "zones": record({side: shares for side in SIDES}),
        },
        words="How the bout has gone: the last minute less the first",
    )


def _taped() -> Schema:
    status = object_of(RecorderStatus)
    own = {
        "id": COUNT,
        "runner": TEXT,
        "note": TEXT,
        # Null until the mat has given a frame.
        "first_s": KNOWN,
        "is_paused": FLAG,
        "elapsed_s": KNOWN,
    }
    return record(status["properties"] | own, words="The session that is being recorded or saved")


def _target() -> Schema:
    return record(
        {"measure": choice(*TARGET_BOUNDS), "value": NUMBER, "is_met": nullable(FLAG)},
        words="What the runner aims at",
    )


def _state() -> Schema:
    mat = record(
        {
            "state": choice(*get_args(MatState)),
            "problem": SAID,
            "name": TEXT,
            "label": TEXT,
            "geometry": object_of(MatGeometry),
            "frame_rate_hz": NUMBER,
            "notes": array(TEXT),
        },
        # Not known before it is open.
        optional=("name", "label", "geometry", "frame_rate_hz", "notes"),
    )
    belt = record({"source": nullable(choice("mat", "prints")), "uncertainty_m_s": KNOWN})
    warning = record({"code": TEXT, "text": TEXT, "remedy": TEXT})
    settings = object_of(AnalyzerSettings)
    return record(
        {
            "mat": mat,
            "time_s": KNOWN,
            "belt_speed_m_s": KNOWN,
            "belt": nullable(belt),
            "is_on_mat": FLAG,
            "numbers": ref("Numbers"),
            "course": ref("Course"),
            "drill": nullable(ref("Drill")),
            "belt_holds": nullable(FLAG),
            "warnings": array(warning),
            "session": nullable(ref("TapedSession")),
            "training": ref("Training"),
            "runner": nullable(ref("Runner")),
            "target": nullable(ref("Target")),
            "marks": array(record({"number": COUNT, "time_s": KNOWN, "note": TEXT})),
            "analyzer": record({"version": TEXT, "settings": settings}),
        },
        words="All that a page shows apart from pictures and steps. Times are on the mat's clock.",
    )


def _print() -> Schema:
    return record(
        {
            "peak_n": array(array({"type": "integer"})),
            "bin_m": NUMBER,
            "col_pitch_m": NUMBER,
            "heel_bin": KNOWN,
            "first_col": {"type": "integer"},
            "gait_line_m": array(array(KNOWN, minItems=2, maxItems=2)),
            "landing_m": array(KNOWN, minItems=2, maxItems=2),
        },
        words="A footprint in the foot's own frame, the toes in front; `peak_n` is [bin][column]",
    )


#: Every schema that has a name.
COMPONENTS: dict[str, Schema] = {
    ERROR: record({"error": TEXT}, words="Why not, in one line"),
    "State": _state(),
    "Numbers": _numbers(),
    "Course": _course(),
    "TapedSession": _taped(),
    "Runner": object_of(RunnerSettings),
    "RunnerChanges": object_of(RunnerSettings, all_optional=True) | {"minProperties": 0},
    "Target": _target(),
    "Step": _step(),
    "Print": _print(),
    "Landing": object_of(Landing),
    "SessionNumber": record({"id": COUNT}),
    **SETUP_COMPONENTS,
    **STORED_COMPONENTS,
    **TRAINING_COMPONENTS,
}
