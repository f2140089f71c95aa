"""The command line: what can be written, and its help in both languages."""

import argparse
import os
import re
import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn

from llm_project_lint import __version__
from llm_project_lint.errors import UsageError
from llm_project_lint.model import SEVERITIES, Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.scaffold import TEMPLATES
from llm_project_lint.texts.cli import TEXTS

PROGRAM = "llm-project-lint"
WAIVED: Final = "waived"
"""What `--show` takes besides a severity."""
COMMANDS = (
    "init",
    "check",
    "decide",
    "changes",
    "explain",
    "rules",
    "config",
    "schema",
    "server",
    "new-rule",
    "test-rules",
)
_SAID = {
    "bad-choice": r"argument (?P<name>.+): invalid choice: '(?P<value>.*)' \(choose from (?P<choices>.+)\)",
    "no-value": r"argument (?P<name>.+): expected one argument",
    "surplus-value": r"argument (?P<name>.+): ignored explicit argument .*",
    "required": r"the following arguments are required: (?P<name>.+)",
}
"""What argparse says in English only, and the key of what we say instead."""


class _Parser(argparse.ArgumentParser):
    """A parser that answers mistakes like every other fault, and says its own headings in the reader's language."""

    say: Callable[..., str]

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = self.say("arguments")
        self._optionals.title = self.say("options")
        self.add_argument("-h", "--help", action="help", help=self.say("help"))

    def error(self, message: str) -> NoReturn:
        """Raise what ends every wrong command, instead of leaving the process from here."""
        for key, pattern in _SAID.items():
            if found := re.fullmatch(pattern, message):
                said = found.groupdict()
                if "choices" in said:
                    key = key if said["value"] else "empty-choice"
                    words = (word.strip("'") for word in said["choices"].split(", "))
                    said["choices"] = self.say("separator").join(f"`{word}`" for word in words)
                message = self.say(key, **{name: printable(text) for name, text in said.items()})
                break
        raise UsageError(f"{message}\n{self.say('see-help', command=self.prog)}")

    def format_usage(self) -> str:
        """The usage line behind a word in the reader's language."""
        return super().format_usage().replace("usage: ", self.say("usage"), 1)

    def format_help(self) -> str:
        """The whole help, likewise."""
        text = super().format_help().replace("usage: ", self.say("usage"), 1)
        for title in ("arguments", "options", "commands"):
            text = text.replace(f"\n{self.say(title)}:\n", f"\n{self.say('title', title=self.say(title))}\n", 1)
        return text


def parse(arguments: list[str], language: Language) -> argparse.Namespace:
    """The arguments of a command; raises UsageError, or SystemExit for `--help` and `--version`."""

    class Parser(_Parser):
        say = staticmethod(lambda key, **values: TEXTS.say(key, language, **values))

    say = Parser.say
    parser = Parser(prog=PROGRAM, description=say("description"))
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}", help=say("version"))
    # `prog` is given, as working it out loads a module for the width of the terminal.
    commands = parser.add_subparsers(
        prog=PROGRAM, dest="command", title=say("commands"), metavar="COMMAND", parser_class=Parser
    )
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        raise UsageError(_no_command(arguments[0], say))
    _init(commands, say)
    _check(commands, say)
    _decide(commands, say)
    _changes(commands, say)
    explain = commands.add_parser("explain", help=say("explain"), description=say("explain-more"))
    explain.add_argument("rule", metavar="RULE", help=say("explained"))
    explain.add_argument("--file", metavar="FILE", default="", help=say("explain-file"))
    explain.add_argument("--today", metavar="DATE", default="", help=say("today"))
    _configuration(explain, say)
    _language(explain, say)
    _rules(commands, say)
    _config(commands, say)
    schema = commands.add_parser("schema", help=say("schema"), description=say("schema"))
    schema.add_argument(
        "of",
        nargs="?",
        metavar="WHAT",
        choices=("project", "config", "editor", "report", "decision", "changes"),
        default="project",
        help=say("schema-of"),
    )
    _configuration(schema, say)
    _language(schema, say)
    server = commands.add_parser("server", help=say("server"), description=say("server-more"))
    server.add_argument("--stdio", action="store_true", help=say("stdio"))
    _language(server, say)
    new_rule = commands.add_parser("new-rule", help=say("new-rule"), description=say("new-rule-more"))
    new_rule.add_argument("rule", metavar="CATEGORY/NAME", help=say("rule-name"))
    new_rule.add_argument("--pack", metavar="DIR", default="", help=say("rule-pack"))
    new_rule.set_defaults(config="", isolated=False)  # what is configured here says what a pack may build on
    _language(new_rule, say)
    test_rules = commands.add_parser("test-rules", help=say("test-rules"), description=say("test-rules-more"))
    test_rules.add_argument("folder", nargs="?", metavar="DIR", default="", help=say("test-rules-folder"))
    _configuration(test_rules, say)
    _language(test_rules, say)
    parsed, unknown = parser.parse_known_args(arguments)
    if unknown:
        options = [word for word in unknown if word.startswith("-")]
        words = " ".join(printable(word) for word in options or unknown)
        command = f"{PROGRAM} {parsed.command}" if parsed.command else PROGRAM
        said = say("unknown" if options else "surplus", words=words)
        raise UsageError(f"{said}\n{say('see-help', command=command)}")
    if parsed.command is None:
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    return parsed


