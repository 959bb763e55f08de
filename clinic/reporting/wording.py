"""The words of a report."""

from pathlib import Path

from clinic.language import Wording

__all__ = ["REPORT_WORDING"]

#: All texts of the report, in every language that it can be had in.
REPORT_WORDING = Wording(Path(__file__).parents[1] / "wording")
