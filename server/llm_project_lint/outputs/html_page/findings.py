"""Findings one by one: the lines they are about, what to do, and what they rest on."""

from collections.abc import Iterator

from llm_project_lint.model import Finding, Fix, Reference, Waived
from llm_project_lint.outputs.html_page.context import Context
from llm_project_lint.outputs.html_page.excerpt import excerpt
from llm_project_lint.outputs.html_page.markup import BREAK, NOTHING, Markup, element, lines, prose
from llm_project_lint.outputs.renderer import shown
from llm_project_lint.tally import NOT_STATED


def findings(context: Context) -> Markup:
    """The findings of a report that the run is to show, by place."""
    found = [one for one in shown(context.report, context.view) if one.rule != NOT_STATED]
    written = [
        _finding(context, one, f"{context.prefix}-f{number}", context.severity(one.severity))
        for number, one in enumerate(found, 1)
    ]
    title = context.say("findings", count=len(found))
    return context.section("findings", title, lines(written) or element("p", context.say("no-findings")))


def waived(context: Context) -> Markup:
    """The findings that the file accepts, with their reasons."""
    return context.section(
        "waived",
        context.say("waived", count=len(context.report.waived)),
        lines(_waived(context, one, number) for number, one in enumerate(context.report.waived, 1)),
    )


def source(work: Reference) -> Markup:
    """A work, as a link where it has an address that is safe to follow."""
    if not work.address.startswith("https://"):
        return element("cite", work.title)
    return element("cite", element("a", work.title, href=work.address, rel="external noreferrer"))


def _finding(context: Context, finding: Finding, name: str, head: Markup, reason: Markup = NOTHING) -> Markup:
    at = context.at(finding.span)
    # A line of its own in the table of contents of a screen reader, with the severity in words.
    title = element("h4", head, " ", element("span", prose(finding.message)), id=name)
    where = element(
        "p",
        element("span", context.where(finding.span), class_="place"),
        " ",
        element("code", finding.rule, class_="rule"),
        class_="where",
    )
    steps = [("advice", prose(finding.advice))] if finding.advice else []
    steps += [("fix" if one.safe else "change", _fix(context, one)) for one in finding.fixes]
    advice = lines(
        element("p", element("strong", context.output("label", label=context.output(key))), step, class_="advice")
        for key, step in steps
    )
    return element(
        "article",
        BREAK,
        lines((title, where, reason, excerpt(context, finding), advice, _grounds(context, finding, name))),
        class_=f"finding {'waived' if reason else finding.severity}",
        aria_labelledby=name,
        data_rule=finding.rule,
        data_place=finding.place,
        **at,
    )


def _waived(context: Context, one: Waived, number: int) -> Markup:
    """A waived finding, which says so first, lest it be taken for one that stands."""
    severity = context.output(one.finding.severity)
    key = "accepted-until" if one.until else "accepted"
    head = context.badge("waived", context.output(key, severity=severity, until=one.until))
    label = element("strong", context.output("label", label=context.say("reason")))
    reason = element("p", label, " ".join(one.reason.split()), class_="reason")
    return _finding(context, one.finding, f"{context.prefix}-w{number}", head, reason)


def _grounds(context: Context, finding: Finding, name: str) -> Markup:
    """Why, compared with what, by which works, and what is listed under it."""
    terms: list[tuple[str, list[Markup]]] = [
        ("why", [prose(finding.why)] if finding.why else []),
        ("compared", [prose(note) for note in finding.notes]),
        ("source", [source(one) for one in finding.sources]),
        ("folded", [_inside(context, one) for one in _below(finding)]),
    ]
    rows = [
        element("div", element("dt", context.output(key)), *(element("dd", one) for one in said))
        for key, said in terms
        if said
    ]
    if not rows:
        return NOTHING
    summary = element("summary", context.say("grounds"), aria_describedby=name)
    return element("details", summary, element("dl", BREAK, lines(rows)), open=True)


def _fix(context: Context, fix: Fix) -> Markup:
    return prose(context.output("safe-fix", title=fix.title) if fix.safe else fix.title)


def _inside(context: Context, finding: Finding) -> Markup:
    return element(
        "span",
        prose(finding.message),
        " ",
        element("code", finding.rule, class_="rule"),
        data_rule=finding.rule,
        data_place=finding.place,
        **context.at(finding.span),
    )


def _below(finding: Finding) -> Iterator[Finding]:
    for inside in finding.folded:
        yield from inside.with_folded()
