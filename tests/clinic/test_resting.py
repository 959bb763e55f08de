"""Standing and drills are kept with their session; shoe sizes tell a foot's length."""

from collections.abc import Callable
from typing import Any

import pytest

from analyzer import Drill, Standing
from clinic import BadSession, SessionNotFound, Store, add_rests, foot_length_of_shoe_m, rests

Maker = Callable[..., Any]


def standing(start_s: float) -> Standing:
    return Standing(
        start_s, start_s + 9.0, 9.0, 2, 700.0, 52.0, 48.0, 0.2, 0.02, *[0.003] * 4, 1e-4
    )


def drill(start_s: float) -> Drill:
    return Drill(
        "tapping", start_s, start_s + 5.0, 8, 8, 0, 90.0, 0.02, 3.0, 0.2, None, 100.0, None, None,
        25.0, None,
    )  # fmt: skip


def test_standing_and_drills_come_back_in_order_of_their_start(
    store: Store, make_session: Maker
) -> None:
    number = store.begin_session(make_session())
    assert rests(store, number) == {"standing": [], "drill": []}
    add_rests(store, number, [standing(30.0), drill(12.0), standing(2.0)])
    add_rests(store, number, [])
    add_rests(store, number, [drill(60.0)])
    found = rests(store, number)
    assert found["standing"] == [standing(2.0).to_dict(), standing(30.0).to_dict()]
    assert found["drill"] == [drill(12.0).to_dict(), drill(60.0).to_dict()]


def test_they_belong_to_a_session_that_is_there(store: Store) -> None:
    with pytest.raises(SessionNotFound, match="there is no session 4"):
        add_rests(store, 4, [standing(1.0)])


@pytest.mark.parametrize(
    ("system", "size", "length_m"),
    [("eu", 42, 0.265), ("uk", 8, 0.2625), ("us-men", 9, 0.2625), ("us-women", 8.5, 0.2455)],
)
def test_a_shoe_size_tells_the_foot_that_it_is_made_for(
    system: str, size: float, length_m: float
) -> None:
    assert foot_length_of_shoe_m(system, size) == pytest.approx(length_m, abs=5e-4)


@pytest.mark.parametrize(
    ("system", "size", "line"),
    [
        ("jp", 27, "system must be one of eu, uk, us-men, us-women, got 'jp'"),
        ("eu", 5, "the foot length of this size must be 0.1 to 0.45"),
        ("uk", 80, "size must be 0 to 70, got 80"),
    ],
)
def test_a_size_that_no_foot_has_is_refused(system: str, size: float, line: str) -> None:
    with pytest.raises(BadSession, match=line):
        foot_length_of_shoe_m(system, size)
