"""The examination: measure what was asked for, let every check judge it, keep what they found."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from device.doctor.bench import Bench
from device.doctor.kinds import Finding
from device.doctor.press import check_press
from device.doctor.rest import check_rest
from device.doctor.second_opinion import OpenConverter, check_paths, compare_paths
from device.doctor.steps import Area
from device.doctor.survey import RestSurvey, survey_press, survey_rest
from device.doctor.timing import BusTimes, check_timing, real_clock_hz

__all__ = ["Report", "examine"]


@dataclass(slots=True, eq=False)
class Report:
    """What an examination found.

    Parameters
    ----------
    findings : list of Finding
        In the order in which they were found.
    looked_at : list of Area
        What was examined.
    notes : list of str
        What a person should know: what was left out and why.
    times : BusTimes or None
        The bus in time.
    noise_codes : ndarray of float64, shape (rows, cols), or None
        Standard deviation of each cell of the empty mat.
    apart_codes : float
        The most that fast and slow path differ by; NaN if they were not compared.
    cut_short : bool
        Whether the mat could not be examined.
    """

    findings: list[Finding] = field(default_factory=list)
    looked_at: list[Area] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    times: BusTimes | None = None
    noise_codes: NDArray[np.float64] | None = None
    apart_codes: float = float("nan")
    cut_short: bool = False


def examine(
    bench: Bench,
    areas: Collection[Area],
    *,
    seconds: float = 2.0,
    open_converter: OpenConverter | None = None,
) -> Report:
    """Examine a mat's buses, cells and time.

    Parameters
    ----------
    bench : Bench
        The mat.
    areas : collection of Area
        What to look at; what belongs to the computer, belt or panel is looked at elsewhere.
    seconds : float
        How long the empty mat is scanned, above 0.1.
    open_converter : callable, optional
        Opens a tile's converter through Adafruit's driver, for the second opinion.

    Raises
    ------
    BusFailed
        If a bus refuses.
    """
    report = Report()
    survey = None
    if {"bus", "rest", "rate", "press"} & set(areas):
        bench.rest()
        survey = survey_rest(bench, seconds)
        report.noise_codes = survey.raster.codes.std(axis=0)
        report.findings += check_rest(bench.description, survey)
        report.looked_at.append("rest")
    if survey is not None and {"bus", "rate"} & set(areas):
        report.times = _bus_times(bench, survey)
        report.findings += check_timing(bench.description, report.times)
        report.looked_at.append("bus")
    if "second opinion" in areas and open_converter is not None:
        _ask_second(bench, open_converter, report)
    if "press" in areas:
        report.findings += check_press(bench.description, survey_press(bench), report.findings)
        report.looked_at.append("press")
        bench.rest()
    return report


def _bus_times(bench: Bench, survey: RestSurvey) -> BusTimes:
    asked_hz = float(bench.description.circuit.clock_hz)
    return BusTimes.of(
        (asked_hz, real_clock_hz(bench.buses, asked_hz)),
        survey.conversion_s,
        frames_hz=survey.frames_hz,
        raster_hz=1.0 / survey.raster.frame_s,
    )


def _ask_second(bench: Bench, open_converter: OpenConverter, report: Report) -> None:
    means = compare_paths(bench.buses, open_converter)
    apart = np.abs(means[:, :, 0] - means[:, :, 1])
    if not np.isnan(apart).all():
        report.apart_codes = float(np.nanmax(apart))
    report.findings += check_paths(bench.description, means)
    report.looked_at.append("second opinion")
