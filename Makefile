# `make` alone prints the targets.

# The same for every debug build, so that none builds again what another has built. Debug information costs a fifth of a
# build; `make build DEBUG=dwarf` makes it for a debugger. Every compiler process parses the whole module, whichever files
# it compiles: one takes 120 files, and not the driver's 25, so that fewer are started.
DEBUG ?= none
STRICT := --explicit-target-dependency-import-check error -debug-info-format $(DEBUG) \
	-Xswiftc -driver-batch-size-limit -Xswiftc 120
PORT ?= 8080
DATA ?= var/demo
EDITION ?= Editions/demo.yaml
KILLS ?= 200
SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help setup build run test unit quick bench soak fuzz tsan format journey schema faults roles requirements

help: ## print this list
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## install what building, running and testing need, and in a clone the hook for commit messages
	@scripts/setup build test
	@[ ! -e .git ] || git config core.hooksPath >/dev/null || git config core.hooksPath scripts

build: ## build the product
	swift build $(STRICT)

run: ## install what is missing, build, and serve the demo with its sandbox; PORT=8080 DATA=var/demo EDITION=Editions/demo.yaml can be given
	@scripts/setup build
	@$(MAKE) --no-print-directory build
	@"$$(swift build --show-bin-path)/prakerja" serve --demo --port $(PORT) --data $(DATA) --edition $(EDITION)

test: ## everything: format, warnings, rules, both engines, connectors, pages, browser
	@scripts/setup build test
	@scripts/test

unit: ## the tests of the rules and of the house alone: seconds, once built
	swift build $(STRICT) --build-tests
	swift test --skip-build $(STRICT) --filter '^(ProgrammeTests|HouseTests)\.'

quick: ## all Swift tests, on SQLite alone: without format check, PostgreSQL, browser and crash tests
	PRAKERJA_TEST_ENGINES=sqlite swift test --no-parallel $(STRICT)

bench: ## run the benchmarks, with peers for comparison, into bench.json; BENCH="draw sqlite postgres" selects
	@scripts/setup build test bench
	@scripts/bench $(BENCH)

soak: ## the long tests: every hostile value on both engines; 20 minutes of made-up calls of the partner API; the guide's samples in six languages; 1,000 rounds of randomness against a native library; 1,000 forged draws by two verifiers; the log by other implementations of witnesses; 200 kills with SIGKILL under load; KILLS=200 can be given
	@scripts/setup build test soak
	@$(MAKE) --no-print-directory build
	PRAKERJA_HOSTILE=all swift test $(STRICT) --filter HostileRoutesTests
	@PRAKERJA="$$(swift build --show-bin-path)/prakerja" .venv/bin/python Tests/Partners/guide.py all
	@PRAKERJA="$$(swift build --show-bin-path)/prakerja" .venv/bin/python Tests/Partners/openapi.py 1200
	@.venv/bin/python Tests/Proofs/beacon.py 1000 native
	@.venv/bin/python Tests/Proofs/checker.py 1000
	@.venv-soak/bin/python Tests/Proofs/witness.py
	@.venv/bin/python Tests/Crash/crash.py $(KILLS)

fuzz: ## fuzz every parser of outside input for SECONDS=600 each; ROOMS="NIK Multipart" selects
	@scripts/setup build test
	@scripts/fuzz $(SECONDS) $(ROOMS)

tsan: ## find data races in storage and the jobs, with ThreadSanitizer
	@scripts/setup build test
	@scripts/tsan

format: ## format all Swift files with .swift-format
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

journey: ## walk the whole way in a browser, into the pictures of docs/journey and the table docs/page-weights.md
	@scripts/setup build test
	@$(MAKE) --no-print-directory build
	@PRAKERJA="$$(swift build --show-bin-path)/prakerja" .venv/bin/python Tests/Browser/pictures.py

schema: ## write docs/schema.sql from a fresh database
	PRAKERJA_WRITE_SCHEMA=1 swift test $(STRICT) --filter SchemaTests

roles: ## write docs/roles.md from the answers of the running product to each role
	PRAKERJA_WRITE_ROLES=1 swift test $(STRICT) --filter RoleMatrixTests

faults: ## write docs/faults.md from the `.bug` traits of the tests
	PRAKERJA_WRITE_FAULTS=1 swift test $(STRICT) --filter FaultsTests

requirements: ## write docs/requirements.md from the requirements and their evidence in Tests/HouseTests
	PRAKERJA_WRITE_REQUIREMENTS=1 swift test $(STRICT) --filter RequirementsTests
