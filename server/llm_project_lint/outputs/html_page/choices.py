"""The four approaches side by side: a verdict for each, what speaks against and for it, and what would change that."""

from collections.abc import Iterable, Iterator, Sequence

from llm_project_lint.comparison.columns import Column, named
from llm_project_lint.comparison.decision import Decision
from llm_project_lint.comparison.flips import Flip
from llm_project_lint.facts.show import written
from llm_project_lint.model import Finding, rank
from llm_project_lint.outputs.decision import READ, Same, best, gathered, summary
from llm_project_lint.outputs.decision_table import rows as rows_of
from llm_project_lint.outputs.html_page.context import Context
from llm_project_lint.outputs.html_page.markup import BREAK, NOTHING, Markup, element, filled, joined, lines, prose
from llm_project_lint.outputs.html_page.markup import place as code_of
from llm_project_lint.outputs.html_page.places import Places
from llm_project_lint.outputs.html_page.scorecard import scorecard
from llm_project_lint.outputs.paint import Piece
from llm_project_lint.outputs.renderer import short

WIDE = 100
"""Units of the bar that shows how many criteria are decided."""


def outcome(context: Context, decision: Decision) -> Markup:
    """What is chosen and what it comes to."""
    if not decision.columns:
        empty = all(finding.rule == "empty-file" for finding in decision.faults)
        return element("p", context.comparison("nothing-written" if empty else "broken"))
    columns = {column.choice: column for column in decision.columns}
    chosen = columns.get(decision.chosen)
    if chosen:
        said = joined((element("strong", chosen.choice), " ", context.verdict(chosen.verdict)))
        head = element("p", element("span", context.say("chosen"), class_="label"), " ", said, class_="choice")
    else:
        head = element("p", element("strong", context.comparison("no-choice")), class_="choice")
    faulty = any(finding.rule not in READ for finding in decision.faults)
    return lines(
        (
            head,
            element("p", summary(decision, context.language)),
            element("p", context.comparison("faulty")) if faulty else NOTHING,
        )
    )


def comparison(context: Context, decision: Decision, places: Places) -> Markup:
    """The section that compares the four; "" for a broken file."""
    return _Comparison(context, decision, places).section() if decision.columns else NOTHING


def facts(context: Context, decision: Decision, places: Places) -> Markup:
    """The facts that are not stated, most awaited first, each with what waits for it."""
    entries = []
    for fact in decision.unknown:
        key = "criteria" if len(fact.criteria) > 1 else "one-criterion"
        values = {"count": len(fact.criteria), "choices": context.choices(fact.choices)}
        entries.append((fact.place, context.comparison(key, place="\1", **values), fact.criteria))
    known = {fact.place for fact in decision.unknown}
    for silent in context.report.not_stated:
        if silent.place not in known:
            key = "waiting" if len(silent.rules) > 1 else "one-waiting"
            said = context.say(key, place="\1", count=len(silent.rules))
            entries.append((silent.place, said, silent.rules))
    rows = [
        element(
            "li",
            element("div", filled(said.replace("`\1`", "\1"), {"\1": code_of(place)})),
            BREAK,
            element("div", *_codes(criteria), class_="rules"),
            data_place=place,
            **context.at(places.span(place)),
        )
        for place, said, criteria in entries
    ]
    listed = element("ol", BREAK, lines(rows), class_="facts") if rows else NOTHING
    intro = element("p", context.say("facts-intro"), class_="intro") if rows else NOTHING
    return context.section("facts", context.say("facts", count=len(rows)), lines((intro, listed)))


