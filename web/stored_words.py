"""What the routes of what is stored do, for the OpenAPI description."""

from typing import get_args

from clinic import SHOE_SYSTEMS, PhaseKind, bounds
from web.describing import Operation
from web.failures import NUMBER_MAX
from web.schema_of import Schema, array, choice, nullable, record
from web.schemas import between, ref

__all__ = [
    "COMPARE",
    "CORRECT_SESSION",
    "CORRECT_STEP",
    "COURSE",
    "FOOT_LENGTH",
    "NEW_RUNNER",
    "ONE_RUNNER",
    "ONE_SESSION",
    "ONE_STEP",
    "PRINTS",
    "RUNNERS",
    "RUNNER_COURSE",
    "RUNNER_VERSIONS",
    "SESSIONS",
    "STATISTICS",
    "STEPS",
    "VERSIONS",
    "WRITE_RUNNER",
]

COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
SESSION = {"session_id": "The session's number"}
STEP = {**SESSION, "number": "The step's number"}
RUNNER = {"runner_id": "The runner's number"}
WORDS: Schema = {"type": "string", "maxLength": 2000}
PAGE: Schema = {"type": "integer", "minimum": 1, "description": "Of the list, fifty at a time"}
DAY: Schema = {"type": "string", "format": "date"}
CHOICE: Schema = {"type": "string", "pattern": r"^[0-9]{1,9}(:[0-9]{1,9})?$"}


def _search(what: str) -> Schema:
    return {"type": "string", "maxLength": 200, "description": f"Words in {what}"}


_PAGES = {"total": COUNT, "page": COUNT, "pages": COUNT, "asked": {"type": "object"}}

