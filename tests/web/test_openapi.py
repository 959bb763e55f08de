"""The description of the JSON interface against the interface: every route, every answer, every refusal."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from device import CalibrationFolder, RunnerSettings, SimulatedMat
from web import Treadmill, Workshop, create_app
from web.openapi import api_routes, openapi_document

#: What schemathesis holds each answer against, beside its schema.
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)

#: Method, path as the description has it, path, body, status. One at least for each operation.
Request = tuple[str, str, str, Any, int]
ASKED: list[Request] = [
    ("get", "/api/openapi.json", "/api/openapi.json", None, 200),
    ("get", "/api/state", "/api/state", None, 200),
    ("post", "/api/session", "/api/session", {"action": "pause"}, 409),
    ("post", "/api/session", "/api/session", {"action": "start", "runner": "R-07"}, 200),
    ("post", "/api/session", "/api/session", {"action": "start", "runner": "R-07"}, 409),
    ("post", "/api/session", "/api/session", {"action": "start", "runner": " "}, 400),
    ("post", "/api/session", "/api/session", {"note": "x" * 20_000}, 413),
    ("post", "/api/marks", "/api/marks", {"note": "cue"}, 200),
    ("post", "/api/marks", "/api/marks", {"note": ""}, 400),
    ("post", "/api/work", "/api/work", {"task": "doctor"}, 409),
    ("get", "/api/state", "/api/state", None, 200),
    ("post", "/api/session", "/api/session", {"action": "pause"}, 200),
    ("post", "/api/session", "/api/session", {"action": "resume"}, 200),
    ("post", "/api/session", "/api/session", {"action": "stop"}, 200),
    ("post", "/api/marks", "/api/marks", {"note": "cue"}, 409),
    ("get", "/api/sessions", "/api/sessions", None, 200),
    ("get", "/api/sessions", "/api/sessions?search=07&state=complete&page=1", None, 200),
    ("get", "/api/sessions", "/api/sessions?from=tomorrow", None, 400),
    ("get", "/api/sessions/{session_id}", "/api/sessions/1", None, 200),
    ("get", "/api/sessions/{session_id}", "/api/sessions/99", None, 404),
    ("get", "/api/sessions/{session_id}/steps", "/api/sessions/1/steps", None, 200),
    ("get", "/api/sessions/{session_id}/steps", "/api/sessions/1/steps?count=999", None, 400),
    ("get", "/api/sessions/{session_id}/steps/{number}", "/api/sessions/1/steps/1", None, 404),
    ("post", "/api/sessions/{session_id}/steps/{number}", "/api/sessions/1/steps/1",
     {"excluded": True}, 404),
    ("post", "/api/sessions/{session_id}", "/api/sessions/1", {"pain_after": 2}, 200),
    ("post", "/api/sessions/{session_id}", "/api/sessions/1", {"pain_after": 12}, 400),
    ("get", "/api/sessions/{session_id}/course", "/api/sessions/1/course", None, 200),
    ("get", "/api/sessions/{session_id}/prints", "/api/sessions/1/prints", None, 200),
    ("get", "/api/sessions/{session_id}/statistics", "/api/sessions/1/statistics", None, 200),
    ("get", "/api/sessions/{session_id}/versions", "/api/sessions/1/versions", None, 200),
    ("get", "/api/compare", "/api/compare?a=1&b=1", None, 400),
    ("get", "/api/compare", "/api/compare?a=1&b=99", None, 404),
    ("get", "/api/runners", "/api/runners?search=r", None, 200),
    ("get", "/api/runners", "/api/runners?page=0", None, 400),
    ("post", "/api/runners", "/api/runners", {"name": "R-40", "height_m": 1.8}, 200),
    ("post", "/api/runners", "/api/runners", {"name": "R-40"}, 400),
    ("get", "/api/runners/{runner_id}", "/api/runners/1", None, 200),
    ("get", "/api/runners/{runner_id}", "/api/runners/99", None, 404),
    ("post", "/api/runners/{runner_id}", "/api/runners/1", {"shoes": "flat"}, 200),
    ("get", "/api/runners/{runner_id}/course", "/api/runners/1/course", None, 200),
    ("get", "/api/runners/{runner_id}/versions", "/api/runners/1/versions", None, 200),
    ("get", "/api/foot-length", "/api/foot-length?system=eu&size=42", None, 200),
    ("get", "/api/foot-length", "/api/foot-length?system=eu&size=1", None, 400),
    ("get", "/api/training/protocols", "/api/training/protocols", None, 200),
    ("get", "/api/training/checks", "/api/training/checks", None, 200),
    ("get", "/api/training/stop-rules", "/api/training/stop-rules", None, 200),
    ("post", "/api/training/stop-rules", "/api/training/stop-rules",
     {"language": "en", "text": "Stop when it hurts."}, 200),
    ("post", "/api/training/stop-rules", "/api/training/stop-rules", {"language": "xx"}, 400),
    ("post", "/api/training/start", "/api/training/start",
     {"runner": "R-08", "protocol": "two-minute", "checklist": {}}, 400),
    ("post", "/api/training/start", "/api/training/start",
     {"runner": "R-08", "protocol": "two-minute", "measure": "ball_first_percent",
      "checklist": {"consent": True}}, 200),
    ("get", "/api/state", "/api/state", None, 200),
    ("post", "/api/training/guess", "/api/training/guess", {"guess": "nose"}, 400),
    ("post", "/api/training/guess", "/api/training/guess", {"guess": "heel"}, 200),
    ("post", "/api/training/guess", "/api/training/guess", {"guess": "heel"}, 409),
    ("post", "/api/training/beat", "/api/training/beat", {"rate_per_minute": 172}, 200),
    ("post", "/api/training/beat", "/api/training/beat", {"rate_per_minute": 1}, 400),
    ("post", "/api/training/beat", "/api/training/beat", {}, 200),
    ("post", "/api/training/abort", "/api/training/abort", {"reason": "pain"}, 200),
    ("post", "/api/training/abort", "/api/training/abort", {"reason": "pain"}, 409),
    ("get", "/api/state", "/api/state", None, 200),
    ("post", "/api/training/after", "/api/training/after", {"session_id": 2, "pain": 2}, 200),
    ("post", "/api/training/after", "/api/training/after", {"session_id": 2, "pain": 11}, 400),
    ("post", "/api/training/after", "/api/training/after", {"session_id": 99, "pain": 1}, 404),
    ("get", "/api/sessions/{session_id}/training", "/api/sessions/2/training", None, 200),
    ("get", "/api/sessions/{session_id}/training", "/api/sessions/99/training", None, 404),
    ("get", "/api/plans/{runner_id}", "/api/plans/99", None, 404),
    ("post", "/api/plans/{runner_id}", "/api/plans/1", {"first_on": "soon"}, 400),
    ("post", "/api/plans/{runner_id}", "/api/plans/1",
     {"first_on": "2026-11-27", "weekdays": [0, 2, 4], "measure": "cadence_spm"}, 200),
    ("post", "/api/plans/{runner_id}", "/api/plans/1",
     {"first_on": "2026-11-27", "weekdays": [0, 2, 4], "measure": "cadence_spm"}, 409),
    ("post", "/api/plans/{runner_id}/{number}", "/api/plans/1/1", {"due_on": "2026-11-28"}, 200),
    ("post", "/api/plans/{runner_id}/{number}", "/api/plans/1/99", {"note": "x"}, 400),
    ("post", "/api/plans/{runner_id}/{number}/withdraw", "/api/plans/1/1/withdraw",
     {"reason": "away"}, 200),
    ("post", "/api/plans/{runner_id}/withdraw", "/api/plans/1/withdraw", {"reason": "moved"}, 200),
    ("get", "/api/plans/{runner_id}", "/api/plans/1", None, 200),
    ("get", "/api/runner", "/api/runner", None, 200),
    ("post", "/api/runner", "/api/runner", {"strike": "ball"}, 200),
    ("post", "/api/runner", "/api/runner", {"strike": "sideways"}, 400),
    ("post", "/api/target", "/api/target", {"measure": "cadence_spm", "value": 176}, 200),
    ("post", "/api/target", "/api/target", {"measure": "cadence_spm", "value": 1}, 400),
    ("post", "/api/target", "/api/target", {}, 200),
    ("post", "/api/mat", "/api/mat", {"action": "restart"}, 409),
    ("post", "/api/mat", "/api/mat", {"action": "explode"}, 400),
    ("get", "/api/visitor", "/api/visitor", None, 200),
    ("get", "/api/system", "/api/system", None, 200),
    ("get", "/api/work", "/api/work", None, 200),
    ("post", "/api/work", "/api/work", {"task": "dance"}, 400),
    ("post", "/api/work/answer", "/api/work/answer", {"answer": "continue"}, 409),
    ("post", "/api/work/answer", "/api/work/answer", {"answer": "perhaps"}, 400),
    ("get", "/api/health", "/api/health", None, 200),
    ("get", "/api/calibrations", "/api/calibrations", None, 200),
    ("post", "/api/calibrations", "/api/calibrations", {"use": 3}, 400),
    ("get", "/api/faults", "/api/faults", None, 200),
    ("post", "/api/faults", "/api/faults", {"inject": "row-open:20"}, 200),
    ("post", "/api/faults", "/api/faults", {"inject": "row-open:99"}, 400),
    ("post", "/api/faults", "/api/faults", {"clear": "all"}, 200),
]  # fmt: skip


@pytest.fixture
def simulated(make_treadmill: Callable[..., Treadmill]) -> Treadmill:
    """A treadmill with a modelled mat that has been run on for some seconds, and then stands still."""
    treadmill = make_treadmill(SimulatedMat(RunnerSettings(seed=2), speed=None))
    mat = treadmill._open_mat()
    for _ in range(150):
        block = mat.read()
        assert block is not None
        treadmill._take(block)
    return treadmill


@pytest.fixture
def described(simulated: Treadmill, tmp_path: Path) -> FlaskClient:
    workshop = Workshop("simulated", CalibrationFolder(tmp_path / "calibrations"))
    return create_app(simulated, workshop).test_client()


@pytest.fixture
def document(described: FlaskClient) -> dict[str, Any]:
    return dict(described.get("/api/openapi.json").json)


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    """Return what checks JSON against a schema of the description."""
    return Draft202012Validator({**schema, "components": document["components"]})


def answer_schema(operation: dict[str, Any], status: int, document: dict[str, Any]) -> Any:
    """Return the schema of an answer, or None where the status is not in the description."""
    answer = operation["responses"].get(str(status))
    if answer is not None and "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return None if answer is None else answer["content"]["application/json"]["schema"]


def test_it_is_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_every_route_is_described_and_nothing_else(described: FlaskClient) -> None:
    app = described.application
    document = openapi_document(app)
    for path, method, rule in api_routes(app):
        view = app.view_functions[rule.endpoint]
        assert method in document["paths"].get(path, {}), (
            f"{method.upper()} {path} is not described: write @described(Operation(summary=..., tag=..., "
            f"answer=...)) below the route of {view.__module__}.{view.__name__} (see web/api_words.py), put "
            "its schemas into web/schemas.py, and a request into ASKED in this file"
        )
    routes = {(path, method) for path, method, _ in api_routes(app)}
    assert routes == {
        (path, method) for path, methods in document["paths"].items() for method in methods
    }


def test_every_operation_is_asked_for_below(document: dict[str, Any]) -> None:
    asked = {(method, path) for method, path, *_ in ASKED}
    for path, methods in document["paths"].items():
        for method in methods:
            assert (method, path) in asked, (
                f"no request to {method.upper()} {path} in ASKED: add one, so that its real answer is checked"
            )


def test_every_real_answer_is_as_described(
    described: FlaskClient, document: dict[str, Any]
) -> None:
    for method, path, where, body, status in ASKED:
        answer = described.open(where, method=method, json=body)
        asked = f"{method.upper()} {where} {body}"
        assert answer.status_code == status, f"{asked}: {answer.text}"
        operation = document["paths"][path][method]
        schema = answer_schema(operation, status, document)
        assert schema is not None, f"{asked}: {status} is not among its errors"
        said = answer.json
        wrong = [
            f"{error.json_path}: {error.message}"
            for error in validator(document, schema).iter_errors(said)
        ]
        assert not wrong, f"{asked}: the answer is not as described; change its schema: {wrong[:3]}"


def test_every_documented_body_is_one_that_its_schema_allows(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if "requestBody" not in operation:
                continue
            content = operation["requestBody"]["content"]["application/json"]
            assert content["examples"], f"{method} {path} has no example"
            for name, example in content["examples"].items():
                wrong = list(validator(document, content["schema"]).iter_errors(example["value"]))
                assert not wrong, f"{method} {path}, {name}: {wrong}"


@pytest.mark.parametrize("tag", ["simulated", "steps"])
def test_what_is_shown_live_is_as_described(
    simulated: Treadmill, document: dict[str, Any], tag: str
) -> None:
    with simulated.hub.subscribe() as browser:
        told = [json.loads(news) for news in browser.take(0.0) if isinstance(news, str)]
    for message in told:
        if tag == "steps" and message["type"] == "step":
            for name, value in (("Step", message["step"]), ("Print", message["print"])):
                validator(document, {"$ref": f"#/components/schemas/{name}"}).validate(value)
        if tag == "simulated" and message["type"] == "state":
            validator(document, {"$ref": "#/components/schemas/State"}).validate(message["state"])
    assert {"step", "state"} <= {message["type"] for message in told}


def test_a_landing_is_as_described(
    make_mat: Callable[..., Any],
    make_treadmill: Callable[..., Treadmill],
    document: dict[str, Any],
) -> None:
    treadmill = make_treadmill(make_mat(4.0))
    with treadmill.hub.subscribe(with_pictures=False) as browser:
        treadmill.run()
        told = [json.loads(news) for news in browser.take(0.0)]
    landings = [message for message in told if message.pop("type") == "landing"]
    assert len(landings) > 5
    for landing in landings:
        validator(document, {"$ref": "#/components/schemas/Landing"}).validate(landing)


def test_the_page_names_every_operation_and_schema(
    described: FlaskClient, document: dict[str, Any]
) -> None:
    page = described.get("/api").text
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def ask(operation: Any, data: st.DataObject) -> None:
    case = data.draw(operation.as_strategy())
    case.call_and_validate(checks=CHECKS)


def test_whatever_is_sent_is_answered_as_described(treadmill: Treadmill) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app(treadmill))
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()
        ask(operation)
        asked.append(operation.label)
    assert "POST /api/session" in asked
    assert len(asked) > 12
