"""Runs what the READMEs show, so that they never show something else than what is printed.

A `yaml` block that begins with `# NAME.yaml` is written to a file of that name; a `console` block holds commands behind
`$ ` and what they print. `python -m tests.docs` puts the output in, `--check` only compares.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"^```(?P<kind>yaml|console)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"# (?P<name>[\w.-]+\.ya?ml)\n")


def refreshed(text: str, language: str) -> str:
    """The page with every `console` block as it comes out now."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LC_ALL": f"{language}.UTF-8", "NO_COLOR": "1", "PYTHONUTF8": "1"}

        def block(found: re.Match[str]) -> str:
            if found["kind"] == "yaml":
                if name := _NAME.match(found["text"]):
                    Path(folder, name["name"]).write_text(found["text"], encoding="utf-8")
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


def main(check: bool) -> int:
    """Refresh the pages; with `check`, say which are stale and return 1 if any is."""
    stale = 0
    for name in READMES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        new = refreshed(text, "zh_CN" if "zh" in name else "en_US")
        if new == text:
            continue
        if check:
            print(f"{name} shows other output than is printed: run `make docs`", file=sys.stderr)
            stale = 1
        else:
            path.write_text(new, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
