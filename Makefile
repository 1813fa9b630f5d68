# One target per habit. `make` alone prints them.

STRICT := --explicit-target-dependency-import-check error
PORT ?= 8080
DATA ?= var/demo
EDITION ?= Editions/demo.yaml
KILLS ?= 200
SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help setup build run test quick bench soak fuzz tsan format schema faults

help: ## print this list
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## install what building, running and testing need (Debian packages, a Python environment in .venv)
	@scripts/setup build test

build: ## build the product
	swift build $(STRICT)

run: ## install what is missing, build, and serve the demo; PORT=8080 DATA=var/demo EDITION=Editions/demo.yaml can be given
	@scripts/setup build
	@$(MAKE) --no-print-directory build
	@"$$(swift build --show-bin-path)/prakerja" serve --demo --port $(PORT) --data $(DATA) --edition $(EDITION)

test: ## everything: format, warnings, rules, both engines, connectors, pages, browser
	@scripts/setup build test
	@scripts/test

quick: ## the inner loop: all tests but the browser's, on SQLite alone
	PRAKERJA_TEST_ENGINES=sqlite swift test --no-parallel $(STRICT)

bench: ## measure, each figure beside a peer's, into bench.json; BENCH="draw sqlite postgres" chooses
	@scripts/setup build test bench
	@scripts/bench $(BENCH)

soak: ## the long ones: 200 times killed with -9 under load, on both engines; KILLS=200 can be given
	@scripts/setup build test
	@$(MAKE) --no-print-directory build
	@.venv/bin/python Tests/Crash/crash.py $(KILLS)

fuzz: ## feed strangers' bytes to every parser, each for SECONDS=600; ROOMS="NIK Multipart" chooses
	@scripts/setup build test
	@scripts/fuzz $(SECONDS) $(ROOMS)

tsan: ## look for data races in storage and the jobs, with ThreadSanitizer
	@scripts/setup build test
	@scripts/tsan

format: ## lay out all Swift files as .swift-format says
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

schema: ## write docs/schema.sql from the migrations
	PRAKERJA_WRITE_SCHEMA=1 swift test $(STRICT) --filter SchemaTests

faults: ## write docs/faults.md from the tests that keep mended faults away
	PRAKERJA_WRITE_FAULTS=1 swift test $(STRICT) --filter FaultsTests
