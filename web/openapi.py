"""The OpenAPI description of the JSON interface, made from the routes themselves."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from werkzeug.routing import Rule

from device import program_version
from web.describing import Operation, described, operation_of
from web.failures import NUMBER_MAX
from web.schemas import COMPONENTS, ERROR, ref

__all__ = ["api_routes", "openapi_blueprint", "openapi_document"]

ROOT = "/api"
#: Methods that Flask adds by itself.
SILENT = {"HEAD", "OPTIONS"}

#: What each refusal means; every one has the same JSON.
REFUSALS = {
    400: "The request is not what it should be; the line names the thing, the value and the bound.",
    401: "Nobody is logged in, and this server asks for it.",
    403: "The role does not suffice, the token of the change is missing, or the request came from elsewhere.",
    404: "There is no such thing.",
    409: "Not now: the line says what has to end or begin first.",
    413: "The body is larger than any that is needed.",
    503: "The mat or the disk refuses.",
}
ALWAYS = (401, 403)
WITH_BODY = (413,)

TAGS = {
    "live": "What happens on the mat now",
    "sessions": "What was recorded",
    "runners": "Who was recorded",
    "coaching": "What the coach adds",
    "training": "Protocols, guesses, and what is asked",
    "plans": "The runners' plans",
    "setup": "The mat, its calibrations and the computer",
    "simulation": "The simulated runner and mat",
    "description": "This interface itself",
}


def openapi_blueprint() -> Blueprint:
    """Return the routes of the description: JSON, and a page to read."""
    blueprint = Blueprint("openapi", __name__)

    @blueprint.get("/api/openapi.json")
    @described(
        Operation(
            summary="This description, as OpenAPI 3.1",
            tag="description",
            answer={"type": "object", "required": ["openapi", "paths"]},
        )
    )
    def document() -> dict[str, Any]:
        return openapi_document(current_app)

    @blueprint.get("/api")
    def page() -> str:
        return render_template("api.html", api=openapi_document(current_app))

    return blueprint


def openapi_document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of every described route under `/api`."""
    paths: dict[str, dict[str, Any]] = {}
    for path, method, rule in api_routes(app):
        operation = operation_of(app.view_functions[rule.endpoint])
        if operation is not None:
            paths.setdefault(path, {})[method] = _operation(operation, rule, method)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Strikemat",
            "version": program_version(),
            "summary": "A treadmill that sees how you land",
            "description": (
                "JSON for everything that the pages show. Quantities wear their unit; what is not known is "
                "null; docs/data.md defines every number. Landings (Landing), steps (Step, Print) and "
                "pictures come live over the WebSocket /live, which docs/api.md describes. A refusal is "
                "one line, under error. Where people log in, docs/access.md says how a program does."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "This server"}],
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": COMPONENTS,
            "responses": {
                str(status): {
                    "description": words,
                    "content": {"application/json": {"schema": ref(ERROR)}},
                }
                for status, words in REFUSALS.items()
            },
        },
    }


def api_routes(app: Flask) -> Iterator[tuple[str, str, Rule]]:
    """Yield path (as OpenAPI writes it), method and rule of every JSON route, the page `/api` left out."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"{ROOT}/"):
            for method in sorted((rule.methods or set()) - SILENT):
                yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower(), rule


def _operation(operation: Operation, rule: Rule, method: str) -> dict[str, Any]:
    refusals = sorted(
        {*operation.errors, *ALWAYS, *(WITH_BODY if operation.body is not None else ())}
    )
    described_as: dict[str, Any] = {
        "operationId": f"{method}_{rule.endpoint.rpartition('.')[2]}",
        "summary": operation.summary,
        "tags": [operation.tag],
        "responses": {
            "200": {
                "description": "As asked for",
                "content": {"application/json": {"schema": operation.answer}},
            },
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in refusals},
        },
    }
    if operation.words:
        described_as["description"] = operation.words
    if rule.arguments or operation.query:
        described_as["parameters"] = _parameters(operation, rule)
    if operation.body is not None:
        content: dict[str, Any] = {"schema": operation.body}
        if operation.body_examples:
            content["examples"] = {
                name: {"value": value} for name, value in operation.body_examples.items()
            }
        described_as["requestBody"] = {"required": True, "content": {"application/json": content}}
    return described_as


def _parameters(operation: Operation, rule: Rule) -> list[dict[str, Any]]:
    number = {"type": "integer", "minimum": 0, "maximum": NUMBER_MAX}
    of_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": operation.parameters.get(name, name),
            "schema": number,
        }
        for name in sorted(rule.arguments)
    ]
    of_query = [
        {
            "name": name,
            "in": "query",
            "required": name in operation.required,
            "description": schema["description"],
            "schema": {key: value for key, value in schema.items() if key != "description"},
        }
        for name, schema in operation.query.items()
    ]
    return of_path + of_query
