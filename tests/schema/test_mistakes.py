"""Every kind of mistake against the format: where it is marked, what is said, and that it is said once."""

import copy
import datetime
import time
from typing import Any, NamedTuple

import pytest

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Change, Finding, Language, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook.examples import document
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.properties.documents import fields

TODAY = datetime.date(2026, 11, 22)
LINTERS = {language: Linter(Settings(TODAY, language)) for language in ("en", "zh")}
FORMAT = (
    "unknown-key",
    "missing-key",
    "invalid-value",
    "duplicate-key",
    "syntax-error",
    "empty-file",
    "internal-error",
)


class Mistake(NamedTuple):
    """A document with one mistake. english, chinese: what the message says among other things.

    fix: the values or keys that the fixes write, or what a fix of several steps is called; a safe one alone as it is,
    others in a list.
    """

    name: str
    text: str
    rule: str
    marked: str
    english: str
    chinese: str
    fix: Any = ()

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def found(text: str, language: Language = "en") -> list[Finding]:
    """What is said about the format of a text."""
    reports = LINTERS[language].check(Source("llm-project.yaml", text))
    return [finding for report in reports for finding in report.findings if finding.rule in FORMAT]


def changed(data: Any, change: Change) -> Any:
    """The data with one change made."""
    data = copy.deepcopy(data)
    inside = data
    for step in change.path[:-1]:
        inside = inside.setdefault(step, {}) if isinstance(inside, dict) else inside[step]
    if change.kind == "rename":
        inside[change.value] = inside.pop(change.path[-1])
    elif change.kind == "remove":
        inside.pop(change.path[-1])
    else:
        inside[change.path[-1]] = change.value
    return data


def check(mistake: Mistake) -> None:
    """One finding, where and as it is expected, whose fixes leave nothing to find."""
    [finding] = found(mistake.text)
    [chinese] = found(mistake.text, "zh")
    assert finding.rule == mistake.rule
    assert finding.severity == "error"
    assert mistake.text[finding.span.start : finding.span.end] == mistake.marked
    assert mistake.english in finding.message
    assert mistake.chinese in chinese.message
    for said in (finding.message, chinese.message):
        assert said.isprintable(), "one line, and nothing that a terminal obeys"
        assert said.endswith((".", "?", "。", "？"))
        assert len(said) < 600
    assert finding != chinese
    document = read_documents(Source("llm-project.yaml", mistake.text))[0]
    values = []
    for fix in finding.fixes:
        values.append(fix.changes[0].value if len(fix.changes) == 1 else fix.title)
        after = read_documents(Source("f", ""))[0]
        after.data = document.data
        for change in fix.changes:
            after.data = changed(after.data, change)
        assert collect(after, fields())[1] == [], "what is suggested can be read"
    if isinstance(mistake.fix, list | tuple):
        assert values == list(mistake.fix)
        assert not any(fix.safe for fix in finding.fixes)
    else:
        assert values == [mistake.fix]
        assert finding.fixes[0].safe


