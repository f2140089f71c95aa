"""From the places where a document leaves the format to findings in our own words, one for each mistake."""

from bisect import bisect_left
from collections.abc import Iterable

from llm_project_lint.facts.collect import MAX_LIST, Fault
from llm_project_lint.facts.fields import Field
from llm_project_lint.model import Document, Finding, Language
from llm_project_lint.schema_check.keys import cut_number, missing_key, same_name, unknown_key
from llm_project_lint.schema_check.shown import invalid, name_of, span_of
from llm_project_lint.schema_check.values import wrong_container, wrong_value
from llm_project_lint.texts.reading import TEXTS as READING
from llm_project_lint.texts.schema_check import TEXTS

MOST = 100
"""Faults of one kind in a document that are told one by one; the rest is summed up."""
_TOLD_IN_A_VALUE = ("complex-key", "placeholder")
"""Faults of the YAML after which a value is no longer what was written."""


def schema_findings(document: Document, faults: Iterable[Fault], root: Field, language: Language) -> list[Finding]:
    """A finding for every fault, with a fix where the repair is known."""
    kinds: dict[str, list[Fault]] = {}
    told_before = sorted(one.span.start for one in document.problems if one.text in _TOLD_IN_A_VALUE)
    for fault in faults:
        if not _told_otherwise(fault, document, told_before):
            kinds.setdefault(fault.kind, []).append(fault)
    findings = []
    keys_listed: set[str] = set()
    for same_kind in kinds.values():
        told = same_kind if len(same_kind) <= MOST + 1 else same_kind[: MOST + 1]
        for fault in told:
            finding = _finding(fault, document, root, language)
            if finding.advice and fault.field.name in keys_listed:
                finding = finding._replace(advice="")  # once is enough to say which keys a section can have
            elif finding.advice:
                keys_listed.add(fault.field.name)
            findings.append(finding)
        if told is not same_kind:
            more = TEXTS.say("more", language, count=f"{len(same_kind) - MOST:,}")
            findings[-1] = findings[-1]._replace(message=more, advice="", related=(), fixes=())
    return findings


def _finding(fault: Fault, document: Document, root: Field, language: Language) -> Finding:
    if fault.kind == "unknown":
        return unknown_key(fault, document, root, language)
    if fault.kind == "missing":
        return missing_key(fault, document, language)
    if fault.kind == "same":
        return same_name(fault, document, language)
    if fault.kind == "type":
        return wrong_container(fault, document, language)
    if fault.kind == "empty":
        return Finding("empty-file", "error", span_of(fault.path, document), READING.say("empty", language))
    if fault.kind == "list":
        count = f"{len(document.get(fault.path)):,}"
        message = TEXTS.say("too-long", language, name=name_of(fault.path, document), count=count, most=f"{MAX_LIST:,}")
        return invalid(fault, document, message)
    return wrong_value(fault, document, language)


def _told_otherwise(fault: Fault, document: Document, told_before: list[int]) -> bool:
    """Whether another finding tells the same mistake: of the YAML in the value, or of the number that a key ends."""
    if fault.kind == "unknown":
        number = cut_number(fault.path, document)
        return number is not None and number.rest[0] != fault.path
    if fault.kind not in ("type", "value") or not told_before:
        return False
    start, end = document.marks[fault.path].value
    at = bisect_left(told_before, start)
    return at < len(told_before) and told_before[at] < end
