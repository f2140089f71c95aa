"""`test-rules`: runs the examples of the rules of a pack, and says what fails and what none of them tries."""

import argparse
import os

from llm_project_lint.cli.configured import Configured, with_pack
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
    book, packs, language = _book(parsed, language)
    rules = [rule for rule in (*book.rules.values(), *book.drivers.values()) if rule.pack in packs]
    trials = Trials(book)
    examples = failed = untried = 0
    for rule in rules:
        tried = trials.of(rule)
        examples += tried.examples
        failed += len({fault.path[:3] for fault in tried.failed})
        untried += len(tried.untried)
        for fault in (*tried.failed, *tried.untried):
            print(printable(_said(fault, rule, file_of(rule, book), language)))
    for unused in trials.unused(rules, packs):
        said = TEXTS.say(unused.text, language, name=unused.name)
        print(printable(TEXTS.say("unused", language, place=DataFile(unused.file).at(unused.path), said=said)))
    drivers = sum(bool(rule.favours) for rule in rules)
    key = "some-fail" if failed or untried else "all-hold"
    verdict = TEXTS.say(key, language, failed=failed, untried=untried)
    counts = {"rules": len(rules) - drivers, "drivers": drivers, "examples": examples}
    print(TEXTS.say("closing", language, **counts, verdict=verdict))
    return int(key == "some-fail")


def _book(parsed: argparse.Namespace, language: Language) -> tuple[Rulebook, tuple[str, ...], Language]:
    """The book with what is tested, and the packs that are: of a folder, or all that are configured here.

    A pack in a folder that is configured may build on those before it. What is not in a pack is ours, and called "".
    """
    folder = parsed.folder or ("." if os.path.isfile(ABOUT) else "")
    if folder and os.path.realpath(folder) == os.path.realpath(resource("rules")):
        return load_rulebook(), ("",), parsed.lang or language
    if not folder:
        configured = Configured(parsed, language)
        book = configured.book("")
        if not book.packs:
            raise UsageError(TEXTS.say("what-to-test", configured.language))
        return book, tuple(pack.name for pack in book.packs), configured.language
    if not os.path.isfile(os.path.join(folder, ABOUT)):
        raise UsageError(TEXTS.say("no-rules-there", parsed.lang or language, path=printable(folder)))
    book = load_rulebook(with_pack(folder, parsed, language))
    return book, (book.packs[-1].name,), parsed.lang or language


def _said(fault: Fault, rule: Rule, file: DataFile, language: Language) -> str:
    said = TEXTS.say(fault.text, language, **fault.values)
    key = "fault" if fault.example else "untried"
    return TEXTS.say(key, language, place=file.at(fault.path), rule=rule.id, example=fault.example, said=said)