KEYS = [
    Mistake(
        "a misspelt key",
        "data:\n  knowledge:\n    updtes: weekly\n",
        "unknown-key",
        "updtes",
        "`updtes` is not a key of `data.knowledge`; did you mean `updates`?",
        "`updtes` 不是 `data.knowledge` 的键；是不是想写 `updates`？",
        "updates",
    ),
    Mistake(
        "a misspelt section",
        "aproach: {choice: rag}\n",
        "unknown-key",
        "aproach",
        "`aproach` is not a top-level key; did you mean `approach`?",
        "`aproach` 不是顶层的键",
        "approach",
    ),
    Mistake(
        "a key in another case",
        "project: {Name: bot}\n",
        "unknown-key",
        "Name",
        "did you mean `name`?",
        "是不是想写 `name`？",
        "name",
    ),
    Mistake(
        "a key with other separators",
        "approach: {fine-tuning: {epochs: 2}}\n",
        "unknown-key",
        "fine-tuning",
        "did you mean `fine_tuning`?",
        "是不是想写 `fine_tuning`？",
        "fine_tuning",
    ),
    Mistake(
        "a key that is more than one slip away",
        "approach: {model: {contxt_windw: 8000}}\n",
        "unknown-key",
        "contxt_windw",
        "did you mean `context_window`?",
        "是不是想写 `context_window`？",
        ["context_window"],
    ),
    Mistake(
        "a part of a key",
        "approach: {model: {context: 8000}}\n",
        "unknown-key",
        "context",
        "did you mean `context_window`?",
        "是不是想写 `context_window`？",
        ["context_window"],
    ),
    Mistake(
        "a key that differs in a digit is another key",
        "performance: {latency: {p99: 5s}}\n",
        "unknown-key",
        "p99",
        "`p99` is not a key of `performance.latency`.",
        "`p99` 不是 `performance.latency` 的键。",
    ),
    Mistake(
        "a key that is there already is not suggested",
        "data: {knowledge: {updates: weekly, update: daily}}\n",
        "unknown-key",
        "update",
        "`update` is not a key of `data.knowledge`.",
        "`update` 不是 `data.knowledge` 的键。",
    ),
    Mistake(
        "a key one level too high",
        "choice: rag\n",
        "unknown-key",
        "choice",
        "`choice` is not a top-level key; it belongs at `approach.choice`.",
        "它应写在 `approach.choice`。",
        ["Move `choice` to `approach.choice`"],
    ),
    Mistake(
        "a section one level too high",
        "knowledge: {updates: weekly}\n",
        "unknown-key",
        "knowledge",
        "it belongs at `data.knowledge`.",
        "它应写在 `data.knowledge`。",
    ),
    Mistake(
        "a list of entries at the wrong level",
        "data: {sources: [{name: a}]}\n",
        "unknown-key",
        "sources",
        "it belongs at `data.knowledge.sources`.",
        "它应写在 `data.knowledge.sources`。",
    ),
    Mistake(
        "a key whose value says where it belongs",
        "approach: {knowledge: loaded}\n",
        "unknown-key",
        "knowledge",
        "it belongs at `approach.prompt.knowledge`.",
        "它应写在 `approach.prompt.knowledge`。",
        ["Move `knowledge` to `approach.prompt.knowledge`"],
    ),
    Mistake(
        "a key that belongs at one of three places",
        "data: {tokens: 12M}\n",
        "unknown-key",
        "tokens",
        "it belongs at `data.knowledge.tokens`, `data.training.tokens` or `data.domain_corpus.tokens`.",
        "`data.training.tokens` 或 `data.domain_corpus.tokens`",
    ),
    Mistake(
        "an exact key elsewhere before a likeness here",
        "maintenance: {rerank: true}\n",
        "unknown-key",
        "rerank",
        "it belongs at `approach.rag.rerank`.",
        "它应写在 `approach.rag.rerank`。",
        ["Move `rerank` to `approach.rag.rerank`"],
    ),
    Mistake(
        "a part of a key here before the same key elsewhere",
        "requirements: {access: per-user}\n",
        "unknown-key",
        "access",
        "`access` is not a key of `requirements`; did you mean `access_control`?",
        "`access` 不是 `requirements` 的键；是不是想写 `access_control`？",
        ["access_control"],
    ),
    Mistake(
        "a part of two keys",
        "maintenance: {owner: Jane}\n",
        "unknown-key",
        "owner",
        "did you mean `knowledge_owner` or `model_owner`?",
        "是不是想写 `knowledge_owner` 或 `model_owner`？",
        ["knowledge_owner", "model_owner"],
    ),
    Mistake(
        "a part of a key with a unit",
        "performance: {requests: 500}\n",
        "unknown-key",
        "requests",
        "did you mean `requests_per_month`? Mind its unit, and convert the value if yours is another.",
        "是不是想写 `requests_per_month`？请注意它的单位；如果单位不同，请先换算数值。",
    ),
    Mistake(
        "a key with another unit",
        "performance: {requests_per_day: 500}\n",
        "unknown-key",
        "requests_per_day",
        "did you mean `requests_per_month`? Mind its unit",
        "请注意它的单位",
    ),
    Mistake(
        "a key in tokens that was written without",
        "approach: {rag: {chunk_size: 500}}\n",
        "unknown-key",
        "chunk_size",
        "did you mean `chunk_tokens`? Mind its unit",
        "请注意它的单位",
    ),
    Mistake(
        "a key that is called otherwise elsewhere",
        "data: {knowledge: {update_frequency: weekly}}\n",
        "unknown-key",
        "update_frequency",
        "did you mean `updates`?",
        "是不是想写 `updates`？",
        ["updates"],
    ),
    Mistake(
        "a key that may be called so for two reasons",
        "data: {training: {labels: 500}}\n",
        "unknown-key",
        "labels",
        "`labels` is not a key of `data.training`; did you mean `examples` or `classes`?",
        "`labels` 不是 `data.training` 的键；是不是想写 `examples` 或 `classes`？",
        ["examples", "classes"],
    ),
    Mistake(
        "a key that is called otherwise and whose value cannot stay",
        "data: {training: {contains_pii: true}}\n",
        "unknown-key",
        "contains_pii",
        "did you mean `pii`?",
        "是不是想写 `pii`？",
    ),
    Mistake(
        "a key that is called otherwise, at another level",
        "industry: law\n",
        "unknown-key",
        "industry",
        "`industry` is not a top-level key; it belongs at `project.sector`.",
        "`industry` 不是顶层的键；它应写在 `project.sector`。",
        ["Move `industry` to `project.sector`"],
    ),
    Mistake(
        "a key that stands for one further in",
        "approach: {rag: {embedding_model: bge-m3}}\n",
        "unknown-key",
        "embedding_model",
        "it belongs at `approach.rag.embedding.name`.",
        "它应写在 `approach.rag.embedding.name`。",
        ["Move `embedding_model` to `approach.rag.embedding.name`"],
    ),
    Mistake(
        "the shortest place of several",
        "name: support-bot\n",
        "unknown-key",
        "name",
        "`name` is not a top-level key; it belongs at `project.name`.",
        "它应写在 `project.name`。",
        ["Move `name` to `project.name`"],
    ),
    Mistake(
        "a place below the section before shorter ones",
        "approach: {languages: [zh]}\n",
        "unknown-key",
        "languages",
        "it belongs at `approach.rag.embedding.languages`.",
        "它应写在 `approach.rag.embedding.languages`。",
    ),
    Mistake(
        "a key with its value, without a space between",
        "project: {name:bot, stage: pilot}\n",
        "unknown-key",
        "name:bot",
        "`name:bot` is not a key of `project`. There is no space behind the colon.",
        "冒号后面缺少空格。",
    ),
    Mistake(
        "a key with a full-width colon",
        "project: {name：bot}\n",
        "unknown-key",
        "name：bot",
        "`：` is a full-width colon",
        "`：` 是全角冒号",
    ),
    Mistake(
        "a key indented with other blanks",
        "project:\n\xa0\xa0name: bot\n",
        "unknown-key",
        "\xa0\xa0name",
        "`name` is not a top-level key. It begins with the character U+00A0,",
        "它以字符 U+00A0 开头",
    ),
    Mistake(
        "a key nobody knows",
        "data: {colour: green}\n",
        "unknown-key",
        "colour",
        "`colour` is not a key of `data`.",
        "`colour` 不是 `data` 的键。",
    ),
    Mistake(
        "a key in an entry",
        "data:\n  knowledge:\n    sources:\n      - name: manuals\n        formt: structured\n",
        "unknown-key",
        "formt",
        "`formt` is not a key of `data.knowledge.sources[manuals]`; did you mean `format`?",
        "不是 `data.knowledge.sources[manuals]` 的键",
        "format",
    ),
    Mistake(
        "a key with a long name",
        f'"{"k" * 900}": 1\nversion: 1\n',
        "unknown-key",
        f'"{"k" * 900}"',
        f"`{'k' * 59}…` is not a top-level key.",
        "不是顶层的键",
    ),
    Mistake(
        "a key with a line break and an escape in it",
        'project: {"na\\nme\\t<b>": x}\n',
        "unknown-key",
        '"na\\nme\\t<b>"',
        "`na me <b>` is not a key of `project`.",
        "`na me <b>`",
    ),
    Mistake(
        "a missing name",
        "data:\n  knowledge:\n    sources:\n      - format: structured\n",
        "missing-key",
        "format",
        "This entry of `data.knowledge.sources` needs the key `name`.",
        "`data.knowledge.sources` 的这一项缺少 `name` 键。",
    ),
    Mistake(
        "an entry without keys",
        "data: {knowledge: {sources: [{}]}}\n",
        "missing-key",
        "{",
        "needs the key `name`",
        "缺少 `name` 键",
    ),
    Mistake(
        "an empty name",
        "data:\n  knowledge:\n    sources:\n      - name:\n        format: structured\n",
        "missing-key",
        "name",
        "`name` is empty, but every entry of `data.knowledge.sources` needs it.",
        "`name` 为空",
    ),
    Mistake(
        "a waiver without a reason",
        "waivers:\n  - rule: no-owner\n",
        "missing-key",
        "rule",
        "This entry of `waivers` needs the key `reason`.",
        "缺少 `reason` 键",
    ),
    Mistake(
        "the same name twice",
        "data: {knowledge: {sources: [{name: one}, {name: 'one'}]}}\n",
        "invalid-value",
        "'one'",
        "Two entries of `data.knowledge.sources` are named “one”",
        "`data.knowledge.sources` 中有两项都叫“one”",
    ),
]

