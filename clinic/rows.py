"""Between the store's tables and the records that the other rooms know."""

import math
from dataclasses import fields
from typing import Any

import numpy as np
from sqlalchemy import Row

from analyzer import Footprint, Measures, Step
from clinic.packing import FrameChunk, pack_footprint, unpack_footprint
from clinic.records import Gap, NewSession, SessionRecord
from clinic.runner_records import Runner
from clinic.tables import ChunkRow, GapRow, RunnerRow, RunnerVersionRow, SessionRow, StepRow
from device import MatGeometry

__all__ = [
    "chunk_of",
    "gap_of",
    "row_of_chunk",
    "row_of_gap",
    "row_of_session",
    "row_of_step",
    "runner_of",
    "session_of",
    "step_of",
]

_GEOMETRY = tuple(field.name for field in fields(MatGeometry))
_STEP_FIELDS = tuple(
    field.name for field in fields(Step) if field.name not in {"footprint", "measures"}
)
_FROM_NEW = tuple(
    field.name
    for field in fields(NewSession)
    if not field.name.startswith("runner")
    and field.name not in {"note", "pain_before", "geometry", "calibration"}
)
_FROM_VERSION = ("version", "note", "pain_before", "pain_after")
_FROM_ROW = tuple(
    field.name
    for field in fields(SessionRecord)
    if field.name not in {"runner", "geometry", *_FROM_VERSION}
)
_OF_RUNNER = tuple(field.name for field in fields(Runner) if field.name != "id")

_NO_PRINT = Footprint(
    peak_n=np.empty((0, 0), np.float32),
    bin_m=math.nan,
    col_pitch_m=math.nan,
    heel_bin=math.nan,
    first_col=0,
    gait_line_m=np.empty((0, 2), np.float32),
    landing_m=(math.nan, math.nan),
)


def row_of_session(session: NewSession, runner: RunnerRow) -> SessionRow:
    """Return the row of a session that begins; state, start and first version are still to be set."""
    values = {name: getattr(session, name) for name in _FROM_NEW}
    geometry = {name: getattr(session.geometry, name) for name in _GEOMETRY}
    return SessionRow(runner=runner, **values, **geometry)


def session_of(row: SessionRow) -> SessionRecord:
    """Return the record of a session's row."""
    return SessionRecord(
        runner=row.runner.name,
        geometry=MatGeometry(**{name: getattr(row, name) for name in _GEOMETRY}),
        **{name: getattr(row.current, name) for name in _FROM_VERSION},
        **{name: getattr(row, name) for name in _FROM_ROW},
    )


def runner_of(row: RunnerVersionRow) -> Runner:
    """Return the runner whom a version describes."""
    return Runner(id=row.runner_id, **{name: getattr(row, name) for name in _OF_RUNNER})


def row_of_step(session_id: int, step: Step) -> StepRow:
    """Return the row of a step. SQLite has no NaN: an unknown belt speed becomes NULL."""
    values = {name: getattr(step, name) for name in _STEP_FIELDS}
    if math.isnan(step.belt_speed_m_s):
        values["belt_speed_m_s"] = None
    return StepRow(
        session_id=session_id,
        footprint=pack_footprint(step.footprint),
        measures=step.measures.to_dict(),
        **values,
    )


def step_of(row: StepRow | Row[Any], *, with_print: bool) -> Step:
    """Return the step of a row, which need have no footprint without its print."""
    values = {name: getattr(row, name) for name in _STEP_FIELDS}
    if row.belt_speed_m_s is None:
        values["belt_speed_m_s"] = math.nan
    return Step(
        footprint=unpack_footprint(row.footprint) if with_print else _NO_PRINT,
        measures=Measures(**row.measures),
        **values,
    )


def row_of_chunk(session_id: int, chunk_index: int, chunk: FrameChunk) -> ChunkRow:
    """Return the row of packed frames."""
    values = {field.name: getattr(chunk, field.name) for field in fields(FrameChunk)}
    return ChunkRow(session_id=session_id, chunk_index=chunk_index, **values)


def chunk_of(row: ChunkRow) -> FrameChunk:
    """Return the packed frames of a row."""
    return FrameChunk(**{field.name: getattr(row, field.name) for field in fields(FrameChunk)})


def row_of_gap(session_id: int, gap: Gap) -> GapRow:
    """Return the row of a gap."""
    values = {field.name: getattr(gap, field.name) for field in fields(Gap)}
    return GapRow(session_id=session_id, **values)


def gap_of(row: GapRow) -> Gap:
    """Return the gap of a row."""
    return Gap(**{field.name: getattr(row, field.name) for field in fields(Gap)})
