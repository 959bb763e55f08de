"""The doctor's tables: every finding is explained, every step of the build has its checks."""

from pathlib import Path

import pytest

from device import BUILD_STEPS, KINDS, BadMat, build_step, finding

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "doctor.md").read_text()


@pytest.mark.parametrize("code", KINDS)
def test_every_finding_is_explained_and_has_a_remedy_of_one_line(code: str) -> None:
    assert f"`{code}`" in PAGE
    remedy = finding(code, "here", "what").remedy
    assert 10 < len(remedy) < 110
    assert "\n" not in remedy


def test_the_steps_of_the_build_are_numbered_in_order() -> None:
    assert [step.number for step in BUILD_STEPS] == list(range(1, 11))
    assert all(step.areas for step in BUILD_STEPS)


def test_a_step_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadMat, match="1 to 10, got 11"):
        build_step(11)


def test_the_build_guide_has_the_steps_that_the_doctor_knows() -> None:
    guide = ROOT / "hardware" / "build-guide.md"
    if not guide.exists():
        pytest.skip("the build guide is not written yet")
    text = guide.read_text()
    for step in BUILD_STEPS:
        assert f"doctor --step {step.number}" in text
        assert step.title in text