SESSIONS = Operation(
    summary="The sessions that are looked for, the newest first, fifty at a time",
    tag="sessions",
    query={
        "search": _search("the runner's name or the note"),
        "runner": {**COUNT, "maximum": NUMBER_MAX, "description": "The runner's number"},
        "from": {**DAY, "description": "Begun on this day or later"},
        "to": {**DAY, "description": "Begun on this day or before"},
        "state": {**choice("complete", "interrupted", "recording"), "description": "Its state"},
        "mat": {"type": "string", "description": "How the mat was chosen"},
        "phase": {**choice(*get_args(PhaseKind)), "description": "A phase that it has"},
        "protocol": {"type": "string", "description": "Of the plan that it belongs to"},
        "page": PAGE,
    },
    answer=record({"sessions": array(ref("SessionLine")), **_PAGES}),
    errors=(400, 503),
)
ONE_SESSION = Operation(
    summary="A session with its gaps, phases, marks, standing and drills",
    tag="sessions",
    answer=ref("Session"),
    parameters=SESSION,
    errors=(404, 503),
)
STEPS = Operation(
    summary="Some steps of a session, as the analyzer had them, each with what a person said of it",
    tag="sessions",
    query={
        "first": {"type": "integer", "minimum": 1, "description": "Number of the first step"},
        "count": {"type": "integer", "minimum": 1, "maximum": 200, "description": "How many"},
    },
    answer=record(
        {
            "steps": array(
                {
                    "type": "object",
                    "required": ["number", "correction"],
                    "description": "A Step, and beside its fields `correction`: a StepCorrection or null",
                    "properties": {"correction": nullable(ref("StepCorrection"))},
                }
            ),
            "first": COUNT,
            "total": COUNT,
        }
    ),
    parameters=SESSION,
    errors=(400, 404, 503),
)
ONE_STEP = Operation(
    summary="A step with its print, and what people said of it",
    tag="sessions",
    answer=record(
        {
            "step": ref("Step"),
            "print": ref("Print"),
            "versions": array(ref("StepCorrection")),
            "before": nullable(COUNT),
            "after": nullable(COUNT),
        }
    ),
    parameters=STEP,
    errors=(404, 503),
)
CORRECT_STEP = Operation(
    summary="Say of a step what it was, or leave it out of every mean",
    tag="sessions",
    words="A further version: what was said before stays. All null and not excluded brings the analyzer's "
    "word back.",
    body=record(
        {
            "side": nullable(choice("left", "right")),
            "strike": nullable(choice("heel", "midfoot", "ball")),
            "excluded": FLAG,
            "reason": WORDS,
        },
        optional=("side", "strike", "excluded", "reason"),
    ),
    body_examples={"left out": {"excluded": True, "reason": "stumbled"}},
    answer=record({"session": COUNT, "number": COUNT}),
    parameters=STEP,
    errors=(400, 404, 503),
)
CORRECT_SESSION = Operation(
    summary="Change a session's note, pain or runner",
    tag="sessions",
    words="A further version: what was said before stays.",
    body=record(
        {
            "note": WORDS,
            "pain_before": between(bounds.PAIN),
            "pain_after": between(bounds.PAIN),
            "runner_id": {"type": "integer", "minimum": 1, "maximum": NUMBER_MAX},
            "reason": WORDS,
        },
        optional=("note", "pain_before", "pain_after", "runner_id", "reason"),
    ),
    body_examples={"pain": {"pain_after": 2, "reason": "asked on the phone"}},
    answer=ref("SessionLine"),
    parameters=SESSION,
    errors=(400, 404, 503),
)
COURSE = Operation(
    summary="What the charts draw of every step, after corrections: a list for each column",
    tag="sessions",
    words="Of more than 30 000 steps every `every`-th.",
    answer=ref("SessionCourse"),
    parameters=SESSION,
    errors=(404, 503),
)
PRINTS = Operation(
    summary="The mean and the last print of each foot",
    tag="sessions",
    answer=ref("SessionPrints"),
    parameters=SESSION,
    errors=(404, 503),
)
STATISTICS = Operation(
    summary="Spread, symmetry, least change and drift of every measure, after corrections",
    tag="sessions",
    words="Takes some seconds for a session of hours; kept until a step is added or corrected.",
    answer=ref("SessionStatistics"),
    parameters=SESSION,
    errors=(404, 503),
)
VERSIONS = Operation(
    summary="Who wrote what of a session, when and why, the newest first",
    tag="sessions",
    answer=record({"session": array(ref("Version")), "steps": array(ref("StepCorrection"))}),
    parameters=SESSION,
    errors=(404, 503),
)
COMPARE = Operation(
    summary="Two sessions, or two phases of one: B against A",
    tag="sessions",
    query={
        "a": {**CHOICE, "description": "A session such as 12, or a phase of it such as 12:2"},
        "b": {**CHOICE, "description": "The same"},
    },
    required=("a", "b"),
    answer=ref("SessionComparison"),
    errors=(400, 404, 503),
)
RUNNERS = Operation(
    summary="The runners that are looked for, by name, fifty at a time",
    tag="runners",
    query={"search": _search("the name"), "page": PAGE},
    answer=record(
        {
            "runners": array(
                {
                    "type": "object",
                    "required": ["id", "name", "session_count", "last_utc"],
                    "description": "A RecordedRunner, with how many sessions, and when the last one began",
                }
            ),
            **_PAGES,
        }
    ),
    errors=(400, 503),
)
_RUNNER: dict[str, Schema] = {
    "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": bounds.NAME_LENGTH_MAX,
        "pattern": r"\S",
        "description": "Name or code, in one line; control characters are refused",
    },
    "foot_length_m": between(bounds.FOOT_LENGTH_M),
    "body_mass_kg": between(bounds.BODY_MASS_KG),
    "height_m": between(bounds.HEIGHT_M),
    "shoe_size": {"type": "string", "maxLength": bounds.NAME_LENGTH_MAX},
    "shoes": WORDS,
    "notes": WORDS,
    "reason": WORDS,
}
_BUT_NAME = tuple(name for name in _RUNNER if name != "name")
NEW_RUNNER = Operation(
    summary="Make a runner, before a first session",
    tag="runners",
    body=record(_RUNNER, optional=_BUT_NAME),
    body_examples={"a code": {"name": "R-33", "foot_length_m": 0.265}},
    answer=ref("RecordedRunner"),
    errors=(400, 503),
)
ONE_RUNNER = Operation(
    summary="What is known of a runner",
    tag="runners",
    answer=ref("RecordedRunner"),
    parameters=RUNNER,
    errors=(404, 503),
)
WRITE_RUNNER = Operation(
    summary="Change what is known of a runner",
    tag="runners",
    words="A further version: what was known before stays.",
    body=record(_RUNNER, optional=tuple(_RUNNER)),
    body_examples={"measured": {"foot_length_m": 0.267, "reason": "measured"}},
    answer=ref("RecordedRunner"),
    parameters=RUNNER,
    errors=(400, 404, 503),
)
RUNNER_COURSE = Operation(
    summary="How a runner's sessions followed on each other",
    tag="runners",
    answer=ref("RunnerCourse"),
    parameters=RUNNER,
    errors=(404, 503),
)
RUNNER_VERSIONS = Operation(
    summary="Who wrote what of a runner, when and why, the newest first",
    tag="runners",
    answer=record({"versions": array(ref("Version"))}),
    parameters=RUNNER,
    errors=(404, 503),
)
FOOT_LENGTH = Operation(
    summary="The length of the foot that a shoe of a size is made for",
    tag="runners",
    query={
        "system": {**choice(*SHOE_SYSTEMS), "description": "Of the size"},
        "size": {"type": "number", "description": "As printed in the shoe, adult sizes"},
    },
    required=("system", "size"),
    answer=record({"foot_length_m": {"type": "number"}}),
    errors=(400,),
)
