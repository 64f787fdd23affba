# make help says what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BANMIAN := $(BIN)/banmian

.PHONY: site serve test check help lint types layers docs golden bench bench-build bench-search bench-lighthouse \
  screenshots clean

site: $(VENV)/site.done  ## build the sample edition into site/public/
	@$(BANMIAN) import --quiet
	@$(BANMIAN) build

serve: $(VENV)/site.done  ## show the sample edition in a browser while you edit
	@$(BANMIAN) serve

test: $(VENV)/test.done  ## run every test, in a real browser too
	@sh tests/programs.sh
	$(BIN)/python -m pytest -n auto

check: $(VENV)/test.done lint types layers test  ## ruff, mypy, import-linter, then the tests

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.done
	$(BIN)/mypy

layers: $(VENV)/test.done
	$(BIN)/lint-imports

docs: $(VENV)/site.done  ## write docs/theme-contract.md and docs/diagnostics.md anew
	$(BIN)/python docs/generate.py

golden: $(VENV)/test.done  ## write the sample's golden site anew, after a change that is meant
	$(BIN)/python tests/golden_site.py

bench: $(VENV)/test.done  ## how fast pages are cut, and what hostile pages take
	$(BIN)/python bench/segment.py

bench-build: $(VENV)/bench.done  ## how fast sites are built, beside Hugo and Pelican (ten minutes)
	$(BIN)/python bench/build.py

bench-search: $(VENV)/bench.done  ## what search finds and costs, beside Pagefind (half an hour)
	$(BIN)/python bench/search.py

SHOTS ?= /tmp/banmian-screenshots
screenshots: $(VENV)/test.done site  ## every kind of page, three widths, light and dark, into SHOTS=DIR
	$(BIN)/python bench/screenshots.py $(SHOTS)

bench-lighthouse: $(VENV)/lighthouse.done  ## what Lighthouse says of the sample (ten minutes)
	$(BIN)/python bench/lighthouse.py

$(VENV)/lighthouse.done: $(VENV)/site.done
	@npm install --silent --no-save --prefix $(VENV)/lighthouse lighthouse@12.8.2
	@touch $@

$(VENV)/bench.done: $(VENV)/test.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

clean:  ## remove the virtual environment and the built site
	rm -rf $(VENV) site/public site/.banmian/cache

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Banmian needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian: apt-get install python3-venv"; exit 2; }

$(VENV)/site.done: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Banmian into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/test.done: $(VENV)/site.done
	@echo "Installing the test tools …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-save --prefix $(VENV)/npm \
	    typescript@5.9.3 vnu-jar@26.9.27 axe-core@4.14.1 sitemap@9.0.1; fi
	@touch $@
