# Two commands are enough: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
SHARED ?= ../shared
JOBS ?= 2

.PHONY: demo test env dev browser lint types house unit evaluate floors readers endpoint-check bench docs train weights interop lock size clean

env: .venv/core.done .venv/islands.done ## the command at .venv/bin/sourcebook

ISLANDS := $(wildcard frontend/src/*) frontend/build.mjs frontend/lands.mjs frontend/package.json frontend/package-lock.json

.venv/islands.done: .venv/core.done $(ISLANDS)
	@if command -v npm >/dev/null; then \
		cd frontend && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build; \
	else \
		echo "npm was not found, so the pages come without map and timeline; install Node 20 or newer and run make again." >&2; \
	fi
	@touch $@

.venv/core.done: locks/core.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found: install it and run make again." >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r locks/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r locks/core.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

dev: .venv/dev.done .venv/islands.done

.venv/dev.done: .venv/core.done locks/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r locks/dev.txt
	@touch $@

demo: env ## a book from examples/, built and opened in a browser; in the terminal: sourcebook show --book var/demo.book
	@mkdir -p var
	$(BIN)/sourcebook build examples/documents --book var/demo.book
	$(BIN)/sourcebook serve --book var/demo.book $(if $(CI),--no-browser)

test: lint types house unit ## everything that must hold

lint: dev
	$(BIN)/ruff check src tests training
	$(BIN)/ruff format --check src tests training

types: dev
	$(BIN)/mypy
	@if [ -d frontend/node_modules ]; then cd frontend && npm run --silent check; fi

house: dev
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house

browser: dev ## a Chromium for the tests of pages, where the system has none
	$(BIN)/python -m playwright install chromium

unit: dev .venv/interop.done
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| $(BIN)/python -m playwright install chromium \
		|| echo "No Chromium is here and none could be installed: the tests in tests/browser will say that they were skipped." >&2
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --ignore tests/house

.venv/interop.done: .venv/dev.done locks/interop.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r locks/interop.txt && touch $@ \
		|| echo "FollowTheMoney's library could not be installed (it needs a compiler and ICU's headers; Debian: g++ pkg-config libicu-dev): its tests will say that they were skipped." >&2

interop: .venv/interop.done ## the FollowTheMoney export held against its own library, which must be there
	SOURCEBOOK_INTEROP_REQUIRED=1 $(BIN)/python -m pytest tests/golden/test_ftm.py

evaluate: dev ## scores the dev corpora and rewrites docs/evaluation.md
	$(BIN)/python -m tests.quality.evaluate --shared $(SHARED) --workers $(JOBS) $(RAISE)

floors: dev ## the same measures, held against tests/quality/floors.toml
	$(BIN)/python -m tests.quality.seeds --shared $(SHARED)
	$(BIN)/python -m tests.quality.evaluate --shared $(SHARED) --workers $(JOBS) --check

readers: dev ## the readers of claims on the same corpora, side by side
	$(BIN)/python -m tests.quality.readers --shared $(SHARED) --workers $(JOBS)

endpoint-check: dev ## the endpoint reader against a server of yours: make endpoint-check URL=http://localhost:8000/v1 MODEL=NAME
	$(BIN)/python -m tests.quality.endpoint --url "$(URL)" --model "$(MODEL)"

bench: dev ## speed and memory, as ratios within one run
	$(BIN)/python -m tests.quality.bench --shared $(SHARED) --workers $(JOBS)

docs: dev ## the generated pages: codebook, schemas and formats
	$(BIN)/python -m sourcebook.publish.codebook docs/codebook.md
	$(BIN)/python -m sourcebook.publish.schema docs/schema
	$(BIN)/python -m sourcebook.publish.format_pages docs/formats

train: ## remakes the trained reader's weights: an hour or two on two cores, see docs/model-card.md
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r locks/core.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	mkdir -p var/train
	OMP_WAIT_POLICY=PASSIVE .venv-train/bin/python -m training.fit --shared $(SHARED) --work var/train --out var/train
	.venv-train/bin/python -m training.export --checkpoint var/train/epoch-5.pt --version 2 \
		--out src/sourcebook/claims/trained/model

weights: dev ## learns anew how much each sign of a link weighs, and how rare words are; make weights CHECK=--check only measures
	$(BIN)/python -m training.rarity --shared $(SHARED)
	$(BIN)/python -m training.link_weights --shared $(SHARED) --work var/weights $(CHECK)

size: env ## where the megabytes go
	@du -sm .venv | cut -f1 | xargs -I{} echo "{} MB in .venv"
	@du -sm .venv/lib/python*/site-packages/* | sort -rn | head -15

lock: ## pins anew, with hashes and without addresses; needs uv
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o locks/core.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev -c locks/core.txt pyproject.toml -o locks/dev.txt
	printf 'editables\nhatchling\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -c locks/dev.txt - -o locks/build.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra gazetteer -c locks/core.txt pyproject.toml -o locks/gazetteer.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra interop -c locks/dev.txt pyproject.toml -o locks/interop.txt

clean:
	rm -rf .venv var dist build frontend/node_modules src/sourcebook/review/static/built
