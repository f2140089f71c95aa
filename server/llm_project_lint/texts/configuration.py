"""What is said of configuration files: their mistakes, and what holds in the end."""

import datetime
import json
import re
from collections.abc import Iterable
from typing import Any

from llm_project_lint.model import Language
from llm_project_lint.texts import Texts
from llm_project_lint.texts.values import TEXTS as VALUES

LONGEST = 60
"""Characters of a word of the file that are repeated."""

TEXTS = Texts(
    {
        # Texts that are no TOML
        "toml": ("this is not TOML: {what}", "不是有效的 TOML：{what}"),
        "toml-statement": (
            "write `key = value`, or the head of a table such as `[thresholds]`",
            "请写成 `键 = 值`，或 `[thresholds]` 这样的表头",
        ),
        "toml-key": ("a key is missing or malformed here", "这里缺少键，或键的写法不对"),
        "toml-equals": ("a `=` is missing behind the key", "键后面缺少 `=`"),
        "toml-end": ("a line holds one key with its value, and nothing else", "一行只能写一个键及其值"),
        "toml-value": (
            'the value cannot be read; put texts in quotes: `preset = "strict"`',
            '值的写法不对；文字请加引号，例如 `preset = "strict"`',
        ),
        "toml-twice": ("this key or table stands twice", "这个键或表写了两次"),
        "toml-array": ("a list is not closed; write `]` behind its last entry", "列表没有闭合；请在最后一项之后写 `]`"),
        "toml-inline": ("a `{{` is not closed", "`{{` 没有闭合"),
        "toml-head": ("the head of the table is not closed", "表头没有闭合"),
        "toml-string": ("a text in quotes is not closed", "引号没有闭合"),
        "toml-escape": (
            "a `\\` in double quotes begins an escape; write `\\\\`, or single quotes around the text",
            "双引号中的 `\\` 表示转义；请写成 `\\\\`，或改用单引号",
        ),
        "toml-character": (
            "there is a control character here, which is often invisible; delete it or retype the line",
            "这里有控制字符，它往往不可见；请将其删除或重新输入这一行",
        ),
        "toml-other": ("it cannot be read from here on", "从这里起无法读取"),
        "too-deep": (
            "keys or values are nested too deep; a configuration needs two levels",
            "键或值嵌套过深；配置只需要两层",
        ),
        # What cannot stand in a configuration
        "no-table": (
            "there is no table `[{table}]` in this file, so it configures nothing; write it, or name another file",
            "文件中没有 `[{table}]` 表，因此不起作用；请补上该表，或指明其他文件",
        ),
        "unknown-key": (
            "there is no key `{value}`; what can be configured is {known}",
            "没有 `{value}` 这个键；可以配置的有 {known}",
        ),
        "unknown-key-near": (
            "there is no key `{value}`; did you mean `{near}`?",
            "没有 `{value}` 这个键；是不是想写 `{near}`？",
        ),
        "wrong-type": ("`{place}` is {found} here; write {expected}", "`{place}` 在这里是{found}；请写{expected}"),
        "bad-word": (
            "`{value}` cannot stand at `{place}`; write one of {known}",
            "`{place}` 不能写 `{value}`；可选：{known}",
        ),
        "bad-word-near": (
            "`{value}` cannot stand at `{place}`; did you mean `{near}`?",
            "`{place}` 不能写 `{value}`；是不是想写 `{near}`？",
        ),
        "empty": (
            "`{place}` names nothing, so nothing would be checked; leave the line out, or name rules or categories",
            "`{place}` 里什么也没写，那就什么都不会检查；请删去这一行，或写上规则或类别",
        ),
        "no-name": (
            "there is no rule or category `{value}`; `llm-project-lint rules` lists the rules",
            "没有名为 `{value}` 的规则或类别；用 `llm-project-lint rules` 查看",
        ),
        "no-name-near": (
            "there is no rule or category `{value}`; did you mean `{near}`?",
            "没有名为 `{value}` 的规则或类别；是不是想写 `{near}`？",
        ),
        "no-rule": (
            "there is no rule `{value}`; `llm-project-lint rules` lists them",
            "没有规则 `{value}`；用 `llm-project-lint rules` 查看全部规则",
        ),
        "no-rule-near": (
            "there is no rule `{value}`; did you mean `{near}`?",
            "没有规则 `{value}`；是不是想写 `{near}`？",
        ),
        "no-threshold": (
            "there is no threshold `{value}`; `llm-project-lint config` lists them",
            "没有阈值 `{value}`；用 `llm-project-lint config` 查看全部阈值",
        ),
        "no-threshold-near": (
            "there is no threshold `{value}`; did you mean `{near}`?",
            "没有阈值 `{value}`；是不是想写 `{near}`？",
        ),
        "bad-threshold": (
            "`{place}` cannot be `{value}`. {form}",
            "`{place}` 不能是 `{value}`。{form}",
        ),
        "more": ("{count} more mistakes", "另有 {count} 处错误"),
        # Packs
        "pack-outside": (
            "the pack `{value}` lies outside of the repository of this configuration; copy it into the repository, or "
            "ship it as a distribution and name that",
            "规则包 `{value}` 不在此配置所属的仓库中；请放进仓库，或作为 Python 分发包安装后写其名称",
        ),
        "pack-twice": ("the pack `{value}` is named twice", "规则包 `{value}` 写了两次"),
        "pack-absolute": (
            "`{value}` is a place of this machine; write the folder as seen from this file, such as `./rules/acme`",
            "`{value}` 是本机的绝对路径；请写相对于本文件的文件夹，例如 `./rules/acme`",
        ),
        "no-pack-folder": ("there is no folder `{value}` here", "这里没有文件夹 `{value}`"),
        "no-pack-here": (
            "there is no `pack.yaml` in the folder `{value}`; `llm-project-lint new-rule` makes a pack to start from",
            "文件夹 `{value}` 中没有 `pack.yaml`；可用 `llm-project-lint new-rule` 新建规则包",
        ),
        "pack-unclear": (
            "`{value}` names no pack; write `./{value}` for a folder beside this file, or the name of an installed "
            "distribution",
            "`{value}` 不是规则包；旁边的文件夹请写成 `./{value}`，否则请写已安装的分发包的名称",
        ),
        "no-distribution": (
            "no distribution `{value}` is installed where llm-project-lint is; a folder is written `./{value}`",
            "llm-project-lint 所在的环境中没有安装分发包 `{value}`；如果是文件夹，请写成 `./{value}`",
        ),
        "no-pack-shipped": (
            "the distribution `{value}` lists no `pack.yaml` among its files; of an editable one name the folder",
            "分发包 `{value}` 的文件清单中没有 `pack.yaml`；以可编辑方式安装的，请改写其文件夹",
        ),
        "several-packs": (
            "the distribution `{value}` ships several packs; a distribution is one",
            "分发包 `{value}` 含有多个规则包；一个分发包只能有一个",
        ),
        "two-presets": (
            "these packs start from different presets ({known}); say which one holds with `preset`",
            "这些规则包指定了不同的预设（{known}）；请用 `preset` 写明采用哪一个",
        ),
        # Kinds of values
        "object": ("a table", "表"),
        "array": ("a list", "列表"),
        "string": ("a text in quotes", "加引号的文字"),
        "number": ("a number", "数字"),
        "boolean": ("true or false", "布尔值"),
        "date": ("a date or time", "日期或时间"),
        "or": (" or ", "或"),
        "separator": (", ", "、"),
    }
)
_TOML = (
    ("Invalid statement", "toml-statement"),
    ("Invalid initial character for a key part", "toml-key"),
    ("Expected '=' after a key", "toml-equals"),
    ("Expected newline or end of document", "toml-end"),
    ("Invalid value", "toml-value"),
    ("Cannot", "toml-twice"),
    ("Duplicate inline table key", "toml-twice"),
    ("Unclosed array", "toml-array"),
    ("Unclosed inline table", "toml-inline"),
    ("Expected ']", "toml-head"),
    ("Unterminated string", "toml-string"),
    ("Expected \"'", "toml-string"),
    ("Expected '\"", "toml-string"),
    ("Unescaped", "toml-escape"),
    ("Invalid hex value", "toml-escape"),
    ("Escaped character", "toml-escape"),
    ("Illegal character '\\n'", "toml-string"),
    ("Found invalid character '\\n'", "toml-string"),
    ("Illegal character", "toml-character"),
    ("Found invalid character", "toml-character"),
)
"""How `tomllib`'s messages begin, which are English only, and what we say instead."""