CONTAINERS = [
    Mistake(
        "a section written as text",
        "project: support-bot\n",
        "invalid-value",
        "support-bot",
        "`project` must be a section with keys of its own, not “support-bot”; did you mean `{name: support-bot}`?",
        "`project` 应当是包含下级键的一节，而不是“support-bot”；是不是想写 `{name: support-bot}`？",
        [{"name": "support-bot"}],
    ),
    Mistake(
        "a section written as text that no key of it can be",
        "performance: fast\n",
        "invalid-value",
        "fast",
        "`performance` must be a section with keys of its own, not “fast”.",
        "`performance` 应当是包含下级键的一节，而不是“fast”。",
    ),
    Mistake(
        "a section written as a text with other signs",
        'project: "a: [b"\n',
        "invalid-value",
        '"a: [b"',
        "not “a: [b”.",
        "而不是“a: [b”。",
    ),
    Mistake(
        "an approach written as its choice",
        "approach: rag\n",
        "invalid-value",
        "rag",
        "did you mean `{choice: rag}`?",
        "是不是想写 `{choice: rag}`？",
        {"choice": "rag"},
    ),
    Mistake(
        "an approach written in other words",
        "approach: RAG with LoRA\n",
        "invalid-value",
        "RAG with LoRA",
        "did you mean `{choice: hybrid}`?",
        "是不是想写 `{choice: hybrid}`？",
        [{"choice": "hybrid"}],
    ),
    Mistake(
        "an approach written as a list",
        "approach: [rag, lora]\n",
        "invalid-value",
        "approach",
        "not a list; did you mean `{choice: hybrid}`?",
        "而不是列表；是不是想写 `{choice: hybrid}`？",
    ),
    Mistake(
        "a model written as its name",
        "approach: {model: gpt-4o, rag: {search: vector}}\n",
        "invalid-value",
        "gpt-4o",
        "did you mean `{name: gpt-4o}`?",
        "是不是想写 `{name: gpt-4o}`？",
        [{"name": "gpt-4o"}],
    ),
    Mistake(
        "a section whose keys have no space behind the colon",
        "project:\n  name:bot\n  stage:pilot\n",
        "invalid-value",
        "name:bot\n  stage:pilot",
        "not “name:bot stage:pilot”. There is no space behind the colon.",
        "而不是“name:bot stage:pilot”。冒号后面缺少空格。",
    ),
    Mistake(
        "a file with full-width colons",
        "project：\n  name：x\n",
        "invalid-value",
        "project：\n  name：x",
        "`：` is a full-width colon, which YAML does not know.",
        "`：` 是全角冒号",
    ),
    Mistake(
        "an address where a section belongs is not a key",
        "data: https://example.org\n",
        "invalid-value",
        "https://example.org",
        "not “https://example.org”.",
        "而不是“https://example.org”。",
    ),
    Mistake(
        "a section written as a list",
        "data:\n  knowledge: [weekly]\n",
        "invalid-value",
        "knowledge",
        "`data.knowledge` must be a section with keys of its own, not a list.",
        "而不是列表。",
    ),
    Mistake(
        "a file that is a list",
        "- project\n- data\n",
        "invalid-value",
        "-",
        "The file must hold sections such as `project:` and `data:`, not a list.",
        "文件应由 `project:`、`data:` 等各节组成，而不是列表。",
    ),
    Mistake(
        "a file that is text",
        "hello\n",
        "invalid-value",
        "hello",
        "The file must hold sections such as `project:` and `data:`, not “hello”.",
        "而不是“hello”。",
    ),
    Mistake(
        "entries written as a section",
        "data: {knowledge: {sources: {name: manuals}}}\n",
        "invalid-value",
        "sources",
        "`data.knowledge.sources` must be a list whose entries begin with `- `, not a section.",
        "`data.knowledge.sources` 应当是列表，每项以 `- ` 开头，而不是一节。",
    ),
    Mistake(
        "entries written as text",
        "waivers: none\n",
        "invalid-value",
        "none",
        "`waivers` must be a list whose entries begin with `- `, not “none”.",
        "而不是“none”。",
    ),
    Mistake(
        "an entry written as its name",
        "data: {knowledge: {sources: [manuals]}}\n",
        "invalid-value",
        "manuals",
        "did you mean `- name: manuals`?",
        "是不是想写 `- name: manuals`？",
        [{"name": "manuals"}],
    ),
    Mistake(
        "an entry written as text",
        "performance: {gpus: [24GiB]}\n",
        "invalid-value",
        "24GiB",
        "Every entry of `performance.gpus` must have keys of its own; this one is “24GiB”.",
        "而这一项是“24GiB”。",
    ),
    Mistake(
        "an empty entry",
        "performance:\n  gpus:\n    - {memory: 24GiB}\n    - ~\n",
        "invalid-value",
        "~",
        "this one is empty.",
        "而这一项是空的。",
    ),
    Mistake(
        "a list where one value belongs",
        "approach: {choice: [rag]}\n",
        "invalid-value",
        "choice",
        "`approach.choice` takes one value, not a list; did you mean `rag`? It can be `prompt-only`, `rag`,",
        "`approach.choice` 只能写一个值，不能写列表；是不是想写 `rag`？可以写 `prompt-only`",
    ),
    Mistake(
        "a list of retrieval and tuning",
        "approach: {choice: [rag, fine-tuning]}\n",
        "invalid-value",
        "choice",
        "`approach.choice` takes one value, not a list; did you mean `hybrid`?",
        "不能写列表；是不是想写 `hybrid`？",
    ),
    Mistake(
        "a list of which nothing is known",
        "approach: {choice: [rag, magic]}\n",
        "invalid-value",
        "choice",
        "`approach.choice` takes one value, not a list. It can be `prompt-only`,",
        "不能写列表。可以写 `prompt-only`",
    ),
    Mistake(
        "a section where one value belongs",
        "data: {knowledge: {updates: {every: week}}}\n",
        "invalid-value",
        "updates",
        "`data.knowledge.updates` takes one value, not a section. Write how often",
        "`data.knowledge.updates` 只能写一个值，不能写一节。",
    ),
    Mistake(
        "a list in a list",
        "requirements: {languages: [[zh, en]]}\n",
        "invalid-value",
        "[",
        "`requirements.languages` takes one value, not a list.",
        "不能写列表。",
    ),
    Mistake(
        "too long a list",
        f"requirements:\n  languages: [{', '.join(['zh'] * 5001)}]\n",
        "invalid-value",
        "languages",
        "`requirements.languages` has 5,001 entries; at most 5,000 can be read.",
        "`requirements.languages` 有 5,001 项，最多只能读取 5,000 项。",
    ),
]