class _Comparison:
    """Writes the comparison."""

    def __init__(self, context: Context, decision: Decision, places: Places) -> None:
        self._context = context
        self._decision = decision
        self._places = places

    def section(self) -> Markup:
        """The picture, the table, and below them what they rest on."""
        context, decision = self._context, self._decision
        parts = (
            scorecard(context, decision.scorecard, self._places),
            self._table(),
            self._list("against", context.say("against"), [*self._against(), *self._waived()]),
            self._list(
                "flips", context.say("flips"), map(self._flip, best(decision.flips)), context.say("flips-intro")
            ),
            self._list("settle", context.say("settle"), self._settle()),
            self._list("everywhere", context.say("everywhere"), self._everywhere()),
            self._list("infos", context.say("infos"), self._infos()),
        )
        return context.section("choices", context.say("choices"), lines(parts))

    # The table

    def _table(self) -> Markup:
        context, columns = self._context, self._decision.columns
        say = context.comparison
        rows = [
            self._row(say("verdict"), [context.verdict(one.verdict) for one in columns], "verdicts"),
            *(
                self._row(name, [_lines(cell) for cell in cells])
                for name, cells in rows_of(self._decision, self._context.language)
            ),
            self._row(say("decided"), [self._decided(one) for one in columns]),
        ]
        heads = [element("td", role="cell"), *map(self._head, columns)]
        name = f"{context.prefix}-table"
        return lines(
            (
                element("h4", context.say("table"), id=name),
                element(
                    "table",
                    element("thead", element("tr", *heads, role="row"), role="rowgroup"),
                    BREAK,
                    element("tbody", BREAK, lines(rows), role="rowgroup"),
                    class_="choices",
                    role="table",
                    aria_labelledby=name,
                ),
                element("p", say("note"), class_="intro"),
            )
        )

    def _head(self, column: Column) -> Markup:
        chosen = self._is_chosen(column)
        mark = element("span", self._context.say("chosen-mark"), class_="mark") if chosen else NOTHING
        return element(
            "th", column.choice, " ", mark, scope="col", role="columnheader", class_="chosen" if chosen else None
        )

    def _row(self, name: str, cells: Sequence[str], kind: str | None = None) -> Markup:
        written = [
            element("td", cell, role="cell", class_="chosen" if self._is_chosen(column) else None)
            for cell, column in zip(cells, self._decision.columns, strict=True)
        ]
        return element("tr", element("th", name, scope="row", role="rowheader"), *written, role="row", class_=kind)

    def _is_chosen(self, column: Column) -> bool:
        return column.choice == self._decision.chosen

    def _decided(self, column: Column) -> Markup:
        """How many criteria could be decided, as words and as a bar beside them."""
        decided, every = column.decided, len(column.criteria)
        filled = round(WIDE * decided / every) if every else 0
        bar = element(
            "svg",
            element("rect", width=WIDE, height=6, class_="open"),
            element("rect", width=filled, height=6, class_="decided"),
            viewBox=f"0 0 {WIDE} 6",
            preserveAspectRatio="none",
            class_="share",
            aria_hidden="true",
        )
        return joined((self._context.comparison("share", decided=decided, all=every), bar))

    # The lists

    def _list(self, name: str, title: str, entries: Iterable[Markup], intro: str = "") -> Markup:
        """A list under its heading, left out where it would be empty."""
        found = list(entries)
        if not found:
            return NOTHING
        kind, name = name, f"{self._context.prefix}-{name}"
        return lines(
            (
                element("h4", title, id=name),
                element("p", intro, class_="intro") if intro else NOTHING,
                element("ul", BREAK, lines(found), class_=f"entries {kind}", aria_labelledby=name),
            )
        )

    def _against(self) -> Iterator[Markup]:
        grave = gathered((column.choice, one, "") for column in self._decision.columns for one in column.against)
        for same in sorted(grave, key=lambda same: -rank(same.finding.severity)):
            yield self._entry(self._context.severity(same.finding.severity), same)

    def _waived(self) -> Iterator[Markup]:
        columns = self._decision.columns
        for same in gathered((column.choice, one.finding, one.reason) for column in columns for one in column.waived):
            yield self._entry(self._context.badge("waived", self._context.comparison("waived-label")), same)

    def _infos(self) -> Iterator[Markup]:
        """What is worth knowing, by rule; what it says of the chosen one stands among the findings."""
        rules: dict[str, dict[str, None]] = {}
        for column in self._decision.columns:
            for one in column.infos:
                rules.setdefault(one.rule, {})[column.choice] = None
        for rule, choices in rules.items():
            yield element(
                "li", self._chips([*choices]), BREAK, element("div", self._decision.titles[rule], " ", *_codes([rule]))
            )

    def _everywhere(self) -> Iterator[Markup]:
        for finding in sorted(self._decision.everywhere, key=lambda one: -rank(one.severity)):
            yield self._entry(self._context.severity(finding.severity), Same(finding, ()))

    def _settle(self) -> Iterator[Markup]:
        choices: dict[str, list[str]] = {}
        for column in self._decision.columns:
            for one in column.settle:
                choices.setdefault(one.place, []).append(column.choice)
        for alike in dict.fromkeys(tuple(found) for found in choices.values()):
            places = [self._place(place) for place, found in choices.items() if tuple(found) == alike]
            yield element(
                "li", self._chips(alike), BREAK, element("div", joined(places, self._context.comparison("separator")))
            )

    def _flip(self, flip: Flip) -> Markup:
        context = self._context
        moves: dict[str, list[str]] = {}
        for change in flip.changes:
            moves.setdefault(change.after, []).append(change.choice)
        changes = [joined((self._chips(choices), " → ", context.verdict(after))) for after, choices in moves.items()]
        value = code_of(f"{flip.place}: {written(flip.value)}")
        key, stated = "if-stated", NOTHING
        if flip.stated is not None:
            key, stated = "if", element("code", short(written(flip.stated)))
        said = filled(context.say(key, value="\1", stated="\2"), {"\1": value, "\2": stated})
        moved = element("div", *(element("div", change) for change in changes))
        return element(
            "li", element("div", said), BREAK, moved, data_place=flip.place, **context.at(self._places.span(flip.place))
        )

    # Pieces

    def _entry(self, badge: Markup, same: Same) -> Markup:
        """A finding with the approaches it speaks of."""
        context, decision = self._context, self._decision
        name = context.either(same.choices) if same.choices else decision.chosen or decision.columns[0].choice
        finding: Finding = named(same.finding, name)
        reason = []
        if same.reason:
            label = element("strong", context.output("label", label=context.say("reason")))
            reason = [element("div", label, short(same.reason), class_="reason")]
        return element(
            "li",
            badge,
            BREAK,
            *((self._chips(same.choices), BREAK) if same.choices else ()),
            element("div", prose(finding.message), " ", *_codes([finding.rule]), *reason),
            data_rule=finding.rule,
            data_place=finding.place,
            **context.at(finding.span),
        )

    def _chips(self, choices: Sequence[str]) -> Markup:
        return element(
            "div", joined((element("span", choice, class_="chip") for choice in choices), " "), class_="chips"
        )

    def _place(self, place: str) -> Markup:
        return code_of(place, data_place=place, **self._context.at(self._places.span(place)))


def _lines(cell: Sequence[Piece]) -> Markup:
    return joined((element("span", piece.text, class_=f"cell {piece.style or 'plain'}") for piece in cell), BREAK)


def _codes(words: Iterable[str]) -> list[Markup]:
    return [element("code", word, class_="rule") for word in words]
