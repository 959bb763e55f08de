"""Schemas of the set-up: work on the mat, its health, calibrations, the computer, faults."""

from typing import get_args

from device import CELL_SOURCES, KINDS, STATES, BusTimes, Method
from web.calibrating import EVEN_CELLS, HAND_N, MASS_KG, MASSES_MAX, METHODS, NOTE_MAX
from web.schema_of import Schema, array, choice, nullable, object_of, record
from web.work import Phase

__all__ = ["SETUP_COMPONENTS"]

NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NOTE: Schema = {"type": "string", "maxLength": NOTE_MAX}
KNOWN = nullable(NUMBER)
SAID = nullable(TEXT)


def _work() -> Schema:
    ask = {
        "type": "object",
        "required": ["what"],
        "properties": {"what": choice("empty", "press", *METHODS.values())},
        "description": "What a person is to do; its further keys are figures for that",
    }
    return record(
        {
            "kind": choice("doctor", "tare", "calibrate", "reopen"),
            "phase": choice(*get_args(Phase)),
            "ask": nullable(ask),
            "step": nullable(ask),
            "progress": KNOWN,
            "detail": {"type": "object"},
            "warnings": array(TEXT),
            "problem": SAID,
            "result": nullable({"type": "object"}),
        },
        words="What is done to the mat, or was done to it last",
    )


def _health() -> Schema:
    finding = record(
        {
            "code": choice(*KINDS),
            "where": TEXT,
            "text": TEXT,
            "remedy": TEXT,
            "cells": array(array(COUNT, minItems=2, maxItems=2)),
        }
    )
    times = object_of(BusTimes, may_be_null=tuple(BusTimes.__dataclass_fields__))
    states = choice("good", *dict.fromkeys(STATES.values()), "other")
    return record(
        {
            "mat": TEXT,
            "rows": COUNT,
            "cols": COUNT,
            "label": TEXT,
            "made_at": TEXT,
            "looked_at": array(TEXT),
            "cells": array(array(states)),
            "noise_codes": nullable(array(array(NUMBER))),
            "bus": nullable(times),
            "findings": array(finding),
            "notes": array(TEXT),
        },
        words="The last examination; `cells` is [row][col]",
    )


def _calibrations() -> Schema:
    made = {
        "made_at": TEXT,
        "method": choice(*get_args(Method)),
        "forces_n": array(NUMBER),
        "temperature_deg_c": KNOWN,
        "based_on": SAID,
        "note": TEXT,
        "software": TEXT,
        "cells": record({source: COUNT for source in CELL_SOURCES}),
        "residual_median": KNOWN,
        "uncertainty_median": KNOWN,
    }
    version = record({"name": TEXT, "problem": SAID, **made}, optional=tuple(made))
    return record(
        {
            "mat": TEXT,
            "chosen": TEXT,
            "is_fixed": FLAG,
            "in_use": SAID,
            "problem": SAID,
            "versions": array(version),
        },
        words="The calibrations of the mat, the newest first; one that cannot be read has only a problem",
    )


def _system() -> Schema:
    disk = record(
        {
            "free_bytes": COUNT,
            "rate_bytes_s": NUMBER,
            "is_measured": FLAG,
            "hours_left": NUMBER,
            "is_low": FLAG,
        }
    )
    clock = record(
        {
            "now_utc": TEXT,
            "is_synchronized": nullable(FLAG),
            "problem": nullable(choice("never-set", "went-back")),
        }
    )
    return record(
        {
            "disk": nullable(disk),
            "database": record({"place": TEXT, "is_file": FLAG, "is_read_only": FLAG}),
            "clock": clock,
            "versions": record({"strikemat": TEXT, "analyzer": TEXT, "stream": COUNT}),
        },
        words="The computer: room for recordings, database, clock, versions",
    )


def _task() -> Schema:
    """Return what may be asked for; each kind has its own keys."""
    doctor = record(
        {"task": choice("doctor"), "press": {**FLAG, "default": True}}, optional=("press",)
    )
    tare = record({"task": choice("tare"), "note": NOTE}, optional=("note",))
    mass = {"type": "number", "minimum": MASS_KG[0], "maximum": MASS_KG[1]}
    masses = {**array(mass, minItems=1, maxItems=MASSES_MAX), "description": "Kilograms"}
    even = {"type": "integer", "enum": list(EVEN_CELLS), "default": 1}
    hand = nullable({"type": "number", "minimum": HAND_N[0], "maximum": HAND_N[1]})
    common: dict[str, Schema] = {"note": NOTE, "fresh": {**FLAG, "default": False}}
    known = record(
        {
            "task": choice("calibrate"),
            "method": choice("weights", "rolling"),
            "masses_kg": masses,
            "even_cells": even,
            **common,
        },
        optional=("even_cells", *common),
    )
    hand_pressed = record(
        {
            "task": choice("calibrate"),
            "method": choice("reference"),
            "most_n": hand,
            **common,
        },
        optional=("most_n", *common),
    )
    return {"oneOf": [doctor, tare, known, hand_pressed]}


SETUP_COMPONENTS: dict[str, Schema] = {
    "Work": _work(),
    "WorkAnswer": record({"work": nullable({"$ref": "#/components/schemas/Work"})}),
    "Task": _task(),
    "Health": _health(),
    "Calibrations": _calibrations(),
    "System": _system(),
    "Faults": record(
        {
            "faults": array(TEXT),
            "kinds": {"type": "object", "additionalProperties": array(TEXT)},
        },
        words="What is broken, in words as row-open:20, and by kind the names of the values in such words",
    ),
}
