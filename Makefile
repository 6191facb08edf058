# Everything starts here: `make` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Where a machine forbids byte code, every command would take seconds longer.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := $(BIN)/uv
export PORT ?= 8000

help:  ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  make \1\t/' | expand -t 18

run: .venv/.ready  ## Serve the demonstration on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@exec $(BIN)/culturefirst up --demo

# In the order of their names: by how many tests they have, the long crawl would come last, alone.
test: .venv/.ready-dev system  ## Every test, browser and PostgreSQL included
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder -q $(ONLY)

check: .venv/.ready-dev  ## Format, lint, types, import contracts, migrations, templates
	@scripts/check

format: .venv/.ready-dev  ## Put code and templates into the house format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: .venv/.ready-dev  ## Measure the promises about speed
	@$(BIN)/python -m benchmarks

docs: .venv/.ready-dev  ## Write the generated pages of docs/ anew
	@$(BIN)/python -m scripts.docs

lock: .venv/.ready-dev  ## Bring the lock files up to date with pyproject.toml
	@scripts/lock

system:  ## Install what the tests need of the system: a browser and PostgreSQL
	@scripts/system

clean:  ## Remove the environment; keeps var/, where the data is
	rm -rf .venv build src/*.egg-info

# The environment: the pinned packages, checked against their hashes, then this one.
.venv/bin/uv: requirements-uv.lock
	@scripts/environment $(PYTHON)
	@touch $@

.venv/.ready: .venv/bin/uv requirements.lock pyproject.toml
	@test -e .venv/.ready-dev || $(UV) pip sync -q --require-hashes requirements.lock
	@$(UV) pip install -q --no-deps -e .
	@touch $@

.venv/.ready-dev: .venv/bin/uv requirements-dev.lock pyproject.toml
	@$(UV) pip sync -q --require-hashes requirements-dev.lock
	@$(UV) pip install -q --no-deps -e .
	@touch $@ .venv/.ready

.PHONY: help run test check format bench docs lock system clean
