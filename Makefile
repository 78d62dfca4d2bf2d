# The commands of README; `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
SERVE ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint style mypy pyright imports unit test-clean lock clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile
	@echo "PYTHON=$(PYTHON) names the Python to use, VENV=$(VENV) the folder of its environment"

demo: $(VENV)/.core ## make an invented world, load it, ask the three questions, serve the pages (SERVE=0: do not serve)
	@$(VENV)/bin/hikma demo $(if $(filter 0,$(SERVE)),--no-serve)

test: lint unit ## check style, types and import directions, and run every test

lint: style mypy pyright imports ## check style, types and import directions

style: $(VENV)/.all
	@echo "hikma: checking style (ruff)"
	@$(VENV)/bin/ruff check --quiet --output-format concise
	@$(VENV)/bin/ruff format --check --quiet

mypy: $(VENV)/.all
	@echo "hikma: checking types (mypy)"
	@$(VENV)/bin/mypy --no-error-summary

pyright: $(VENV)/.all
	@echo "hikma: checking types once more (pyright)"
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(VENV)/bin/pyright --pythonpath $(VENV)/bin/python

imports: $(VENV)/.all
	@echo "hikma: checking import directions (import-linter)"
	@$(VENV)/bin/lint-imports --no-logo

unit: $(VENV)/.all
	@$(VENV)/bin/python -m tests.support.install
	@echo "hikma: running the tests (pytest)"
	@$(VENV)/bin/python -m pytest $(if $(CI),,-m "not clean")

test-clean: $(VENV)/.all ## run the tests of a clone of what is committed, set up from nothing (part of `make test` where CI is set)
	@$(VENV)/bin/python -m pytest -m clean

lock: $(VENV)/.all ## bring requirements.lock up to pyproject.toml; versions that still do stay
	@$(VENV)/bin/python -m pip install --quiet uv
	@$(VENV)/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --fork-strategy fewest \
		--no-header --no-annotate --quiet --output-file requirements.lock

clean: ## remove the environment, the caches and what was built
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.core: pyproject.toml requirements.lock
	@sh tools/environment.sh $(PYTHON) $(VENV) -e .
	@touch $@

$(VENV)/.all: pyproject.toml requirements.lock
	@sh tools/environment.sh $(PYTHON) $(VENV) -e '.[all]'
	@touch $(VENV)/.core $@
