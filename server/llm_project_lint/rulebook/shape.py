"""Whether a file of `rules/` has the form it must have; the first mistake in the text is said in plain words."""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, ValidationError

from llm_project_lint.facts.nearest import nearest
from llm_project_lint.model import Path
from llm_project_lint.resources import resource
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import NO_STAGE, STAGES

_KINDS = {
    "object": "keys and values",
    "array": "a list",
    "string": "a text",
    "boolean": "`true` or `false`",
    "number": "a number",
    "integer": "a whole number",
}


SEVERITIES = "severities.yaml"


class _Mistake(NamedTuple):
    path: Path
    text: str
    key: bool = False
    missing: bool = False


class Shapes:
    """The forms of `schema/rule.schema.json`, by the name of their definition."""

    def __init__(self, pack: str = "", folder: str | None = None) -> None:
        """pack: the name of the pack whose files are checked, "" for ours. folder: of the ladders, ours by default."""
        self._folder = folder or resource("rules")
        with open(resource("schema", "rule.schema.json"), encoding="utf-8") as file:
            self._definitions = json.load(file)["$defs"]
        if pack:
            self._definitions = _of_pack(self._definitions, pack)
        # References are followed here, once: following them anew for every value takes half of the time of a check.
        self._definitions = {name: self._inline(form) for name, form in self._definitions.items()}
        self._validators: dict[str, Draft202012Validator] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._definitions

    def check(self, file: DataFile, name: str) -> None:
        """Raise RuleError at the first mistake, by its place in the text."""
        if name not in self._validators:
            self._validators[name] = Draft202012Validator(self._definitions[name])
        mistakes = [mistake for error in self._validators[name].iter_errors(file.data) for mistake in _mistakes(error)]
        if mistakes:
            # What is missing comes last: often it is there, and only misspelt.
            first = min(mistakes, key=lambda one: (one.missing, file.offset(one.path, key=one.key)))
            text = first.text
            by_stage = first.path[-1:] == ("severity",) and isinstance(file.document.get(first.path), dict)
            if by_stage and first.path[0] != "examples":
                text = f"a severity by stage is a ladder of {SEVERITIES}; name one: {self._ladders()}"
            raise file.fault(first.path, text, key=first.key)

    def _ladders(self) -> str:
        """The ladders that there are, with what they mean."""
        ladders = DataFile(os.path.join(self._folder, SEVERITIES))
        self.check(ladders, "ladders")
        return "; ".join(f"`{name}` ({_rungs(ladder)})" for name, ladder in ladders.data.items())

    def _inline(self, form: Any) -> Any:
        if isinstance(form, list):
            return [self._inline(part) for part in form]
        if not isinstance(form, dict):
            return form
        own = {key: self._inline(part) for key, part in form.items() if key != "$ref"}
        if isinstance(pattern := own.get("pattern"), str) and pattern.endswith("$"):
            own["pattern"] = pattern[:-1] + r"\Z"  # in Python a line break may follow `$`
        if "$ref" not in form:
            return own
        return {**self._inline(self._definitions[form["$ref"].removeprefix("#/$defs/")]), **own}


