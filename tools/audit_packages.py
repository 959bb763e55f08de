"""Known holes in the installed packages: asks PyPI, else OSV, and says plainly when neither answered.

Exit status 1 when a package has a known hole. Where a package could not be asked about: 0, and a warning in
capitals; with STRIKEMAT_AUDIT=required in the environment, 1.
"""

import json
import os
import subprocess
import sys
from typing import Any

#: Advisories that do not concern us, each with its reason: {"PYSEC-2024-1": "we do not call it"}.
ACCEPTED: dict[str, str] = {}

#: What is not on PyPI at all.
OURS = {"strikemat"}

SERVICES = ("pypi", "osv")
PATIENCE_S = 300

Report = dict[str, Any]


def report_of(service: str) -> Report | None:
    """Return what pip-audit says of the installed packages; None when the service did not answer."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service]
    command += ["--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(  # nosec B603  # this Python
            command, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        report: Report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return report


def holes(report: Report) -> list[str]:
    """Return a line for each known hole that is not accepted."""
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in "
        f"{', '.join(hole.get('fix_versions') or ['no version yet'])}"
        for package in report["dependencies"]
        for hole in package.get("vulns", ())
        if hole["id"] not in ACCEPTED
    ]


def unasked(report: Report) -> list[str]:
    """Return the packages of which the service knows nothing, not even that they exist."""
    return [
        package["name"]
        for package in report["dependencies"]
        if "skip_reason" in package and package["name"] not in OURS
    ]


def judge(reports: list[Report], *, is_required: bool) -> tuple[int, list[str]]:
    """Return exit status and lines for what the services that answered said."""
    found = sorted({line for report in reports for line in holes(report)})
    missing = set.intersection(*(set(unasked(report)) for report in reports)) if reports else None
    lines = [f"KNOWN HOLE: {line}" for line in found]
    if missing is None:
        lines.append("NOT AUDITED: no advisory service answered; run `make audit` with a network")
    elif missing:
        names = ", ".join(sorted(missing)[:5]) + (", ..." if len(missing) > 5 else "")
        lines.append(
            f"NOT AUDITED: {len(missing)} packages of which no service that answered knows ({names}); "
            "run `make audit` where PyPI or OSV can be reached"
        )
    if not lines:
        lines.append(f"No known hole in {len(reports[0]['dependencies'])} installed packages.")
    is_unsure = missing is None or bool(missing)
    return int(bool(found) or (is_unsure and is_required)), lines


def main() -> int:
    """Ask the services in turn, until one knows every package."""
    reports: list[Report] = []
    for service in SERVICES:
        report = report_of(service)
        if report is not None:
            reports.append(report)
            if not unasked(report):
                break
    is_required = os.environ.get("STRIKEMAT_AUDIT") == "required"
    status, lines = judge(reports, is_required=is_required)
    print("\n".join(lines), file=sys.stderr if status or "NOT" in lines[-1] else sys.stdout)
    return status


if __name__ == "__main__":
    sys.exit(main())
