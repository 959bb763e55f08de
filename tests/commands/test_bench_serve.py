"""`strikemat bench serve`: a short trial of the real server, and the page that is made of trials."""

import numpy as np
import pytest

from commands.serve_events import Events
from commands.serve_page import bounds_of, serve_page
from commands.serve_processes import VIEWERS_A_PROCESS, parties_of
from commands.serve_trial import Trial, run_trial


def told(**changed: object) -> Events:
    values: dict[str, object] = {
        "judged_s": np.linspace(0.010, 0.030, 100),
        "contact_s": np.linspace(0.4, 0.7, 100),
        "missed": 0,
    }
    return Events(**(values | changed))  # type: ignore[arg-type]


def made(**changed: object) -> Trial:
    values: dict[str, object] = {
        "viewers": 10,
        "stuck": False,
        "told_landings": told(judged_s=np.linspace(0.005, 0.020, 100)),
        "told_steps": told(),
        "pictures_hz": np.array([49.0, 50.0]),
        "frames": (20_000, 20_000),
        "steps": (50, 50),
        "site_s": np.array([0.01, 0.02]),
        "late_s": np.array([0.0001]),
        "cpu": {"process": 0.3, "model": 0.15, "acquisition": 0.25, "recorder": 0.02, "web": 0.03},
        "conversions_hz": 45_000.0,
    }
    return Trial(**(values | changed))  # type: ignore[arg-type]


def holds(*trials: Trial) -> dict[str, str]:
    return {row[0]: row[3] for row in bounds_of(trials, scan_ns=100.0)}


@pytest.mark.pace
def test_a_trial_of_the_real_server_loses_nothing_and_admits_everybody() -> None:
    trial = run_trial(2, stuck=True, seconds=5.0)
    assert trial.frames[0] == trial.frames[1] > 1000
    assert trial.steps[0] == trial.steps[1] > 5
    assert len(trial.pictures_hz) == 2
    for events in (trial.told_landings, trial.told_steps):
        assert events.missed == 0
        assert len(events.judged_s) == len(events.contact_s) >= 10
        # An event comes after what it tells of.
        assert events.judged_s.min() > 0.0
        assert (events.contact_s > events.judged_s).all()
    # A landing is told long before its step.
    assert np.median(trial.told_landings.contact_s) < np.median(trial.told_steps.contact_s) / 2
    assert trial.cpu["process"] > trial.cpu["model"] > 0.0
    assert len(trial.site_s) >= 6


def test_the_bounds_hold_where_all_is_well_and_not_where_it_is_not() -> None:
    assert set(holds(made()).values()) == {"yes"}
    late = told(judged_s=np.full(100, 0.08))
    slow = holds(made(told_steps=late))
    assert slow["step: from judged to event, 95 %"] == "NO"
    assert slow["landing: from judged to event, 95 %"] == "yes"
    assert holds(made(told_landings=late))["landing: from judged to event, 95 %"] == "NO"
    assert holds(made(frames=(20_000, 19_999)))["frames and steps not stored"] == "NO"
    lost = holds(made(told_landings=told(missed=1)))
    assert lost["landings that a viewer did not get"] == "NO"
    assert lost["steps that a viewer did not get"] == "yes"
    assert holds(made(told_steps=told(missed=1)))["steps that a viewer did not get"] == "NO"
    assert holds(made(pictures_hz=np.array([29.0])))["pictures/s, 10 viewers"] == "NO"
    busy = {"process": 0.6, "model": 0.2, "acquisition": 0.5, "recorder": 0.02, "web": 0.03}
    assert holds(made(viewers=1, cpu=busy))["server's CPU, 1 viewer"] == "NO"


def test_the_server_is_charged_with_the_scan_but_not_with_the_model() -> None:
    page = serve_page([made(viewers=1)], seconds=20.0, scan_ns=100.0)
    # 0.3 - 0.15 + 100 ns x 45 000/s
    assert "| server's CPU, 1 viewer | below 25 % of a core | 15 % | yes |" in page
    assert "| 1 | 15.4 | 0.5 | 10.0 | 2.0 | 3.0 | 15.0 |" in page


def test_the_page_says_how_it_is_made() -> None:
    page = serve_page([made(), made(stuck=True)], seconds=20.0, scan_ns=100.0)
    assert "`strikemat bench serve --write docs/latency.md`" in page
    assert "| 10 and one that never reads |" in page
    page = serve_page([made()], seconds=20.0, scan_ns=100.0, real_time=True)
    assert "`strikemat bench serve --real-time --write docs/latency.md`" in page
    assert "Server and viewers had real-time priority" in page


@pytest.mark.parametrize("viewers", [1, 25, 26, 60])
def test_viewers_are_spread_over_processes(viewers: int) -> None:
    parties = parties_of(viewers)
    assert sum(parties) == viewers
    assert max(parties) <= VIEWERS_A_PROCESS
