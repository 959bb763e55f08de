"""The mats by name."""

from dataclasses import replace

from device.calibration import Calibration, ChooseCalibration
from device.description import MatDescription
from device.description_file import load_description
from device.errors import BadMat
from device.fittings import open_belt
from device.mat import Clock, Mat
from device.recording_file import load_recording
from device.replay import ReplayMat
from device.scanning import Scan
from device.simulated import IdealMat, RunnerSettings, SimulatedMat, Simulation
from device.spi_mat import SpiMat

__all__ = ["describe_mat", "open_mat"]

_REPLAY = "replay:"
#: Mats that are read over wires, and the description that they have unless one is named.
_WIRED = ("spi", "adafruit")
_USUAL_DESCRIPTION = "treadmill"


def open_mat(
    name: str,
    *,
    speed: float | None = 1.0,
    loop: bool = False,
    clock: Clock | None = None,
    runner: RunnerSettings | None = None,
    choose_calibration: ChooseCalibration | None = None,
    scan: Scan = "adaptive",
    with_pins: bool = True,
) -> Mat:
    """Return the mat that is called `name`.

    Parameters
    ----------
    name : str
        `"simulated"` (a runner on modelled sensors, converters and bus, read by the scan that drives real
        ones); `"ideal"` (the same runner on cells without fault or noise); `"spi"` or `"adafruit"`, with
        `:DESCRIPTION` after it for another mat than the treadmill's (`bench`, or the path of a TOML
        file); or `"replay:FILE"` with the path of a recording.
    speed : float or None
        Seconds of mat time in a second of the clock, above 0; None = as fast as it is read. A mat on
        wires has its own pace.
    loop : bool
        Whether a replay begins again at its end; only for a replay.
    clock : Clock, optional
        The computer's by default.
    runner : RunnerSettings, optional
        Who runs on the simulated mat; only for that.
    choose_calibration : callable, optional
        From the description of a mat with cells to its calibration; None = the usual one: the nominal cell,
        or on modelled cells their own. Other mats have nothing to calibrate.
    scan : {"adaptive", "raster"}
        How `spi` and `simulated` are scanned.
    with_pins : bool
        Whether a wired mat opens its tachometer; without, its belt speed is unknown. A process that will fork
        must not: see `device.fittings`.

    Raises
    ------
    BadMat
        If there is no such mat, or a setting does not suit it.
    DescriptionNotFound, BadDescription
        If a description is missing or is not one.
    BusFailed
        If a wired mat's bus or pins cannot be opened.
    RecordingNotFound, BadRecording
        If a replay's file is missing or is not a recording.
    """
    kind, _, detail = name.partition(":")
    if runner is not None and name not in ("simulated", "ideal"):
        raise BadMat("runner is for the simulated mat; any other has its own")
    if loop and not name.startswith(_REPLAY):
        raise BadMat(f"loop is for replay:FILE; the mat {name} has no end")
    if name == "simulated":
        description = describe_mat(name)
        simulation = Simulation(
            description=description,
            scan=scan,
            calibration=choose_calibration(description) if choose_calibration else None,
        )
        return SimulatedMat(runner, simulation=simulation, clock=clock, speed=speed)
    if name == "ideal":
        return IdealMat(runner, clock=clock, speed=speed)
    if name.startswith(_REPLAY) and name != _REPLAY:
        return ReplayMat(load_recording(detail), speed=speed, loop=loop, clock=clock)
    if kind in _WIRED and (detail or name == kind):
        description = describe_mat(name)
        calibration = choose_calibration(description) if choose_calibration else None
        return _open_wired(
            kind, description, calibration, clock=clock, scan=scan, with_pins=with_pins
        )
    raise BadMat(
        f"there is no mat {name!r}; choose simulated, ideal, spi, spi:DESCRIPTION, adafruit, "
        "adafruit:DESCRIPTION or replay:FILE"
    )


def describe_mat(name: str) -> MatDescription:
    """Return the description of the mat that is called `name`.

    The modelled mat is another than the wired one: its description has another name, so that neither gets the
    other's calibration.

    Raises
    ------
    BadMat
        If there is no such mat, or it has no description: an ideal one, or a replay.
    DescriptionNotFound, BadDescription
        If the description is missing or is not one.
    """
    kind, _, detail = name.partition(":")
    if kind in _WIRED and (detail or name == kind):
        return load_description(detail or _USUAL_DESCRIPTION)
    if name == "simulated":
        plain = load_description(_USUAL_DESCRIPTION)
        return replace(plain, name=f"simulated {plain.name}")
    raise BadMat(
        f"the mat {name!r} has no cells of its own; choose simulated, spi, spi:DESCRIPTION, adafruit or "
        "adafruit:DESCRIPTION"
    )


def _open_wired(
    kind: str,
    description: MatDescription,
    calibration: Calibration | None,
    *,
    clock: Clock | None,
    scan: Scan,
    with_pins: bool,
) -> Mat:
    belt = open_belt(description) if with_pins else None
    try:
        if kind == "spi":
            return SpiMat(description, calibration=calibration, scan=scan, belt=belt, clock=clock)
        # Its libraries are installed on a Raspberry Pi only.
        from device.adafruit import AdafruitMat

        return AdafruitMat(description, calibration=calibration, belt=belt, clock=clock)
    except Exception:
        if belt is not None:
            belt.close()
        raise
