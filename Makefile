# Two commands for a newcomer: `make demo` and `make test`. Windows has no make: `report-kit demo` does the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types accuracy bench docs fuzz train clean

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更高版本"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c requirements.lock -e '.[dev]'
	@touch $@

demo: $(STAMP)
	@sh tools/system-packages.sh office || true
	$(BIN)/report-kit demo

test: $(STAMP)
	@sh tools/system-packages.sh office pdf browser postgres
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

accuracy: $(STAMP)
	@sh tools/system-packages.sh office
	$(BIN)/python -m corpus.build corpus/build
	$(BIN)/python tools/accuracy.py

bench: $(STAMP)
	@sh tools/system-packages.sh office
	$(BIN)/python -m benchmarks

docs: $(STAMP)
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/shipped_pdf.py

# Needs the corpus: $(BIN)/python -m corpus.build corpus/build
train: $(STAMP)
	$(BIN)/python -m tools.train

fuzz: $(STAMP)
	$(BIN)/python -m tools.fuzz

clean:
	rm -rf $(VENV) build dist demo-output corpus/build .pytest_cache .mypy_cache .ruff_cache
