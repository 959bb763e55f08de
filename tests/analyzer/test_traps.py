"""Cases that a simpler analysis falls into."""

from dataclasses import replace

import numpy as np
import pytest

from analyzer import Step
from device import FrameBlock, MatGeometry, Recording, RunnerSettings, simulate_recording
from tests.analyzer.scoring import score, steps_of


def without_contacts(recording: Recording, truth, numbers: set[int]) -> Recording:
    """Return the recording with some contacts wiped out, as if the foot had not landed."""
    force_n = recording.force_n.copy()
    for number in numbers:
        true = truth[number]
        gone = (recording.time_s > true.contact_s - 0.02) & (recording.time_s < true.off_s + 0.02)
        force_n[gone] = 0.0
    return replace(recording, force_n=force_n)


def sides(steps: list[Step]) -> list[str]:
    return [step.side for step in steps if step.complete]


def true_sides(truth, recording) -> list[str]:
    end_s = recording.time_s[-1]
    return [true.side for true in truth if true.contact_s > 0 and true.off_s < end_s]


class TestHeelThatNeverLands:
    runner = RunnerSettings(strike="ball-only", speed_m_s=3.0, seed=7)

    def test_given_length_places_the_heel_from_the_toes(self):
        recording, truth = simulate_recording(self.runner, 8.0)
        found = score(steps_of(recording), truth, recording.block)
        assert np.mean(np.abs(found.index_errors())) < 4.0
        for step, _ in found.pairs:
            assert step.strike == "ball"
            assert step.heel_onset_s is None
            assert step.foot_length_source == "given"

    def test_unknown_length_is_said_to_be_unknown(self):
        recording, _ = simulate_recording(self.runner, 8.0)
        steps = [step for step in steps_of(recording, length_known=False) if step.complete]
        assert len(steps) > 15
        for step in steps:
            assert step.foot_length_source == "unknown"
            assert step.foot_length_m is None
            assert step.strike_index_percent is None
            assert step.strike == "ball"
            assert step.confidence < 0.9

    def test_length_is_learned_from_the_same_runners_whole_prints(self):
        mixed = replace(self.runner, strike="ball-only", right_strike="heel")
        recording, truth = simulate_recording(mixed, 10.0)
        found = score(steps_of(recording, length_known=False), truth, recording.block)
        learned = [pair for pair in found.pairs[4:] if pair[1].side == "left"]
        for step, true in learned:
            assert step.foot_length_source == "learned"
            assert step.foot_length_m == pytest.approx(true.foot_length_m, abs=0.015)
            assert step.strike == "ball"
        assert np.mean(np.abs(found.index_errors())) < 6.0


class TestSides:
    def test_a_missed_step_does_not_swap_the_feet(self):
        recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=8), 10.0)
        holed = without_contacts(recording, truth, {6, 13, 14})
        kept = [true for number, true in enumerate(truth) if number not in {6, 13, 14}]
        assert sides(steps_of(holed)) == true_sides(kept, recording)

    def test_hops_on_one_leg_stay_on_that_leg(self):
        recording, truth = simulate_recording(
            RunnerSettings(speed_m_s=3.0, step_width_m=0.12, seed=9), 10.0
        )
        rights = {
            number for number, true in enumerate(truth) if true.side == "right" and number > 9
        }
        hopped = without_contacts(recording, truth, rights)
        kept = [true for number, true in enumerate(truth) if number not in rights]
        assert sides(steps_of(hopped)) == true_sides(kept, recording)

    def test_a_stop_and_restart_keeps_the_sides(self):
        recording, truth = simulate_recording(
            RunnerSettings(speed_m_s=3.0, step_width_m=0.12, seed=10), 14.0
        )
        gone = {number for number, true in enumerate(truth) if 4.0 < true.contact_s < 9.0}
        stopped = without_contacts(recording, truth, gone)
        kept = [true for number, true in enumerate(truth) if number not in gone]
        assert sides(steps_of(stopped)) == true_sides(kept, recording)

    @pytest.mark.parametrize("length_known", [True, False])
    @pytest.mark.parametrize("strike", ["heel", "midfoot", "ball", "ball-only"])
    def test_feet_that_cross_over_are_told_by_their_shape(self, strike, length_known):
        runner = RunnerSettings(strike=strike, speed_m_s=3.0, step_width_m=-0.03, seed=12)
        recording, truth = simulate_recording(runner, 8.0)
        steps = steps_of(recording, length_known=length_known)
        assert sides(steps) == true_sides(truth, recording)

    @pytest.mark.parametrize("first", [1, 2])
    def test_the_first_foot_may_be_either(self, first):
        recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=11), 8.0)
        later = without_contacts(recording, truth, set(range(first)))
        assert sides(steps_of(later)) == true_sides(truth[first:], recording)


