"""Two sessions, or two phases of one: differences, what else differs, and refusals."""

from collections.abc import Callable
from typing import Any

import pytest

from clinic import (
    COMPARED_MEASURES,
    CannotCompare,
    Signature,
    StepChoice,
    Store,
    add_phase,
    compare_steps,
    correct_step,
    session_before,
)

Maker = Callable[..., Any]
ANNE = Signature("anne")


@pytest.fixture
def add(store: Store, make_session: Maker, make_step: Maker) -> Callable[..., int]:
    """Store a session of 160 steps whose contact time and belt speed are given."""

    def add_session(contact_s: float = 0.25, *, speed_m_s: float = 3.0, **facts: Any) -> int:
        threshold_n = facts.pop("threshold_n", 20.0)
        number = store.begin_session(make_session(facts.pop("runner", "Anna"), **facts))
        steps = [
            make_step(
                n,
                contact_time_s=contact_s + 0.001 * (n % 7),
                belt_speed_m_s=speed_m_s,
                threshold_n=threshold_n,
            )
            for n in range(1, 161)
        ]
        store.append(number, steps=steps)
        store.end_session(number)
        return number

    return add_session


def found(store: Store, a: StepChoice, b: StepChoice, measure: str) -> Any:
    measures = {one.measure: one for one in compare_steps(store, a, b).measures}
    assert tuple(measures) == COMPARED_MEASURES
    return measures[measure]


def test_a_difference_is_b_less_a_and_believable_beyond_the_least_change(
    store: Store, add: Callable[..., int]
) -> None:
    a, b = StepChoice(add(0.25)), StepChoice(add(0.28))
    comparison = found(store, a, b, "contact_time_s").comparison
    assert comparison.difference == pytest.approx(0.03, abs=1e-9)
    assert comparison.believable
    assert comparison.minimal_change is not None
    assert compare_steps(store, a, b).differences == ()


def test_steps_that_were_left_out_are_left_out(store: Store, add: Callable[..., int]) -> None:
    a, b = StepChoice(add()), StepChoice(add())
    correct_step(store, b.session_id, 5, by=ANNE, excluded=True)
    assert len(compare_steps(store, a, b).b.steps) == 159


def test_two_phases_of_one_session_need_no_least_change(
    store: Store, add: Callable[..., int]
) -> None:
    number = add()
    add_phase(store, number, "natural", 0.0, by=ANNE)
    add_phase(store, number, "cued", 0.4 * 81, by=ANNE)
    a, b = StepChoice(number, 1), StepChoice(number, 2)
    comparison = compare_steps(store, a, b)
    assert (len(comparison.a.steps), len(comparison.b.steps)) == (80, 80)
    assert (comparison.b.phase and comparison.b.phase.kind) == "cued"
    assert found(store, a, b, "contact_time_s").comparison.minimal_change is None


def test_what_else_differs_is_named(store: Store, add: Callable[..., int]) -> None:
    a = add()
    other = add(speed_m_s=3.3, runner="Ben", simulated=True, mat_name="spi", foot_length_m=0.26)
    comparison = compare_steps(store, StepChoice(a), StepChoice(other))
    assert set(comparison.differences) == {"runner", "simulated", "speed", "mat", "foot"}
    newer = add(analyzer_version="10.0")
    assert compare_steps(store, StepChoice(a), StepChoice(newer)).differences == ("analyzer",)


def test_measures_at_other_thresholds_are_refused_and_the_rest_is_compared(
    store: Store, add: Callable[..., int]
) -> None:
    a, b = StepChoice(add()), StepChoice(add(threshold_n=40.0))
    assert found(store, a, b, "contact_time_s").is_refused
    assert not found(store, a, b, "strike_index_percent").is_refused
    assert "threshold" in compare_steps(store, a, b).differences


def test_what_cannot_be_compared_is_refused_with_its_reason(
    store: Store, add: Callable[..., int], make_session: Maker
) -> None:
    number = add()
    add_phase(store, number, "natural", 0.0, by=ANNE)
    going_on = store.begin_session(make_session())
    for a, b, code in [
        (StepChoice(number), StepChoice(number), "itself"),
        (StepChoice(number), StepChoice(number, 1), "itself"),
        (StepChoice(number, 1), StepChoice(number, 1), "itself"),
        (StepChoice(number, 1), StepChoice(number, 7), "phase"),
        (StepChoice(number), StepChoice(going_on), "recording"),
    ]:
        with pytest.raises(CannotCompare) as refusal:
            compare_steps(store, a, b)
        assert refusal.value.code == code
        assert "\n" not in str(refusal.value)


def test_too_few_steps_have_no_verdict(store: Store, make_session: Maker, make_step: Maker) -> None:
    choices = []
    for _ in range(2):
        number = store.begin_session(make_session())
        store.append(number, steps=[make_step(n) for n in range(1, 11)])
        store.end_session(number)
        choices.append(StepChoice(number))
    comparison = found(store, choices[0], choices[1], "contact_time_s").comparison
    assert (comparison.believable, comparison.difference) == (None, None)


def test_the_session_before_is_the_runners_last_with_steps_of_the_same_kind(
    store: Store, add: Callable[..., int], make_session: Maker
) -> None:
    first = add()
    add(runner="Ben")
    add(simulated=True)
    empty = store.begin_session(make_session("Anna"))
    store.end_session(empty)
    last = store.session(add())
    before = session_before(store, last)
    assert before is not None
    assert before.id == first
    assert session_before(store, store.session(first)) is None
