"""The report of a session: one page, complete in both languages, of any session."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest
from pypdf import PdfReader

from analyzer import Measures, Step
from clinic import (
    REPORT_WORDING,
    NewSession,
    SessionNotFound,
    Signature,
    Store,
    add_answer,
    add_phase,
    audit_entries,
    correct_session,
    correct_step,
    gather_report,
    make_report,
)

LANGUAGES = ("en", "de")
CLINIC = Path(__file__).parents[2] / "clinic"
MANY_STEPS = 800


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "clinic.sqlite", treadmill="Room 2") as store:
        yield store


@pytest.fixture
def record(
    store: Store, make_session: Callable[..., NewSession], make_step: Callable[..., Step]
) -> Callable[..., int]:
    """Store a session of so many steps that scatter a little; return its number."""

    def record(
        count: int, *, contact_time_s: float = 0.25, complete: bool = True, **facts: object
    ) -> int:
        session_id = store.begin_session(make_session(**facts))
        steps = [
            make_step(
                number,
                contact_time_s=contact_time_s + 0.001 * (number * 7 % 11),
                strike_index_percent=70.0 + number * 5 % 7,
                complete=complete,
                incomplete_reason=None if complete else "off the mat",
                measures=Measures(step_time_s=0.35, step_length_m=1.1 + 0.001 * (number * 3 % 5)),
            )
            for number in range(1, count + 1)
        ]
        store.append(session_id, steps=steps)
        store.end_session(session_id)
        return session_id

    return record


def pdf_of(store: Store, session_id: int, language: str) -> PdfReader:
    content = make_report(store, session_id, "pdf", language=language, who="Jo", zone=UTC)
    return PdfReader(io.BytesIO(content))


def html_of(store: Store, session_id: int, language: str) -> str:
    return make_report(store, session_id, "html", language=language, who="Jo", zone=UTC).decode()


def words_of(pdf: PdfReader) -> str:
    return " ".join(pdf.pages[0].extract_text().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [320, 0, 7])
def test_a_report_is_one_a4_page_with_all_its_parts(
    store: Store, record: Callable[..., int], language: str, count: int
) -> None:
    pdf = pdf_of(store, record(count), language)
    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    said, words = words_of(pdf), REPORT_WORDING.languages[language]
    for key in ("title", "prints", "strikes", "index", "table", "definitions", "limits", "device"):
        assert words.text(f"report-{key}") in said
    assert words.text("report-limit-diagnosis").split(".")[0] in said
    assert words.text("report-simulated") in said
    assert "Room 2" in said
    assert "9.9" in said
    assert "Anna" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_a_browser_says_what_the_paper_says(
    store: Store, record: Callable[..., int], language: str
) -> None:
    session_id = record(320)
    html = html_of(store, session_id, language)
    words = REPORT_WORDING.languages[language]
    assert f'<html lang="{language}">' in html
    for key in ("prints", "table", "definitions", "limits", "device"):
        assert words.text(f"report-{key}") in html
    assert html.count("<svg") == 4
    assert "<script" not in html
    rows = re.findall(r"<td>([\d.,]+) \(", html)
    assert rows
    said = words_of(pdf_of(store, session_id, language))
    assert all(mean in said for mean in rows)


def test_the_metadata_tell_title_and_language_and_no_person(
    store: Store, record: Callable[..., int]
) -> None:
    pdf = pdf_of(store, record(30), "de")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Sitzungsbericht: Anna, Sitzung 1"
    assert pdf.metadata.author == "Strikemat"
    assert str(pdf.root_object["/Lang"]) == "de"


def test_a_session_without_a_complete_step_says_so_and_gives_no_number(
    store: Store, record: Callable[..., int]
) -> None:
    session_id = record(5, complete=False)
    said = words_of(pdf_of(store, session_id, "en"))
    assert "No complete step was seen" in said
    report = gather_report(store, session_id)
    assert report.prints == {"left": None, "right": None}
    assert all(line.both.mean is None for line in report.measures)


def test_few_steps_have_means_and_neither_interval_nor_verdict(
    store: Store, record: Callable[..., int]
) -> None:
    record(100)
    report = gather_report(store, record(24))
    (contact,) = (line for line in report.measures if line.measure == "contact_time_s")
    assert contact.both.mean == pytest.approx(0.255, abs=0.001)
    assert (contact.both.low, contact.minimal_change) == (None, None)
    said = words_of(pdf_of(store, 2, "en"))
    assert "Only 24 complete steps" in said
    assert "too few steps to tell" in said


def test_a_change_since_last_time_is_told_in_words(
    store: Store, record: Callable[..., int]
) -> None:
    record(320)
    record(320, runner="Ben", contact_time_s=0.40)
    record(320, contact_time_s=0.29)
    assert "longer by 40.0 ms" in words_of(pdf_of(store, 3, "en"))
    german = words_of(pdf_of(store, 3, "de"))
    assert "länger um 40,0 ms" in german
    assert "Letztes Mal: Sitzung 1" in german
    assert "kein glaubhafter Unterschied" in german


def test_the_first_session_has_nothing_to_compare_with(
    store: Store, record: Callable[..., int]
) -> None:
    assert gather_report(store, record(60)).earlier is None
    assert "No earlier session" in words_of(pdf_of(store, 1, "en"))


def test_simulated_sessions_are_not_what_a_person_is_compared_with(
    store: Store, record: Callable[..., int]
) -> None:
    record(60, simulated=True)
    later = record(60, simulated=False, mat_label="", mat_name="spi")
    assert gather_report(store, later).earlier is None
    assert "SIMULATED" not in words_of(pdf_of(store, later, "en"))


def test_another_threshold_is_not_compared(
    store: Store,
    record: Callable[..., int],
    make_session: Callable[..., NewSession],
    make_step: Callable[..., Step],
) -> None:
    record(60)
    session_id = store.begin_session(make_session())
    store.append(session_id, steps=[make_step(n, threshold_n=40.0) for n in range(1, 61)])
    store.end_session(session_id)
    assert "not comparable: other contact" in words_of(pdf_of(store, session_id, "en"))


def test_corrections_count_and_are_told(store: Store, record: Callable[..., int]) -> None:
    session_id = record(60)
    correct_step(store, session_id, 3, by=Signature("Jo", "scuffed"), excluded=True)
    assert gather_report(store, session_id).summary["steps_used"] == 59
    assert "One step was corrected" in words_of(pdf_of(store, session_id, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_names_and_notes_stay_on_one_page(
    store: Store, record: Callable[..., int], language: str
) -> None:
    record(60)
    name, note = "<b>" + "W" * 77, "&" * 2000
    calm = record(60, runner=name, note=note, mat_name="m" * 80)
    pdf = pdf_of(store, calm, language)
    assert len(pdf.pages) == 1
    assert "…" in words_of(pdf)
    html = html_of(store, calm, language)
    assert "<b>W" not in html
    assert "&lt;b&gt;W" in html


def test_letters_that_the_font_lacks_are_replaced_in_the_pdf_only(
    store: Store, record: Callable[..., int]
) -> None:
    session_id = record(30, runner="Ștefan Müller 山")
    assert "Stefan Müller ?" in words_of(pdf_of(store, session_id, "de"))
    assert "Ștefan Müller 山" in html_of(store, session_id, "de")


def test_who_took_a_report_is_in_the_audit_log(store: Store, record: Callable[..., int]) -> None:
    session_id = record(5)
    html_of(store, session_id, "de")
    (entry,) = audit_entries(store)
    assert (entry.who, entry.action, entry.session_id) == ("Jo", "export report", session_id)
    assert entry.detail == {"format": "html", "language": "de"}


def test_a_session_that_does_not_exist_has_no_report(store: Store) -> None:
    with pytest.raises(SessionNotFound, match="no session 9"):
        make_report(store, 9, "pdf", language="en", who="Jo")
    assert audit_entries(store) == []


def test_a_long_session_shows_a_hundred_prints_of_each_foot_at_most(
    store: Store, record: Callable[..., int]
) -> None:
    session_id = record(MANY_STEPS)
    report = gather_report(store, session_id)
    assert report.summary["steps_used"] == MANY_STEPS
    assert [print_.count for print_ in report.prints.values() if print_] == [100, 100]
    assert len(pdf_of(store, session_id, "en").pages) == 1


def test_both_languages_have_the_same_texts_and_each_is_used() -> None:
    english, german = (REPORT_WORDING.languages[code] for code in LANGUAGES)
    assert english.keys == german.keys
    sources = [(CLINIC / "wording" / code / "report.ftl").read_text("utf-8") for code in LANGUAGES]
    values = [sorted(set(re.findall(r"\{ (\$\w+)", source))) for source in sources]
    assert values[0] == values[1]
    code = "".join(path.read_text("utf-8") for path in (CLINIC / "reporting").glob("*.py"))
    asked = set(re.findall(r"""["'](report-[\w-]+)["']""", code))
    families = tuple(re.findall(r"""f["'](report-[\w-]+-)\{""", code))
    assert asked <= english.keys
    assert not {key for key in english.keys - asked if not key.startswith(families)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protocol_is_told_phase_by_phase_and_the_page_stays_one_page(
    store: Store, record: Callable[..., int], language: str
) -> None:
    session_id = record(320, pain_before=1.0)
    jo = Signature("Jo")
    kinds = [
        ("warm-up", "settle"),
        ("natural", "natural"),
        ("cued", "cue"),
        ("retention", "retention"),
    ]
    for number, (kind, stage) in enumerate(kinds):
        add_phase(store, session_id, kind, 32.0 * number, by=jo, targets={"stage": stage})
    protocol = {"protocol": "two-minute", "state": "complete", "cue": "quick feet " * 20}
    add_answer(store, session_id, "protocol", protocol, by=jo)
    correct_session(store, session_id, {"pain_after": 3.0}, by=jo)
    pdf = pdf_of(store, session_id, language)
    assert len(pdf.pages) == 1
    for words in (words_of(pdf), html_of(store, session_id, language)):
        for said in {
            "en": (
                "Two-minute protocol, complete. Cue: quick feet",
                "1 before, 3 after",
                "with the cue",
            ),
            "de": (
                "Zwei-Minuten-Protokoll, vollständig.",
                "1 vorher, 3 nachher",
                "mit Hinweis 100 %",
            ),
        }[language]:
            assert said in words
