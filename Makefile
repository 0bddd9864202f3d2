# make run, make test: all a fresh machine needs is Python 3.11 or newer and make. The logic is in tools/.

PYTHON ?= python3
export PYTHON
VENV := .venv/bin
PIN_LISTS := $(filter-out requirements/peers.txt requirements/conformance.txt,$(wildcard requirements/*.txt))
CATALOGUES := $(wildcard i18n/*/LC_MESSAGES/*.po)
TYPED := cocity_desktop $(wildcard tools/*.py bench/*.py packaging/*.py)
LINTED := cocity_desktop tests tools $(wildcard bench packaging)
# The suite on all cores: a worker that is through takes over some of another's tests. WORKERS=0: in one process.
WORKERS ?= auto
SUITE = QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE= $(VENV)/python -m pytest

.PHONY: run test setup check format package screenshots bench bench-start soak peers conformance pins clean

run: setup
	@tools/run.sh

test: setup
	@$(PYTHON) tools/system_libraries.py test
	$(SUITE) -n $(WORKERS) --dist worksteal $(ARGS)

setup: .venv/.installed .venv/.catalogues

.venv/.installed: $(PIN_LISTS) pyproject.toml
	@tools/setup.sh
	@touch $@

.venv/.catalogues: .venv/.installed $(CATALOGUES)
	@$(VENV)/python tools/catalogue.py compile
	@touch $@

check: setup
	$(VENV)/ruff check $(LINTED)
	$(VENV)/ruff format --check $(LINTED)
	$(VENV)/mypy $(TYPED)
	$(VENV)/reuse lint --lines
	$(VENV)/python tools/catalogue.py missing
	$(VENV)/python tools/check_publiccode.py publiccode.yml
	$(SUITE) -q tests/architecture

format: setup
	$(VENV)/ruff check --quiet --fix --unsafe-fixes --select I,TC,F401 --exit-zero $(LINTED)
	$(VENV)/ruff check --fix $(LINTED)
	$(VENV)/ruff format $(LINTED)

package: setup
	@$(PYTHON) tools/system_libraries.py package
	packaging/build.sh

screenshots: setup
	@$(PYTHON) tools/system_libraries.py test
	QT_QPA_PLATFORM=offscreen $(VENV)/python -m tools.screenshots docs/screenshots

bench: setup
	@$(PYTHON) tools/system_libraries.py test
	QT_QPA_PLATFORM=offscreen $(VENV)/python -m bench

bench-start: setup
	@$(PYTHON) tools/system_libraries.py test
	@QT_QPA_PLATFORM=offscreen $(VENV)/python -m bench start

soak: setup peers
	@$(PYTHON) tools/system_libraries.py test
	$(SUITE) -m soak -o faulthandler_timeout=0 $(ARGS)

peers: .venv/peers/.installed # what the app is measured against, in an environment of its own

.venv/peers/.installed: requirements/peers.txt | .venv/.installed
	@tools/peers.sh
	@touch $@

conformance: setup .venv/conformance/.installed
	@$(PYTHON) tools/system_libraries.py conformance
	$(SUITE) -m "conformance or not soak" tests/conformance $(ARGS)

.venv/conformance/.installed: requirements/conformance.txt | .venv/.installed
	@tools/conformance.sh
	@touch $@

pins: # needs uv on the PATH
	tools/pins.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
