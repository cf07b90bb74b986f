# Two commands matter: `make run` and `make test`. Both install what they need into .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-input
OUT ?= outputs/samples

.PHONY: help docs site run test lint types layers tests system lock bench fuzz audit clean

help:
	@echo 'make run    read the corpus and write $(OUT)'
	@echo 'make test   everything that must hold before a change lands'
	@echo 'make docs   write what is made from the program: reference, findings, vocabulary, outputs on pages'
	@echo 'make site   build the pages as a site, build/site/index.html'
	@echo 'make bench  measure the whole line beside the bare PDF reader'
	@echo 'make fuzz   read mutations of the samples for an hour: SECONDS=…, FIRST=number of the first'
	@echo 'make audit  look for known weaknesses in the locked dependencies (needs uv and the network)'
	@echo 'make lock   resolve the dependencies anew'

run: $(VENV)/.run
	$(BIN)/udtraek run corpus/samples -o $(OUT)

test: $(VENV)/.dev system lint types layers tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/pytest --numprocesses auto --dist loadgroup

system:
	@sh .ci/system-packages

docs: $(VENV)/.dev
	$(BIN)/python -m tests.reference
	$(BIN)/python -m tests.findings
	$(BIN)/python -m tests.vocabulary
	$(BIN)/python -m docs.make_row
	$(BIN)/python -m tests.tutorials

site: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo 'Look at build/site/index.html'

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.line

SECONDS ?= 3600
FIRST ?= 100000
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.hostile.fuzz --first $(FIRST) --seconds $(SECONDS)

audit:
	uvx pip-audit --disable-pip --require-hashes -r requirements/run.lock
	uvx pip-audit --disable-pip --require-hashes -r requirements/dev.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo 'Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

# Needs uv (https://docs.astral.sh/uv). No index is written into the locks.
LOCK = UV_CUSTOM_COMPILE_COMMAND='make lock' uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links $(UPGRADE)
lock:
	$(LOCK) --extra dev pyproject.toml requirements/build.in -o requirements/dev.lock
	$(LOCK) --extra ocr --extra review pyproject.toml requirements/build.in -c requirements/dev.lock -o requirements/run.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
