"""What the routes of `web.api` do, for the OpenAPI description."""

from clinic import ROLES, bounds
from web.describing import Operation
from web.schema_of import choice, nullable, record
from web.schemas import between, ref
from web.target import TARGET_BOUNDS

__all__ = [
    "CHANGE_RUNNER",
    "MARK",
    "MAT",
    "RUNNER",
    "SESSION",
    "STATE",
    "TARGET",
    "VISITOR",
]

TEXT = {"type": "string"}


VISITOR = Operation(
    summary="Who asks: the account that is logged in, and what it may do",
    tag="live",
    words="Where nobody logs in, the name is null, and everybody may do everything.",
    answer=record({"name": nullable(TEXT), "role": choice(*ROLES)}),
)
STATE = Operation(
    summary="All that a page shows now, apart from pictures and steps",
    tag="live",
    answer=ref("State"),
)
_START = record(
    {
        "action": choice("start"),
        "runner": {
            "type": "string",
            "minLength": 1,
            "maxLength": bounds.NAME_LENGTH_MAX,
            "pattern": r"\S",
            "description": "Name or code; control characters are refused",
        },
        "note": {"type": "string", "maxLength": 2000},
        "foot_length_m": between(bounds.FOOT_LENGTH_M),
        "body_mass_kg": between(bounds.BODY_MASS_KG),
        "pain_before": between(bounds.PAIN),
    },
    optional=("note", "foot_length_m", "body_mass_kg", "pain_before"),
)
SESSION = Operation(
    summary="Start, pause, resume or stop a session; its number comes back",
    tag="live",
    words="Foot length and mass, where not given, are the runner's as last known. After a stop, saving may "
    "go on.",
    body={"oneOf": [_START, record({"action": choice("pause", "resume", "stop")})]},
    body_examples={
        "start": {"action": "start", "runner": "R-07", "note": "new shoes", "foot_length_m": 0.265},
        "stop": {"action": "stop"},
    },
    answer=ref("SessionNumber"),
    errors=(400, 409, 503),
)
RUNNER = Operation(
    summary="The simulated runner",
    tag="simulation",
    answer=ref("Runner"),
    errors=(404, 409),
)
CHANGE_RUNNER = Operation(
    summary="Change some settings of the simulated runner; all come back",
    tag="simulation",
    words="A new gait without speed and cadence takes those that are usual for it. A change takes effect "
    "with the next footfall.",
    body=ref("RunnerChanges"),
    body_examples={"to the ball": {"strike": "ball", "speed_m_s": 3.5}},
    answer=ref("Runner"),
    errors=(400, 404, 409),
)
MARK = Operation(
    summary="Mark this moment of the session with a note",
    tag="coaching",
    body=record({"note": {"type": "string", "minLength": 1, "maxLength": 2000}}),
    body_examples={"a cue": {"note": "cue: quieter"}},
    answer=record({"number": {"type": "integer", "minimum": 1}}),
    errors=(400, 409, 503),
)
TARGET = Operation(
    summary="Set what the runner aims at; without a value, take it away",
    tag="coaching",
    words="; ".join(f"{name}: {low:g} to {high:g}" for name, (low, high) in TARGET_BOUNDS.items()),
    body=record(
        {"measure": choice(*TARGET_BOUNDS), "value": nullable({"type": "number"})},
        optional=("measure", "value"),
    ),
    body_examples={
        "a target": {"measure": "cadence_spm", "value": 176},
        "none": {"value": None},
    },
    answer=record({"target": nullable(ref("Target"))}),
    errors=(400,),
)
MAT = Operation(
    summary="Open the mat again after it has ended or failed",
    tag="setup",
    body=record({"action": choice("restart")}),
    body_examples={"restart": {"action": "restart"}},
    answer=ref("State"),
    errors=(400, 409),
)
