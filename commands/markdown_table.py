"""Tables of the pages that `strikemat bench` writes."""

from collections.abc import Sequence

__all__ = ["markdown_table"]


def markdown_table(header: str, lines: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; the header's cells are parted by ` | `."""
    rule = "|" + "---|" * (header.count(" | ") + 1)
    return "\n".join([f"| {header} |", rule, *(f"| {' | '.join(cells)} |" for cells in lines)])
