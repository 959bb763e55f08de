"""Which foot it is, from rhythm, place and shape alone."""

import pytest

from analyzer.sides import Landing, SideTracker

MIDDLE_M, WIDTH_M, STEP_S = 0.2, 0.08, 0.36
OTHER = {"left": "right", "right": "left"}


def landing(number: int, first: str, *, shape_odds: float = 0.0) -> Landing:
    """A landing of a runner whose feet alternate, evenly and well apart."""
    side = first if number % 2 == 0 else OTHER[first]
    x_m = MIDDLE_M + (0.5 if side == "right" else -0.5) * WIDTH_M
    return Landing(number * STEP_S, x_m, shape_odds if side == "right" else -shape_odds)


def expected(first: str, count: int) -> list[str]:
    return [first if number % 2 == 0 else OTHER[first] for number in range(count)]


@pytest.mark.parametrize("first", ["left", "right"])
def test_a_first_foot_of_clear_shape_says_nothing_of_crossed_feet(first):
    tracker = SideTracker(deck_middle_m=MIDDLE_M)
    sides = tracker.add(landing(0, first, shape_odds=5.0))
    for number in range(1, 12):
        sides += tracker.add(landing(number, first))
    assert sides == expected(first, 12)


@pytest.mark.parametrize("first", ["left", "right"])
def test_the_rhythm_is_known_also_when_the_first_foot_was_clear_at_once(first):
    """Steps that are missing then keep the count, on feet that lie on one line."""
    tracker = SideTracker(deck_middle_m=MIDDLE_M)
    sides, numbers = [], [0, 1, 2, 3, 5, 6, 8, 9]
    for number in numbers:
        one = landing(number, first, shape_odds=5.0 if number == 0 else 0.0)
        sides += tracker.add(Landing(one.contact_s, MIDDLE_M, one.shape_odds))
    assert sides == [expected(first, 10)[number] for number in numbers]


@pytest.mark.parametrize("first", ["left", "right"])
def test_a_guess_is_what_the_step_will_be_and_changes_nothing(first):
    tracker = SideTracker(deck_middle_m=MIDDLE_M)
    assert tracker.guess(landing(0, first)) is None
    tracker.add(landing(0, first, shape_odds=5.0))
    for number in range(1, 8):
        guesses = [tracker.guess(landing(number, first)) for _ in range(3)]
        assert guesses == 3 * tracker.add(landing(number, first))
