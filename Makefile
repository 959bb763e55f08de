# Two commands do everything: `make run` and `make test`. Both install what is missing.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
PACKAGES = device analyzer clinic web commands hardware
SOURCES = $(wildcard analyzer/*.pyx analyzer/*.pxd device/*.pyx device/*.pxd device/simulated/*.pyx device/simulated/*.pxd)

.PHONY: run test lint unit checked audit soak bench circuit screenshots test-aarch64 test-install clean

run: $(VENV)/installed  ## The simulated treadmill and its page
	$(BIN)/strikemat serve --port $(PORT)

test: $(VENV)/installed-dev lint unit checked audit  ## Everything: install, lint, all tests, checked build

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cython-lint --no-pycodestyle $(SOURCES)
	$(BIN)/codespell $(PACKAGES) tests docs tools *.md *.py
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(PACKAGES) tools strikemat.py setup.py

unit: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

checked: $(VENV)/installed-dev  ## The same tests of loop and mat, on a build with bounds checks
	tools/checked-build.sh $(BIN)/python

audit: $(VENV)/installed-dev  ## Known holes in the installed packages; says when nobody could be asked
	$(BIN)/python tools/audit_packages.py

soak: $(VENV)/installed-dev  ## The long versions: 200 kills, 3000 power cuts
	STRIKEMAT_SOAK=1 $(BIN)/python -m pytest tests/clinic/test_kills.py tests/clinic/test_power_cut.py

bench: $(VENV)/installed-dev  ## The figures that the documentation claims
	$(BIN)/strikemat bench analyze

circuit: $(VENV)/installed-dev  ## Rule check, netlists, drawings, parts list, error budget; then their tests
	$(BIN)/python -m hardware.circuit
	$(BIN)/python -m hardware.wiring
	$(BIN)/python -m pytest tests/hardware

screenshots: $(VENV)/installed-dev  ## Every page at three widths, light and dark, to be looked at
	$(BIN)/python -m tests.web.screenshots build/screenshots

test-aarch64:  ## Install and test on an emulated Raspberry Pi's processor; as root, takes an hour or two
	tools/test-aarch64.sh bookworm

test-install:  ## Set up, cut off, update and remove a whole Debian with systemd; as root, takes up to an hour
	tools/test-install.sh

$(VENV)/installed: pyproject.toml setup.py $(SOURCES)
	tools/install-system.sh run $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# Not on top of `installed`: that would build the extensions twice.
$(VENV)/installed-dev: pyproject.toml setup.py $(SOURCES)
	tools/install-system.sh run $(PYTHON)
	tools/install-system.sh test $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(VENV)/installed $@

clean:
	rm -rf build $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find $(PACKAGES) -name '*.so' -delete
