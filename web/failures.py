"""What a refusal looks like: one line of JSON under `/api`, a page elsewhere."""

from typing import Any

from flask import Flask, abort, render_template, request
from werkzeug.exceptions import HTTPException

from clinic import (
    AccountNotFound,
    BadAccount,
    BadProtocol,
    BadSession,
    ClinicError,
    RunnerNotFound,
    SessionNotFound,
    StepNotFound,
    StoreBusy,
)
from device import BadMat, DeviceError
from web.errors import BadInput, NotReady, NotSimulated, WebError

__all__ = ["NUMBER_MAX", "add_error_pages"]

_STATUS: dict[type[Exception], int] = {
    BadInput: 400,
    BadAccount: 400,
    AccountNotFound: 404,
    BadMat: 400,
    BadProtocol: 400,
    BadSession: 400,
    NotSimulated: 404,
    RunnerNotFound: 404,
    SessionNotFound: 404,
    StepNotFound: 404,
    NotReady: 409,
    StoreBusy: 409,
    ClinicError: 503,
    DeviceError: 503,
    WebError: 500,
}

#: The greatest number of a session or a runner: a database's integer has 32 bits.
NUMBER_MAX = 2**31 - 1

#: Keys of the titles, behind "error-".
_TITLES = {
    400: "bad",
    401: "log-in",
    403: "forbidden",
    404: "nothing",
    405: "method",
    409: "conflict",
    413: "large",
    429: "wait",
    503: "unavailable",
}

Answer = tuple[Any, int]


def add_error_pages(app: Flask) -> None:
    """Let `app` answer the errors of all rooms."""
    for kind, status in _STATUS.items():
        app.register_error_handler(kind, _answer_with(status))
    app.register_error_handler(HTTPException, _answer_http)
    app.before_request(_refuse_huge_number)


def _refuse_huge_number() -> None:
    """Refuse a number in the path that no database could have given to anything."""
    for value in (request.view_args or {}).values():
        if isinstance(value, int) and value > NUMBER_MAX:
            abort(404, f"there is nothing of number {value}; numbers go up to {NUMBER_MAX}")


def _answer_with(status: int) -> Any:
    def answer(error: Exception) -> Answer:
        return _answer(status, str(error))

    return answer


def _answer_http(error: HTTPException) -> Answer:
    line = str(error.description)
    if error.code == 404 and type(error).description == line:
        line = f"there is no page {request.path}"
    return _answer(error.code or 500, line)


def _answer(status: int, line: str) -> Answer:
    if request.path.startswith("/api/"):
        return {"error": line}, status
    title = _TITLES.get(status, "other")
    return render_template("error.html", status=status, title=title, line=line), status
