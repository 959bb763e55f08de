"""What a refusal looks like: one line of JSON under `/api`, a page elsewhere."""

from typing import Any

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from clinic import BadSession, ClinicError, SessionNotFound, StoreBusy
from device import BadMat, DeviceError
from web.errors import BadInput, NotReady, NotSimulated, WebError

__all__ = ["add_error_pages"]

_STATUS: dict[type[Exception], int] = {
    BadInput: 400,
    BadMat: 400,
    BadSession: 400,
    NotSimulated: 404,
    SessionNotFound: 404,
    NotReady: 409,
    StoreBusy: 409,
    ClinicError: 503,
    DeviceError: 503,
    WebError: 500,
}

#: Keys of the titles, behind "error-".
_TITLES = {
    400: "bad",
    403: "forbidden",
    404: "nothing",
    405: "method",
    409: "conflict",
    413: "large",
    503: "unavailable",
}

Answer = tuple[Any, int]


def add_error_pages(app: Flask) -> None:
    """Let `app` answer the errors of all rooms."""
    for kind, status in _STATUS.items():
        app.register_error_handler(kind, _answer_with(status))
    app.register_error_handler(HTTPException, _answer_http)


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
