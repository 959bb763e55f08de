"""Every text that a page shows is in both languages, in one place, and used."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web.preferences import WORDING

WEB = Path(__file__).parents[2] / "web"
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))
PYTHON = sorted(WEB.glob("*.py"))

#: `t("key"`, `t('key-' ~ kind`, t(`key-${kind}`, text(f"key-{kind}"; what follows a dash is only known later.
_CALL = re.compile(r"""\b(?:t|text|hasText)\(\s*f?["'`]([\w-]+?)(?:["'`](\s*~)?|\$?\{)""")
#: Keys that are named in a list, or made by adding.
_NAMED = re.compile(r"""["'`]((?:nav|warning|reason|error|calibration|setup)-[\w-]*)["'`$]""")


def asked() -> Iterator[tuple[str, str]]:
    """Yield file and key of every text that is asked for; a key that ends in "-" stands for a family."""
    for path in (*TEMPLATES, *SCRIPTS, *PYTHON):
        source = path.read_text("utf-8")
        for match in _CALL.finditer(source):
            yield path.name, match[1]
        for match in _NAMED.finditer(source):
            yield path.name, match[1]
        for match in re.finditer(
            r"`(warning|reason|kind|side|live|mat|finding|work-doing|fault-field)-\$\{", source
        ):
            yield path.name, f"{match[1]}-"


def test_both_languages_have_the_same_texts() -> None:
    english, german = WORDING.languages["en"], WORDING.languages["de"]
    assert english.keys == german.keys
    assert len(english.keys) > 200


def test_the_languages_ask_for_the_same_values() -> None:
    folder = WEB / "wording"
    for path in sorted((folder / "en").glob("*.ftl")):
        texts = [path.read_text("utf-8"), (folder / "de" / path.name).read_text("utf-8")]
        assert _values_of(texts[0]) == _values_of(texts[1]), path.name


def _values_of(source: str) -> dict[str, set[str]]:
    messages = re.split(r"(?m)^(?=[a-z])", source)
    return {text.split(" =")[0]: set(re.findall(r"\$(\w+)", text)) for text in messages if text}


def test_every_text_that_is_asked_for_exists() -> None:
    keys = WORDING.languages["en"].keys
    for file, key in asked():
        is_known = key in keys or any(known.startswith(key) for known in keys if key[-1:] == "-")
        assert is_known, f"{file} asks for {key!r}"


def test_every_text_is_asked_for() -> None:
    wanted = {key for _, key in asked()}
    families = tuple(key for key in wanted if key.endswith("-"))
    unused = {key for key in WORDING.languages["en"].keys - wanted if not key.startswith(families)}
    assert not unused


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_words_stand_in_a_template(path: Path) -> None:
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    attributes = re.findall(r'(?:alt|title|placeholder|aria-label)="([^"]*)"', source)
    source = re.sub(r"<script[^>]*>", "", source)
    outside = re.sub(r"<[^>]*>", " ", source)
    words = re.findall(r"[^\W\d_]{3,}", " ".join([outside, *attributes]))
    assert set(words) <= {"Strikemat"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_sentences_stand_in_a_script(path: Path) -> None:
    source = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", path.read_text("utf-8"), flags=re.S | re.M)
    lines = [line for line in source.splitlines() if "throw new Error" not in line]
    said = re.findall(r"""textContent = ["'`]([^"'`$]*[a-z]{2,}[^"'`$]*)["'`]""", "\n".join(lines))
    said += re.findall(r"""["'`]([A-Z][a-z]+ [a-z]+[^"'`]*)["'`]""", "\n".join(lines))
    assert not said


def test_a_page_is_in_the_language_that_the_browser_asks_for(client: FlaskClient) -> None:
    answer = client.get("/sessions", headers={"Accept-Language": "de-CH,de;q=0.9,en;q=0.5"})
    assert '<html lang="de"' in answer.text
    assert "Noch keine Sitzungen" in answer.text
    assert "SIMULIERT" in answer.text
    assert 'lang="en"' in client.get("/sessions").text


def test_what_is_chosen_is_remembered(client: FlaskClient) -> None:
    client.get("/setup?lang=de&units=imperial&speed=pace&theme=dark")
    answer = client.get("/setup")
    assert 'lang="de" data-units="imperial" data-speed="pace" data-theme="dark"' in answer.text
    assert "47,2 in × 15,7 in" in answer.text


def test_a_choice_that_does_not_exist_is_refused_and_an_old_cookie_is_ignored(
    client: FlaskClient,
) -> None:
    answer = client.get("/setup?lang=xx")
    assert answer.status_code == 400
    assert "Lang must be one of en, de, got &#39;xx&#39;" in answer.text
    client.set_cookie("theme", "mauve")
    assert 'data-theme="auto"' in client.get("/setup").text


@pytest.mark.parametrize("code", ["en", "de"])
def test_errors_are_titled_in_the_readers_language(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/nowhere?lang={code}")
    assert answer.status_code == 404
    assert WORDING.languages[code].text("error-nothing") in answer.text