class TestIncompleteContacts:
    recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=12), 6.0)

    def test_a_foot_down_at_the_start_is_incomplete_and_not_judged(self):
        begin = int(np.searchsorted(self.recording.time_s, self.truth[3].contact_s + 0.05))
        cut = replace(
            self.recording,
            time_s=self.recording.time_s[begin:],
            force_n=self.recording.force_n[begin:],
            belt_speed_m_s=self.recording.belt_speed_m_s[begin:],
        )
        first = steps_of(cut)[0]
        assert not first.complete
        assert "began" in first.incomplete_reason
        assert first.strike is None
        assert first.strike_index_percent is None
        assert first.confidence == 0.0

    def test_a_foot_down_at_the_end_is_incomplete(self):
        end = int(np.searchsorted(self.recording.time_s, self.truth[10].contact_s + 0.1))
        cut = replace(
            self.recording,
            time_s=self.recording.time_s[:end],
            force_n=self.recording.force_n[:end],
            belt_speed_m_s=self.recording.belt_speed_m_s[:end],
        )
        last = steps_of(cut)[-1]
        assert not last.complete
        assert "ended" in last.incomplete_reason
        assert last.strike == "heel"

    @pytest.mark.parametrize(
        ("rows", "cols", "edge"),
        [(slice(0, 24), slice(0, 8), "rear"), (slice(18, 48), slice(0, 8), "front")],
    )
    def test_a_foot_partly_off_the_mat_is_incomplete(self, rows, cols, edge):
        force_n = np.ascontiguousarray(self.recording.force_n[:, rows, cols])
        geometry = self.recording.geometry
        small = MatGeometry(
            force_n.shape[1], force_n.shape[2], geometry.row_pitch_m, geometry.col_pitch_m
        )
        steps = steps_of(replace(self.recording, geometry=small, force_n=force_n))
        assert len(steps) > 10
        for step in steps[1:-1]:
            assert not step.complete
            assert f"off the mat at its {edge}" in step.incomplete_reason
            assert (step.strike is None) == (edge == "front")

    def test_a_foot_beside_the_mat_is_incomplete(self):
        beside, _ = simulate_recording(
            RunnerSettings(speed_m_s=3.0, centre_x_m=0.04, step_width_m=0.0, seed=12), 6.0
        )
        steps = steps_of(beside)
        assert len(steps) > 10
        assert all("side" in step.incomplete_reason for step in steps[1:-1])


class TestThreshold:
    def test_a_higher_threshold_gives_shorter_contacts_and_is_stored(self):
        recording, _ = simulate_recording(RunnerSettings(speed_m_s=2.5, seed=13), 6.0)
        low, high = steps_of(recording, threshold_n=20.0), steps_of(recording, threshold_n=50.0)
        assert {step.threshold_n for step in high} == {50.0}
        assert np.mean([s.contact_time_s for s in high]) < np.mean([s.contact_time_s for s in low])

    def test_the_default_scales_with_body_weight(self):
        for mass_kg in (45.0, 90.0):
            recording, _ = simulate_recording(RunnerSettings(body_mass_kg=mass_kg), 3.0)
            steps = steps_of(recording, threshold_n=None)
            assert steps[1].threshold_n == pytest.approx(0.025 * mass_kg * 9.80665)

    def test_a_noisy_mat_raises_the_default_and_invents_no_step(self):
        recording, truth = simulate_recording(
            RunnerSettings(speed_m_s=3.0, seed=14), 8.0, noise_n=2.0, seed=14
        )
        steps = steps_of(recording, threshold_n=None)
        assert steps[1].threshold_n > 50.0
        found = score(steps, truth, recording.block)
        assert not found.missed
        assert not found.invented

    def test_noise_alone_is_no_step(self):
        recording, _ = simulate_recording(RunnerSettings(gait="none"), 20.0, noise_n=2.0, seed=15)
        assert steps_of(recording, threshold_n=None) == []


def test_a_belt_that_slows_within_each_stance_keeps_the_foot_at_rest():
    recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=16), 6.0)
    # The measured speed wobbles about the true one: 5 % dips, as real belts have.
    wobble = 1.0 - 0.05 * np.sin(2 * np.pi * 2.7 * recording.time_s) ** 2
    measured = replace(recording, belt_speed_m_s=recording.belt_speed_m_s * wobble)
    found = score(steps_of(measured), truth, recording.block)
    assert not found.missed
    assert not found.invented
    assert not found.wrong_side
    assert found.right_strikes() == 1.0


def test_a_short_touch_is_no_step():
    recording, _ = simulate_recording(RunnerSettings(gait="none"), 2.0)
    force_n = recording.force_n.copy()
    force_n[500:515, 20:23, 3:5] += 60.0
    assert steps_of(replace(recording, force_n=force_n)) == []


def test_thin_evidence_abstains():
    """Halfway between midfoot and ball no class has enough of the evidence."""
    from analyzer.strike import call_strike

    called = [call_strike(index, 0.010, 0.010) for index in np.arange(20.0, 80.0, 0.1)]
    assert {call.strike for call in called} == {"heel", "midfoot", "ball", None}
    assert all((call.strike is None) == (call.confidence < 0.6) for call in called)
    assert call_strike(None, None, None).strike is None


@pytest.mark.parametrize("speed_m_s", [0.6, 1.0, 1.2, 1.8])
def test_two_feet_in_the_same_columns_are_two_contacts(speed_m_s):
    recording, truth = simulate_recording(
        RunnerSettings(gait="walking", speed_m_s=speed_m_s, step_width_m=0.0, seed=17), 10.0
    )
    found = score(steps_of(recording), truth, recording.block)
    assert not found.missed
    assert not found.invented
    starts = np.array([step.contact_s for step, _ in found.pairs])
    offs = np.array([step.off_s for step, _ in found.pairs])
    assert np.all(starts[1:] < offs[:-1]), "both feet are down at once in walking"


def test_frames_without_a_belt_frame_would_smear():
    """The same frames with the belt said to stand: the prints smear, and are not called whole steps."""
    recording, truth = simulate_recording(RunnerSettings(speed_m_s=3.0, seed=18), 6.0)
    block = recording.block
    standing = FrameBlock(block.time_s, block.force_n, np.zeros(len(block)))
    smeared = replace(recording, belt_speed_m_s=standing.belt_speed_m_s)
    found = score(steps_of(smeared), truth, block)
    right = sum(abs(step.off_s - true.off_s) < 0.01 for step, true in found.pairs)
    assert right < 0.5 * len(truth)
