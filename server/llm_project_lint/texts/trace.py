"""How a rule came to its answer on one file, in words."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "colon": ("{label}: {text}", "{label}：{text}"),
        "reported": ("reported as {severity}", "报告为{severity}"),
        "folded": (
            "found as {severity}, listed under `{under}`, which has the same cause",
            "判为{severity}，因同一原因归在 `{under}` 之下",
        ),
        "waived": ("found as {severity}, but waived: {reason}", "判为{severity}，但已豁免：{reason}"),
        "waived-until": (
            "found as {severity}, but waived until {until}: {reason}",
            "判为{severity}，但已豁免至 {until}：{reason}",
        ),
        "waived-under": (
            "found as {severity}, listed under `{under}`, which is waived: {reason}",
            "判为{severity}，归在已豁免的 `{under}` 之下：{reason}",
        ),
        "waiting": ("not decided, it waits for facts", "尚不能判断，还缺少事实"),
        "excused": ("nothing to report, an exception holds", "不报告，例外条件成立"),
        "clear": ("nothing to report", "没有问题"),
        "nothing": ("nothing to report, the list is empty", "没有问题，列表为空"),
        "not-applied": ("does not apply", "不适用"),
        "fault": (
            "it could not be evaluated; this is a mistake of the rule, not of the file (`check` says which)",
            "无法评估；这是规则的错误，不是文件的错误（详见 `check` 的输出）",
        ),
        "holds": ("holds, it speaks for {sides}", "成立，支持 {sides}"),
        "does-not-hold": ("does not hold", "不成立"),
        "off": (
            "The configuration leaves this rule out, so `check` does not report it; without that it would say:",
            "配置停用了这条规则，因此 `check` 不会报告它；若启用，结果如下：",
        ),
        "for-all": ("applies to every choice; {chosen}", "适用于所有方案；{chosen}"),
        "for": ("applies to {approaches}; {chosen}", "适用于 {approaches}；{chosen}"),
        "chosen": ("chosen: {choice}", "已选：{choice}"),
        "no-choice": ("no choice that can be read", "尚未选定方案"),
        "supposed": ("If {choice} were chosen:", "假如选择 {choice}："),
        "case": ("case {severity}", "情形（{severity}）"),
        "chosen-case": ("this case is reported", "报告的就是它"),
        "only-for": ("only for {approaches}", "只适用于 {approaches}"),
        "otherwise": ("otherwise", "以上都不成立时"),
        "when": ("when", "条件"),
        "unless": ("unless", "例外"),
        "absent": ("absent", "未写明"),
        "true": ("true", "成立"),
        "false": ("false", "不成立"),
        "not-stated": ("not stated", "未知"),
        "value": ("{name} = {value}", "{name} = {value}"),
        "missing": ("{name} is not stated", "{name}：未写明"),
        "missing-places": ("{name} is not known; it needs {places}", "{name}：未知，需要 {places}"),
        "unusable": ("{name} is written, but cannot be read", "{name}：已写出，但无法识别"),
        "unknowable": (
            "{name} is not known, and no missing fact would change that",
            "{name}：未知，且补充事实也无法得知",
        ),
        "exact-with": ("to be exact it needs {places}", "要得到确切值，还需写明 {places}"),
        "written": ("something is written at {name}", "{name} 处写有内容"),
        "unwritten": ("nothing is written at {name}", "{name} 处没有写任何内容"),
        "more": ("and {count} more", "另外 {count} 个"),
        "waits": ("waits for {places}", "还缺少 {places}"),
        "may-change": ("stating {places} may change this", "写明 {places} 后结论可能改变"),
        "stage": ("severity {severity} at stage {stage}", "{stage} 阶段的级别：{severity}"),
        "no-stage": ("severity {severity} while no stage is stated", "未写明阶段时的级别：{severity}"),
        "above-reports": ("outranked by `{rule}`, which reports here", "`{rule}` 也有报告；它优先于本规则"),
        "above-silent": (
            "outranked by `{rule}`, which reports nothing here",
            "`{rule}` 若也报告，本规则会列在它之下；这次没有",
        ),
        "below-reports": ("outranks `{rule}`, which reports here", "`{rule}` 也有报告；本规则优先于它"),
        "below-silent": (
            "outranks `{rule}`, which reports nothing here",
            "`{rule}` 若也报告，会列在本规则之下；这次没有",
        ),
        "broken": (
            "No rule can judge a file like this; {rule} has no answer here.",
            "这样的文件无法用任何规则判断，{rule} 没有结论。",
        ),
        "today-alone": ("--today has a meaning only with --file", "--today 只能与 --file 一起使用"),
    }
)
