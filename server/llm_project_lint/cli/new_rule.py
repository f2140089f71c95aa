"""`new-rule`: a rule file to start from, which already loads and whose examples already hold."""

import os
import re

from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import printable
from llm_project_lint.resources import resource
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


def new_rule(name: str, language: Language) -> int:
    """Write the file of a new rule. Raises UsageError where there can be none of that name."""
    from llm_project_lint.rulebook.model import CATEGORIES, DRIVERS

    folder = resource("rules")
    if os.path.basename(os.path.dirname(folder)) == "_data":
        raise UsageError(TEXTS.say("no-checkout", language))
    category, _, rule = name.partition("/")
    if category not in CATEGORIES or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule):
        categories = TEXTS.say("separator", language).join(CATEGORIES)
        raise UsageError(TEXTS.say("rule-bad-name", language, name=printable(name), categories=categories))
    for other in (*CATEGORIES, DRIVERS):
        path = os.path.join(folder, other, f"{rule}.yaml")
        if os.path.exists(path):
            raise UsageError(TEXTS.say("rule-exists", language, path=os.path.relpath(path)))
    path = os.path.join(folder, category, f"{rule}.yaml")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "x", encoding="utf-8") as file:
        file.write(FIRST)
    print(TEXTS.say("rule-written", language, path=os.path.relpath(path)))
    return 0
