"""The mat on wires: threads, failures and their remedies, on modelled chips and on recorded answers."""

import errno
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from device import (
    BadMat,
    BusFailed,
    MatDescription,
    RunnerSettings,
    SimulatedMat,
    SpiMat,
    SystemClock,
)
from device._bus import Bus
from device._spidev import SpidevBus
from device.bus_failure import bus_failure
from device.bus_timing import nominal_frame_rate_hz, raspberry_pi_4
from device.calibration import nominal_calibration
from device.description_file import load_description
from device.simulated._tape import Tape, TapeBus
from device.simulated.board import Board

TREADMILL = load_description("treadmill")


class Opened:
    """Opens buses of one board, and remembers which."""

    def __init__(self, buses: dict[str, Bus]) -> None:
        self.buses = buses
        self.paths: list[str] = []

    def __call__(self, path: str, clock_hz: int) -> Bus:
        self.paths.append(path)
        if path not in self.buses:
            raise bus_failure(path, errno.EBUSY)
        return self.buses[path]


def board_buses(description: MatDescription = TREADMILL) -> dict[str, Bus]:
    board = Board(description, raspberry_pi_4(description.circuit.clock_hz))
    return {tile.spi_device: bus for tile, bus in zip(description.tiles, board.buses, strict=True)}


def spi_mat(open_bus: Callable[[str, int], Bus], **settings) -> SpiMat:
    return SpiMat(settings.pop("description", TREADMILL), open_bus=open_bus, **settings)


def test_the_threads_scan_and_the_mat_hands_over_frames() -> None:
    mat = spi_mat(Opened(board_buses()))
    try:
        blocks = [mat.read() for _ in range(3)]
    finally:
        mat.close()
    for block in blocks:
        assert block is not None
        assert block.force_n.shape[1:] == (48, 8)
        assert np.isnan(block.belt_speed_m_s).all()
        assert block.scan is not None
    assert mat.read() is None


def test_the_real_mat_has_no_label_and_the_rate_of_its_bus() -> None:
    mat = spi_mat(Opened(board_buses()))
    mat.close()
    mat.close()
    assert (mat.name, mat.label) == ("spi", "")
    assert mat.frame_rate_hz == pytest.approx(nominal_frame_rate_hz(TREADMILL, "adaptive"))


def test_two_buses_have_a_thread_each_and_make_one_picture() -> None:
    devices = ("/dev/spidev0.0", "/dev/spidev3.0", "/dev/spidev0.1")
    tiles = tuple(
        replace(tile, spi_device=path) for tile, path in zip(TREADMILL.tiles, devices, strict=True)
    )
    description = replace(TREADMILL, tiles=tiles)
    mat = spi_mat(Opened(board_buses(description)), description=description)
    try:
        block = mat.read()
    finally:
        mat.close()
    assert block is not None
    assert len(block) > 0


def read_to_the_end(mat: SpiMat) -> None:
    while mat.read() is not None:
        pass


def test_a_bus_that_vanishes_is_named_with_the_remedy() -> None:
    runner = SimulatedMat(RunnerSettings(gait="none"), speed=None)
    block = runner.read()
    assert block is not None
    assert block.scan is not None
    tape = Tape(block.scan.codes)
    buses: dict[str, Bus] = {tile.spi_device: TapeBus(tape, tile) for tile in TREADMILL.tiles}
    mat = spi_mat(Opened(buses), clock=SystemClock())
    try:
        with pytest.raises(
            BusFailed, match=r"/dev/spidev0\.\d: No data available; the device went"
        ):
            read_to_the_end(mat)
    finally:
        mat.close()


def test_a_chip_select_that_is_taken_closes_those_already_open() -> None:
    buses = board_buses()
    del buses["/dev/spidev0.2"]
    with pytest.raises(BusFailed, match="another program or driver holds it") as caught:
        spi_mat(Opened(buses))
    assert caught.value.errno == errno.EBUSY


def test_what_the_system_does_not_permit_is_said_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.sched_setscheduler", refuse)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    mat = spi_mat(Opened(board_buses()))
    mat.close()
    assert any("no real-time priority (Operation not permitted)" in note for note in mat.notes)
    assert any("2 cores are too few to set one aside" in note for note in mat.notes)


def test_the_scan_asks_for_priority_and_a_core_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("os.sched_setscheduler", lambda *got: asked.append(got[1]))
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3})
    monkeypatch.setattr("os.sched_setaffinity", lambda _, cores: asked.append(cores))
    mat = spi_mat(Opened(board_buses()))
    mat.close()
    assert mat.notes == []
    assert {3} in asked


def test_a_calibration_of_another_mat_is_refused() -> None:
    other = nominal_calibration(load_description("bench"))
    with pytest.raises(BadMat, match=r"calibration nominal is of \(16, 8\) cells"):
        spi_mat(Opened(board_buses()), calibration=other)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/dev/null", "it is not an SPI device"),
        ("/dev/spidev99.9", "No such file or directory; enable SPI"),
    ],
)
def test_a_device_that_is_no_bus_is_refused(path: str, message: str) -> None:
    with pytest.raises(BusFailed, match=message):
        SpidevBus(path, 1_000_000)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EMSGSIZE, "raise spidev.bufsiz"),
        (errno.ENODEV, "the device went away"),
        (errno.EACCES, "add the user to the group spi"),
        (errno.EINVAL, "clock_hz"),
    ],
)
def test_every_failure_has_a_remedy(number: int, message: str) -> None:
    failure = bus_failure("/dev/spidev0.0", number)
    assert str(failure).startswith("/dev/spidev0.0: ")
    assert message in str(failure)
    assert failure.errno == number


@pytest.mark.parametrize(
    ("clock_hz", "transfer_us"), [(1_350_000, 28.3), (2_000_000, 21.7), (3_600_000, 15.8)]
)
def test_the_timing_model_has_a_pis_rates(clock_hz: int, transfer_us: float) -> None:
    timing = raspberry_pi_4(clock_hz)
    assert timing.transfer_ns == pytest.approx(1000 * transfer_us, rel=0.01)
    assert timing.clock_hz <= clock_hz


def test_a_slow_clock_waits_for_interrupts() -> None:
    assert raspberry_pi_4(1_000_000).transfer_ns > 2 * raspberry_pi_4(1_350_000).transfer_ns
