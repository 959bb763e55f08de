"""Data moves down the rooms, imports point up: a room never imports one that stands after it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ["device", "analyzer", "clinic", "web", "commands"]
#: What the analyzer may know of the mat.
FRAME_TYPE = "device.frames"


def imports_of(room: str) -> set[tuple[str, str]]:
    """Return file and imported module of every import of ours in a room, Cython's included."""
    found = set()
    for path in (ROOT / room).rglob("*.py*"):
        if path.suffix in (".py", ".pyi"):
            tree = ast.parse(path.read_text())
            modules = [
                name
                for node in ast.walk(tree)
                for name in (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else []
                )
            ]
        elif path.suffix in (".pyx", ".pxd"):
            lines = [line.split() for line in path.read_text().splitlines()]
            modules = [line[1] for line in lines if line[:1] in (["from"], ["cimport"], ["import"])]
        else:
            continue
        found |= {(path.name, module) for module in modules if module.split(".")[0] in ROOMS}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_before_it(room):
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = {
        (file, module) for file, module in imports_of(room) if module.split(".")[0] not in allowed
    }
    assert not wrong


def test_no_room_needs_the_hardware():
    sources = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    assert not [path for path in sources if "from hardware" in path.read_text()]


def test_the_analyzer_knows_nothing_of_the_mat_but_its_frames():
    ours = {module for _, module in imports_of("analyzer") if not module.startswith("analyzer")}
    assert ours == {FRAME_TYPE}


def test_rooms_are_entered_by_their_front_door():
    """Another room's modules are imported from its package, not from within (the frame type apart)."""
    for room in ROOMS:
        inner = {
            (file, module)
            for file, module in imports_of(room)
            if module.split(".")[0] != room and "." in module and module != FRAME_TYPE
        }
        assert not inner


@pytest.mark.parametrize("room", [*ROOMS, "hardware"])
def test_files_stay_small(room):
    long = {
        path.name: lines
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".py", ".pyx", ".js", ".css") and "vendor" not in path.parts
        if (lines := len(path.read_text().splitlines())) > 300
    }
    assert not long
