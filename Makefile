# One verb per thing a person does. Each sets up what it needs by itself; a second call finds it ready.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test quick lint bench bench-data check messages

PORT ?= 8000
TAKWIN_DATA ?= var
export TAKWIN_DATA

BIN := .venv/bin
PYTEST := $(BIN)/pytest -q
POSTGRES := $(BIN)/python tools/postgres.py
GUARDS := not long and not browser

help:  ## say what each verb does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.run .venv/.messages  ## a demo site at http://localhost:8000 (PORT, TAKWIN_DATA)
	@exec $(BIN)/takwin demo --data "$(TAKWIN_DATA)" --port "$(PORT)"

test: .venv/.dev .venv/.messages  ## everything that guards: on SQLite, on PostgreSQL, in a real browser
	@echo "== on SQLite" && $(PYTEST) -n 2 -m "$(GUARDS)"
	@echo "== on PostgreSQL" && $(POSTGRES) $(PYTEST) -n 2 -m "db and $(GUARDS)"
	@echo "== in a browser" && TAKWIN_CHROMIUM="$$($(BIN)/python tools/chromium.py)" $(PYTEST) -n 2 -m "browser and not long"

quick: .venv/.dev .venv/.messages  ## the rules only: no database, seconds
	@$(PYTEST) -n 2 -m "not db and not corpus and $(GUARDS)"

lint: .venv/.dev  ## style, types, floors
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: .venv/.dev .venv/.messages  ## measure; prints a table, writes var/bench.json
	@$(BIN)/python -m bench

bench-data: .venv/.dev .venv/.messages  ## a site grown to 20 million statements, for `make bench` (once; minutes, 7 GB)
	@$(BIN)/python -m bench.grown

check: test lint  ## test, lint, and what takes long
	@TAKWIN_CHROMIUM="$$($(BIN)/python tools/chromium.py)" $(PYTEST) -n 2 -m long

messages: .venv/.dev  ## bring the translations in line with the source
	@$(BIN)/python tools/messages.py

.venv/.messages: tools/messages.py $(wildcard takwin/*/locale/*/LC_MESSAGES/django.po) | .venv/.run
	@$(BIN)/python tools/messages.py --compile
	@touch $@

.venv/.run: pyproject.toml uv.lock tools/ready
	@tools/ready run

.venv/.dev: pyproject.toml uv.lock tools/ready
	@tools/ready dev
