"""How a rule came to its answer on one file, for people: each line of the rule, its value, and what it rests on."""

from collections.abc import Iterable, Iterator, Sequence

from llm_project_lint.facts import Fact, Missing
from llm_project_lint.facts.show import show
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable, width
from llm_project_lint.outputs.renderer import View
from llm_project_lint.rule_check.say import compared, one_line
from llm_project_lint.rule_check.trace import CaseLines, DriverTrace, Entry, Held, Read, Trace
from llm_project_lint.rule_check.trace import Line as RuleLine
from llm_project_lint.rulebook.model import Threshold
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS
from llm_project_lint.texts.trace import TEXTS

MOST = 8
"""Places that are named one by one."""
_HELD = {True: "true", False: "false", None: "not-stated"}


def trace_text(trace: Trace | DriverTrace, view: View, note: str = "", supposed: bool = False) -> str:
    """The text of one trace. note: a sentence above it.

    supposed: it is judged by a choice that is not the stated one.
    """
    screen = _Screen(view, trace.currency)
    lines = screen.driver(trace) if isinstance(trace, DriverTrace) else screen.rule(trace)
    above = [line(printable(note), indent=0)] if note else []
    if supposed and isinstance(trace, Trace):
        above.append(line(TEXTS.say("supposed", view.language, choice=trace.choice), indent=0))
    return paint([*above, *lines], view.colour, view.columns)


