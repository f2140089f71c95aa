"""From what somebody typed to a value of the format, or to a sentence about why it is none."""

import re
from typing import Any, NamedTuple

from llm_project_lint.edits.render import written
from llm_project_lint.facts.collect import collect
from llm_project_lint.facts.fields import Field, nested
from llm_project_lint.facts.suggest import listed
from llm_project_lint.model import Finding, Source
from llm_project_lint.scaffold.guide import Guide
from llm_project_lint.schema_check import schema_findings
from llm_project_lint.schema_check.shown import short
from llm_project_lint.source import read_documents
from llm_project_lint.source.scalars import plain
from llm_project_lint.texts.init import TEXTS
from llm_project_lint.texts.values import TEXTS as VALUES

_BETWEEN = re.compile(r"\s*[,，、;；]\s*")
"""What people write between the values of a list."""
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What comes of arrow keys, and of bytes that are no text in the encoding of the terminal."""
_DIGITS = 9
"""Of a number in the list of choices; a longer one is none."""
_TEXTS = ("text", "open-enum")
"""Forms that take any word, so that a number is a name there and not a number."""
_OPEN = frozenset(("?", "？", "~", "null", "unknown", "not known", "tbd", "todo", "未知", "不知道", "不清楚", "待定"))
"""Says that the answer is not known."""
_NOTHING = frozenset(("none", "no", "nothing", "n/a", "-", "无", "没有", "暂无"))
"""Says that a list of names has no entry; as the name of one it would turn the answer into its opposite."""


class Answer(NamedTuple):
    """What was answered.

    value: as it would stand in a file, None if it is not known. refused: why it can be no value. meant: it was typed
    otherwise, but that is beyond doubt.
    """

    value: Any = None
    refused: str = ""
    meant: bool = False


def answer(text: str, field: Field, guide: Guide) -> Answer:
    """What an answer to the question for a field stands for; choices may be answered by their number in the list."""
    text = text.strip()
    if _NO_TEXT.search(text):
        return Answer(refused=TEXTS.say("not-text", guide.language))
    if text.lower() in _OPEN:
        return Answer(meant=True)
    if field.many and field.form in _TEXTS and text.lower() in _NOTHING:
        return Answer([], meant=True)
    parts = _parts(text) if field.many else [text]
    values: list[Any] = []
    for part in parts:
        if field.values and part.isascii() and part.isdigit():
            number = int(part) if len(part) <= _DIGITS else 0
            if not 0 < number <= len(field.values):
                most = len(field.values)
                return Answer(refused=TEXTS.say("no-number", guide.language, number=short(part), most=most))
            part = field.values[number - 1]
        read = part if field.form in _TEXTS else plain(part)
        value = part if read is None else read
        if value not in values:
            values.append(value)
    return _checked(values[0] if len(values) == 1 else values, field, guide)


def _parts(text: str) -> list[str]:
    """The values of a list, with or without the brackets that a file has."""
    inside = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    inside = inside.strip()
    return [part for part in _BETWEEN.split(inside) if part] or ([text] if inside else [])


def _checked(value: Any, field: Field, guide: Guide) -> Answer:
    """The value, judged as if it stood in a file: one way to read a value, and one to say what is wrong with it."""
    findings = _findings(value, field, guide)
    if not findings:
        return Answer(value)
    if not isinstance(value, list) and len(findings) == 1:
        sure = [fix.changes[0].value for fix in findings[0].fixes if fix.safe]
        if len(sure) == 1 and not _findings(sure[0], field, guide):
            return Answer(sure[0], meant=True)
    return Answer(refused=_refusal(findings[0], field, guide))


def _refusal(finding: Finding, field: Field, guide: Guide) -> str:
    """What is wrong with an answer; the values of a list that was shown with the question are not listed again."""
    if not field.values:
        return finding.message
    near = [fix.changes[0].value for fix in finding.fixes]
    said = TEXTS.say("not-listed", guide.language)
    if near:
        values = listed(near, guide.language, last="or")
        said += VALUES.say("gap", guide.language) + VALUES.say("did-you-mean", guide.language, values=values)
    return said


def _findings(value: Any, field: Field, guide: Guide) -> list[Finding]:
    (document,) = read_documents(Source("", written(nested({field.name: value}))))
    _, faults = collect(document, guide.fields)
    return schema_findings(document, faults, guide.fields, guide.language)
