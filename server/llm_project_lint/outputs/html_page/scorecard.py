"""The scorecard as a picture: a bar of each side, in which every driver is one field, and the drivers by name.

A driver that holds is a filled field, a strong one of full height and a weak one of half; one that waits is an outline,
one that does not hold is a line. So it reads without colour, and no length stands for a sum: drivers differ in weight.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from llm_project_lint.model import DriverLine
from llm_project_lint.outputs.html_page.context import Context
from llm_project_lint.outputs.html_page.markup import BREAK, NOTHING, Markup, element, joined, lines, place
from llm_project_lint.outputs.html_page.places import Places
from llm_project_lint.rulebook.model import APPROACHES

State: TypeAlias = Literal["strong", "weak", "waits", "not"]
STATES: tuple[State, ...] = ("strong", "weak", "waits", "not")
WIDE = 340
"""Units of the picture; on a narrow telephone it is shown as large as it is."""
FIELD, GAP, HIGH = 44, 4, 24
"""A field of a bar: its width with the gap behind it, and its height."""
ROW, TOP = 74, 22
"""From one side to the next, and from the name of a side to its bar."""
SAMPLES: dict[State, DriverLine] = {
    "strong": DriverLine("", "", "", "strong", True),
    "weak": DriverLine("", "", "", "weak", True),
    "waits": DriverLine("", "", "", "strong", None),
    "not": DriverLine("", "", "", "strong", False),
}
"""A driver of each state, for the legend."""


def scorecard(context: Context, drivers: Sequence[DriverLine], places: Places) -> Markup:
    """The picture, and below or beside it what it shows, in words."""
    sides = {side: _sorted([one for one in drivers if one.side == side]) for side in APPROACHES}
    sides = {side: found for side, found in sides.items() if found}
    if not sides:
        return NOTHING
    title = element("h4", context.say("scorecard"), id=f"{context.prefix}-scorecard")
    listed = [_list(context, side, found, places) for side, found in sides.items()]
    return lines(
        (
            title,
            element(
                "div",
                element("figure", _picture(context, sides), _legend(context)),
                element("div", *listed, class_="sides"),
                class_="scorecard",
            ),
        )
    )


def state(line: DriverLine) -> State:
    """How a driver stands."""
    if line.holds is None:
        return "waits"
    return ("weak" if line.strength == "weak" else "strong") if line.holds else "not"


def _sorted(drivers: Sequence[DriverLine]) -> list[DriverLine]:
    return sorted(drivers, key=lambda line: (STATES.index(state(line)), line.strength != "strong"))


def _counts(context: Context, drivers: Sequence[DriverLine]) -> str:
    """How many drivers of a side are in each state."""
    states = [state(line) for line in drivers]
    counts = [(one, states.count(one)) for one in STATES if one in states]
    return context.listed(context.say(f"count-{one}", count=count) for one, count in counts)


def _picture(context: Context, sides: dict[str, list[DriverLine]]) -> Markup:
    title, described = f"{context.prefix}-picture", f"{context.prefix}-picture-said"
    said = " ".join(
        context.output("label", label=side) + _counts(context, found) + context.say("stop")
        for side, found in sides.items()
    )
    high = ROW * len(sides) - 6
    rows = [_row(context, side, found, ROW * number) for number, (side, found) in enumerate(sides.items())]
    return element(
        "svg",
        BREAK,
        element("title", context.say("picture"), id=title),
        element("desc", said, id=described),
        BREAK,
        lines(rows),
        viewBox=f"0 0 {WIDE} {high}",
        width=WIDE,
        height=high,
        role="img",
        aria_labelledby=title,
        aria_describedby=described,
    )


def _row(context: Context, side: str, drivers: Sequence[DriverLine], top: int) -> Markup:
    field = min(FIELD, WIDE // len(drivers))
    fields = [
        element("g", element("title", _said(context, one)), _field(one, field * at, top + TOP, field - GAP))
        for at, one in enumerate(drivers)
    ]
    return element(
        "g",
        element("text", side, x=0, y=top + 14, class_="side"),
        *fields,
        element("text", _counts(context, drivers), x=0, y=top + TOP + HIGH + 15, class_="counts"),
    )


def _field(line: DriverLine, left: int, top: int, wide: int) -> Markup:
    """One driver. A weak one is half as high."""
    one = state(line)
    high = HIGH // 2 if line.strength == "weak" else HIGH
    bottom = top + HIGH
    if one == "not":
        return element("rect", x=left, y=bottom - 3, width=wide, height=3, class_="not")
    if one == "waits":
        box = element("rect", x=left + 1, y=bottom - high + 1, width=wide - 2, height=high - 2, class_="waits")
        return joined(
            (box, element("text", "?", x=left + wide // 2, y=bottom - 7, class_="waiting") if high == HIGH else NOTHING)
        )
    return element("rect", x=left, y=bottom - high, width=wide, height=high, class_="holds")


def _legend(context: Context) -> Markup:
    """What a field means; the picture itself says it to those who hear it."""
    rows = [element("li", _sample(line), context.say(f"state-{one}")) for one, line in SAMPLES.items()]
    return element("figcaption", element("ul", *rows, class_="legend"), element("p", context.say("no-score")))


def _sample(line: DriverLine) -> Markup:
    return element(
        "svg",
        _field(line, 0, 0, HIGH),
        viewBox=f"0 0 {HIGH} {HIGH}",
        width=14,
        height=14,
        class_="sample",
        aria_hidden="true",
    )


def _said(context: Context, line: DriverLine) -> str:
    """A driver in words."""
    strength = context.say(line.strength) if state(line) in ("waits", "not") else ""
    word = context.say(f"state-{state(line)}")
    return context.say("driver", title=line.title, state=context.listed(filter(None, (word, strength))))


def _list(context: Context, side: str, drivers: Sequence[DriverLine], places: Places) -> Markup:
    entries = []
    for one in drivers:
        waits = [place(name, data_place=name, **context.at(places.span(name))) for name in one.waits]
        words = element("span", context.say(f"state-{state(one)}"), class_="state")
        entries.append(
            element(
                "li",
                _sample(one),
                element(
                    "span",
                    one.title,
                    " ",
                    words,
                    *((BREAK, joined(waits, context.comparison("separator"))) if waits else ()),
                    class_="driver",
                ),
                class_=state(one),
                data_driver=one.driver,
            )
        )
    name = f"{context.prefix}-side-{side}"
    heading = element("h5", context.say("for-side", side=side), id=name)
    return element("div", heading, element("ul", BREAK, lines(entries), aria_labelledby=name), class_="side-list")
