from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic import Store
from device import IdealMat
from tests.web.made_store import make_store
from tests.web.mats import ShortMat
from tests.web.people import add_people
from tests.web.serving import ServerProcess
from web import Access, Throttle, Treadmill, create_app


class HandClock:
    """Monotonic seconds that a test winds on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.seconds


class WallClock:
    """Moments in UTC that a test winds on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now

    def wind(self, **time: float) -> None:
        """Let so many `minutes=` or `hours=` pass."""
        self.now += timedelta(**time)


@pytest.fixture
def wall() -> WallClock:
    return WallClock()


@pytest.fixture
def store(tmp_path: Path, wall: WallClock) -> Iterator[Store]:
    with Store(tmp_path / "clinic.sqlite", clock=wall) as store:
        yield store


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a store with six sessions of two runners; see `make_store`."""
    path: Path = tmp_path_factory.mktemp("made") / "clinic.sqlite"
    make_store(path)
    return path.read_bytes()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def make_mat() -> Callable[..., ShortMat]:
    return ShortMat


@pytest.fixture
def make_treadmill(store: Store, clock: HandClock) -> Iterator[Callable[..., Treadmill]]:
    made: list[Treadmill] = []

    def make(mat: IdealMat | Exception) -> Treadmill:
        def open_it() -> IdealMat:
            if isinstance(mat, Exception):
                raise mat
            return mat

        made.append(Treadmill(open_it, store, now_s=clock))
        return made[-1]

    yield make
    for treadmill in made:
        treadmill.close()


@pytest.fixture
def treadmill(make_treadmill: Callable[..., Treadmill]) -> Treadmill:
    """A treadmill whose mat is open, and stands still: tests feed it no frames."""
    treadmill = make_treadmill(IdealMat(speed=None))
    treadmill._open_mat()
    return treadmill


@pytest.fixture
def client(treadmill: Treadmill) -> FlaskClient:
    app = create_app(treadmill)
    app.testing = True
    return app.test_client()


@pytest.fixture
def guarded(treadmill: Treadmill, store: Store, clock: HandClock) -> Flask:
    """The application where people log in: vera (viewer), cora (coach) and ada (admin)."""
    add_people(store)
    app = create_app(treadmill, access=Access(requires_log_in=True), throttle=Throttle(clock))
    app.testing = True
    return app


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., ServerProcess]]:
    started: list[ServerProcess] = []

    def start(mat: str = "simulated") -> ServerProcess:
        started.append(ServerProcess(tmp_path / "served.sqlite", mat))
        return started[-1]

    yield start
    for server in started:
        if server._process.poll() is None:
            server.stop()


@pytest.fixture
def anna(client: FlaskClient) -> int:
    """A runner with one session; return her number."""
    client.post("/api/session", json={"action": "start", "runner": "Anna"})
    client.post("/api/session", json={"action": "stop"})
    return 1
