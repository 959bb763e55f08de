"""What the audit log is told of the pages: who logged in, and who saw whose data."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, g, request

from clinic import ClinicError, Store, note_action
from web.identity import who

__all__ = ["Trail", "looks_at"]

#: A page that is looked at again within this time is one look; a flood of refusals is one line a minute.
SAME_S = 60.0
_REMEMBERED_MAX = 1000

_LOG = logging.getLogger(__name__)

Seen = tuple[str, str, int | None, int | None, str]


def looks_at(session_id: int) -> None:
    """Say that this request shows a session which its path does not name."""
    g.setdefault("looked_at", set()).add(session_id)


class Trail:
    """Writes what happened into the audit log, in the request that it happens in, once a minute at most.

    Where the log cannot be written, the server's own log has it, and the page is shown all the same.

    Parameters
    ----------
    store : Store
        Has the audit log.
    now_s : callable
        Seconds on a clock that never goes back.
    """

    def __init__(self, store: Store, now_s: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now_s = now_s
        self._seen_s: OrderedDict[Seen, float] = OrderedDict()
        self._lock = threading.Lock()

    def follow(self, app: Flask) -> None:
        """Note every successful look: at a route's `session_id` or `runner_id`, and what `looks_at` adds."""
        app.after_request(self._note_look)

    def note(
        self,
        action: str,
        *,
        session_id: int | None = None,
        runner_id: int | None = None,
        detail: Mapping[str, Any] | None = None,
        again: bool = False,
    ) -> None:
        """Note what whoever asks does; the same again within a minute only with `again`."""
        by, told = who(), dict(detail or {})
        if not (self._is_new((by, action, session_id, runner_id, str(told))) or again):
            return
        try:
            if session_id is not None and runner_id is None:
                runner_id = self._store.session(session_id).runner_id
            note_action(
                self._store, by, action, runner_id=runner_id, session_id=session_id, detail=told
            )
        except ClinicError as error:
            _LOG.error("the audit log could not be told of %r by %r: %s", action, by, error)

    def _note_look(self, response: Response) -> Response:
        asked = request.view_args or {}
        is_whose = {name: asked[name] for name in ("session_id", "runner_id") if name in asked}
        is_look = request.method == "GET" and response.status_code == 200
        # A report notes itself, also when the command line makes it.
        if is_look and is_whose and request.blueprint != "reports":
            rule = request.url_rule.rule if request.url_rule else ""
            kind = "session" if "session_id" in is_whose else "runner"
            self.note(f"see {kind}", detail={"page": rule}, **is_whose)
        if is_look:
            for session_id in sorted(g.get("looked_at", ())):
                self.note("see session", session_id=session_id, detail={"page": request.path})
        return response

    def _is_new(self, seen: Seen) -> bool:
        with self._lock:
            now_s = self._now_s()
            before_s = self._seen_s.get(seen)
            if before_s is not None and now_s - before_s < SAME_S:
                return False
            self._seen_s[seen] = now_s
            self._seen_s.move_to_end(seen)
            while len(self._seen_s) > _REMEMBERED_MAX:
                self._seen_s.popitem(last=False)
            return True