class _Screen:
    """Writes the lines of a trace."""

    def __init__(self, view: View, currency: str) -> None:
        self._language = view.language
        self._currency = currency
        self._width = max(width(self._say(key)) for key in _HELD.values())
        self._roles = max(width(self._say(key)) for key in ("when", "unless", "absent"))

    def driver(self, trace: DriverTrace) -> Iterator[Line]:
        """A driver."""
        if trace.failed:
            said = self._say("fault")
        elif trace.holds is None:
            said = self._say("waiting")
        else:
            sides = self._list(trace.rule.favours)
            said = self._say("holds", sides=sides) if trace.holds else self._say("does-not-hold")
        yield self._head(trace.rule.id, said)
        yield from self._lines(trace.lines, 2)
        yield from self._waits("waits", trace.waits)

    def rule(self, trace: Trace) -> Iterator[Line]:
        """A rule: its answer for the whole file, or for each entry of its list."""
        if trace.failed or not trace.applies or not trace.entries:
            key = "fault" if trace.failed else "nothing" if trace.applies else "not-applied"
            yield self._head(trace.rule.id, self._say(key))
            yield self._applies(trace)
        for entry in trace.entries:
            label = f"{trace.rule.id} {entry.label}" if entry.label else trace.rule.id
            yield self._head(label, self._answer(entry), entry)
            yield self._applies(trace)
            yield from self._entry(entry, trace)
        if trace.applies:
            yield from self._order(trace)

    def _entry(self, entry: Entry, trace: Trace) -> Iterator[Line]:
        yield from self._lines(entry.lines, 2)
        for index, case in enumerate(entry.cases):
            yield from self._case(case, index, index == entry.chosen)
        if entry.state == "reported":
            case = entry.cases[entry.chosen]
            if len(set(case.case.severities.values())) > 1:
                said = {"severity": self._severity(case.severity), "stage": trace.stage}
                yield line("  ", self._say("stage" if trace.stage else "no-stage", **said), indent=4)
        yield from self._waits("may-change" if entry.state == "reported" else "waits", entry.waits)

    def _answer(self, entry: Entry) -> str:
        if entry.state != "reported":
            return self._say(entry.state)
        said = {"severity": self._severity(entry.cases[entry.chosen].severity), "under": entry.under}
        if entry.waived:
            said |= {"reason": one_line(entry.waived.reason), "until": entry.waived.until}
            return self._say("waived-under" if entry.under else "waived-until" if said["until"] else "waived", **said)
        return self._say("folded" if entry.under else "reported", **said)

    def _head(self, label: str, said: str, entry: Entry | None = None) -> Line:
        severity = entry.cases[entry.chosen].severity if entry and entry.state == "reported" else ""
        whole = self._say("colon", label="\0", text=printable(said)).partition("\0")[2]
        return line(Piece(printable(label), "place"), Piece(whole, severity), indent=4)

    def _applies(self, trace: Trace) -> Line:
        chosen = self._say("chosen", choice=printable(trace.choice)) if trace.choice else self._say("no-choice")
        approaches = self._list(trace.rule.judges)
        key = "for" if approaches else "for-all"
        return line("  ", self._say(key, approaches=approaches, chosen=chosen), indent=4)

    def _case(self, case: CaseLines, index: int, chosen: bool) -> Iterator[Line]:
        head = self._say("case", severity=self._severity(case.severity))
        if not case.applies:
            only = self._say("only-for", approaches=self._list(case.case.applies_to))
            yield line("  ", Piece(self._say("colon", label=head, text=only), "rule"), indent=4)
        else:
            said = [self._say("otherwise" if index and not case.lines else _HELD[case.held])]
            said += [self._say("chosen-case")] if chosen else []
            text = OUTPUTS.say("list-separator", self._language).join(said)
            yield line("  ", Piece(self._say("colon", label=head, text=text), "label"), indent=4)
        yield from self._lines(case.lines, 4)

    def _lines(self, lines: Iterable[RuleLine], margin: int) -> Iterator[Line]:
        for one in lines:
            role = self._say(one.role)
            gap = " " * (self._roles - width(role) + 2)
            inside = margin + self._roles + self._width + 4
            yield line(
                " " * margin, Piece(role, "label"), gap, self._held(one.held), "  ", printable(one.text), indent=inside
            )
            if len(one.parts) == 1:
                yield from self._reads(one.parts[0].reads, margin + self._roles + 4)
                continue
            for part in one.parts:
                yield line(
                    " " * (margin + self._roles + 2), self._held(part.held), "  ", printable(part.text), indent=inside
                )
                yield from self._reads(part.reads, margin + self._roles + 4)

    def _held(self, held: Held) -> str:
        said = self._say(_HELD[held])
        return said + " " * (self._width - width(said))

    def _reads(self, reads: Iterable[Read], margin: int) -> Iterator[Line]:
        for read in reads:
            yield line(" " * margin, printable(self._read(read)), *self._direct(read), indent=margin + 2)
            if not isinstance(read.value, Fact):
                continue
            if not self._direct(read):
                for origin in read.origins:
                    value = self._say("value", name=origin.place, value=self._show(origin.fact)) if origin.fact else ""
                    at = f"{origin.at.line}:{origin.at.column}  "
                    yield line(" " * (margin + 2), at, printable(value or origin.place), indent=margin + 4)
                if read.more:
                    yield line(" " * (margin + 2), self._say("more", count=read.more))
            if read.value.open:
                said = self._say("exact-with", places=self._places(read.value.open))
                yield line(" " * (margin + 2), printable(said), indent=margin + 4)

    def _direct(self, read: Read) -> Sequence[str]:
        """The place of a fact that is one stated value, behind it."""
        if isinstance(read.value, Fact) and read.value.raw is not None and len(read.origins) == 1:
            (origin,) = read.origins
            at = f"{origin.at.line}:{origin.at.column}"
            return (f"  [{at}]" if origin.place == read.name else f"  [{at} {printable(origin.place)}]",)
        return ()

    def _read(self, read: Read) -> str:
        value = read.value
        if isinstance(value, bool):
            return self._say("written" if value else "unwritten", name=read.name.removeprefix("stated."))
        if isinstance(value, Threshold):
            return compared(value, self._language)
        if isinstance(value, Missing):
            if read.unusable or not value.places:
                return self._say("unusable" if read.unusable else "unknowable", name=read.name)
            if value.places == (read.name,):
                return self._say("missing", name=read.name)
            return self._say("missing-places", name=read.name, places=self._places(value.places))
        return self._say("value", name=read.name, value=self._show(value, "sum"))

    def _show(self, fact: Fact, spec: str = "") -> str:
        return one_line(show(fact, self._language, spec, self._currency))

    def _waits(self, key: str, places: Sequence[str]) -> Iterator[Line]:
        if places:
            yield line("  ", printable(self._say(key, places=self._places(places))), indent=4)

    def _order(self, trace: Trace) -> Iterator[Line]:
        for side, rules in (("above", trace.above), ("below", trace.below)):
            for rule, reports in rules:
                key = f"{side}-{'reports' if reports else 'silent'}"
                yield line("  ", Piece(self._say(key, rule=rule), "" if reports else "rule"), indent=4)

    def _places(self, places: Sequence[str]) -> str:
        named = [f"`{place}`" for place in places[:MOST]]
        return self._list([*named, *([self._say("more", count=len(places) - MOST)] if len(places) > MOST else [])])

    def _severity(self, key: str) -> str:
        return OUTPUTS.say(key, self._language)

    def _list(self, words: Iterable[str]) -> str:
        return OUTPUTS.say("separator", self._language).join(words)

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)
