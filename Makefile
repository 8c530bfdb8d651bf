# make site  builds the portal from content/ into site/.   make test  runs every test.   The rest is for people who change the code.
# Needs Python 3.11 or newer, make and git. Everything is installed into .venv/, from the hash-checked lock files.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
REPORTS ?= 1000
JOBS    ?= 3
MUTANTS ?= rules

.PHONY: site import wheels test serve check bench mutants golden docs lock clean

# Publishes the good files. One bad file must not keep the others from their readers: what was not published is listed last, and the exit status is
# that of the publication. Whoever wants the exit status of the content asks for it: site-builder build, or site-builder check.
site: $(VENV)/.site
	$(BIN)/site-builder build --exit-zero

# What `site-builder import` needs to read web pages, Word files and PDFs; a site is built without it.
import: $(VENV)/.import

serve: $(VENV)/.site
	$(BIN)/site-builder serve

# Three processes even on two cores, because the browser tests mostly wait; in the order of the folders, so that these come first.
test: $(VENV)/.dev
	$(BIN)/pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check site_builder tests benchmarks
	$(BIN)/ruff format --check site_builder tests benchmarks
	$(BIN)/mypy
	$(BIN)/site-builder build --strict --site-dir .cache/check-site

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py --reports $(REPORTS)

# Which broken rules and lines no test notices.  make mutants MUTANTS=sample  is the part that runs in CI.
mutants: $(VENV)/.dev
	$(BIN)/python benchmarks/mutants.py $(MUTANTS)

golden: $(VENV)/.dev
	$(BIN)/python tests/golden/rewrite.py

docs: $(VENV)/.dev
	$(BIN)/site-builder reference docs

# After changing dependencies in pyproject.toml. The lock files hold versions and hashes, no address.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra import --extra build -o requirements-import.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra import --extra build --extra test -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed (make PYTHON=python3.12 …)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.import: $(VENV)/.site requirements-import.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-import.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Which platforms and versions of Python have a wheel of every package (docs/supply.md); asks the registry.
wheels: $(VENV)/.dev
	$(BIN)/python tools/wheels.py

clean:
	rm -rf site .cache build dist *.egg-info
