# `make scan` and `make test` are all that a fresh Debian machine with Swift needs.
SHELL := /bin/bash
RELEASE := .build/release/bornage
# Where the sources stand is no part of the program: a build in another folder gives the same bytes. The last two words
# keep digests of the compiler's intermediate code out, which know the folder.
HERE := $(CURDIR)=.
BUILD := swift build -c release --static-swift-stdlib -Xlinker -s \
  -Xcc -ffile-prefix-map=$(HERE) -Xswiftc -file-prefix-map -Xswiftc $(HERE) \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen

.PHONY: scan test build deb release lint format pages bench fuzz fuzz-smoke tools clean

## Builds the program and shows a report on Fixtures/.
scan: build
	@$(RELEASE) scan Fixtures --policy eu-gdpr --context aws.region=eu-west-3; code=$$?; \
	echo; echo "bornage ended with exit code $$code (1 means findings, as it should on these fixtures)."; \
	[ $$code -le 1 ]

## Runs all tests; SCRATCH is another folder to build them in, beside a build that is under way.
test: tools
	swift test --parallel $(if $(SCRATCH),--scratch-path $(SCRATCH))

## The program as it is installed: .build/release/bornage.
build: tools
	$(BUILD) --product bornage

## The Debian package: .build/bornage_VERSION_ARCH.deb.
deb: build
	Integrations/debian/build-deb $(RELEASE) .build

## What a release consists of, in .build/dist: archive, Debian package, bill of materials, checksums.
release: build
	Integrations/release/build-release $(RELEASE) .build/dist

## Installs what is missing: the three C libraries and pkg-config.
tools:
	@missing=""; \
	for package in libyaml-dev libxml2-dev libsqlite3-dev pkg-config; do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing; \
	fi; \
	command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install"; exit 1; }

## Checks format and lint rules; changes nothing.
lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

## Formats the sources in place.
format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

## Writes the pages of the packs and the schema of policies anew.
pages: build
	@mkdir -p docs/packs; rm -f docs/packs/*.md
	@for name in $$($(RELEASE) policy list | awk '{print $$1}'); do \
	  for lang in en fr; do \
	    $(RELEASE) policy show $$name --format markdown --lang $$lang >docs/packs/$$name.$$lang.md || exit 1; \
	  done; \
	done
	@$(RELEASE) policy schema >docs/policy.schema.json
	@$(RELEASE) config schema >docs/bornage.schema.json

## Scans a tree and compares with the bare parsers: `make bench TREE=some/folder`.
TREE ?= Fixtures
bench: tools
	$(BUILD) --product bench
	.build/release/bench $(TREE)

FUZZERS := FuzzYAML FuzzJSON FuzzXML FuzzPolicy
FUZZ_SECONDS ?= 60
## Fuzzes the three readers and the policy loader, each for FUZZ_SECONDS.
fuzz: tools
	@for target in $(FUZZERS); do \
	  BORNAGE_FUZZ=1 swift build -c release --scratch-path .build-fuzz --sanitize=fuzzer \
	    -Xswiftc -sanitize=fuzzer,address --product $$target || exit 1; \
	  mkdir -p .build-fuzz/corpus/$$target; \
	  .build-fuzz/release/$$target -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -rss_limit_mb=2048 \
	    -artifact_prefix=.build-fuzz/ .build-fuzz/corpus/$$target || exit 1; \
	done

## The readers only: the policy loader brings most of the program along, which takes minutes to build with sanitizers.
fuzz-smoke:
	$(MAKE) fuzz FUZZ_SECONDS=15 FUZZERS="FuzzYAML FuzzJSON FuzzXML"

clean:
	rm -rf .build .build-fuzz
