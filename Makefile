# Techshare: every target is thin; the program itself decides what is stale.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PACKAGES := libcsv-dev libsqlite3-dev libxlsxwriter-dev python3 python3-venv faketime
TEST_PACKAGES := chromium libreoffice-calc
# A cron for tests, which run it where nothing else of the machine is seen.
TEST_PACKAGES += cron
BENCH_PACKAGES := hyperfine sqlite3 time
BUILD_FLAGS := --explicit-target-dependency-import-check error
BUILD := swift build $(BUILD_FLAGS)
TECHSHARE = $$($(BUILD) -c release --show-bin-path)/techshare
PIPELINE ?= Pipelines/nightly.yaml
PREFIX ?= /usr/local
# The programs from PyPI with which the tests read what is published.
TEST_TOOLS := .build/test-tools
TEST_REQUIREMENTS := Tests/EndToEndTests/requirements.txt
# 230 is the full size: 2,300 files of 2,000 lines. BENCH_OPTIONS: see `python3 Benchmarks/bench.py --help`.
BENCH_TRUSTS ?= 230
BENCH_OPTIONS ?=

# 0, 3 and 5 are all success: what they mean is said, and make goes on.
EXPLAIN_EXIT_CODE = code=$$?; case $$code in \
	  0) echo "Exit code 0: done, or nothing new." ;; \
	  3) echo "Exit code 3: done, and there is something new to look at (findings.csv)." ;; \
	  5) echo "Exit code 5: done, and a return has newly become overdue." ;; \
	  *) echo "Exit code $$code: see the message above."; exit $$code ;; \
	esac

.PHONY: help
help: ## Print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Install the Debian packages that are missing
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	echo "Installing:$$missing"; \
	sudo=""; if [ "$$(id -u)" != 0 ]; then sudo="sudo"; fi; \
	if ! command -v apt-get >/dev/null || { [ -n "$$sudo" ] && ! command -v sudo >/dev/null; }; then \
	  echo "Cannot install$$missing: apt-get, or sudo for it, is not here. Install these packages and run make again."; exit 1; \
	fi; \
	$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
	  || { echo "Cannot install:$$missing. Install these packages by hand and run make again."; exit 1; }

.PHONY: swift-is-there
swift-is-there:
	@command -v swift >/dev/null || { echo "Swift 6.2 or newer is missing: see https://www.swift.org/install/"; exit 1; }

.PHONY: build
build: setup swift-is-there ## Build the release program
	$(BUILD) -c release --product techshare

.PHONY: run
run: build ## Run the sample pipeline over SampleData and say where the results are
	@set +e; $(TECHSHARE) run --pipeline Pipelines/sample.yaml; $(EXPLAIN_EXIT_CODE); \
	echo "Results: workspace-sample/publish/latest/index.html and the CSV files beside it"

.PHONY: test-tools
test-tools: setup
	@cmp -s $(TEST_REQUIREMENTS) $(TEST_TOOLS)/requirements.txt && exit 0; \
	echo "Installing the programs of $(TEST_REQUIREMENTS) in $(TEST_TOOLS) …"; \
	rm -rf $(TEST_TOOLS) && python3 -m venv $(TEST_TOOLS) \
	  && $(TEST_TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check -r $(TEST_REQUIREMENTS) \
	  && cp $(TEST_REQUIREMENTS) $(TEST_TOOLS)/ \
	  || { echo "Cannot install them: the tests that need them are skipped, and say so. See that pip reaches PyPI and run make again."; rm -rf $(TEST_TOOLS); }

.PHONY: test
test: PACKAGES += $(TEST_PACKAGES)
test: setup swift-is-there test-tools ## Run the tests (under ten minutes)
	swift test $(BUILD_FLAGS)

.PHONY: test-long
test-long: setup swift-is-there ## Run the long tests: kills at 600 moments, 500 mutated files, a real cron (half an hour)
	TECHSHARE_LONG_TESTS=1 swift test $(BUILD_FLAGS) --filter "LongTests|SameBytesTests|MutationTests|CronTests"

.PHONY: bench
bench: PACKAGES += $(BENCH_PACKAGES)
bench: build ## Measure against DuckDB, sqlite3, polars and pandas: make bench BENCH_TRUSTS=23
	@python3 Benchmarks/bench.py --program "$(TECHSHARE)" --trusts $(BENCH_TRUSTS) $(BENCH_OPTIONS)

.PHONY: lint
lint: swift-is-there ## Check the layout of the source
	swift format lint --strict --recursive Sources Tests Package.swift

.PHONY: format
format: swift-is-there ## Bring the source into its layout
	swift format --in-place --recursive Sources Tests Package.swift

.PHONY: check
check: lint test ## What CI runs first: lint, import check and tests

SELECTION = $(if $(ORGANISATION),--organisation $(ORGANISATION)) $(if $(YEAR),--year $(YEAR))

.PHONY: plan
plan: build ## Say what a run would do; writes nothing
	@$(TECHSHARE) plan --pipeline $(PIPELINE) $(SELECTION)

.PHONY: reprocess
reprocess: build ## Read files again: make reprocess ORGANISATION=RJ1 YEAR=2023-24
	@set +e; $(TECHSHARE) reprocess --pipeline $(PIPELINE) $(SELECTION); $(EXPLAIN_EXIT_CODE)

.PHONY: status
status: build ## Show the last runs, what is missing and held
	@$(TECHSHARE) status --pipeline $(PIPELINE)

.PHONY: validate
validate: build ## Check files: make validate FILE="one.csv two.csv"
	@$(TECHSHARE) validate --pipeline $(PIPELINE) $(FILE)

.PHONY: schedule
schedule: build ## Put the nightly run into your crontab: make schedule AT=02:30
	@$(TECHSHARE) schedule install --pipeline $(PIPELINE) $(if $(AT),--at $(AT))

.PHONY: install
install: build ## Install the program and its pipelines under PREFIX
	install -d $(PREFIX)/bin $(PREFIX)/share/techshare
	install -m 755 $(TECHSHARE) $(PREFIX)/bin/techshare
	cp -R Pipelines $(PREFIX)/share/techshare/

.PHONY: clean
clean: ## Remove what was built and the sample workspace
	rm -rf .build workspace-sample
