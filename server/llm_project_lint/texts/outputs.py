"""What outputs say around the findings."""

from collections.abc import Iterable

from llm_project_lint.model import Language
from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "error": ("error", "错误"),
        "warning": ("warning", "警告"),
        "info": ("info", "信息"),
        "hint": ("hint", "待补充"),
        "why": ("why", "原因"),
        "compared": ("compared with", "对照"),
        "source": ("source", "依据"),
        "advice": ("to do", "建议"),
        "fix": ("fix", "修复"),
        "change": ("possible change", "可以这样改"),
        "safe-fix": ("{title} (`--fix` does it)", "{title}（可用 `--fix` 自动完成）"),
        "folded": ("same cause", "同因"),
        "label": ("{label}: ", "{label}："),
        "list-separator": ("; ", "；"),
        "separator": (", ", "、"),
        "more": ("{count} more", "另外 {count} 条"),
        "not-stated": (
            "`{place}` is not stated; {count} rules wait for it: {rules}.",
            "未写明 `{place}`；有 {count} 条规则需要它：{rules}。",
        ),
        "not-stated-one": (
            "`{place}` is not stated; one rule waits for it: {rules}.",
            "未写明 `{place}`；有 1 条规则需要它：{rules}。",
        ),
        "waived": ("Waived: {message} Reason: {reason}", "已豁免：{message}理由：{reason}"),
        "waived-until": (
            "Waived until {until}: {message} Reason: {reason}",
            "已豁免至 {until}：{message}理由：{reason}",
        ),
        "accepted": ("waived (was {severity})", "已豁免（原为{severity}）"),
        "accepted-until": ("waived until {until} (was {severity})", "已豁免（原为{severity}，至 {until}）"),
        "accepted-message": ("{message} Reason: {reason}", "{message}理由：{reason}"),
        "stdin": ("<stdin>", "标准输入"),
        # The lines at the end
        "some-waived": (
            "Waived: {count} (`--show waived` lists them).",
            "已豁免 {count} 项（用 `--show waived` 查看）。",
        ),
        "those-waived": ("Waived: {count}.", "已豁免 {count} 项。"),
        "awaited": (
            "Not stated: {count} facts that rules wait for, most of all {places}. `--show hint` lists them.",
            "未写明：规则还需要 {count} 个事实，首先是 {places}。用 `--show hint` 查看全部。",
        ),
        "awaited-several": (
            "Not stated: {count} facts, over all projects, that rules wait for. `--show hint` lists them.",
            "未写明：各项目合计，规则还需要 {count} 个事实。用 `--show hint` 查看全部。",
        ),
        "awaited-one": (
            "Not stated: {places}, which rules wait for. `--show hint` says which.",
            "未写明：规则还需要 {places}。用 `--show hint` 查看是哪些规则。",
        ),
        "checked": ("{projects} in {files} checked: {found}.", "检查了{files}中的{projects}：{found}。"),
        "nothing": ("nothing to report", "没有发现问题"),
        "one-unshown": (
            "nothing but one hint; `--show hint` prints it",
            "没有发现问题，另有 1 条待补充（用 `--show hint` 查看）",
        ),
        "unshown": (
            "nothing but {count} hints; `--show hint` prints them",
            "没有发现问题，另有 {count} 条待补充（用 `--show hint` 查看）",
        ),
        "files": ("{count} files", " {count} 个文件"),
        "file": ("one file", " 1 个文件"),
        "projects": ("{count} projects", " {count} 个项目"),
        "project": ("One project", " 1 个项目"),
        "errors": ("{count} errors", "{count} 个错误"),
        "one-error": ("1 error", "1 个错误"),
        "warnings": ("{count} warnings", "{count} 个警告"),
        "one-warning": ("1 warning", "1 个警告"),
        "infos": ("{count} infos", "{count} 条信息"),
        "one-info": ("1 info", "1 条信息"),
        "hints": ("{count} hints", "{count} 条待补充"),
        "one-hint": ("1 hint", "1 条待补充"),
        "count-separator": (", ", "，"),
        "fixed": ("Fixed: {count}.", "已修复 {count} 处。"),
        "known": ("Known before, and not reported: {count}.", "此前已有、不再报告：{count} 项。"),
        "stale": (
            "Gone, but still in the baseline: {count} ({entries}); `--prune-baseline` takes them out.",
            "基线中有 {count} 项问题已经消失（{entries}）；可用 `--prune-baseline` 清除。",
        ),
        "one-fixable": ("`--fix` can mend 1 finding.", "可用 `--fix` 修复 1 处。"),
        "fixable": ("`--fix` can mend {count} findings.", "可用 `--fix` 修复 {count} 处。"),
        # Summaries
        "line": ("line", "行"),
        "finding": ("finding", "问题"),
        "speaks-for": ("Speaks for {side}: ", "支持 {side}："),
        "one-clean": ("In one other project there is nothing to report.", "另有 1 个项目没有发现问题。"),
        "clean": ("In {count} other projects there is nothing to report.", "另有 {count} 个项目没有发现问题。"),
        "not-listed": ("{count} less grave findings are not listed here.", "另有 {count} 项较轻的问题未列出。"),
        "unread": ("Not read", "未能读取"),
        # Lists of rules
        "rule": ("rule", "规则"),
        "severity": ("severity", "级别"),
        "approaches": ("judges", "适用方案"),
        "presets": ("presets", "预设"),
        "title": ("what it finds", "发现什么"),
        "all": ("all", "全部"),
    }
)


def listed_severities(severities: Iterable[str], language: Language) -> str:
    """Severities by name, for people; in messages for programs they stay English words."""
    return TEXTS.say("separator", language).join(TEXTS.say(one, language) for one in severities)
