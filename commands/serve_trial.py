"""One trial of the real server: a metered mat, some viewers, a recorded session, and what came of it."""

import contextlib
import json
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from clinic import Store
from commands.serve_events import Events, Numbers, events_of, judged_again
from commands.serve_metered import RUNNER
from commands.serve_processes import (
    PATIENCE_S,
    TrialFailed,
    lateness,
    parties_of,
    seen_by,
    server,
    stuck_viewer,
    watching,
)
from device import planned_steps

__all__ = ["Trial", "TrialFailed", "run_trial"]

SETTLE_S = 3.0
ASK_INTERVAL_S = 1.0

Note = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """What one trial gave.

    Parameters
    ----------
    viewers : int
        Who read all the time.
    stuck : bool
        Whether one more never read.
    told_landings, told_steps : Events
        How soon they were in the viewers. Of the landings those count that became complete steps.
    pictures_hz : ndarray of float64, shape (viewers,)
        Pictures a second.
    frames, steps : (int, int)
        Produced by the mat or found by the analyzer while the session lasted, and stored in it.
    site_s : ndarray of float64
        How long the pages took to answer meanwhile.
    late_s : ndarray of float64
        How late the computer woke a bare thread meanwhile: nothing that is served can be sooner.
    cpu : dict of str to float
        Shares of one core, by what used them: `process` is all of it, `model` what simulates runner and
        chips (with the scan that reads them), the others are threads.
    conversions_hz : float
        Conversions a second.
    """

    viewers: int
    stuck: bool
    told_landings: Events
    told_steps: Events
    pictures_hz: Numbers
    frames: tuple[int, int]
    steps: tuple[int, int]
    site_s: Numbers
    late_s: Numbers
    cpu: dict[str, float]
    conversions_hz: float


def run_trial(viewers: int, *, stuck: bool, seconds: float) -> Trial:
    """Serve, watch with so many viewers while a session is recorded, and compare.

    Raises
    ------
    TrialFailed
        When the server does not start, or a viewer is refused or sent away.
    """
    with tempfile.TemporaryDirectory() as folder:
        store, notes = Path(folder) / "store.sqlite", Path(folder) / "notes"
        with server(store, notes) as url, contextlib.ExitStack() as opened:
            port = urlsplit(url).port or 0
            if stuck:
                opened.enter_context(stuck_viewer(port))
            processes = [
                opened.enter_context(watching(port, count)) for count in parties_of(viewers)
            ]
            time.sleep(SETTLE_S)
            with lateness() as late_s:
                span_s, site_s = _record(url, seconds)
            seen = [seen_by(process) for process in processes]
        return _judge((viewers, stuck), seen, span_s, (site_s, np.array(late_s)), (store, notes))


def _record(url: str, seconds: float) -> tuple[tuple[float, float], Numbers]:
    """Record a session for so long; return from when till when, and how long the pages took meanwhile."""
    _ask(f"{url}/api/session", {"action": "start", "runner": "bench"})
    begin_s = time.monotonic()
    took_s = []
    while (now_s := time.monotonic()) < begin_s + seconds:
        for path in ("/", "/api/state"):
            asked_s = time.monotonic()
            _ask(url + path)
            took_s.append(time.monotonic() - asked_s)
        time.sleep(max(0.0, now_s + ASK_INTERVAL_S - time.monotonic()))
    end_s = time.monotonic()
    _ask(f"{url}/api/session", {"action": "stop"})
    time.sleep(ASK_INTERVAL_S)  # the last steps are on their way
    return (begin_s, end_s), np.array(took_s)


def _ask(url: str, body: dict[str, Any] | None = None) -> None:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    # The address is the server's that was started here.
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # nosec B310
        answer.read()


def _judge(
    who: tuple[int, bool],
    seen: list[dict[str, Any]],
    span_s: tuple[float, float],
    meanwhile_s: tuple[Numbers, Numbers],
    paths: tuple[Path, Path],
) -> Trial:
    (viewers, stuck), (store_path, notes_path) = who, paths
    notes = [json.loads(line) for line in notes_path.read_text().splitlines()]
    mat_frame_s = np.load(notes_path.with_name(notes_path.name + ".npy"))
    with Store(store_path) as store:
        (record,) = store.sessions()
        stored = store.steps(record.id, with_prints=False)
        judged = judged_again(store, record)
    assert record.first_s is not None
    assert record.last_s is not None
    produced = int(((mat_frame_s >= record.first_s) & (mat_frame_s <= record.last_s)).sum())
    begun_s = next(note["begun_s"] for note in notes if note["begun_s"] is not None)
    true_s = np.array([step.contact_s for step in planned_steps(RUNNER, record.last_s + 1.0)])

    def told(kind: str, judged_s: dict[float, float]) -> Events:
        came = [one for party in seen for one in party[kind]]
        counted = {
            contact_s: at_s for contact_s, at_s in judged_s.items() if contact_s in judged.whole
        }
        return events_of(came, counted, true_s, begun_s=begun_s, viewers=viewers)

    pictures = [np.array(one) for party in seen for one in party["pictures"]]
    return Trial(
        viewers=viewers,
        stuck=stuck,
        told_landings=told("landings", judged.landing_s),
        told_steps=told("steps", judged.step_s),
        pictures_hz=np.array([_rate_hz(one, span_s) for one in pictures]),
        frames=(produced, record.frame_count - record.lost_frame_count),
        steps=(len(judged.steps), sum(step.contact_s in judged.step_s for step in stored)),
        site_s=meanwhile_s[0],
        late_s=meanwhile_s[1],
        **_use(notes, span_s),
    )


def _rate_hz(moments_s: Numbers, span_s: tuple[float, float]) -> float:
    begin_s, end_s = span_s
    return float(((moments_s >= begin_s) & (moments_s < end_s)).sum() / (end_s - begin_s))


def _use(notes: list[Note], span_s: tuple[float, float]) -> dict[str, Any]:
    """Return `cpu`, shares of one core, and `conversions_hz`, between the first and last note of a span."""
    inside = [note for note in notes if span_s[0] <= note["at_s"] <= span_s[1]]
    first, last = inside[0], inside[-1]
    elapsed_s = last["at_s"] - first["at_s"]

    def share(key: str) -> float:
        return float((last[key] - first[key]) / elapsed_s)

    threads = {
        name: (used_s - first["threads_cpu_s"][name]) / elapsed_s
        for name, used_s in last["threads_cpu_s"].items()
    }
    cpu = {"process": share("process_cpu_s"), "model": share("model_cpu_s"), **threads}
    return {"cpu": cpu, "conversions_hz": share("conversions")}
