"""What is said of a key or a value that somebody points at, behind values, and above a project."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        # Keys
        "many": ("One value, or a list of them.", "可以写一个值，也可以写列表。"),
        "values": ("Values:", "可取的值："),
        "suggestions": ("Usual words (any other may be written):", "常用的词（也可以写其他词）："),
        "example": ("For example: {examples}", "例如：{examples}"),
        "means": ("{word}: {meaning}", "{word}：{meaning}"),
        "separator": (", ", "、"),
        "keys": ("Keys: {keys}", "可写的键：{keys}"),
        # Who reads a value
        "readers": ("Read by:", "读取此值的规则："),
        "reader": ("{title} ({rule}): {state}", "{title}（{rule}）：{state}"),
        "reported": ("{severity}, line {line}", "{severity}，第 {line} 行"),
        "waived": ("waived", "已豁免"),
        "waiting": ("not decided", "尚不能判断"),
        "waiting-for": ("waits for {places}", "还缺少 {places}"),
        "excused": ("an exception holds", "例外条件成立"),
        "speaks": ("speaks for {sides}", "支持 {sides}"),
        "more": ("and {count} more", "另有 {count} 条"),
        "one-clear": ("1 rule reads it and has nothing to say", "有 1 条规则读取此值，未发现问题"),
        "clear": ("{count} rules read it and have nothing to say", "有 {count} 条规则读取此值，未发现问题"),
        "one-other-clear": ("1 other rule reads it and has nothing to say", "另有 1 条规则读取此值，未发现问题"),
        "other-clear": (
            "{count} other rules read it and have nothing to say",
            "另有 {count} 条规则读取此值，未发现问题",
        ),
        "and-more": ("{places} and {count} more", "{places}，另有 {count} 处"),
        # Days
        "today": ("today", "今天"),
        "day-ago": ("1 day ago", "1 天前"),
        "days-ago": ("{days} days ago", "{days} 天前"),
        "in-day": ("in 1 day", "还有 1 天"),
        "in-days": ("in {days} days", "还有 {days} 天"),
        "last-day": ("today is the last day", "今天是最后一天"),
        "day-left": ("1 day left", "还剩 1 天"),
        "days-left": ("{days} days left", "还剩 {days} 天"),
        "day-over": ("over for 1 day", "已过期 1 天"),
        "days-over": ("over for {days} days", "已过期 {days} 天"),
        # The choice
        "approach": ("approach", "方案"),
        "against": ("against it", "反对理由"),
        "counted": ("{verdict} ({counts})", "{verdict}（{counts}）"),
        "waived-of": ("{counts} waived", "已豁免 {counts}"),
        "undecided": ("Too little is stated to compare the approaches", "已写明的事实太少，无法比较各方案"),
        "hides": ("hides here: {findings}", "在此豁免：{findings}"),
        "page": ("All about this rule", "查看规则说明"),
        # Above a project
        "one-not-stated": ("1 fact not stated", "1 个事实未写明"),
        "not-stated": ("{count} facts not stated", "{count} 个事实未写明"),
        "compare": ("Compare the four approaches", "比较四种方案"),
    }
)
