# Every command of the project. The work is done by tools/*.py, so that it reads and tests like the rest.

# The newest suitable Python on the PATH, python3 first: on macOS the system's own may be too old while another is not.
PYTHON ?= $(firstword $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python; done))
PORT ?= 8000
ARGS ?=
export PORT

VENV := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run serve test test-long bench check format catalogue settings-doc lock clean python install lighthouse rehearse screenshots

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: python ## Start the portal with its content on http://localhost:8000 (PORT= changes it)
	@$(PYTHON) tools/environment.py && exec $(VENV) tools/run.py

test: install ## Install what the tests need and pass them (ARGS="tests/search -k word" chooses some)
	@$(VENV) -m pytest -n auto --dist loadgroup $(ARGS)

test-long: install ## The same with more examples and the slow tests
	@TLN_TEST_SIZE=long $(VENV) -m pytest -n auto --dist loadgroup $(ARGS)

check: install ## The gate before a commit: format, lint, types, migrations, catalogue, architecture (ARGS="types" chooses some)
	@$(VENV) tools/check.py $(ARGS)

format: install ## Put Python and templates in the house's format
	@.venv/bin/ruff check -q --fix . ; .venv/bin/ruff format -q . ; .venv/bin/djhtml --tabwidth 2 templates

serve: python ## The production settings on this machine: gunicorn, compressed static files, worker and scheduler
	@$(PYTHON) tools/environment.py && exec $(VENV) tools/serve.py

bench: python ## Queries and times of the main pages, on the data of `make run`, and requests a second of some
	@$(PYTHON) tools/environment.py && $(VENV) tools/bench.py $(ARGS)

lighthouse: install ## Lighthouse, weight and EcoIndex of the main pages (needs npm; ARGS="home call" chooses some)
	@$(VENV) tools/lighthouse.py $(ARGS)

rehearse: install ## Play the Dockerfile's steps in a clean folder, start what they made and check its health (no Docker needed)
	@$(VENV) tools/rehearse_image.py

screenshots: install ## Take the pictures of README.md again (needs Chromium)
	@$(VENV) tools/screenshots.py $(ARGS)

catalogue: install ## Regenerate the French catalogue (needs GNU gettext) and compile it
	@$(VENV) tools/catalogue.py --write

settings-doc: install ## Regenerate docs/settings.md
	@$(VENV) manage.py write_settings_doc

lock: ## Pin the requirements again (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## Remove the environment, the databases and the caches
	@rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache var

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: install the package python3 (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)." >&2; exit 1; }

install: python
	@$(PYTHON) tools/environment.py --dev
