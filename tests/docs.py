"""Keeps fresh what is generated: what pages show, and the pages of the rules in `docs/rules/`.

In a page a `yaml` or `toml` block that begins with `# NAME.yaml` is written to a file of that name; a `console` block
holds commands behind `$ ` and what they print. `python -m tests.docs` writes, `--check` only compares.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from llm_project_lint.model import Language
from llm_project_lint.outputs.page import index, page
from llm_project_lint.rulebook import load_rulebook

ROOT = Path(__file__).parent.parent
SHOWING = ("README.md", "README.zh-CN.md", "docs/packs.md", "docs/packs.zh-CN.md")
"""Pages that show commands and what they print."""
PAGES = ROOT / "docs" / "rules"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_BLOCK = re.compile(r"^```(?P<kind>yaml|toml|console)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"# (?P<name>[\w./-]+\.(?:ya?ml|toml))\n")


def refreshed(text: str, language: str) -> str:
    """The page with every `console` block as it comes out now."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LC_ALL": f"{language}.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1"}

        def block(found: re.Match[str]) -> str:
            if found["kind"] != "console":
                if name := _NAME.match(found["text"]):
                    path = Path(folder, name["name"])
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(found["text"], encoding="utf-8")
                return found.group()
            commands = [line for line in found["text"].splitlines() if line.startswith("$ ")]
            printed = "".join(f"{command}\n{_run(command[2:], folder, environment)}" for command in commands)
            return f"```console\n{printed}```"

        return _BLOCK.sub(block, text)


def _run(command: str, folder: str, environment: dict[str, str]) -> str:
    program, *arguments = command.split()
    if program != "llm-project-lint":
        raise ValueError(f"the pages may run llm-project-lint only, not {program}")
    found = shutil.which("llm-project-lint", path=os.path.dirname(sys.executable)) or program
    done = subprocess.run([found, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text as it should be."""
    for name in SHOWING:
        path = ROOT / name
        yield path, refreshed(path.read_text(encoding="utf-8"), "zh_CN" if "zh" in name else "en_US")
    book = load_rulebook()
    for language in LANGUAGES:
        yield PAGES / language / "README.md", index(book, language)
        for rule in (*book.rules.values(), *book.drivers.values()):
            yield PAGES / language / f"{rule.id}.md", page(rule, book, language)


def main(check: bool) -> int:
    """Refresh the pages; with `check`, say which are stale and return 1 if any is."""
    pages = dict(generated())
    left_over = [path for path in PAGES.glob("*/*.md") if path not in pages]
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in (*stale, *left_over):
        if check:
            print(f"{path.relative_to(ROOT)} is not what `make docs` writes", file=sys.stderr)
        elif path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8")
        else:
            path.unlink()
    return int(check and bool(stale or left_over))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
