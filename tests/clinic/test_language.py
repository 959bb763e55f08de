from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic import BadWording, Figures, UnknownText, Wording

ENGLISH = """\
steps = { $count ->
    [one] one step
   *[other] { $count } steps
}
hello = Hello { $name }
"""
GERMAN = """\
steps = { $count ->
    [one] ein Schritt
   *[other] { $count } Schritte
}
hello = Hallo { $name }
"""


def wording_of(folder: Path, **texts: str) -> Wording:
    for code, text in texts.items():
        (folder / code).mkdir()
        (folder / code / "page.ftl").write_text(text, "utf-8")
    return Wording(folder)


def test_a_text_is_said_in_each_language_with_its_plural_and_numbers(tmp_path: Path) -> None:
    languages = wording_of(tmp_path, en=ENGLISH, de=GERMAN).languages
    assert list(languages) == ["en", "de"]
    assert languages["en"].text("steps", count=1) == "one step"
    assert languages["en"].text("steps", count=1234) == "1,234 steps"
    assert languages["de"].text("steps", count=1234) == "1.234 Schritte"
    assert (languages["en"].name, languages["de"].name) == ("English", "Deutsch")


@pytest.mark.parametrize(
    ("accepted", "code"),
    [(["de-AT", "en"], "de"), (["fr", "de"], "de"), (["fr"], "en"), ([], "en"), (["DE"], "de")],
)
def test_a_reader_gets_the_first_language_that_there_is(
    tmp_path: Path, accepted: list[str], code: str
) -> None:
    assert wording_of(tmp_path, en=ENGLISH, de=GERMAN).best_for(accepted).code == code


def test_a_missing_text_and_a_missing_value_are_refused(tmp_path: Path) -> None:
    english = wording_of(tmp_path, en=ENGLISH).languages["en"]
    with pytest.raises(UnknownText, match=r"no text 'nothing' in the language 'en'"):
        english.text("nothing")
    with pytest.raises(UnknownText, match=r"the text 'hello' .* cannot be said"):
        english.text("hello")


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ({"en": "hello = {"}, r"en/page.ftl cannot be read"),
        ({"en": "a = x\na = y"}, r"en/page.ftl: the key 'a' comes twice"),
        ({"de": GERMAN}, "has no folder 'en'"),
    ],
)
def test_texts_that_cannot_be_used_are_refused(
    tmp_path: Path, texts: dict[str, str], line: str
) -> None:
    with pytest.raises(BadWording, match=line):
        wording_of(tmp_path, **texts)


def test_a_script_gets_the_source_of_its_subjects(tmp_path: Path) -> None:
    assert wording_of(tmp_path, en=ENGLISH).languages["en"].source(["page"]) == ENGLISH


FIGURES = {
    "plain": Figures(),
    "german": Figures("de"),
    "imperial": Figures(units="imperial"),
    "pace": Figures(speed_unit="pace"),
    "imperial pace": Figures(units="imperial", speed_unit="pace"),
}


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("plain", ("12.6 km/h", "27.0 cm", "70.0 kg", "1,234.5")),
        ("german", ("12,6 km/h", "27,0 cm", "70,0 kg", "1.234,5")),
        ("imperial", ("7.8 mph", "10.6 in", "154.3 lb", "1,234.5")),
        ("pace", ("4:46 min/km", "27.0 cm", "70.0 kg", "1,234.5")),
        ("imperial pace", ("7:40 min/mi", "10.6 in", "154.3 lb", "1,234.5")),
    ],
)
def test_quantities_are_said_in_the_readers_units(reader: str, said: tuple[str, ...]) -> None:
    figures = FIGURES[reader]
    assert said == (
        figures.speed(3.5),
        figures.length(0.27),
        figures.mass(70.0),
        figures.number(1234.51, 1),
    )


def test_what_is_unknown_is_a_dash() -> None:
    figures = Figures()
    assert {
        figures.number(None),
        figures.speed(None),
        figures.length(None),
        figures.mass(None),
    } == {"\u2013"}
    assert figures.duration(None) == "\u2013"
    assert Figures(speed_unit="pace").speed(0.0) == "\u2013 min/km"


def test_moments_follow_the_language_and_the_zone() -> None:
    moment = "2026-03-01T14:05:00+00:00"
    assert Figures("de").moment(moment, UTC) == "01.03.2026, 14:05:00"
    assert Figures("en").day(datetime(2026, 3, 1, 23, tzinfo=UTC), UTC) == "Mar 1, 2026"
    assert [Figures().duration(seconds) for seconds in (125.9, 3725)] == ["2:05", "1:02:05"]
