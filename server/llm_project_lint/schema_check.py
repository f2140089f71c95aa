"""From the places where a document leaves the format to findings in our own words, one for each mistake."""

from collections.abc import Iterable
from typing import Any

from llm_project_lint.facts.collect import MAX_LIST, Fault
from llm_project_lint.facts.fields import SECTION, Field
from llm_project_lint.facts.suggest import suggest
from llm_project_lint.model import Change, Document, Finding, Fix, Language, Path, Span
from llm_project_lint.texts.schema_check import TEXTS

LONGEST = 60
"""Characters of a quoted value."""


def schema_findings(document: Document, faults: Iterable[Fault], root: Field, language: Language) -> list[Finding]:
    """A finding for every fault, with a safe fix where the repair is beyond doubt."""
    return [_Words(document, root, language).finding(fault) for fault in faults]


class _Words:
    """Says faults of one document."""

    def __init__(self, document: Document, root: Field, language: Language) -> None:
        self.document = document
        self.root = root
        self.language = language

    def finding(self, fault: Fault) -> Finding:
        """One fault as a finding at the offending key or value."""
        if fault.kind == "unknown":
            return self._unknown(fault)
        if fault.kind == "missing":
            return self._missing(fault)
        rule = "invalid-value"
        place = _name(fault.path)
        name = place or fault.field.name
        span = self._span(fault.path)
        raw = self.document.get(fault.path)
        quoted = self._quoted(raw)
        if fault.kind == "type":
            kind = "not-mapping"
            if fault.path:
                kind = "not-section" if fault.field.form == SECTION else "not-entries"
                kind = "not-entry" if isinstance(fault.path[-1], int) else kind
            message = self._say(kind, name=fault.field.name or name, value=quoted)
            return Finding(rule, "error", span, message, place)
        if fault.kind == "list":
            message = self._say("too-long", name=name, count=len(raw), most=MAX_LIST)
            return Finding(rule, "error", span, message, place)
        if fault.kind == "same":
            message = self._say("same-name", name=fault.field.name, value=quoted)
            return Finding(rule, "error", span, message, place)
        return self._value(fault, raw, quoted, span)

    def _unknown(self, fault: Fault) -> Finding:
        key = str(fault.path[-1])
        section = self._say("section", name=_name(fault.path[:-1])) if fault.path[:-1] else self._say("file")
        taken = self.document.get(fault.path[:-1])
        free = [child for child in fault.field.children if child not in taken]
        near = _nearest(key, free)
        elsewhere = "" if near else self._elsewhere(key)
        fixes: tuple[Fix, ...] = ()
        if near:
            message = self._say("unknown-key-near", section=section, key=_short(key), near=near)
            fixes = (Fix(self._say("rename", key=_short(key), near=near), True, (Change("rename", fault.path, near),)),)
        elif elsewhere:
            message = self._say("unknown-key-elsewhere", section=section, key=_short(key), place=elsewhere)
        else:
            message = self._say("unknown-key", section=section, key=_short(key))
        allowed = self._say("own-keys", keys=self._listed(list(fault.field.children)))
        mark = self.document.marks[fault.path]
        return Finding(
            "unknown-key", "error", mark.key or mark.value, message, _name(fault.path), advice=allowed, fixes=fixes
        )

    def _missing(self, fault: Fault) -> Finding:
        entry = fault.path[:-1]
        name = fault.field.name.rpartition(".")[0].removesuffix("[]")
        message = self._say("missing-key", name=name, key=fault.path[-1])
        return Finding("missing-key", "error", self._span(entry), message, _name(entry))

    def _value(self, fault: Fault, raw: Any, quoted: str, span: Span) -> Finding:
        place = _name(fault.path)
        name = fault.field.name
        if fault.field.values:
            near: Any = _nearest(raw, fault.field.values) if isinstance(raw, str) else ""
            listed = ", ".join(f"`{value}`" for value in fault.field.values)
            message = self._say(
                "near-word" if near else "not-a-word", value=quoted, name=name, near=near, values=listed
            )
        else:
            near, forms = suggest(fault.field.form, raw, self.language)
            message = self._say("bad-value", value=quoted, name=name, forms=forms)
        fixes: tuple[Fix, ...] = ()
        if near:
            fixes = (Fix(self._say("replace", near=near), True, (Change("set", fault.path, _scalar(near)),)),)
        return Finding("invalid-value", "error", span, message, place, fixes=fixes)

    def _span(self, path: Path) -> Span:
        """The value; a container's key; for a list entry that is a section its first key."""
        mark = self.document.marks[path]
        if mark.style not in ("block", "flow"):
            return mark.value if mark.value.start < mark.value.end or not mark.key else mark.key
        if mark.key:
            return mark.key
        inside = self.document.get(path)
        if isinstance(inside, dict) and inside:
            return self.document.marks[(*path, next(iter(inside)))].key or mark.value
        return Span(mark.value.start, min(mark.value.end, mark.value.start + 1))

    def _elsewhere(self, key: str) -> str:
        """The one place of the format that ends with this key, "" where there is none or several."""
        found = [field.name for field in self.root.walk() if field.name.rpartition(".")[2] == key]
        return found[0] if len(found) == 1 and "[]" not in found[0] else ""

    def _quoted(self, raw: Any) -> str:
        if isinstance(raw, list):
            return self._say("a-list")
        if isinstance(raw, dict):
            return self._say("a-section")
        if raw is None:
            return self._say("nothing")
        text = str(raw).lower() if isinstance(raw, bool) else str(raw)
        return f" “{_short(text)}” ".strip() if self.language == "en" else f"“{_short(text)}”"

    def _listed(self, names: list[str]) -> str:
        most = 12
        listed = ", ".join(f"`{name}`" for name in names[:most])
        return self._say("and-more", listed=listed, count=len(names) - most) if len(names) > most else listed

    def _say(self, key: str, **values: Any) -> str:
        return TEXTS.say(key, self.language, **values)


def _nearest(word: str, words: Iterable[str]) -> str:
    """The one word that differs by a slip of the keyboard or in case or separators, "" where none or several do."""
    from difflib import get_close_matches  # imported for a faulty file only

    plain = word.lower().replace("_", "-").replace(" ", "-")
    words = list(words)
    same = [one for one in words if one.lower().replace("_", "-") == plain]
    if len(same) == 1:
        return same[0]
    close = get_close_matches(word[:100], words, n=2, cutoff=0.75)
    return close[0] if close else ""


def _scalar(text: str) -> Any:
    """A suggested replacement as the value to write."""
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdigit() and len(text) < 16 else text


def _name(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
