"""What the routes of `web.setup_api` do, for the OpenAPI description."""

from web.describing import Operation
from web.schema_of import choice, nullable, record
from web.schemas import ref

__all__ = [
    "ANSWER",
    "BEGIN_WORK",
    "CALIBRATIONS",
    "CHANGE_FAULTS",
    "FAULTS",
    "HEALTH",
    "SYSTEM",
    "USE_CALIBRATION",
    "WORK",
]

TEXT = {"type": "string"}

SYSTEM = Operation(
    summary="Room for recordings, database, clock and versions",
    tag="setup",
    answer=ref("System"),
    errors=(503,),
)
WORK = Operation(
    summary="What is done to the mat, or was done to it last; null before the first",
    tag="setup",
    answer=ref("WorkAnswer"),
)
BEGIN_WORK = Operation(
    summary="Examine, tare or calibrate the mat",
    tag="setup",
    words="The mat is not read meanwhile. Refused while a session is recorded. What a person is to do stands "
    "under `ask` of GET /api/work; POST /api/work/answer says that it is done.",
    body=ref("Task"),
    body_examples={
        "examine": {"task": "doctor", "press": True},
        "tare": {"task": "tare", "note": "new belt"},
        "weights": {"task": "calibrate", "method": "weights", "masses_kg": [5, 20]},
        "load cell": {"task": "calibrate", "method": "reference", "most_n": 200},
    },
    answer=ref("WorkAnswer"),
    errors=(400, 409),
)
ANSWER = Operation(
    summary="Say that what was asked is done, that this step has enough, or that all shall end",
    tag="setup",
    body=record({"answer": choice("continue", "finish", "cancel")}),
    body_examples={"done": {"answer": "continue"}},
    answer=ref("WorkAnswer"),
    errors=(400, 409),
)
HEALTH = Operation(
    summary="The last examination since the server was started; null without one",
    tag="setup",
    answer=record({"health": nullable(ref("Health"))}),
)
CALIBRATIONS = Operation(
    summary="The calibrations of the mat, and which is in use",
    tag="setup",
    answer=ref("Calibrations"),
    errors=(409, 503),
)
USE_CALIBRATION = Operation(
    summary="Use a calibration from now on; the mat is opened again",
    tag="setup",
    words="A version's name, `latest` for always the newest, or `none` for the nominal cell. What it refuses "
    "stands under `problem` of GET /api/work.",
    body=record({"use": TEXT}),
    body_examples={"newest": {"use": "latest"}},
    answer=ref("WorkAnswer"),
    errors=(400, 409),
)
FAULTS = Operation(
    summary="What is broken of the modelled mat",
    tag="simulation",
    answer=ref("Faults"),
)
CHANGE_FAULTS = Operation(
    summary="Break something of the modelled mat, or repair it",
    tag="simulation",
    words="`clear` takes words as GET gives them, or `all`.",
    body={"oneOf": [record({"inject": TEXT}), record({"clear": TEXT})]},
    body_examples={"break": {"inject": "row-open:20"}, "repair": {"clear": "all"}},
    answer=ref("Faults"),
    errors=(400, 404, 409),
)
