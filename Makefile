# What can be done with the portal. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench css outbox-proof libraries node

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
SCALE ?= 1
TESTS ?=
# Browsers of their own are never fetched: the tests use Debian's Chromium.
export PUPPETEER_SKIP_DOWNLOAD := 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
# Compiled once and kept, whatever the machine says: each server and worker that is started reads a thousand files.
unexport PYTHONDONTWRITEBYTECODE

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: libraries .venv/installed  ## Install what the portal needs, into .venv

run: setup  ## Start the portal: web, worker and beat. PORT=8000, DEMO=0 to start empty for real use
	@exec $(BIN)/python -m compact_portal.run

test: setup .venv/installed-tests node  ## Run every test. TESTS=tests/meetings for some of them
	$(BIN)/pytest --numprocesses 2 --dist loadgroup $(TESTS)

check: setup .venv/installed-tests  ## Style, imports, templates, migrations, deployment settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

# Settings as a real site has them, for the checks that judge settings.
PRODUCTION = env SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	SITE_URL=https://compact.example ALLOWED_HOSTS=compact.example VAR_DIR=var/check

bench: setup .venv/installed-tests  ## Queries and speed of the pages, as ratios. SCALE=1, 10 or 100
	@$(BIN)/python -m tests.bench --scale $(SCALE)

css: node  ## Compile the style sheet from its Sass
	npm run --silent css

outbox-proof: setup .venv/installed-tests  ## Kill workers 200 times and count what was sent
	KILLS=$(or $(KILLS),200) $(BIN)/pytest --capture=no tests/notices/test_outbox_proof.py

# --- What the others stand on -----------------------------------------------------------------------------------------

libraries:
	@$(PYTHON) compact_portal/run/libraries.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | libraries .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-tests: requirements-test.txt | .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

# Node is for tooling only (style sheet, accessibility checkers). Without it the tests that need it say so.
node:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/installed; \
	else echo "npm is not installed: accessibility checks that need it are skipped."; fi

node_modules/installed: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@
