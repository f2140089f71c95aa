"""`test-rules`: runs the examples of the rules of a pack, and says what fails and what none of them tries."""

import argparse
import os

from llm_project_lint.cli.configured import Configured
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import Rule, Rulebook, load_rulebook
from llm_project_lint.rulebook.examples import file_of
from llm_project_lint.rulebook.files import DataFile
from llm_project_lint.rulebook.model import ABOUT
from llm_project_lint.texts.trials import TEXTS
from llm_project_lint.trials import Fault, Trials


def test_rules(parsed: argparse.Namespace, language: Language) -> int:
    """Run them; 0 if all hold and every case, excuse and fix is tried, else 1.

    Raises UsageError where there is no pack, ConfigurationError and RuleError for what is wrong in files.
    """
    book, language = _book(parsed, language)
    rules = [rule for rule in (*book.rules.values(), *book.drivers.values()) if rule.pack or not book.packs]
    trials = Trials(book)
    examples = failed = untried = 0
    for rule in rules:
        tried = trials.of(rule)
        examples += tried.examples
        failed += len({fault.path[:3] for fault in tried.failed})
        untried += len(tried.untried)
        for fault in (*tried.failed, *tried.untried):
            print(printable(_said(fault, rule, file_of(rule, book), language)))
    for unused in trials.unused(rules):
        said = TEXTS.say(unused.text, language, name=unused.name)
        print(printable(TEXTS.say("unused", language, place=DataFile(unused.file).at(unused.path), said=said)))
    drivers = sum(bool(rule.favours) for rule in rules)
    key = "some-fail" if failed or untried else "all-hold"
    verdict = TEXTS.say(key, language, failed=failed, untried=untried)
    counts = {"rules": len(rules) - drivers, "drivers": drivers, "examples": examples}
    print(TEXTS.say("closing", language, **counts, verdict=verdict))
    return int(key == "some-fail")


def _book(parsed: argparse.Namespace, language: Language) -> tuple[Rulebook, Language]:
    """The book that is tested: of a folder, or of what is configured here."""
    folder = parsed.folder or ("." if os.path.isfile(ABOUT) else "")
    if not folder:
        configured = Configured(parsed, language)
        book = configured.book("")
        if not book.packs:
            raise UsageError(TEXTS.say("what-to-test", configured.language))
        return book, configured.language
    language = parsed.lang or language
    if os.path.isfile(os.path.join(folder, ABOUT)):
        from llm_project_lint.rulebook.pack import PackFiles

        return load_rulebook((PackFiles(folder).folder,)), language
    if os.path.realpath(folder) == os.path.realpath(resource("rules")):
        return load_rulebook(), language
    raise UsageError(TEXTS.say("no-rules-there", language, path=printable(folder)))


def _said(fault: Fault, rule: Rule, file: DataFile, language: Language) -> str:
    said = TEXTS.say(fault.text, language, **fault.values)
    key = "fault" if fault.example else "untried"
    return TEXTS.say(key, language, place=file.at(fault.path), rule=rule.id, example=fault.example, said=said)