def toml_text(message: str, language: Language) -> tuple[str, tuple[int, int] | None]:
    """What we say of a text that is no TOML, and line and column from 1, None for the end of the text."""
    key = next((key for start, key in _TOML if message.startswith(start)), "toml-other")
    found = re.search(r"\(at line ([0-9]+), column ([0-9]+)\)$", message)
    place = (int(found[1]), int(found[2])) if found else None
    return TEXTS.say("toml", language, what=TEXTS.say(key, language)), place


def wrong_type(place: str, value: Any, types: Iterable[str], language: Language) -> str:
    """A value of another type than can stand at a place."""
    expected = TEXTS.say("or", language).join(TEXTS.say(kind, language) for kind in types)
    return TEXTS.say("wrong-type", language, place=place, found=TEXTS.say(_kind(value), language), expected=expected)


def bad_threshold(place: str, value: Any, form: str, language: Language) -> str:
    """A value that cannot be read in the form of its threshold."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    shown = str(value) if plain else json.dumps(value, ensure_ascii=False, default=str)
    forms = VALUES.say(f"form-{form}", language)
    return TEXTS.say("bad-threshold", language, place=place, value=_short(shown), form=forms)


def bad_word(text: str, place: str, word: str, near: str | None, known: Iterable[str], language: Language) -> str:
    """A word that nothing has. text: the key of what is said; `-near` where a known one is near."""
    listed = TEXTS.say("separator", language).join(f"`{one}`" for one in known)
    key = f"{text}-near" if near else text
    return TEXTS.say(key, language, place=place, value=_short(word), near=near, known=listed)


def _kind(value: Any) -> str:
    if isinstance(value, datetime.date | datetime.time):
        return "date"
    for kind, types in (("boolean", bool), ("object", dict), ("array", list), ("string", str)):
        if isinstance(value, types):
            return kind
    return "number"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
