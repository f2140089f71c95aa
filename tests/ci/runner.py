"""Runs the steps of a composite action, and of a job that uses it, as the runner of GitHub does.

Of expressions it knows what the action and the workflow may use: names, and `||` between them. Anything else is
refused, and so is an expression within `run`, where it would become part of a program.
"""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.ci.checkout import run

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
_NAME = re.compile(r"[a-z_]+(\.[\w-]+)+")
_SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"), "": ("bash", "-e")}
"""How a step is run, by what it calls its shell."""
NOTHING: Mapping[str, str] = {}


class Result(NamedTuple):
    """What came of an action or a step.

    codes: the exit code of each step that ran, by its id. log: what all of it printed. summary: of the job.
    """

    codes: dict[str, int]
    outputs: dict[str, str]
    log: str
    summary: str

    @property
    def code(self) -> int:
        """The exit code of the first step that failed, or 0."""
        return next(filter(None, self.codes.values()), 0)

    @property
    def commands(self) -> list[str]:
        """The lines that the runner takes for commands."""
        return [line.strip() for line in self.log.splitlines() if line.strip().startswith("::") or "##[" in line]


class Runner:
    """A job on a machine: a workspace, a folder for what is temporary, and the event that started it."""

    def __init__(
        self, workspace: Path, temporary: Path, event: Mapping[str, Any], environment: Mapping[str, str] = NOTHING
    ) -> None:
        self._workspace = workspace
        self._temporary = temporary
        self._event = event
        self._environment = environment

    def action(self, folder: Path, inputs: Mapping[str, str] = NOTHING, installed: Path | None = None) -> Result:
        """Run an action. installed: a virtual environment that stands for its step `install`."""
        action = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
        declared = action["inputs"]
        assert set(inputs) <= set(declared), "only inputs that there are"
        assert action["runs"]["using"] == "composite"
        given = {name: str(inputs.get(name, about["default"])) for name, about in declared.items()}
        codes: dict[str, int] = {}
        outputs: dict[str, dict[str, str]] = {}
        log, summary = "", ""
        for step in action["runs"]["steps"]:
            assert "uses" not in step
            if step["id"] == "install" and installed:
                place = self._file("folder")
                place.mkdir()
                (place / "venv").symlink_to(installed)
                outputs["install"] = {"folder": str(place)}
                continue
            known = {"inputs": given, "steps": {name: {"outputs": one} for name, one in outputs.items()}}
            done = self._step(step, known, {"GITHUB_ACTION_PATH": str(folder)})
            codes[step["id"]] = done.code
            outputs[step["id"]] = done.outputs
            log, summary = log + done.log, summary + done.summary
            if done.code:
                break
        known = {"steps": {step["id"]: {"outputs": outputs.get(step["id"], {})} for step in action["runs"]["steps"]}}
        said = {name: self._said(about["value"], known) for name, about in action["outputs"].items()}
        return Result(codes, said, log, summary)

    def job(self, workflow: Path, name: str, installed: Path | None = None) -> Result:
        """Run the steps of a job whose actions are the workspace itself. What else it uses is left out."""
        job = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"][name]
        codes: dict[str, int] = {}
        steps: dict[str, dict[str, Any]] = {}
        log, summary = "", ""
        for step in job["steps"]:
            known = {"steps": steps}
            if step.get("uses") == "./":
                inputs = {key: self._said(str(text), known) for key, text in step.get("with", {}).items()}
                done = self.action(self._workspace, inputs, installed)
            elif "uses" in step:
                continue
            else:
                done = self._step(step, known, {})
            log, summary = log + done.log, summary + done.summary
            if "id" in step:
                steps[step["id"]] = {"outcome": "failure" if done.code else "success", "outputs": done.outputs}
            if done.code and not step.get("continue-on-error"):
                codes[step["name"]] = done.code
                break
            codes[step["name"]] = 0
        return Result(codes, {}, log, summary)

    def _step(self, step: Mapping[str, Any], known: Mapping[str, Any], environment: Mapping[str, str]) -> Result:
        assert "${{" not in step["run"], "text of somebody else would become part of a program"
        script, outputs, summary = (self._file(name) for name in ("script", "outputs", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        outputs.touch()
        summary.touch()
        own = {key: self._said(str(text), known) for key, text in step.get("env", {}).items()}
        machine = {
            "RUNNER_TEMP": str(self._temporary),
            "RUNNER_OS": "Linux",
            "GITHUB_WORKSPACE": str(self._workspace),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_SHA": "0" * 40,
        }
        done = run(
            *_SHELLS[step.get("shell", "")],
            script,
            cwd=self._workspace,
            environment={**machine, **environment, **self._environment, **own},
        )
        return Result(
            {"": done.code},
            dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines()),
            done.said,
            summary.read_text(encoding="utf-8"),
        )

    def _said(self, text: str, known: Mapping[str, Any]) -> str:
        """A text with its expressions replaced."""
        contexts = {**known, "github": {"event": self._event}}

        def replaced(found: re.Match[str]) -> str:
            values = (_value(one.strip(), contexts) for one in found[1].split("||"))
            return next(filter(None, values), "")

        return _EXPRESSION.sub(replaced, text)

    def _file(self, name: str) -> Path:
        """A place that nothing stands at yet."""
        return Path(tempfile.mkdtemp(dir=self._temporary), name)


def _value(name: str, contexts: Mapping[str, Any]) -> str:
    """What a name stands for. Inputs and steps must be there; of an event, what is not there is empty."""
    assert _NAME.fullmatch(name), f"an expression that is not known here: {name}"
    parts = name.split(".")
    value: Any = contexts
    for number, part in enumerate(parts):
        if number > 1 and part not in value and (parts[0] == "github" or parts[2] == "outputs"):
            return ""
        value = value[part]
    return str(value)