def _no_command(word: str, say: Callable[..., str]) -> str:
    """What was meant by a first word that is no command: a path, `--fix` or `--diff`, or a command that is near."""
    from difflib import get_close_matches

    shown = printable(word)
    if os.path.lexists(word):
        return say("path-command", word=shown)
    if word in ("fix", "diff"):
        return say("option-command", word=word)
    if near := get_close_matches(word, COMMANDS, n=1):
        return say("near-command", word=shown, near=near[0])
    return f"{say('no-command', word=shown)}\n{say('see-help', command=PROGRAM)}"


def _init(commands: Any, say: Callable[..., str]) -> None:
    init = commands.add_parser("init", help=say("init"), description=say("init-more"))
    init.add_argument("path", nargs="?", metavar="PATH", default="", help=say("init-path"))
    init.add_argument("--template", choices=TEMPLATES, help=say("template"))
    init.set_defaults(config="", isolated=False)  # what is configured for the folder applies, as it will for `check`
    _language(init, say)


def _check(commands: Any, say: Callable[..., str]) -> None:
    check = commands.add_parser("check", help=say("check"), description=say("check-more"))
    check.add_argument("paths", nargs="*", metavar="PATH", help=say("paths"))
    check.add_argument("--stdin-filename", metavar="NAME", default="", help=say("stdin-filename"))
    check.add_argument("--format", metavar="NAME[:FILE]", action="append", help=say("format"))
    _configurable(check, say)
    _configuration(check, say)
    check.add_argument("--exit-zero", action="store_true", help=say("exit-zero"))
    check.add_argument("--fix", action="store_true", help=say("fix"))
    check.add_argument("--diff", action="store_true", help=say("diff"))
    check.add_argument("--baseline", metavar="FILE", default="", help=say("baseline"))
    check.add_argument("--write-baseline", action="store_true", help=say("write-baseline"))
    check.add_argument("--prune-baseline", action="store_true", help=say("prune-baseline"))
    check.add_argument("--new-since", metavar="REF", default="", help=say("new-since"))
    check.add_argument("--statistics", action="store_true", help=say("statistics"))
    check.add_argument("-q", "--quiet", action="store_true", help=say("quiet"))
    check.add_argument("-o", "--output-file", metavar="FILE", default="", help=say("output-file"))
    check.add_argument("--today", metavar="DATE", default="", help=say("today"))
    check.add_argument("-j", "--jobs", metavar="N", default="0", help=say("jobs"))
    _language(check, say)


def _decide(commands: Any, say: Callable[..., str]) -> None:
    decide = commands.add_parser("decide", help=say("decide"), description=say("decide-more"))
    decide.add_argument("file", nargs="?", metavar="FILE", default="", help=say("decide-file"))
    decide.add_argument("--format", choices=("full", "json"), default="full", help=say("decide-format"))
    decide.add_argument("--today", metavar="DATE", default="", help=say("today"))
    _configuration(decide, say)
    _language(decide, say)


def _changes(commands: Any, say: Callable[..., str]) -> None:
    changes = commands.add_parser("changes", help=say("changes"), description=say("changes-more"))
    changes.add_argument("revision", nargs="?", metavar="REF", default="", help=say("revision"))
    changes.add_argument("--format", choices=("full", "markdown", "json"), default="full", help=say("changes-format"))
    changes.add_argument("--today", metavar="DATE", default="", help=say("today"))
    _configuration(changes, say)
    _language(changes, say)


def _rules(commands: Any, say: Callable[..., str]) -> None:
    rules = commands.add_parser("rules", help=say("rules"), description=say("rules"))
    rules.add_argument("--format", choices=("text", "json"), default="text", help=say("rules-format"))
    _configuration(rules, say)
    _language(rules, say)


def _config(commands: Any, say: Callable[..., str]) -> None:
    config = commands.add_parser("config", help=say("config"), description=say("config-more"))
    config.add_argument("path", nargs="?", metavar="PATH", default="", help=say("config-path"))
    config.add_argument("--format", choices=("text", "json"), default="text", help=say("config-format"))
    _configurable(config, say)
    _configuration(config, say)
    _language(config, say)


def _configurable(parser: argparse.ArgumentParser, say: Callable[..., str]) -> None:
    """What a configuration can say too."""
    parser.add_argument("--show", choices=(*SEVERITIES, WAIVED), help=say("show"))
    parser.add_argument("--fail-on", choices=SEVERITIES, help=say("fail-on"))
    parser.add_argument("--select", metavar="NAMES", action="append", help=say("select"))
    parser.add_argument("--ignore", metavar="NAMES", action="append", help=say("ignore"))


def _configuration(parser: argparse.ArgumentParser, say: Callable[..., str]) -> None:
    parser.add_argument("--config", metavar="FILE", default="", help=say("config-file"))
    parser.add_argument("--isolated", action="store_true", help=say("isolated"))


def _language(parser: argparse.ArgumentParser, say: Callable[..., str]) -> None:
    parser.add_argument("--lang", choices=("en", "zh"), help=say("lang"))
