"""What the routes of training and plans do, for the OpenAPI description."""

from clinic import bounds, protocols
from web.describing import Operation
from web.guess import GUESSES
from web.preferences import WORDING
from web.schema_of import array, choice, nullable, record
from web.schemas import between, ref
from web.training import BEAT_PER_MINUTE

__all__ = [
    "ABORT",
    "AFTER",
    "BEAT",
    "CHANGE_PLANNED",
    "CHECKS",
    "GUESS",
    "MAKE_PLAN",
    "OF_SESSION",
    "PLAN",
    "PROTOCOLS",
    "RULES",
    "SET_RULES",
    "START",
    "WITHDRAW",
    "WITHDRAW_ALL",
]

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
COUNT = {"type": "integer", "minimum": 0}
RUNNER = {"runner_id": "The runner's number"}
PLANNED = {**RUNNER, "number": "The planned session's number"}
REASON = record({"reason": TEXT}, optional=("reason",))

PROTOCOLS = Operation(
    summary="The protocols, each as it is laid out by itself",
    tag="training",
    answer=record({"protocols": array(ref("Protocol"))}),
)
CHECKS = Operation(
    summary="What the treadmill sees by itself of the checklist",
    tag="training",
    answer=ref("Checks"),
)
START = Operation(
    summary="Start a session with a protocol, which the server runs to its end",
    tag="training",
    words="Either a protocol with an aim, or the number of a planned session of the runner. Consent must be "
    "true.",
    body=record(
        {
            "runner": {"type": "string", "minLength": 1, "maxLength": bounds.NAME_LENGTH_MAX},
            "note": TEXT,
            "foot_length_m": between(bounds.FOOT_LENGTH_M),
            "body_mass_kg": between(bounds.BODY_MASS_KG),
            "pain_before": between(bounds.PAIN),
            "protocol": choice(*protocols()),
            "plan_number": nullable(COUNT),
            "measure": nullable(ref("Aim")),
            "value": nullable(NUMBER),
            "percent_of_baseline": nullable(NUMBER),
            "cue": TEXT,
            "checklist": ref("Checklist"),
        },
        optional=(
            "note", "foot_length_m", "body_mass_kg", "pain_before", "protocol", "plan_number", "measure",
            "value", "percent_of_baseline", "cue",
        ),
    ),
    body_examples={
        "two minutes": {
            "runner": "R-07",
            "protocol": "two-minute",
            "measure": "ball_first_percent",
            "checklist": {"consent": True, "shoes_noted": True, "pain_asked": True},
        }
    },
    answer=ref("SessionNumber"),
    errors=(400, 409, 503),
)  # fmt: skip
ABORT = Operation(
    summary="Stop the session with its protocol, for a reason",
    tag="training",
    body=REASON,
    body_examples={"pain": {"reason": "pain in the calf"}},
    answer=ref("SessionNumber"),
    errors=(400, 409, 503),
)
GUESS = Operation(
    summary="Say how the runner believes to land; asked once, in the first session",
    tag="training",
    body=record({"guess": choice(*GUESSES)}),
    body_examples={"heel": {"guess": "heel"}},
    answer=record({"guess": nullable({"type": "object"})}),
    errors=(400, 409),
)
BEAT = Operation(
    summary="Set the metronome by hand; null stops it",
    tag="training",
    body=record({"rate_per_minute": between(BEAT_PER_MINUTE)}, optional=("rate_per_minute",)),
    body_examples={"a beat": {"rate_per_minute": 172}, "none": {"rate_per_minute": None}},
    answer=record({"rate_per_minute": nullable(NUMBER)}),
    errors=(400,),
)
AFTER = Operation(
    summary="Keep what the runner says after a session; nothing at all is an answer too",
    tag="training",
    body=record(
        {"session_id": COUNT, "pain": between(bounds.PAIN), "note": TEXT}, optional=("pain", "note")
    ),
    body_examples={"no pain": {"session_id": 12, "pain": 0, "note": "felt light"}},
    answer=ref("SessionNumber"),
    errors=(400, 404, 503),
)
OF_SESSION = Operation(
    summary="What a stored session was as training",
    tag="training",
    answer=ref("SessionTraining"),
    parameters={"session_id": "The session's number"},
    errors=(404, 503),
)
RULES = Operation(
    summary="The stop rules, by language",
    tag="training",
    answer=ref("StopRules"),
    errors=(503,),
)
SET_RULES = Operation(
    summary="Change the stop rules of one language; an empty text brings the usual ones back",
    tag="training",
    body=record({"language": choice(*WORDING.languages), "text": TEXT}),
    body_examples={"the usual": {"language": "en", "text": ""}},
    answer=ref("StopRules"),
    errors=(400, 503),
)
PLAN = Operation(
    summary="A runner's plan",
    tag="plans",
    answer=ref("Plan"),
    parameters=RUNNER,
    errors=(404, 503),
)
MAKE_PLAN = Operation(
    summary="Plan eight sessions whose feedback fades",
    tag="plans",
    words="Weekdays are 0 (Monday) to 6. Refused while planned sessions are still to do.",
    body=record(
        {
            "first_on": {"type": "string", "description": "A day such as 2026-11-27"},
            "weekdays": array({"type": "integer", "minimum": 0, "maximum": 6}),
            "measure": ref("Aim"),
            "value": nullable(NUMBER),
            "percent_of_baseline": nullable(NUMBER),
        },
        optional=("value", "percent_of_baseline"),
    ),
    body_examples={
        "three a week": {
            "first_on": "2026-11-27",
            "weekdays": [0, 2, 4],
            "measure": "cadence_spm",
        }
    },
    answer=ref("Plan"),
    parameters=RUNNER,
    errors=(400, 404, 409, 503),
)
CHANGE_PLANNED = Operation(
    summary="Change a planned session that was not begun yet",
    tag="plans",
    body=record(
        {
            "due_on": TEXT,
            "note": TEXT,
            "minutes": nullable(NUMBER),
            "feedback_percent": nullable(NUMBER),
        },
        optional=("due_on", "note", "minutes", "feedback_percent"),
    ),
    body_examples={"a day later": {"due_on": "2026-11-28"}},
    answer=ref("Plan"),
    parameters=PLANNED,
    errors=(400, 404, 409, 503),
)
WITHDRAW = Operation(
    summary="Take a planned session out of the plan",
    tag="plans",
    body=REASON,
    body_examples={"pain": {"reason": "pain"}},
    answer=ref("Plan"),
    parameters=PLANNED,
    errors=(400, 404, 409, 503),
)
WITHDRAW_ALL = Operation(
    summary="Take all that is still to do out of the plan",
    tag="plans",
    body=REASON,
    body_examples={"moved": {"reason": "moved away"}},
    answer=ref("Plan"),
    parameters=RUNNER,
    errors=(400, 404, 503),
)
