"""Schemas of training: protocols, what is asked, plans."""

from typing import get_args

from analyzer import Drill
from clinic import AIMS, PhaseKind, lay_out, protocols
from web.guess import GUESSES
from web.order import CHECKS
from web.preferences import WORDING
from web.schema_of import Schema, array, choice, nullable, object_of, record

__all__ = ["TRAINING_COMPONENTS"]

NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
KNOWN = nullable(NUMBER)
SAID = nullable(TEXT)
KIND = choice(*get_args(PhaseKind))
#: As it was stored; what it holds has grown with the versions.
STORED: Schema = {"type": "object"}


def _run() -> Schema:
    stage = record({"name": TEXT, "start_s": NUMBER, "end_s": KNOWN})
    return record(
        {
            "protocol": TEXT,
            "session": nullable(COUNT),
            "of_sessions": nullable(COUNT),
            "stages": array(stage),
            "index": {"type": "integer"},
            "stage": SAID,
            "kind": nullable(KIND),
            "on_the_spot": FLAG,
            "remaining_s": KNOWN,
            "total_remaining_s": KNOWN,
            "next": SAID,
            "cue": TEXT,
        },
        words="The protocol that is going on",
    )


def _guess() -> Schema:
    return record(
        {
            "is_open": FLAG,
            "said": nullable(choice(*GUESSES)),
            "steps": COUNT,
            "steps_needed": COUNT,
            "measured": nullable(choice("heel", "midfoot", "ball")),
            "percent": KNOWN,
        }
    )


def _training() -> Schema:
    feedback = record(
        {
            "is_on": FLAG,
            "is_off_on_purpose": FLAG,
            "changes_in_s": KNOWN,
            "sound": SAID,
            "rate_per_minute": KNOWN,
        }
    )
    load = record(
        {
            "ball_load_n_s": KNOWN,
            "session_limit_n_s": KNOWN,
            "week_limit_n_s": KNOWN,
            "week_so_far_n_s": NUMBER,
            "exceeded": nullable(choice("session", "week")),
        }
    )
    after = record({"session_id": COUNT, "runner": TEXT, "ended_s": KNOWN})
    return record(
        {
            "run": nullable(_run()),
            "guess": nullable(_guess()),
            "load": nullable(load),
            "feedback": feedback,
            "veil": nullable(choice("guess", "off")),
            "after": nullable(after),
            "beat_per_minute": KNOWN,
            "problem": SAID,
        },
        words="Protocol, feedback, guess and load; veil says why the runner shall not see results",
    )


def _protocol() -> Schema:
    """Return a protocol as it is laid out, by the fields of one that is."""
    stage = record(
        {
            "name": TEXT,
            "kind": KIND,
            "start_s": NUMBER,
            "end_s": KNOWN,
            "feedback_percent": NUMBER,
            "cycle_s": NUMBER,
            "cue": FLAG,
            "rate_per_minute": KNOWN,
            "on_the_spot": FLAG,
        }
    )
    return record(
        {
            "protocol": choice(*protocols()),
            "stages": array(stage),
            "session": nullable(COUNT),
            "of_sessions": nullable(COUNT),
        }
    )


def _session_training() -> Schema:
    phase = record(
        {
            "stage": SAID,
            "kind": KIND,
            "start_s": NUMBER,
            "end_s": KNOWN,
            "cue": TEXT,
            "target": nullable(STORED),
            "feedback_percent": KNOWN,
            "steps_used": COUNT,
            "ball_first_percent": KNOWN,
            "strike_index_percent": KNOWN,
            "cadence_spm": KNOWN,
            "contact_time_s": KNOWN,
        }
    )
    return record(
        {
            "phases": array(phase),
            "protocol": nullable(STORED),
            "checklist": nullable(STORED),
            "guess": nullable(STORED),
            "load": nullable(STORED),
            "pain_before": KNOWN,
            "pain_after": KNOWN,
            "plan_number": nullable(COUNT),
            "runner_id": nullable(COUNT),
        },
        words="What a stored session was as training; what was not asked is null",
    )


def _plan() -> Schema:
    planned = record(
        {
            "number": COUNT,
            "protocol": TEXT,
            "due_on": SAID,
            "targets": STORED,
            "note": TEXT,
            "session_ids": array(COUNT),
            "state": choice("done", "stopped", "due", "later"),
            "found": STORED,
        }
    )
    return record(
        {
            "runner_id": COUNT,
            "runner": TEXT,
            "sessions": array(planned),
            "done": COUNT,
            "next": nullable(COUNT),
        },
        words="The plan of one runner",
    )


assert {field for one in protocols().values() for field in lay_out(one).to_dict()} == set(
    _protocol()["properties"]
), "a protocol is described as it is laid out"

TRAINING_COMPONENTS: dict[str, Schema] = {
    "Training": _training(),
    "Drill": object_of(Drill),
    "Protocol": _protocol(),
    "SessionTraining": _session_training(),
    "Plan": _plan(),
    "StopRules": record(
        {code: SAID for code in WORDING.languages}, words="Null: the usual ones, in the pages' words"
    ),
    "Checks": record({"belt_steady": FLAG, "mat_healthy": FLAG}),
    "Checklist": record({name: FLAG for name in CHECKS if name not in ("belt_steady", "mat_healthy")},
                        optional=("shoes_noted", "pain_asked")),
    "Aim": choice(*AIMS),
}  # fmt: skip