def value(name: str, place: str, written: str, *said: Any) -> Mistake:
    """A value that is wrong at a place; `said` is what a mistake has behind `marked`."""
    *sections, key = place.split(".")
    text = "".join(f"{'  ' * depth}{section}:\n" for depth, section in enumerate(sections))
    text += f"{'  ' * len(sections)}{key}: {written}\n"
    return Mistake(name, text, "invalid-value", written, *said)


COUNT, AMOUNT, MONEY = "data.training.examples", "data.knowledge.tokens", "cost.budget.build"
SHARE, DURATION, CADENCE = "requirements.max_hallucination_rate", "requirements.max_staleness", "data.knowledge.updates"
FOLLOW, DATE, LANGUAGE = "maintenance.reindex", "approach.model.retires", "requirements.languages"
CURRENCY, REGION, BOOLEAN, NUMBER = (
    "cost.currency",
    "approach.model.region",
    "project.commercial",
    "performance.stages.tokens_per_second",
)
TEXT, ENUM = "project.name", "approach.choice"
MINUTES_OR_MONTHS = "It can be minutes or months: write `5min` or `5mo`."

VALUES = [
    value("another version", "version", "2", "This linter reads version 1 of the format, not “2”.", "第 1 版格式"),
    value("a quoted version", "version", '"1"', "The quotes make it a text; write `1` without", "请去掉引号", 1),
    value("true as version", "version", "true", "This linter reads version 1", "而不是“true”"),
    value(
        "a number of an enum", "approach.fine_tuning.bits", "16", "it can be `2`, `4`, `8`.", "可以写 `2`、`4`、`8`。"
    ),
    value(
        "a misspelt word",
        ENUM,
        "hybird",
        "did you mean `hybrid`? It can be `prompt-only`,",
        "想写 `hybrid`？",
        "hybrid",
    ),
    value("a word in another case", ENUM, "RAG", "“RAG” is not a value of `approach.choice`; did", "“RAG”不是", "rag"),
    value("a word with other separators", ENUM, "fine_tuning", "`fine-tuning`?", "`fine-tuning`？", "fine-tuning"),
    value("a word in short", ENUM, "finetune", "did you mean `fine-tuning`?", "`fine-tuning`？", ["fine-tuning"]),
    value(
        "no word of the enum",
        ENUM,
        "magic",
        "it can be `prompt-only`, `rag`, `fine-tuning`, `hybrid`.",
        "可以写 `prompt",
    ),
    value("retrieval and tuning", ENUM, "rag + fine-tuning", "did you mean `hybrid`?", "想写 `hybrid`？", ["hybrid"]),
    value("retrieval and tuning in words", ENUM, "RAG and fine tuning", "`hybrid`? It", "`hybrid`？", ["hybrid"]),
    value("retrieval that is tuned", ENUM, "retrieval-augmented fine-tuning", "`hybrid`?", "`hybrid`？", ["hybrid"]),
    value("retrieval and tuning in Chinese", ENUM, "检索和微调", "`hybrid`?", "`hybrid`？", ["hybrid"]),
    value("both", ENUM, "both", "did you mean `hybrid`?", "想写 `hybrid`？", ["hybrid"]),
    value("a way to tune", ENUM, "lora", "did you mean `fine-tuning`?", "想写 `fine-tuning`？", ["fine-tuning"]),
    value("tuning in Chinese", ENUM, "微调", "did you mean `fine-tuning`?", "想写 `fine-tuning`？", ["fine-tuning"]),
    value("one word of several", ENUM, "our rag pipeline", "did you mean `rag`?", "想写 `rag`？", ["rag"]),
    value("not decided", ENUM, "rag or fine-tuning", "of `approach.choice`; it can be", "的可选值；可以写"),
    value("what is not meant", ENUM, "no rag", "of `approach.choice`; it can be", "的可选值；可以写"),
    value("one known thing and another", ENUM, "rag + magic", "of `approach.choice`; it can be", "的可选值；可以写"),
    value("a word of others", "project.stage", "Prod", "mean `production`?", "想写 `production`？", ["production"]),
    value(
        "a word for two values",
        "project.stage",
        "MVP",
        "did you mean `prototype` or `pilot`?",
        "是不是想写 `prototype` 或 `pilot`？",
        ["prototype", "pilot"],
    ),
    value("yes as a word", "requirements.citations", "yes", "mean `required`?", "想写 `required`？", ["required"]),
    value("a boolean as demand", "requirements.citations", "true", "`required`?", "`required`？", ["required"]),
    value("nice to have", "requirements.citations", "nice to have", "`preferred`?", "`preferred`？", ["preferred"]),
    value("on-prem", "approach.model.hosting", "on-prem", "`self-hosted`?", "`self-hosted`？", ["self-hosted"]),
    value("a number with its unit", "approach.fine_tuning.bits", "4-bit", "did you mean `4`?", "想写 `4`？", [4]),
    value(
        "two values in a text",
        "requirements.gap",
        "knowledge, style",
        "did you mean `[knowledge, format]`?",
        "是不是想写 `[knowledge, format]`？",
    ),
    value(
        "wide commas",
        "requirements.gap",
        "知识，格式",
        "`[knowledge, format]`?",
        "`[knowledge, format]`？",
    ),
    value("wide commas between tags", LANGUAGE, "zh，en", "`，` does not separate the values", "`，` 不能分隔"),
    value("a boolean as word", ENUM, "true", "“true” is not a value of `approach.choice`", "“true”不是"),
    value("yes", BOOLEAN, "yes", "Did you mean `true`? Write `true` or `false`.", "想写 `true`？请写 `true` 或", True),
    value("on", BOOLEAN, "on", "Did you mean `true`?", "想写 `true`？", True),
    value("off", BOOLEAN, "off", "Did you mean `false`?", "想写 `false`？", False),
    value("a Chinese yes", BOOLEAN, "是", "Did you mean `true`?", "想写 `true`？", True),
    value("a quoted boolean", BOOLEAN, '"true"', "The quotes make it a text; write `true` without", "请去掉引号", True),
    value("a number as boolean", BOOLEAN, "1", "“1” cannot be read as `project.commercial`.", "的值“1”无法识别。"),
    value("thousands with a comma", COUNT, "60,000", "Did you mean `60000`?", "想写 `60000`？", 60000),
    value("a small m", COUNT, "9m", "Did you mean `9M`?", "想写 `9M`？", "9M"),
    value("a large K", COUNT, "12K", "Did you mean `12k`?", "想写 `12k`？", "12k"),
    value(
        "no whole number", COUNT, "1.2345k", "It is not a whole number. Write a whole number", "这不是整数。请写整数"
    ),
    value("a half", COUNT, "0.5", "It is not a whole number.", "这不是整数。"),
    value("a point for thousands", COUNT, "12.000", "write `12` or `12000`.", "请写 `12` 或 `12000`。", [12, 12000]),
    value("thousands that are not whole", COUNT, "1.500", "not thousands; write `1500`.", "请写 `1500`。", [1500]),
    value("points for thousands", COUNT, "1.200.000", "Did you mean `1200000`?", "想写 `1200000`？", 1200000),
    value("a float that is whole", COUNT, "3.0", "Did you mean `3`?", "想写 `3`？", 3),
    value("a float with an exponent", COUNT, "1e3", "Did you mean `1000`?", "想写 `1000`？", 1000),
    value("half a float", COUNT, "1.5", "It is not a whole number.", "这不是整数。"),
    value("a point in an amount", AMOUNT, "12.000", "write `12` or `12000`.", "请写 `12` 或 `12000`。", [12, 12000]),
    value("a negative count", COUNT, "-5", "Write a whole number such as `40000`,", "请写整数，例如 `40000`、"),
    value("a count in words", COUNT, "12 million", "Did you mean `12M`?", "想写 `12M`？", "12M"),
    value("a count in wan", COUNT, "12万", "Did you mean `120k`?", "想写 `120k`？", "120k"),
    value("a count in yi", COUNT, "1.2亿", "Did you mean `120M`?", "想写 `120M`？", "120M"),
    value("wide digits", COUNT, "１２k", "Did you mean `12k`?", "想写 `12k`？", "12k"),
    value("about so many", COUNT, "~500", "Did you mean `500`?", "想写 `500`？", [500]),
    value("a quoted count", COUNT, '"40000"', "write `40000` without quotes.", "请去掉引号，写成 `40000`。", 40000),
    value("a quoted number of an enum", "approach.fine_tuning.bits", '"4"', "write `4` without", "请去掉引号", 4),
    value("not a number", COUNT, ".nan", "“.nan” cannot be read as", "“.nan”无法识别"),
    value("a huge number", COUNT, "9" * 390, f"“{'9' * 59}…” cannot be read", "无法识别"),
    value(
        "a number of 5,000 digits",
        COUNT,
        "9" * 5000,
        "has 5,000 characters; at most 2,000",
        "有 5,000 个字符，最多只能",
    ),
    value("words", AMOUNT, "300k words", "Write a number of tokens such as `200k`", "请写 token 数，例如 `200k`"),
    value("bytes", AMOUNT, "2 GB", "or of pages such as `500 pages`.", "也可以写页数，例如 `500 pages`。"),
    value("an amount with its unit", AMOUNT, "200k tokens", "Did you mean `200k`?", "想写 `200k`？", "200k"),
    value("Chinese pages", AMOUNT, "500页", "Did you mean `500 pages`?", "想写 `500 pages`？", "500 pages"),
    value("a number with a unit", NUMBER, "80 tok/s", "Write a number such as `0.86`", "请写数字，例如 `0.86`"),
    value("a decimal comma", "requirements.accuracy.target", '"0,86"', "Did you mean `0.86`?", "想写 `0.86`？", 0.86),
    value(
        "dollars",
        MONEY,
        "$20",
        "Did you mean `20`? Write an amount without its currency",
        "货币写在 `cost.currency`。",
        [20],
    ),
    value("euros", MONEY, "20 EUR", "the currency stands in `cost.currency`.", "请写不带货币的金额", [20]),
    value("yuan", MONEY, "20元", "Did you mean `20`?", "想写 `20`？", [20]),
    value("money with commas", MONEY, "1,100.50", "Did you mean `1100.5`?", "想写 `1100.5`？", 1100.5),
    value("euros as a sign", CURRENCY, "€", "Did you mean `EUR`? Write the ISO 4217 code", "想写 `EUR`？", "EUR"),
    value("euros in a word", CURRENCY, "Euro", "Did you mean `EUR`?", "想写 `EUR`？", "EUR"),
    value("dollars of some country", CURRENCY, "$", "Did you mean `USD`?", "想写 `USD`？", ["USD"]),
    value("yuan or yen", CURRENCY, "￥", "Did you mean `CNY` or `JPY`?", "想写 `CNY` 或 `JPY`？", ["CNY", "JPY"]),
    value("yuan as a word", CURRENCY, "元", "Did you mean `CNY`?", "想写 `CNY`？", ["CNY"]),
    value("a code in small letters", CURRENCY, "usd", "Did you mean `USD`?", "想写 `USD`？", "USD"),
    value("no currency", CURRENCY, "bitcoin", "Write the ISO 4217 code of the currency", "请写货币的 ISO 4217 代码"),
    value(
        "a share of a hundred",
        SHARE,
        "3",
        "If 3 of a hundred is meant, write `3%`.",
        "如果指百分之 3，请写 `3%`。",
        ["3%"],
    ),
    value("a share with two spaces", SHARE, "3  %", "Did you mean `3%`?", "想写 `3%`？", "3%"),
    value(
        "more than all",
        SHARE,
        "150%",
        "Write a share of the whole from 0 to 1 or in percent",
        "0 到 1 之间的小数或百分数",
    ),
    value("weekly as duration", DURATION, "weekly", "Did you mean `7d`?", "想写 `7d`？", "7d"),
    value("minutes or months", DURATION, "5m", MINUTES_OR_MONTHS, "可能是分钟，也可能是月", ["5min", "5mo"]),
    value(
        "a number as duration", DURATION, "7", "It has no unit. Write a length of time", "缺少单位。请写带单位的时长"
    ),
    value("days in words", DURATION, "30 days", "Did you mean `30d`?", "想写 `30d`？", "30d"),
    value("days in Chinese", DURATION, "7天", "Did you mean `7d`?", "想写 `7d`？", "7d"),
    value("two units", DURATION, "1h30m", "Did you mean `90min`?", "想写 `90min`？", "90min"),
    value("less than so long", DURATION, "<5s", "Did you mean `5s`?", "想写 `5s`？", ["5s"]),
    value("often", CADENCE, "often", "Leave it empty if there is no regular pace.", "没有固定频率时，留空即可。"),
    value("irregular", CADENCE, "irregular", "Leave it empty if there is no regular pace.", "没有固定频率时"),
    value(
        "following as a cadence",
        CADENCE,
        "on-change",
        "`on-change` can be written for `reindex`,",
        "`on-change` 只能用于",
    ),
    value("a misspelt cadence", CADENCE, "weekyl", "Did you mean `weekly`?", "想写 `weekly`？", "weekly"),
    value("every two days", CADENCE, "every 2 days", "Did you mean `2d`?", "想写 `2d`？", "2d"),
    value("twice a week", CADENCE, "twice a week", "Did you mean `2 per week`?", "想写 `2 per week`？", "2 per week"),
    value("once a day", CADENCE, "once a day", "Did you mean `daily`?", "想写 `daily`？", "daily"),
    value("every week in Chinese", CADENCE, "每周", "Did you mean `weekly`?", "想写 `weekly`？", "weekly"),
    value("a cadence in minutes or months", CADENCE, "5m", MINUTES_OR_MONTHS, "可能是分钟", ["5min", "5mo"]),
    value("static as a plan", FOLLOW, "static", "Did you mean `never`?", "想写 `never`？", ["never"]),
    value("on change", FOLLOW, "on change", "Did you mean `on-change`?", "想写 `on-change`？", "on-change"),
    value("by hand", FOLLOW, "manual", "Did you mean `on-demand`?", "想写 `on-demand`？", ["on-demand"]),
    value("a month", DATE, "2026-11", "The day is missing. Write a day as `2026-11-22`.", "缺少具体的日期。"),
    value("a German date", DATE, "22.11.2026", "Did you mean `2026-11-22`?", "想写 `2026-11-22`？", "2026-11-22"),
    value("an American date", DATE, "11/22/2026", "Did you mean `2026-11-22`?", "想写 `2026-11-22`？", "2026-11-22"),
    value("day or month", DATE, "03/04/2026", "can be mistaken", "日和月容易混淆", ["2026-04-03", "2026-03-04"]),
    value("a Chinese date", DATE, "2026年1月5日", "Did you mean `2026-01-05`?", "想写 `2026-01-05`？", "2026-01-05"),
    value("a date in words", DATE, "22 Nov 2026", "Did you mean `2026-11-22`?", "想写 `2026-11-22`？", "2026-11-22"),
    value("no such day", DATE, "2026-02-30", "There is no such day in the calendar.", "日历上没有这一天。"),
    value("the name of a language", LANGUAGE, "Chinese", "Did you mean `zh`?", "想写 `zh`？", "zh"),
    value("a language of a system", LANGUAGE, "zh_CN", "Did you mean `zh-CN`?", "想写 `zh-CN`？", "zh-CN"),
    value("a country as language", LANGUAGE, "cn", "the code of a country", "这是国家代码", ["zh"]),
    value("a country with a script", LANGUAGE, "JP-Jpan", "did you mean `ja-Jpan`?", "想写 `ja-Jpan`？", ["ja-Jpan"]),
    value("no language", LANGUAGE, "Klingon", "Write a language tag such as `en`,", "请写语言标签，例如 `en`、"),
    value(
        "a region of a cloud",
        REGION,
        "westeurope",
        "Did you mean `eu-westeurope`?",
        "`eu-westeurope`？",
        ["eu-westeurope"],
    ),
    value("a region in capitals", REGION, "EU", "Did you mean `eu`?", "想写 `eu`？", "eu"),
    value("the name of a country", REGION, "Germany", "Did you mean `de`?", "想写 `de`？", "de"),
    value("no region", REGION, "frankfurt", "begins with a country or `eu`", "以国家代码或 `eu` 开头"),
    value("a number as text", TEXT, "1.10", 'Did you mean `"1.10"`? Write text', "纯数字请加引号", "1.10"),
    value("a boolean as text", TEXT, "true", 'Did you mean `"true"`?', "纯数字请加引号", "true"),
    value(
        "an empty text", TEXT, '""', "`project.name` is an empty text; leave it out", "`project.name` 的值是空的文字"
    ),
    value(
        "a long text",
        TEXT,
        "x" * 3000,
        "The value of `project.name` has 3,000 characters; at most 2,000",
        "有 3,000 个字符",
    ),
    value("a line break in a value", ENUM, '"ra\\ng"', "“ra g” is not a value", "“ra g”不是", "rag"),
    value("markup in a value", ENUM, '"[red]{x}<b>`"', "“[red]{x}<b>`” is not a value", "“[red]{x}<b>`”不是"),
    value("a bell in a value", CADENCE, '"week\\aly\\e[31m"', "cannot be read as", "无法识别"),
    value("an override of direction", CADENCE, '"\\u202eylkeew"', "cannot be read as", "无法识别"),
]
SIZES = [
    ("24", ["24GB", "24GiB"], "Its unit is missing or incomplete: write `24GB` or `24GiB`.", "缺少完整的单位"),
    ("24G", ["24GB", "24GiB"], "write `24GB` or `24GiB`.", "请写 `24GB` 或 `24GiB`。"),
    ("24 gb", "24GB", "Did you mean `24GB`?", "是不是想写 `24GB`？"),
    ("large", (), "Write a size with its unit, such as `24GiB` or `80GB`.", "请写带单位的大小"),
]


