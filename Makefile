# Two commands do everything on a fresh Debian or Ubuntu machine:
#   make practice    the main job; `make practice WITH=okafor` chooses the counterpart
#   make test        all tests and checks
# More: `make quick` (tests without sound or weights, three minutes), `make lint`, `make clean`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WITH ?=

.PHONY: practice test quick lint clean

practice: $(VENV)/.ready
	@$(BIN)/voicecoach practice $(WITH) --demo-without-microphone

test: $(VENV)/.ready-for-tests lint
	$(BIN)/pytest

quick: $(VENV)/.ready-for-tests
	$(BIN)/pytest -m "not model and not device and not slow"

lint: $(VENV)/.ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.ready: pyproject.toml tools/system-packages
	tools/system-packages practice
	$(PYTHON) tools/make_venv.py $(VENV) "voice,models"
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	tools/system-packages test
	$(PYTHON) tools/make_venv.py $(VENV) "voice,models,dev"
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
