"""What the documentation says exists, exists; what exists is documented."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from analyzer import AnalyzerSettings, Drill, Measures, Standing, Step, summarize
from strikemat import COMMANDS, main

ROOT = Path(__file__).parents[1]
DATA = (ROOT / "docs" / "data.md").read_text()
README = (ROOT / "README.md").read_text()
TEXTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "hardware").glob("*.md")]


@pytest.mark.parametrize(
    "name",
    [*Measures._fields, *(f.name for f in (*fields(Step), *fields(Standing), *fields(Drill)))],
)
def test_every_field_of_a_step_is_defined(name):
    if name not in ("footprint", "measures"):
        assert f"`{name}`" in DATA


@pytest.mark.parametrize("name", [name for name in summarize([]) if name not in ("left", "right")])
def test_every_number_of_the_summary_is_defined(name):
    assert f"`{name}`" in DATA


def test_every_command_is_in_the_readme():
    for name in COMMANDS:
        assert f"strikemat {name}" in README


def test_commands_that_the_documentation_names_exist():
    context = click.Context(main)
    for text in TEXTS:
        for name in re.findall(r"`strikemat ([a-z-]+)", text.read_text()):
            assert main.get_command(context, name) is not None, f"{text.name} names {name}"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_links_and_files_named_in_the_texts_exist(text):
    words = text.read_text()
    for target in re.findall(r"\]\(([^)#]+)\)", words):
        if "://" not in target:
            assert (text.parent / target).exists(), target
    for path in re.findall(
        r"`((?:analyzer|device|clinic|web|commands|tests|docs|tools)/[\w./]+)`", words
    ):
        assert (ROOT / path).exists(), path


def test_every_setting_explains_itself():
    text = AnalyzerSettings.__doc__ or ""
    for field in fields(AnalyzerSettings):
        assert field.name in text