@pytest.mark.parametrize("mistake", [*KEYS, *CONTAINERS, *VALUES], ids=str)
def test_a_mistake_is_said_once_where_it_stands(mistake: Mistake) -> None:
    check(mistake)


MAINS = {
    "project": "bot",
    "data.knowledge": "weekly",
    "data.training": "4k",
    "requirements.accuracy": 0.9,
    "performance.latency": "300ms",
    "performance.measured_latency": "300ms",
    "maintenance.review": "quarterly",
    "evaluation.set": 200,
    "approach": "rag",
    "approach.model": "qwen",
    "approach.rag": "vector",
    "approach.rag.embedding": "bge-m3",
    "approach.fine_tuning": "lora",
}


@pytest.mark.parametrize("place", MAINS)
def test_a_value_instead_of_a_section_stands_for_what_matters_most_in_it(place: str) -> None:
    field = fields().find(place)
    assert field
    text = document({place: MAINS[place]})
    (finding,) = found(text)
    (fix,) = finding.fixes
    assert fix.changes == (Change("set", tuple(place.split(".")), {field.main: MAINS[place]}),)
    assert f"`{{{field.main}: {MAINS[place]}}}`" in finding.message


def test_every_section_that_has_such_a_key_is_tried() -> None:
    assert {field.name for field in fields().walk() if field.main} == MAINS.keys()


