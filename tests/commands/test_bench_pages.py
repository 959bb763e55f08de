"""`strikemat bench pages` opens every page that it times, of a session as long as asked for."""

import re

import pytest
from click.testing import CliRunner

from strikemat import main


@pytest.mark.pace
def test_it_times_the_pages_of_a_session_as_long_as_asked_for() -> None:
    done = CliRunner().invoke(main, ["bench", "pages", "--hours", "0.05"], catch_exceptions=False)
    assert done.exit_code == 0
    found = re.search(r"0\.05 hours, (\d+) steps", done.output)
    assert found is not None
    # 168 steps a minute for three minutes.
    assert 450 < int(found[1]) < 550
    assert re.search(r"opening the page, with what its script asks for: [\d.]+ s", done.output)
    for name in ("statistics, once", "course for the charts", "footprints", "one step"):
        assert re.search(rf"{name} +[\d.]+", done.output)
