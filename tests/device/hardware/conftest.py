from pathlib import Path

import pytest

from tests.device.hardware.pretend import PretendBoard, build_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture
def board(shim: Path, tmp_path: Path) -> PretendBoard:
    return PretendBoard(shim, tmp_path)