@pytest.mark.parametrize("written, fix, english, chinese", SIZES)
def test_a_size_needs_its_unit(written: str, fix: Any, english: str, chinese: str) -> None:
    text = f"performance:\n  gpus:\n    - memory: {written}\n"
    check(Mistake("size", text, "invalid-value", written, english, chinese, fix))


@pytest.mark.parametrize(
    "text",
    [
        "project:\n",
        "project: {}\ndata: ~\n",
        "version: 1\n",
        "version: 1.0\n",
        "version:\n",
        "approach: {choice: }\n",
        "requirements: {languages: [zh, ~]}\n",
        "requirements: {languages: zh, domains: {planned: []}}\n",
        "data: {knowledge: {sources: []}}\n",
        "approach: {fine_tuning: {bits: 8}}\n",
        "requirements: {max_staleness: 24 h, max_hallucination_rate: 3 %, accuracy: {target: 92 %}}\n",
        "requirements: {languages: [uk, kr, zh-CN, de-gr]}\n",
        "data: {knowledge: {updates: 1.5 d}}\ncost: {currency: EUR, prices: {input_per_million: 2.500}}\n",
        "approach: {tools: [{effect: read}, {name: a}, {name: a}]}\n",
        "x-mine: 1\nproject: {x-own: {a: [1]}, name: bot}\nwaivers: [{rule: a, reason: b, x-ticket: 12}]\n",
        "data: {knowledge: {x-a: 1, sources: [{name: m, x-b: ~}]}, x-c: no}\n",
        "project: {name: bot}\napproach: {choice: rag}\n---\nproject: {name: other}\napproach: {choice: hybrid}\n",
    ],
)
def test_what_is_allowed_is_not_a_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "~\n", "--- {}\n"])
def test_an_empty_file_is_an_error(text: str) -> None:
    [finding] = found(text)
    assert (finding.rule, finding.severity) == ("empty-file", "error")
    assert "nothing" in finding.message


