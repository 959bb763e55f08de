from pathlib import Path

import pytest

import device
from device import (
    BadMat,
    BusFailed,
    DescriptionNotFound,
    IdealMat,
    RecordingNotFound,
    RunnerSettings,
    SimulatedMat,
    open_mat,
)


@pytest.mark.parametrize("name", ["", "replay", "replay:", "Simulated", "spi:", "simulated:x"])
def test_an_unknown_mat_is_refused_with_what_there_is(name: str) -> None:
    with pytest.raises(BadMat, match="choose simulated, ideal, spi, spi:DESCRIPTION"):
        open_mat(name)


def test_a_replay_of_nothing_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no such recording"):
        open_mat(f"replay:{tmp_path / 'absent.npz'}")


def test_a_wired_mat_without_its_bus_says_what_to_do() -> None:
    if Path("/dev/spidev0.0").exists():
        pytest.skip("this computer has an SPI bus")
    with pytest.raises(BusFailed, match=r"/dev/spidev0\.0: No such file or directory; enable SPI"):
        open_mat("spi:bench")


def test_a_wired_mat_of_an_unknown_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DescriptionNotFound, match="there is no such mat description"):
        open_mat(f"spi:{tmp_path / 'absent.toml'}")


@pytest.mark.parametrize(("name", "kind"), [("ideal", IdealMat), ("simulated", SimulatedMat)])
def test_a_simulated_mat_takes_a_runner(name: str, kind: type) -> None:
    mat = open_mat(name, runner=RunnerSettings(body_mass_kg=55.0), speed=None)
    assert isinstance(mat, kind)
    assert mat.body_mass_kg == 55.0


def test_settings_that_do_not_suit_the_mat_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadMat, match="loop is for replay"):
        open_mat("simulated", loop=True)
    with pytest.raises(BadMat, match="runner is for the simulated mat"):
        open_mat(f"replay:{tmp_path / 'a.npz'}", runner=RunnerSettings())


def test_everything_the_room_offers_exists() -> None:
    assert all(hasattr(device, name) for name in device.__all__)
    assert len(set(device.__all__)) == len(device.__all__)
