from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from analyzer import Footprint, Measures, Step
from clinic import NewSession, Store
from device import FrameBlock, MatGeometry
from tests.clinic.postgres_server import MISSING, Server, find_programs, running_server

EMPTY_ALL_TABLES = """
DO $$ DECLARE tables text; BEGIN
    SELECT string_agg(quote_ident(tablename), ', ') INTO tables FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version';
    IF tables IS NOT NULL THEN EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY'; END IF;
END $$
"""

GEOMETRY = MatGeometry(rows=4, cols=3, row_pitch_m=0.025, col_pitch_m=0.05)


@pytest.fixture
def geometry() -> MatGeometry:
    return GEOMETRY


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with an empty database `strikemat`."""
    programs = find_programs()
    if programs is None:
        pytest.skip(MISSING)
    with running_server(programs) as server:
        server.execute("CREATE DATABASE strikemat")
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The URL of an empty database."""
    yield postgres.url("strikemat")
    postgres.execute(EMPTY_ALL_TABLES, "strikemat")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a new store may lie: in turn a file and a server's database."""
    if request.param == "sqlite":
        return tmp_path / "clinic.sqlite"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(database: str | Path) -> Iterator[Store]:
    with Store(database) as store:
        yield store


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "clinic.sqlite") as store:
        yield store


@pytest.fixture
def make_session() -> Callable[..., NewSession]:
    def make(runner: str = "Anna", **changes: object) -> NewSession:
        facts: dict[str, object] = {
            "mat_name": "simulated",
            "mat_label": "SIMULATED",
            "geometry": GEOMETRY,
            "frame_rate_hz": 500.0,
            "analyzer_version": "9.9",
            "analyzer_settings": {"base_threshold_n": 20.0},
        }
        return NewSession(runner=runner, **(facts | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_block() -> Callable[..., FrameBlock]:
    def make(first_s: float = 0.0, n: int = 10, seed: int = 0) -> FrameBlock:
        rng = np.random.default_rng(seed)
        force_n = rng.gamma(0.5, 30.0, (n, GEOMETRY.rows, GEOMETRY.cols)).astype(np.float32)
        return FrameBlock(first_s + np.arange(n) / 500.0, force_n, rng.normal(3.0, 0.05, n))

    return make


@pytest.fixture
def make_step() -> Callable[..., Step]:
    def make(number: int = 1, **changes: object) -> Step:
        facts: dict[str, object] = {
            "number": number,
            "side": "left" if number % 2 else "right",
            "contact_s": 0.4 * number,
            "off_s": 0.4 * number + 0.25,
            "contact_time_s": 0.25,
            "flight_time_s": 0.15,
            "strike": "ball",
            "strike_index_percent": 71.5,
            "heel_onset_s": None,
            "ball_onset_s": 0.4 * number,
            "confidence": 0.9,
            "peak_force_n": 1600.0,
            "complete": True,
            "incomplete_reason": None,
            "threshold_n": 20.0,
            "foot_length_m": 0.27,
            "foot_length_source": "given",
            "landing_x_m": 0.2,
            "landing_y_m": 0.5,
            "belt_speed_m_s": 3.0,
            "footprint": make_footprint(number),
            "measures": Measures(step_time_s=0.35, ball_peak_n=612.5),
        }
        return Step(**(facts | changes))  # type: ignore[arg-type]

    return make


def make_footprint(seed: int) -> Footprint:
    rng = np.random.default_rng(seed)
    return Footprint(
        peak_n=rng.gamma(0.5, 30.0, (60, 3)).astype(np.float32),
        bin_m=0.005,
        col_pitch_m=0.05,
        heel_bin=55.5,
        first_col=2,
        gait_line_m=rng.random((20, 2)).astype(np.float32),
        landing_m=(0.1, 0.07),
    )


def short_patience(store: Store) -> None:
    """Let the store give up at once: the test shall not wait for the five seconds."""
    with store.autocommit() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
