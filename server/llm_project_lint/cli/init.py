"""`init`: a first project file, from ten answers on a terminal or from a template. Whatever exists is left alone."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.errors import UsageError
from llm_project_lint.facts.fields import Field
from llm_project_lint.facts.suggest import listed, said_forms
from llm_project_lint.model import Language, Source, rank
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable, width
from llm_project_lint.pipeline import Linter
from llm_project_lint.scaffold import TEMPLATES
from llm_project_lint.scaffold.answers import answer
from llm_project_lint.scaffold.compose import compose
from llm_project_lint.scaffold.guide import Guide
from llm_project_lint.scaffold.templates import FACTS, QUESTIONS, facts_of, template_of
from llm_project_lint.settings import Settings
from llm_project_lint.texts.cli import TEXTS as CLI
from llm_project_lint.texts.discovery import TEXTS as DISCOVERY
from llm_project_lint.texts.init import TEXTS
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS

NAME = discovery.NAMES[0]
PROMPT = "> "


def init(parsed: argparse.Namespace, language: Language) -> int:
    """Write the file; returns 0, or 130 if it was stopped. Raises UsageError for what cannot be written or asked."""
    configured = Configured(parsed, language)
    language = configured.language
    path = _target(parsed.path, language)
    guide = Guide(language)
    if parsed.template:
        facts = facts_of(parsed.template)
    elif not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(TEXTS.say("no-terminal", language, templates=listed(TEMPLATES, language, last="or")))
    else:
        try:
            facts = _asked(path, guide)
        except KeyboardInterrupt:
            print(f"\n{TEXTS.say('stopped', language)}", file=sys.stderr)
            return 130
    text = compose(facts, FACTS[parsed.template or template_of(facts)], guide)
    try:
        created = files.create(path, text.encode(), language)
    except UsageError as error:
        raise UsageError(CLI.say("of-path", language, path=printable(path), reason=error)) from error
    if not created:
        raise _exists(path, language)
    _show(_closing(path, text, len(facts), configured.settings(path)))
    return 0


def _target(path: str, language: Language) -> str:
    """The file to write, which is not there yet. Said before anything is asked, so that no answer is lost."""
    if not path or path.endswith(("/", os.sep)) or os.path.isdir(path):
        path = os.path.join(path, NAME)
    folder, name = os.path.split(path)
    if name not in discovery.NAMES and not name.endswith(discovery.ENDINGS):
        if "." in name or os.path.lexists(path):
            raise UsageError(TEXTS.say("bad-name", language, name=printable(name)))
        folder = path
    if not os.path.isdir(folder or os.curdir):
        raise UsageError(TEXTS.say("no-folder", language, folder=printable(folder)))
    if os.path.lexists(path):
        raise _exists(path, language)
    if not os.access(folder or os.curdir, os.W_OK):
        denied = DISCOVERY.say("unwritable", language, reason=DISCOVERY.say("EACCES", language))
        raise UsageError(CLI.say("of-path", language, path=printable(path), reason=denied))
    return path


def _exists(path: str, language: Language) -> UsageError:
    return UsageError(TEXTS.say("exists", language, path=printable(path), command=_command("check", path)))


def _command(name: str, path: str) -> str:
    """A command about the file, which need not be named where it is the one that is found by itself."""
    words = ["llm-project-lint", name, *([path] if path != NAME else [])]
    return printable(shlex.join(words))


def _asked(path: str, guide: Guide) -> dict[str, Any]:
    """The answers by place, without those that were skipped."""
    # Bytes that are no text must come as far as the sentence that says so.
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    _show([line(TEXTS.say("intro", guide.language, path=printable(path)), indent=0)])
    facts = {}
    for number, place in enumerate(QUESTIONS, 1):
        field = guide.fields.find(place)
        if field is None:
            raise KeyError(place)
        _show(_question(number, field, guide))
        value = _answered(field, guide)
        if value is not None:
            facts[place] = value
    _show([line()])
    return facts


def _question(number: int, field: Field, guide: Guide) -> Iterator[Line]:
    """What is asked, why, what can be chosen, and in which forms it can be written."""

    def say(key: str, **values: object) -> str:
        return TEXTS.say(key, guide.language, **values)

    count = f"{number}/{len(QUESTIONS)} "
    yield line()
    yield line(Piece(count, "label"), Piece(say(f"ask-{field.name}"), "place"), indent=len(count))
    yield line(Piece(say("why", why=say(f"why-{field.name}")), "rule"), indent=2)
    values = guide.meaning(field.name).values
    wide = max(map(width, values), default=0)
    for at, (value, said) in enumerate(values.items(), 1):
        yield line(f"{at:>4}  ", Piece(value, "label"), " " * (wide - width(value)), f"  {said}", indent=wide + 8)
    if values:
        yield line(say("pick-several" if field.many else "pick"), indent=2)
    else:
        yield line(say("list") if field.many else said_forms(field.form, guide.language), indent=2)


def _answered(field: Field, guide: Guide) -> Any:
    """The value that was typed, asked for again while it cannot be one; None if the question was skipped."""
    while text := _typed(guide.language).strip():
        given = answer(text, field, guide)
        if not given.refused:
            if given.meant:
                key = "left-open" if given.value is None else "taken"
                taken = TEXTS.say(key, guide.language, value=listed([given.value], guide.language))
                _show([line(taken, indent=2)])
            return given.value
        _show([line(printable(given.refused), indent=2)])
    return None


def _typed(language: Language) -> str:
    try:
        return input(PROMPT)
    except EOFError as error:
        print()
        raise UsageError(TEXTS.say("input-ended", language)) from error


def _closing(path: str, text: str, stated: int, settings: Settings) -> Iterator[Line]:
    """What was written, what it says already, and how to go on. settings: by which `check` will judge it."""

    def say(key: str, **values: object) -> str:
        return TEXTS.say(key, settings.language, **values)

    blanks = sum(row.lstrip().startswith("#") and not row.lstrip().startswith("# ") for row in text.split("\n"))
    yield line(say("written", path=printable(path), stated=stated, open=blanks), indent=2)
    reports = Linter(settings).check(Source(path, text))
    findings = [finding for report in reports for finding in report.findings if rank(finding.severity) > rank("hint")]
    if findings:
        yield line()
        yield line(say("contradicted"), indent=2)
        for one in findings:
            label = Piece(OUTPUTS.say(one.severity, settings.language), one.severity)
            yield line("  ", label, say("finding", message=printable(one.message), rule=one.rule), indent=4)
    yield line()
    yield line(say("next"), indent=2)
    yield line("  ", say("next-fill"), indent=4)
    for name in ("check", "decide"):
        yield line("  ", say(f"next-{name}", command=_command(name, path)), indent=4)


def _show(lines: Iterable[Line]) -> None:
    sys.stdout.write(paint(lines, colour_of(os.environ, sys.stdout.isatty()), columns()))
    sys.stdout.flush()
