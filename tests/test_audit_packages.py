"""A package that nobody could be asked about is not passed off as one without holes."""

from typing import Any

import pytest

from tools.audit_packages import judge


def package(name: str, *holes: str) -> dict[str, Any]:
    found = [{"id": hole, "fix_versions": ["9.9"]} for hole in holes]
    return {"name": name, "version": "1.0", "vulns": found}


def unknown(name: str) -> dict[str, Any]:
    return {"name": name, "skip_reason": "Dependency not found on PyPI"}


def report(*packages: dict[str, Any]) -> dict[str, Any]:
    return {"dependencies": list(packages)}


def test_packages_without_known_holes_pass() -> None:
    told = judge([report(package("flask"), unknown("strikemat"))], is_required=True)
    assert told == (0, ["No known hole in 2 installed packages."])


def test_a_known_hole_fails_and_says_what_mends_it() -> None:
    status, lines = judge([report(package("flask", "PYSEC-1"))], is_required=False)
    assert (status, lines) == (1, ["KNOWN HOLE: flask 1.0: PYSEC-1, mended in 9.9"])


@pytest.mark.parametrize(("is_required", "status"), [(False, 0), (True, 1)])
def test_a_service_that_does_not_answer_is_said_in_capitals(is_required: bool, status: int) -> None:
    told = judge([], is_required=is_required)
    assert (told[0], told[1][0].split(":")[0]) == (status, "NOT AUDITED")


@pytest.mark.parametrize(("is_required", "status"), [(False, 0), (True, 1)])
def test_a_mirror_without_advisories_is_no_answer(is_required: bool, status: int) -> None:
    told = judge([report(unknown("flask"), unknown("numpy"))], is_required=is_required)
    assert told[0] == status
    assert "NOT AUDITED: 2 packages" in told[1][0]


def test_what_one_service_does_not_know_another_may() -> None:
    reports = [report(unknown("flask")), report(package("flask"))]
    assert judge(reports, is_required=True)[0] == 0
    reports[1] = report(package("flask", "GHSA-1"))
    assert judge(reports, is_required=False)[0] == 1
