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
# One release build for all: with Swift's libraries in the program, so that it runs where there is no Swift.
RELEASE := $(BUILD) -c release --static-swift-stdlib
RELEASE_BIN = $$($(RELEASE) --show-bin-path)
TECHSHARE = $(RELEASE_BIN)/techshare
# Spark ships its step to machines that need have no libcsv: here the linker finds its archive first.
STATIC := .build/static
PIPELINE ?= Pipelines/nightly.yaml
# What the installed pipeline reads and writes stands in INBOX and WORKSPACE; DESTDIR goes before all that is installed.
PREFIX ?= /usr/local
INBOX ?= /var/lib/techshare/inbox
WORKSPACE ?= /var/lib/techshare/workspace
MANUAL := .build/techshare.1
# The programs from PyPI with which the tests read what is published.
TEST_TOOLS := .build/test-tools
TEST_REQUIREMENTS := Tests/EndToEndTests/Scripts/requirements.txt
# Spark as PyPI has it, for the tests alone, in an environment of its own; it needs Java 17.
SPARK_VERSION := 4.3.0
SPARK_ENVIRONMENT := .build/spark-$(SPARK_VERSION)
SPARK_HOME_IN = $(CURDIR)/$$(echo $(SPARK_ENVIRONMENT)/lib/python3*/site-packages/pyspark)
# 230 is the full size: 2,300 files of 2,000 lines. BENCH_OPTIONS: see `python3 Benchmarks/bench.py --help`.
BENCH_TRUSTS ?= 230
BENCH_OPTIONS ?=
# How long each fuzzing target runs; bash counts in a variable of this name, so what the environment has is not taken.
SECONDS = 30

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
build: setup swift-is-there ## Build the release program, and the step of it that Spark runs
	$(RELEASE) --product techshare
	@mkdir -p $(STATIC); archive=$$(dpkg -L libcsv-dev | grep '/libcsv\.a$$'); [ -z "$$archive" ] || ln -sf "$$archive" $(STATIC)/
	$(RELEASE) --product techshare-extract -Xlinker -L$(CURDIR)/$(STATIC) -Xlinker --strip-all

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
test: build test-tools ## Run the tests, over the release program (under ten minutes once both are built)
	TECHSHARE_PROGRAM="$(TECHSHARE)" swift test $(BUILD_FLAGS)

.PHONY: test-long
test-long: PACKAGES += cron
test-long: build ## Run the long tests: kills at 600 moments, 500 mutated files, hostile files, a real cron (half an hour)
	TECHSHARE_LONG_TESTS=1 TECHSHARE_PROGRAM="$(TECHSHARE)" swift test $(BUILD_FLAGS) --filter "LongTests|SameBytesTests|MutationTests|CronTests"

.PHONY: spark
spark: setup
	@[ -e $(SPARK_ENVIRONMENT)/is-whole ] && exit 0; \
	echo "Installing pyspark $(SPARK_VERSION) in $(SPARK_ENVIRONMENT) …"; \
	rm -rf $(SPARK_ENVIRONMENT) && python3 -m venv $(SPARK_ENVIRONMENT) \
	  && $(SPARK_ENVIRONMENT)/bin/python -m pip install --quiet --disable-pip-version-check pyspark==$(SPARK_VERSION) \
	  && touch $(SPARK_ENVIRONMENT)/is-whole \
	  || { echo "Cannot install it. See that pip reaches PyPI and run make again."; rm -rf $(SPARK_ENVIRONMENT); exit 1; }

.PHONY: test-spark
test-spark: PACKAGES += openjdk-17-jre-headless
test-spark: build spark ## Run the same inbox on one machine and on a Spark cluster of three processes (some minutes)
	SPARK_HOME="$(SPARK_HOME_IN)" TECHSHARE_PROGRAM="$(TECHSHARE)" swift test $(BUILD_FLAGS) --filter SparkTests

# Each has a build of its own, and the end-to-end tests run the program of that build.
SANITIZED = swift test --scratch-path .build/$(1) --sanitize $(2) $(BUILD_FLAGS) $(if $(FILTER),--filter "$(FILTER)")
# What tells ThreadSanitizer of Swift's mutex, and a program that shows whether it sees what it should.
SEEN_MUTEX := .build/mutex.o
SEEN_CHECK := .build/check-thread-sanitizer

