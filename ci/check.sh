#!/bin/sh
# Checks the project files below the current folder, for any build server with Python 3.11 or later and git:
#
#   sh PATH/TO/CHECKOUT/ci/check.sh [ARGUMENT OF `llm-project-lint check` ...]
#
# BASE     a commit, branch or tag that the change goes onto: what it does to the decisions is said first
# REPORTS  folder for the reports (default: llm-project-lint-reports): changes.md, check.md, sarif, junit.xml, html
# PYTHON   the Python to install with (default: python3)
#
# It takes the command `llm-project-lint` if there is one, and installs the checkout that it stands in if there is none.
# Exit code: that of `check`, 0 nothing as grave as --fail-on, 1 something is, 2 the run itself failed.
set -eu

checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
reports=${REPORTS:-llm-project-lint-reports}
mkdir -p -- "$reports"

command=$(command -v llm-project-lint || true)
if [ -z "$command" ]; then
  environment=$(mktemp -d)
  trap 'rm -rf "$environment"' EXIT
  # -I, since what lies in the current folder must not be taken for a module of Python.
  "${PYTHON:-python3}" -I -m venv "$environment"
  "$environment/bin/python" -I -m pip install --quiet --disable-pip-version-check "$checkout"
  command=$environment/bin/llm-project-lint
fi

# A base that is not there, as in a shallow clone, is no reason to leave out the check.
if [ -n "${BASE:-}" ]; then
  "$command" changes --format markdown -- "$BASE..." > "$reports/changes.md" ||
    echo "The comparison with the base is not complete. The clone may have to reach further back." >&2
  cat "$reports/changes.md"
fi

code=0
"$command" check --format full \
  --format "markdown:$reports/check.md" \
  --format "sarif:$reports/llm-project-lint.sarif" \
  --format "junit:$reports/junit.xml" \
  --format "html:$reports/llm-project-lint.html" \
  "$@" || code=$?
exit "$code"
