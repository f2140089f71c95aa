"""`new-rule`: a rule file to start from, which already loads and whose examples already hold; and a pack around it."""

import argparse
import os

from llm_project_lint import files
from llm_project_lint.cli.configured import Configured, with_pack
from llm_project_lint.discovery.shown import slashes
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.resources import resource
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.load import NAME, is_free
from llm_project_lint.rulebook.model import ABOUT, CATEGORIES, DRIVERS
from llm_project_lint.texts.cli import TEXTS

FIRST = """\
# Replace every line; CONTRIBUTING.md explains the keys. `make test-rules` says what does not hold yet.
title: {en: "One line for lists", zh: "用于列表的一行标题"}
criterion: X99
severity: info
applies_to: [rag, fine-tuning, hybrid, prompt-only]
asks: false
when: requirements.conversation_turns < 1
at: requirements.conversation_turns
message:
  en: "The conversation has {requirements.conversation_turns} turns: say what is wrong with the user's own values."
  zh: "对话有 {requirements.conversation_turns} 轮：用用户自己的数值说明哪里不对。"
why:
  en: "Why it matters, in one sentence."
  zh: "用一句话说明为什么重要。"
advice:
  en: "What to do, naming the fields."
  zh: "说明该怎么做，并写出相关字段。"
cites: [{source: article, section: "5"}]
examples:
  bad:
    - name: {en: "the first example", zh: "第一个示例"}
      facts: {approach.choice: rag, requirements.conversation_turns: 0}
      severity: info
      message: has 0 turns
      at: "0"
  good:
    - {name: {en: "at the edge", zh: "恰在边界"}, facts: {approach.choice: rag, requirements.conversation_turns: 1}}
  not_stated:
    - {name: {en: "the needed fact is not stated", zh: "未写明所需的事实"}, facts: {approach.choice: rag}, waits: []}
"""
FIRST_OF_PACK = {
    "en": """\
# Replace every line; docs/packs.md of llm-project-lint explains the keys. A text may also be {en: .., zh: ..}.
title: One line for lists
severity: info
asks: false
when: requirements.conversation_turns < 1
at: requirements.conversation_turns
message: "The conversation has {requirements.conversation_turns} turns: say what is wrong with the user's own values."
why: Why it matters, in one sentence.
advice: What to do, naming the fields.
examples:
  bad:
    - name: the first example
      facts: {requirements.conversation_turns: 0}
      severity: info
      message: has 0 turns
      at: 0
  good:
    - {name: at the edge, facts: {requirements.conversation_turns: 1}}
  not_stated:
    - {name: the needed fact is not stated, facts: {project.stage: pilot}, waits: []}
""",
    "zh": """\
# 请逐行改写；各键的含义见 llm-project-lint 的 docs/packs.zh-CN.md。文字也可以同时写两种语言：{en: .., zh: ..}
title: 用于列表的一行标题
severity: info
asks: false
when: requirements.conversation_turns < 1
at: requirements.conversation_turns
message: "对话有 {requirements.conversation_turns} 轮：用用户自己的数值说明哪里不对。"
why: 用一句话说明为什么重要。
advice: 说明该怎么做，并写出相关字段。
examples:
  bad:
    - name: 第一个示例
      facts: {requirements.conversation_turns: 0}
      severity: info
      message: 对话有 0 轮
      at: 0
  good:
    - {name: 恰在边界, facts: {requirements.conversation_turns: 1}}
  not_stated:
    - {name: 未写明所需的事实, facts: {project.stage: pilot}, waits: []}
""",
}
"""A rule in the language of whoever writes it, which is enough for a pack."""
FIRST_ABOUT = {
    "en": "name: {name} # what all names of the pack begin with\ntitle: What we ask of every project\n",
    "zh": "name: {name} # 规则包内所有名称都以此开头\ntitle: 我们对每个项目的要求\n",
}


def new_rule(parsed: argparse.Namespace, language: Language) -> int:
    """Write the file of a new rule, into a pack if one is named, which is made if there is none.

    Raises UsageError where there can be none of that name, RuleError for a pack that is wrong already.
    """
    name, pack = parsed.rule, parsed.pack
    category, _, rule = name.partition("/")
    if category not in CATEGORIES or not NAME.fullmatch(rule):
        categories = TEXTS.say("separator", language).join(CATEGORIES)
        raise UsageError(TEXTS.say("rule-bad-name", language, name=printable(name), categories=categories))
    folder = pack or resource("rules")
    if not pack and not _is_checkout(os.path.dirname(folder)):
        raise UsageError(TEXTS.say("no-checkout", language))
    for other in (*CATEGORIES, DRIVERS):
        path = os.path.join(folder, other, f"{rule}.yaml")
        if os.path.lexists(path):
            raise UsageError(TEXTS.say("rule-exists", language, path=printable(os.path.relpath(path))))
    if pack:
        _have_pack(pack, parsed, language)
    path = os.path.join(folder, category, f"{rule}.yaml")
    _write(path, FIRST_OF_PACK[language] if pack else FIRST, language)
    shown = {"path": printable(os.path.relpath(path)), "pack": printable(pack)}
    print(TEXTS.say("rule-written-pack" if pack else "rule-written", language, **shown))
    return 0


def _is_checkout(root: str) -> bool:
    """Whether this is the checkout of the project that somebody stands in: nobody else means its rules."""
    root = os.path.join(os.path.realpath(root), "")
    return os.path.basename(os.path.dirname(root)) != "_data" and os.path.join(os.path.realpath("."), "").startswith(
        root
    )


def _have_pack(folder: str, parsed: argparse.Namespace, language: Language) -> None:
    """See that the folder is a pack that can be used; make it one if it is none."""
    path = os.path.join(folder, ABOUT)
    if os.path.lexists(path):
        load_rulebook(with_pack(folder, parsed, language))
        return
    name = os.path.basename(os.path.abspath(folder))
    if not is_free(name, load_rulebook()):
        raise UsageError(TEXTS.say("pack-bad-name", language, name=printable(name)))
    _write(path, FIRST_ABOUT[language].format(name=name), language)
    configuration = Configured(parsed, language).of("").file
    seen = slashes(os.path.relpath(folder, os.path.dirname(configuration) or "."))
    entry = seen if seen.startswith("../") else f"./{seen}"
    print(TEXTS.say("pack-made", language, path=printable(folder), entry=printable(entry)))


def _write(path: str, text: str, language: Language) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise UsageError(f"{printable(path)}: {error.strerror}") from error
    if not files.create(path, text.encode(), language):
        raise UsageError(TEXTS.say("rule-exists", language, path=printable(path)))
