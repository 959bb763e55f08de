"""`strikemat report`: one page of a session, to hand over."""

from pathlib import Path

import click

from clinic import (
    REPORT_WORDING,
    ClinicError,
    ReportFormat,
    Store,
    existing_place,
    make_report,
    save_report,
)
from commands.refusal import one_line_refusals
from commands.store_options import data_option, who

__all__ = ["report"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("session", type=click.IntRange(1))
@click.option("--pdf", type=_FILE, help="Write the page as PDF.")
@click.option("--html", type=_FILE, help="Write the page as HTML, in one file.")
@click.option(
    "--language",
    type=click.Choice(list(REPORT_WORDING.languages)),
    default="en",
    show_default=True,
    help="Language of the page.",
)
@data_option
@one_line_refusals(ClinicError)
def report(
    *, session: int, pdf: Path | None, html: Path | None, language: str, data_dir: Path | None
) -> None:
    """Write the report of stored SESSION: one A4 page with prints, measures and what changed."""
    wanted: dict[ReportFormat, Path | None] = {"pdf": pdf, "html": html}
    if pdf is None and html is None:
        raise click.UsageError("name what to write: --pdf FILE, --html FILE, or both")
    with Store(existing_place(data_dir)) as store:
        for form, file in wanted.items():
            if file is not None:
                content = make_report(store, session, form, language=language, who=who())
                save_report(file, content)
                click.echo(f"The report of session {session} is in {file}.")