.PHONY: test-asan
test-asan: PACKAGES += $(TEST_PACKAGES)
test-asan: setup swift-is-there test-tools ## Run the tests under AddressSanitizer: make test-asan FILTER=CSVReaderTests
	ASAN_OPTIONS=detect_leaks=0 $(call SANITIZED,asan,address)

# Optimised: every night in these tests takes seconds under it, and without that three times as many.
.PHONY: test-tsan
test-tsan: PACKAGES += $(TEST_PACKAGES)
test-tsan: setup swift-is-there test-tools ## Run the tests under ThreadSanitizer: make test-tsan FILTER=NightsTests
	@mkdir -p .build && clang -O1 -Wall -Werror -c Tests/ThreadSanitizer/mutex.c -o $(SEEN_MUTEX)
	@swiftc -sanitize=thread Tests/ThreadSanitizer/check.swift -Xlinker $(SEEN_MUTEX) -o $(SEEN_CHECK)
	@for time in 1 2 3 4 5; do $(SEEN_CHECK) || { echo "ThreadSanitizer does not see Swift's mutex: see Tests/ThreadSanitizer."; exit 1; }; done
	@if $(SEEN_CHECK) beside >/dev/null 2>&1; then echo "ThreadSanitizer does not see a race: see Tests/ThreadSanitizer."; exit 1; fi
	TESTED_WITH_SANITIZER=thread $(call SANITIZED,tsan,thread) -c release -Xswiftc -enable-testing -Xlinker $(CURDIR)/$(SEEN_MUTEX)

.PHONY: coverage
coverage: PACKAGES += $(TEST_PACKAGES)
coverage: setup swift-is-there test-tools ## Run the tests and say how many lines of Sources they reach; less than 90% fails
	swift test --scratch-path .build/coverage --enable-code-coverage $(BUILD_FLAGS)
	@python3 Tests/coverage.py "$$(swift test --scratch-path .build/coverage --show-codecov-path)"

.PHONY: fuzz
fuzz: setup swift-is-there ## Fuzz the readers from the kept corpus, SECONDS=30 each, and compare with Python's csv
	python3 Tests/Fuzzing/fuzz.py --seconds $(SECONDS)

.PHONY: bench
bench: PACKAGES += $(BENCH_PACKAGES)
bench: build ## Measure against DuckDB, sqlite3, polars and pandas: make bench BENCH_TRUSTS=23
	@python3 Benchmarks/bench.py --program "$(TECHSHARE)" --trusts $(BENCH_TRUSTS) $(BENCH_OPTIONS)

.PHONY: bench-spark
bench-spark: PACKAGES += openjdk-17-jre-headless
bench-spark: build spark ## Measure a run on a Spark cluster of three processes against one machine's
	@SPARK_HOME="$(SPARK_HOME_IN)" python3 Benchmarks/spark.py --program "$(TECHSHARE)" --trusts $(BENCH_TRUSTS)

.PHONY: lint
lint: swift-is-there ## Check the layout of the source
	swift format lint --strict --recursive Sources Tests Package.swift

.PHONY: format
format: swift-is-there ## Bring the source into its layout
	swift format --in-place --recursive Sources Tests Package.swift

# The library targets; symbols of access `package` are what one room shows another. They are told while the source is
# compiled: asked for afterwards, those that name types of other rooms are left out.
DOCS := .build/documentation
SYMBOLS := .build/symbols
.PHONY: docs
docs: setup swift-is-there ## Write the source's documentation (DocC) to .build/documentation (some minutes the first time)
	@command -v docc >/dev/null || { echo "docc is missing: it comes with Swift's toolchain; put its folder on PATH."; exit 1; }
	@rm -rf $(DOCS) && mkdir -p $(SYMBOLS)
	swift build --scratch-path .build/docs --product techshare -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc "$(CURDIR)/$(SYMBOLS)" -Xswiftc -symbol-graph-minimum-access-level -Xswiftc package
	@cd $(SYMBOLS) && for room in *.symbols.json; do [ -d "$(CURDIR)/Sources/$${room%%[.@]*}" ] || rm "$$room"; done
	docc convert --additional-symbol-graph-dir $(SYMBOLS) --fallback-display-name Techshare \
	  --fallback-bundle-identifier techshare --warnings-as-errors --output-path $(DOCS)
	@echo "To read it: python3 -m http.server --directory $(DOCS), then http://localhost:8000/documentation"

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