def test_a_file_that_could_not_be_read_is_not_called_empty() -> None:
    assert [finding.rule for finding in found("{")] == ["syntax-error"]


def test_a_useful_file_can_be_five_lines() -> None:
    assert found("project:\n  name: bot\ndata: {knowledge: {updates: weekly}}\napproach:\n  choice: rag\n") == []


def test_what_is_allowed_is_listed_in_full() -> None:
    [finding] = found("performance: {latncy: {p95: 5s}}\n")
    allowed = "`requests_per_month`, `tokens`, `latency`, `measured_latency`, `stages`, `gpus`"
    assert finding.advice == f"Allowed here: {allowed}. Keys of your own may begin with `x-`."


def test_what_is_allowed_is_listed_once_for_a_section() -> None:
    findings = found(
        "performance: {stages: {a1: 1s, b1: 2s}, c1: 3}\ndata: {knowledge: {sources: [{a2: 1, b2: 2}, {c2: 3}]}}\n"
    )
    said = [
        (finding.place.rpartition(".")[2], bool(finding.advice))
        for finding in findings
        if finding.rule == "unknown-key"
    ]
    assert said == [("a1", True), ("b1", False), ("c1", True), ("a2", True), ("b2", False), ("c2", False)]


def test_a_value_in_an_entry_is_said_with_the_name_of_the_entry() -> None:
    text = "data: {knowledge: {sources: [{name: manuals, updates: often}, {name: b, languages: [en, 5]}]}}\n"
    often, five = found(text)
    assert "cannot be read as `data.knowledge.sources[manuals].updates`." in often.message
    assert "cannot be read as `data.knowledge.sources[b].languages`." in five.message


