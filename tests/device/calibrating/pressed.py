"""Simulated mats under known forces, for the tests of calibration."""

import numpy as np

from device import (
    FrameBlock,
    MatDescription,
    PressedMat,
    Pressing,
    SensorModel,
    Simulation,
    SteadyPresses,
    conductance_calibration,
    load_description,
    stamp_cells,
)
from device.simulated.sensors import Sensors

BENCH = load_description("bench")
SHAPE = (16, 8)
NOMINAL = {"scale": BENCH.sensor.force_scale, "exponent": BENCH.sensor.force_exponent}
#: Some cells, so that a walk takes a second.
PLACES = [(row, col) for row in (2, 3, 7, 15) for col in (0, 6)]


def simulation(**settings) -> Simulation:
    return Simulation(**{"description": BENCH, "scan": "adaptive", **settings})


def blocks_of(pressing: Pressing, built: Simulation, tare_siemens=None) -> list[FrameBlock]:
    tare = np.zeros(SHAPE) if tare_siemens is None else tare_siemens
    mat = PressedMat(pressing, built, conductance_calibration(built.description, tare))
    blocks = []
    while (block := mat.read()) is not None:
        blocks.append(block)
    return blocks


def presses_of(
    force_n: float, built: Simulation, places=None, stamp=(1, 1), uneven=0.0, seed=0
) -> list[np.ndarray]:
    pressing = stamp_cells(
        built.description.geometry, force_n,
        places=PLACES if places is None else places, stamp=stamp, uneven=uneven, seed=seed,
    )  # fmt: skip
    watcher = SteadyPresses(force_n, **NOMINAL)
    return [press for block in blocks_of(pressing, built) for press in watcher.feed(block)]


def press_siemens(force_n: float, description: MatDescription = BENCH, seed: int = 0) -> np.ndarray:
    """Return what each cell of the simulated mat conducts under a force that is laid on it gently."""
    sensors = Sensors(description, SensorModel(hysteresis=0.0), seed=seed).calibration()
    siemens: np.ndarray = (force_n / sensors.scale) ** (1.0 / sensors.exponent)
    return siemens