# A generator that fails must not leave an empty file behind.
manual install: .SHELLFLAGS := -o pipefail -c

# The argument parser's own generator; empty lines, which it leaves, have no place in a manual page.
.PHONY: manual
manual: build
	$(RELEASE) --product generate-manual
	@$(RELEASE_BIN)/generate-manual "$(TECHSHARE)" --output-directory - | sed '/^$$/d' >$(MANUAL)

SHARE := $(DESTDIR)$(PREFIX)/share
UNITS := $(DESTDIR)$(PREFIX)/lib/systemd/system
INSTALLED := $(SHARE)/techshare/Pipelines
# nightly.yaml and the register are the operator's once they are there; all else is brought anew.
BROUGHT := $(filter-out nightly.yaml reference sample.yaml systemd,$(notdir $(wildcard Pipelines/*)))
PUT := install -D -m 644 /dev/stdin

.PHONY: install
install: build manual ## Install program, pipelines, manual, completions, units: make install PREFIX=/usr/local
	install -D -m 755 "$(TECHSHARE)" "$(DESTDIR)$(PREFIX)/bin/techshare"
	strip --strip-debug "$(DESTDIR)$(PREFIX)/bin/techshare"
	install -D -m 755 "$(RELEASE_BIN)/techshare-extract" "$(DESTDIR)$(PREFIX)/bin/techshare-extract"
	install -D -m 644 "$(MANUAL)" "$(SHARE)/man/man1/techshare.1"
	"$(TECHSHARE)" --generate-completion-script bash | $(PUT) "$(SHARE)/bash-completion/completions/techshare"
	"$(TECHSHARE)" --generate-completion-script zsh | $(PUT) "$(SHARE)/zsh/site-functions/_techshare"
	"$(TECHSHARE)" --generate-completion-script fish | $(PUT) "$(SHARE)/fish/vendor_completions.d/techshare.fish"
	mkdir -p "$(INSTALLED)" && cd "$(INSTALLED)" && rm -rf $(BROUGHT)
	cd Pipelines && cp -R $(BROUGHT) "$(INSTALLED)"
	@[ -e "$(INSTALLED)/reference" ] && echo "Kept: $(INSTALLED)/reference" || cp -R Pipelines/reference "$(INSTALLED)"
	@[ -e "$(INSTALLED)/nightly.yaml" ] && echo "Kept: $(INSTALLED)/nightly.yaml" \
	  || sed -e 's|^inbox: .*|inbox: $(INBOX)|' -e 's|^workspace: .*|workspace: $(WORKSPACE)|' \
	    -e 's|^settle: *0s|settle: 2m|' Pipelines/nightly.yaml | $(PUT) "$(INSTALLED)/nightly.yaml"
	@for unit in techshare.service techshare.timer; do \
	  sed -e 's|/usr/local|$(PREFIX)|g' -e 's|/var/lib/techshare/workspace|$(WORKSPACE)|g' Pipelines/systemd/$$unit \
	    | $(PUT) "$(UNITS)/$$unit" || exit 1; \
	done

.PHONY: uninstall
uninstall: ## Take away what install brought, but nightly.yaml and the register
	rm -f "$(DESTDIR)$(PREFIX)/bin/techshare" "$(DESTDIR)$(PREFIX)/bin/techshare-extract" "$(SHARE)/man/man1/techshare.1" \
	  "$(SHARE)/bash-completion/completions/techshare" "$(SHARE)/zsh/site-functions/_techshare" \
	  "$(SHARE)/fish/vendor_completions.d/techshare.fish" "$(UNITS)/techshare.service" "$(UNITS)/techshare.timer"
	[ ! -d "$(INSTALLED)" ] || { cd "$(INSTALLED)" && rm -rf $(BROUGHT); }

.PHONY: clean
clean: ## Remove what was built and the sample workspace
	rm -rf .build workspace-sample
