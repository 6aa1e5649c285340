# `make` alone lists what there is. Everything that is made here is removed by `make clean`.
.DEFAULT_GOAL := help
.PHONY: help serve build test check screenshots preview search-quality bench lock audit fuzz clean venv venv-dev

BIN := .venv/bin

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: venv ## show the site while you edit it: 127.0.0.1:8000 (other port: PORT=8001)
	$(BIN)/praktijkatlas serve --port $(or $(PORT),8000)

build: venv ## write the site that can be published to site/
	$(BIN)/praktijkatlas build

check: venv ## check the practices (in a workflow: FORMAT=github)
	$(BIN)/praktijkatlas check --format $(or $(FORMAT),text)

test: venv-dev ## check the code and run all tests (a part: TESTS="-k words")
	$(BIN)/python scripts/chromium.py
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile $(TESTS)

screenshots: venv-dev ## make the pictures of README again (of a certain practice: PRACTICE=id)
	$(BIN)/python scripts/chromium.py
	$(BIN)/praktijkatlas build
	$(BIN)/python scripts/screenshots.py $(if $(PRACTICE),--practice $(PRACTICE))
	$(BIN)/python scripts/print_pictures.py

preview: venv-dev ## picture the pages and sheets that you changed (since BASE=origin/main)
	$(BIN)/python scripts/chromium.py
	$(BIN)/praktijkatlas changes --base $(or $(BASE),origin/main) --json .cache/changes.json
	PRAKTIJKATLAS_ALLOW_ERRORS=true $(BIN)/praktijkatlas build
	$(BIN)/python scripts/preview.py --changes .cache/changes.json --out .cache/preview

search-quality: venv-dev ## ask search real questions, and compare it with two others
	$(BIN)/python scripts/chromium.py
	$(BIN)/praktijkatlas build
	$(BIN)/python scripts/search_quality.py

bench: venv-dev ## measure the build against plain MkDocs with Material (ENTRIES=10000 JSON=file)
	$(BIN)/python scripts/chromium.py
	$(BIN)/python scripts/bench/run.py --entries $(or $(ENTRIES),10000) $(if $(JSON),--json $(JSON))

# Addresses of indexes stay out of the locks: everyone installs from the index of their own choice.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	$(if $(UPGRADE),--upgrade)

lock: venv ## lock the versions in pyproject.toml, with hashes (newest versions: UPGRADE=1)
	$(BIN)/python -m pip install --quiet --quiet --require-hashes --requirement requirements-lock.txt
	$(COMPILE) pyproject.toml --group build --output-file requirements.txt
	$(COMPILE) pyproject.toml --group build --group dev --constraints requirements.txt \
		--output-file requirements-dev.txt
	$(COMPILE) --group lock --output-file requirements-lock.txt
	$(COMPILE) --group audit --output-file requirements-audit.txt

audit: venv ## look up known weaknesses of the locked packages, at PyPI (elsewhere: SERVICE=osv)
	@scripts/audit.sh $(SERVICE) $(OSV_URL)

fuzz: venv-dev ## put hostile files through everything (RUNS=10000 MINUTES=0 JOBS=1 FIRST=0)
	@PYTHONPATH=tests $(BIN)/python -m fuzz --runs $(or $(RUNS),10000) \
		--minutes $(or $(MINUTES),0) --jobs $(or $(JOBS),1) --first $(or $(FIRST),0) \
		--engine $(or $(ENGINE),numbers)

clean: ## remove everything that was made, .venv included
	rm -rf .venv site .site.* .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@scripts/environment.sh requirements.txt

venv-dev:
	@scripts/environment.sh requirements-dev.txt
