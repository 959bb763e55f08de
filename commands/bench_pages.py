"""`strikemat bench pages`: how much work of the server the pages of a long session are."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table

from clinic import ClinicError, SessionQuery, Store, find_sessions
from commands.long_session import add_long_session
from commands.refusal import one_line_refusals
from device import IdealMat
from web import Treadmill, create_app

__all__ = ["bench_pages"]

#: What opening the page of a long session may take.
BOUND_S = 1.0
ROUNDS = 5
#: What a browser asks for when it opens the page of a session.
PARTS = ("page", "course for the charts", "footprints")


@click.command("pages")
@click.option(
    "--hours",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.05, 10),
    help="Length of the session.",
)
@one_line_refusals(ClinicError)
def bench_pages(*, hours: float) -> None:
    """Time the server's work for the pages of a long session: processor seconds, the median of five."""
    console = Console(highlight=False)
    with (
        tempfile.TemporaryDirectory(prefix="strikemat-bench-") as folder,
        Store(Path(folder) / "store.sqlite") as store,
    ):
        for seed in (2, 1):
            session_id = add_long_session(store, "Bench", hours, seed=seed)
        steps = store.session(session_id).step_count
        # The treadmill is never started: the pages read the store.
        treadmill = Treadmill(IdealMat, store)
        with create_app(treadmill).test_client() as client:
            figures = _measured(client, store, session_id)
        treadmill.close()
    table = Table(title=f"{hours:g} hours, {steps} steps: processor time of the server", box=None)
    table.add_column("what")
    table.add_column("s", justify="right")
    for name, seconds in figures.items():
        table.add_row(name, f"{seconds:.3f}")
    console.print(table)
    opened_s = sum(figures[name] for name in PARTS)
    console.print(
        f"opening the page, with what its script asks for: {opened_s:.2f} s (bound {BOUND_S:g} s)"
    )


def _measured(client: FlaskClient, store: Store, session_id: int) -> dict[str, float]:
    path = f"/sessions/{session_id}"
    # Before anything was worked out; what is worked out is kept, so that it is timed once.
    first_s = _seconds(lambda: _get(client, path))
    statistics_s = _seconds(lambda: _get(client, f"/api{path}/statistics"))
    return {
        "page, before the statistics are there": first_s,
        "statistics, once": statistics_s,
        "page": _median(lambda: _get(client, path)),
        "course for the charts": _median(lambda: _get(client, f"/api{path}/course")),
        "footprints": _median(lambda: _get(client, f"/api{path}/prints")),
        "last rows of the table of steps": _median(lambda: _get(client, f"{path}?first=1000000")),
        "one step": _median(
            lambda: _get(client, f"{path}/steps/{store.session(session_id).step_count // 2}")
        ),
        "list of sessions, searched": _median(lambda: _get(client, "/sessions?search=bench")),
        "runner": _median(lambda: _get(client, "/runners/1")),
        "search in the store": _median(lambda: find_sessions(store, SessionQuery(words="bench"))),
        "comparison with another as long": _seconds(
            lambda: _get(client, f"/compare?b={session_id}")
        ),
    }


def _get(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status}"


def _median(work: Callable[[], object]) -> float:
    return sorted(_seconds(work) for _ in range(ROUNDS))[ROUNDS // 2]


def _seconds(work: Callable[[], object]) -> float:
    begin_s = time.process_time()
    work()
    return time.process_time() - begin_s
