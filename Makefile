# KES. `make` alone lists the commands; deploy/bootstrap does the work with Python's standard library alone.

PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PORT ?= 8000
export PORT

BOOTSTRAP = @$(or $(PYTHON),$(error KES needs Python 3.11 or newer: apt-get install python3 python3-venv, or make PYTHON=/path/to/python)) -m deploy.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run build test check format bench messages lock nightly clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: ## set up what is missing and start KES at http://127.0.0.1:8000 (PORT=8080 for another port)
	$(BOOTSTRAP) run

build: ## everything but the database: packages, bundle, translations (for servers)
	$(BOOTSTRAP) build

test: ## all tests: unit, scripts, sweeps, services (PostgreSQL, Redis, nginx), browser
	$(BOOTSTRAP) test $(SUITES)

check: ## lint, formatting, types, templates, migrations
	$(BOOTSTRAP) check

format: ## format Python, templates, JavaScript and CSS
	$(BOOTSTRAP) format

bench: ## measure, and write docs/benchmarks.md (ARGS=--quick)
	$(BOOTSTRAP) bench $(ARGS)

messages: ## collect the texts to translate (needs gettext) and compile the translations
	$(BOOTSTRAP) messages

lock: ## write the hash-locked requirements again (UPGRADE=1 takes newer versions)
	$(BOOTSTRAP) lock

nightly: ## all tests with their long variants
	$(BOOTSTRAP) nightly $(SUITES)

clean: ## forget what was built; var/ keeps the database
	rm -rf .venv node_modules platform/frontend/dist var/stamps var/static var/reports