def _of_pack(definitions: Mapping[str, Any], pack: str) -> dict[str, Any]:
    """The forms of a pack's files: one language is enough, criteria and works may be missing, names are prefixed."""
    text = {"type": "string", "minLength": 1}
    both = {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": {"en": text, "zh": text}}
    thresholds, works = definitions["thresholds"], definitions["works"]
    work = works["additionalProperties"]
    address = {
        "title": "an address that begins with https://",
        "type": "string",
        "pattern": r"^https://[^\s()<>\[\]]+$",
    }
    return {
        **definitions,
        **{name: _without(definitions[name], "criterion", "cites") for name in ("rule", "driver")},
        "words": {"anyOf": [text, both]},
        "criterion": {"title": "a short name in one line", "type": "string", "pattern": r"^[^\n]{1,40}$"},
        "as": {"title": f"a name such as `{pack}_tenant`", "type": "string", "pattern": f"^{pack}_[a-z0-9_]+$"},
        "source": {"title": "the key of a work", "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9-]*$"},
        "thresholds": {
            **thresholds,
            "propertyNames": {"title": f"a name such as `{pack}_limit`", "pattern": f"^{pack}_[a-z0-9_]+$"},
        },
        "works": {
            **works,
            "propertyNames": {"title": f"a key such as `{pack}-handbook`", "pattern": f"^{pack}-[A-Za-z0-9-]+$"},
            "additionalProperties": {
                **_without(work, "read"),
                "properties": {**work["properties"], "address": address},
            },
        },
    }


def _without(form: Mapping[str, Any], *needless: str) -> dict[str, Any]:
    return {**form, "required": [name for name in form["required"] if name not in needless]}


def _mistakes(error: ValidationError) -> Iterator[_Mistake]:
    path: Path = tuple(error.absolute_path)
    schema = error.schema
    found: Any = error.instance
    rule: Any = error.validator_value
    if not isinstance(schema, Mapping):
        yield _Mistake(path, "nothing can stand here")
    elif error.validator == "required":
        for name in rule:
            if name not in found:
                yield _Mistake(path, f"`{name}` is missing", missing=True)
    elif error.validator == "additionalProperties":
        known = list(schema.get("properties", ()))
        for name in found:
            if name not in known:
                near, _ = nearest(name, known)
                said = f"did you mean `{near}`?" if near else f"known here: {', '.join(known)}"
                yield _Mistake((*path, name), f"unknown key `{name}`; {said}", key=True)
    elif error.validator == "dependentRequired":
        for name, needed in rule.items():
            if name in found and (missing := [other for other in needed if other not in found]):
                yield _Mistake((*path, name), f"`{name}` needs `{missing[0]}`", key=True)
    elif error.validator in ("anyOf", "oneOf"):
        yield from _branches(error, path)
    else:
        yield _mistake(error, path)


def _branches(error: ValidationError, path: Path) -> Iterator[_Mistake]:
    """A choice between forms: the mistakes of the form that was probably meant."""
    forms: Any = error.validator_value
    needed = [form["required"][0] for form in forms if list(form) == ["required"]]
    if needed:
        alternatives = f"one of {', '.join(f'`{name}`' for name in needed)}"
        said = f"{alternatives} is missing" if error.context else f"only {alternatives} can be given"
        yield _Mistake(path, said, missing=bool(error.context))
        return
    branches: dict[Any, list[ValidationError]] = {}
    for inside in error.context or ():
        branches.setdefault(inside.schema_path[0], []).append(inside)
    meant = [found for found in branches.values() if not any(_misfit(inside, path) for inside in found)]
    if meant:
        for inside in min(meant, key=len):
            yield from _mistakes(inside)
        return
    kinds = dict.fromkeys(_KINDS[str(inside.validator_value)] for found in branches.values() for inside in found[:1])
    yield _Mistake(path, f"expected {' or '.join(kinds)}, found {_kind(error.instance)}")


def _misfit(error: ValidationError, path: Path) -> bool:
    return error.validator == "type" and tuple(error.absolute_path) == path


def _mistake(error: ValidationError, path: Path) -> _Mistake:
    found: Any = error.instance
    rule: Any = error.validator_value
    key = "propertyNames" in error.absolute_schema_path
    title = error.schema.get("title", "") if isinstance(error.schema, Mapping) else ""
    if error.validator == "type":
        kinds = " or ".join(_KINDS[kind] for kind in ([rule] if isinstance(rule, str) else rule))
        return _Mistake(path, f"expected {kinds}, found {_kind(found)}")
    if error.validator == "enum":
        near, _ = nearest(str(found), rule)
        said = f"did you mean `{near}`?" if near else f"write one of {', '.join(map(str, rule))}"
        return _Mistake(path, f"`{found}` cannot stand here; {said}")
    if error.validator == "pattern":
        return _Mistake((*path, found) if key else path, f"`{found}` is not {title or 'well formed'}", key)
    if error.validator == "const":
        return _Mistake(path, f"only `{json.dumps(rule)}` can stand here")
    if error.validator in ("minItems", "minLength", "minProperties"):
        return _Mistake(path, "there is nothing here")
    if error.validator == "uniqueItems":
        return _Mistake(path, "an entry stands twice in this list")
    return _Mistake(path, error.message)


def _rungs(ladder: Mapping[str, str]) -> str:
    """A ladder in a few words: `warning in production, else hint`."""
    stages: dict[str, list[str]] = {}
    for stage in STAGES[::-1]:
        if ladder[stage] != ladder[NO_STAGE]:
            stages.setdefault(ladder[stage], []).append(stage)
    return ", ".join(
        [*(f"{one} in {' and '.join(found)}" for one, found in stages.items()), f"else {ladder[NO_STAGE]}"]
    )


def _kind(found: Any) -> str:
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return f"`{json.dumps(found)}`"
    if isinstance(found, dict):
        return _KINDS["object"]
    return "a list" if isinstance(found, list) else "a text" if isinstance(found, str) else f"the number {found}"
