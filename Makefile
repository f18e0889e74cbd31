# Everything one needs to run, test and keep the archive. `make` alone lists it.
PYTHON ?=
export PYTHON

WITH_PYTHON := @sh tools/with_python.sh
VENV_PYTHON := .venv/bin/python
LOCK := $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-strip-extras --custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run test bench pictures format lock environment clean

help: ## List what make can do here
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## Start the archive on 127.0.0.1:8000 (another port: make run PORT=8080)
	$(WITH_PYTHON) -m tools.run

test: environment ## Check everything: style, types, tests on SQLite and PostgreSQL, browser
	@$(VENV_PYTHON) -m tools.test

bench: environment ## Measure the archive (ARGS="10000" for a short run); other benchmarks: NAME=list
	@$(VENV_PYTHON) -m tools.bench $(NAME) $(ARGS)

pictures: environment ## Take the pictures of the editors' guide anew (needs Chromium)
	@PICTURES=1 $(VENV_PYTHON) -m pytest -q tests/browser/test_editors_day.py

format: environment ## Put the code in its standard form
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m ruff check --fix .

lock: environment ## Write the requirements files anew from pyproject.toml
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

environment:
	$(WITH_PYTHON) -m tools.environment requirements-dev.txt

clean: ## Remove the environment and all caches; the archive's data in var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage .coverage.*
