"""`strikemat reanalyze`: stored sessions through today's analyzer, and what that changes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from analyzer import VERSION, AnalyzerError, AnalyzerSettings, Step, StepAnalyzer
from clinic import ClinicError, SessionRecord, Store, existing_place
from commands.refusal import one_line_refusals
from commands.store_options import data_option
from device import Watch, parse_description

__all__ = ["Change", "reanalyze"]

#: Steps of the two analyses are the same contact when they begin this close together, seconds.
SAME_CONTACT_S = 0.06


@dataclass(frozen=True, slots=True)
class Change:
    """What today's analyzer says otherwise of one session.

    Parameters
    ----------
    session : int
        Its number.
    runner : str
        Whose.
    stored_version, version : str
        Of the analyzer then and now.
    stored_steps, steps : int
        Found then and now.
    gone, new : int
        Steps that are only in the stored result, only in today's.
    sides, strikes : int
        Steps whose side, or whose strike, is another now.
    contact_time_s, strike_index_percent : float or None
        Mean of now less then, over the steps that are in both.
    """

    session: int
    runner: str
    stored_version: str
    version: str
    stored_steps: int
    steps: int
    gone: int
    new: int
    sides: int
    strikes: int
    contact_time_s: float | None
    strike_index_percent: float | None


@click.command()
@click.argument("sessions", nargs=-1, type=click.IntRange(1))
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of a table.")
@one_line_refusals(AnalyzerError, ClinicError)
def reanalyze(*, sessions: tuple[int, ...], data_dir: Path | None, as_json: bool) -> None:
    """Run stored SESSIONS (all, if none is named) through today's analyzer and show what changed.

    What is stored stays as it is.
    """
    with Store(existing_place(data_dir)) as store:
        chosen = [store.session(number) for number in sessions] or store.sessions()
        changes = [_change(store, record) for record in chosen if record.state != "recording"]
    if as_json:
        click.echo(json.dumps([asdict(change) for change in changes], indent=2, allow_nan=False))
    else:
        _print_table(changes)


def watch_of(record: SessionRecord) -> Watch | None:
    """Return a watch that leaves out what live left out; None for a session without raw codes."""
    text = record.mat_description_toml
    return None if text is None else Watch(parse_description(text, name="the session's mat"))


def _change(store: Store, record: SessionRecord) -> Change:
    settings = AnalyzerSettings.from_mapping(record.analyzer_settings)
    analyzer = StepAnalyzer(
        record.geometry,
        settings,
        foot_length_m=record.foot_length_m,
        body_mass_kg=record.body_mass_kg,
    )
    steps: list[Step] = []
    watch = watch_of(record)
    for block in store.frames(record.id):
        believed = block if watch is None else watch.take(block)
        # As live did: frames that came before the belt's speed was known are not analysed.
        steps += analyzer.feed(believed.with_known_speed())
    steps += analyzer.finish()
    stored = store.steps(record.id, with_prints=False)
    pairs = _pairs(stored, steps)
    return Change(
        session=record.id,
        runner=record.runner,
        stored_version=record.analyzer_version,
        version=VERSION,
        stored_steps=len(stored),
        steps=len(steps),
        gone=len(stored) - len(pairs),
        new=len(steps) - len(pairs),
        sides=sum(then.side != now.side for then, now in pairs),
        strikes=sum(then.strike != now.strike for then, now in pairs),
        contact_time_s=_mean_change(pairs, "contact_time_s"),
        strike_index_percent=_mean_change(pairs, "strike_index_percent"),
    )


def _pairs(stored: Sequence[Step], steps: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Return the steps of both that are the same contact; both are in order of contact."""
    pairs, left = [], list(steps)
    for then in stored:
        while left and left[0].contact_s < then.contact_s - SAME_CONTACT_S:
            left.pop(0)
        if left and left[0].contact_s <= then.contact_s + SAME_CONTACT_S:
            pairs.append((then, left.pop(0)))
    return pairs


def _mean_change(pairs: Sequence[tuple[Step, Step]], field: str) -> float | None:
    values = [(getattr(then, field), getattr(now, field)) for then, now in pairs]
    changes = [now - then for then, now in values if then is not None and now is not None]
    return float(np.mean(changes)) if changes else None


def _print_table(changes: Sequence[Change]) -> None:
    console = Console(highlight=False)
    if not changes:
        console.print("No session is stored here yet.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("session", "runner", "analyzer", "steps", "gone", "new", "sides", "strikes"):
        table.add_column(header, justify="left" if header == "runner" else "right")
    table.add_column("contact ms", justify="right")
    table.add_column("index", justify="right")
    for change in changes:
        table.add_row(
            str(change.session),
            change.runner,
            change.stored_version,
            str(change.stored_steps),
            str(change.gone),
            str(change.new),
            str(change.sides),
            str(change.strikes),
            _signed(change.contact_time_s, 1e3),
            _signed(change.strike_index_percent, 1.0),
        )
    console.print(table)
    console.print(
        f"Against analyzer {VERSION}: steps that are gone or new, steps with another side or strike, mean "
        "change of contact time and strike index. What is stored stays as it is."
    )


def _signed(value: float | None, scale: float) -> str:
    return "-" if value is None else f"{scale * value:+.1f}"
