"""The build guide agrees with the parts list, with the boards and with what the doctor tests."""

import csv
import re
from pathlib import Path

import pytest

from device import BUILD_STEPS, load_description
from hardware.circuit import VALUES, carrier_circuit, tile_circuit

HARDWARE = Path(__file__).parents[2] / "hardware"
GUIDE = (HARDWARE / "build-guide.md").read_text()
SECTIONS = dict(
    (int(number), (title, text))
    for number, title, text in re.findall(
        r"^## Step (\d+): (.*)\n([\s\S]*?)(?=^## |\Z)", GUIDE, re.M
    )
)
TREADMILL = load_description("treadmill")
REFERENCES = {*tile_circuit(TREADMILL, VALUES).parts, *carrier_circuit(TREADMILL).parts}


def listed() -> set[str]:
    with (HARDWARE / "parts.csv").open() as file:
        return {row["part"] for row in csv.DictReader(file) if not row["part"].startswith("total")}


def test_steps_have_the_doctors_numbers_and_titles() -> None:
    assert {number: title for number, (title, _) in SECTIONS.items()} == {
        step.number: step.title for step in BUILD_STEPS
    }


@pytest.mark.parametrize("number", SECTIONS)
def test_each_step_says_what_to_build_to_measure_to_test_and_what_if_it_is_wrong(
    number: int,
) -> None:
    text = SECTIONS[number][1]
    assert text.count("\nBuild") == 1
    assert "| measure | right | if not |" in text
    assert f"`strikemat doctor --mat spi --step {number}`" in text
    assert text.index("Right:") < text.index("If not:") or number == 10
    rows = [line for line in text.splitlines() if line.startswith("| ") and "measure" not in line]
    assert len(rows) >= 2
    assert all(re.search(r"\d|cold|warm|many", row.split("|")[2]) for row in rows)


def test_every_part_to_buy_has_a_place_in_the_guide_and_nothing_else_has() -> None:
    table = GUIDE.partition("## Where every part goes")[2].partition("## Step")[0]
    assert set(re.findall(r"`(\w+)`", table)) == listed()


def test_every_reference_that_a_step_names_is_on_a_board() -> None:
    for _, text in SECTIONS.values():
        for name in re.findall(r"\b(?:R|C|U|D|Q|J|RN|BZ|F)\d+\b", text):
            assert name in REFERENCES


def test_every_part_of_the_boards_is_soldered_in_some_step() -> None:
    built = " ".join(re.findall(r"Build[\s\S]*?\n\n", GUIDE.partition("## Step 1")[2]))
    named = set(re.findall(r"\b(?:R|C|U|D|Q|J|RN|BZ|F)\d+\b", built))
    for letter, first, last in re.findall(r"\b([A-Z]+)(\d+) to [A-Z]+(\d+)", built):
        named |= {f"{letter}{number}" for number in range(int(first), int(last) + 1)}
    assert named >= REFERENCES


def test_findings_that_the_guide_names_are_the_doctors() -> None:
    from device.doctor.kinds import KINDS

    codes = {
        name
        for name in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", GUIDE)
        if not name.startswith("capacitor")
    }
    assert codes <= set(KINDS)