def test_a_number_cut_by_its_commas_is_said_once() -> None:
    text = "cost: {budget: {monthly: 2,000, build: 1,200,300}}\n"
    monthly, build = found(text)
    assert (text[slice(*monthly.span)], text[slice(*build.span)]) == ("000", "200")
    assert "so `2,000` was cut in pieces; did you mean `2000`?" in monthly.message
    path = ("cost", "budget")
    [fix] = build.fixes
    assert not fix.safe
    assert fix.changes == (
        Change("set", (*path, "build"), 1200300),
        Change("remove", (*path, "200")),
        Change("remove", (*path, "300")),
    )


@pytest.mark.parametrize(
    "text", ["cost: {budget: {monthly: 2, 000}}\n", "cost:\n  budget:\n    monthly: 2\n    000:\n"]
)
def test_another_key_of_digits_is_only_unknown(text: str) -> None:
    [finding] = found(text)
    assert finding.message == "`000` is not a key of `cost.budget`."


@pytest.mark.parametrize(
    "text", ["project: {name: {{ name }}}\n", "project:\n  name: {{ name }}s\n", "project: {{ all }}\n"]
)
def test_a_placeholder_is_said_once(text: str) -> None:
    [finding] = found(text)
    assert (finding.rule, text[slice(*finding.span)][:2]) == ("syntax-error", "{{")


def test_the_first_of_two_names_is_shown() -> None:
    text = "data: {knowledge: {sources: [{name: one}, {name: one}]}}\n"
    [finding] = found(text)
    [related] = finding.related
    assert text.index("one") == related.span.start
    assert related.message == "named so first"


def test_several_mistakes_are_each_said_once_in_order() -> None:
    text = "project: {nme: a, stage: pilt}\ndata: {training: {examples: 9m, classes: many}}\napproach: {choice: RAG}\n"
    assert [text[f.span.start : f.span.end] for f in found(text)] == ["nme", "pilt", "9m", "many", "RAG"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_very_many_mistakes_of_one_kind_are_summed_up(language: Language) -> None:
    text = "".join(f"updtes{number}: {number}\n" for number in range(20_000)) + "approach: {choice: RAG}\n"
    start = time.perf_counter()
    findings = found(text, language)
    assert time.perf_counter() - start < 5
    unknown = [finding for finding in findings if finding.rule == "unknown-key"]
    assert len(unknown) == 101
    assert "19,900" in unknown[-1].message
    assert not unknown[-1].fixes
    assert [finding.rule for finding in findings if finding.rule != "unknown-key"] == ["invalid-value"]


def test_one_more_than_the_most_is_said_itself() -> None:
    findings = found("".join(f"key{number}: 1\n" for number in range(101)))
    assert [finding.message for finding in findings[-1:]] == ["`key100` is not a top-level key."]


@pytest.mark.parametrize(
    "text",
    [
        f'"{"updates" * 150}": 1\nversion: 1\n',
        'data: {knowledge: {updates: "' + "a b " * 250_000 + '"}}\n',
        "data: {knowledge: {tokens: " + "1" * 1_000_000 + "}}\n",
        f"evaluation: {{checks: [{', '.join(f'w{number}' for number in range(4990))}]}}\n",
        f'"{"owner_" * 150}": 1\nversion: 1\n',
        'approach: {choice: "' + "rag + lora, " * 80_000 + '"}\n',
        f"approach: {{choice: [{'rag, ' * 50_000}]}}\n",
        "project: " + "name:bot " * 100_000 + "\n",
        "cost: {budget: {monthly: 2," + ",".join(f"{number:03}" for number in range(1000)) + "}}\n",
        "cost: {budget: {monthly: 2, " + ", ".join(f"{number:03}" for number in range(10_000)) + "}}\n",
        "project:\n" + "".join(f"  k{number}: {{{{ a }}}}\n" for number in range(5000)) + "  name: {{ a }}\n",
    ],
    ids=[
        "long key",
        "long words",
        "long number",
        "many words",
        "many parts",
        "many values at once",
        "a list of values",
        "many colons",
        "one number of many parts",
        "many keys of digits",
        "placeholders",
    ],
)
def test_hostile_values_take_bounded_time(text: str) -> None:
    start = time.perf_counter()
    findings = found(text)
    assert time.perf_counter() - start < 3
    assert findings
    assert all(len(finding.message) < 600 for finding in findings)


def test_the_entry_of_the_same_name_is_shown_not_the_first_of_all() -> None:
    text = "data: {knowledge: {sources: [{name: b}, {name: a}, {name: a}]}}\n"
    [finding] = found(text)
    assert [one.span.start for one in finding.related] == [text.index("name: a") + len("name: ")]


def test_a_blank_without_width_before_a_key_is_named() -> None:
    [finding] = found("project:\n  \u200bname: a\n")
    assert "the character U+200B" in finding.message


def test_a_list_may_be_as_long_as_its_limit() -> None:
    assert found(f"requirements:\n  languages: [{', '.join(['zh'] * 5000)}]\n") == []


def test_an_entry_of_a_list_is_never_to_be_a_list() -> None:
    [finding] = found("requirements:\n  gap: [format + cost]\n")
    assert "did you mean" not in finding.message


def test_a_key_behind_a_number_that_commas_cut_is_a_mistake_of_its_own() -> None:
    findings = found("cost: {budget: {monthly: 2,000, 111}}\n")
    assert ["2000" in findings[0].message, "`111` is not a key" in findings[1].message] == [True, True]


def test_a_key_belongs_where_its_value_can_stand() -> None:
    [number], [section] = found("knowledge: 5\n"), found("knowledge: {updates: daily}\n")
    assert "it belongs at `performance.tokens.knowledge`." in number.message
    assert "it belongs at `data.knowledge`." in section.message
