"""What `test-rules` says of the examples of rules."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "fault": ("{place}: {rule}: {example}: {said}", "{place}: {rule}：{example}：{said}"),
        "untried": ("{place}: {rule}: {said}", "{place}: {rule}：{said}"),
        "not-valid": (
            "the document of the example is no valid project file: {message} [{rule}]",
            "示例中的文档不是有效的项目文件：{message} [{rule}]",
        ),
        "not-reported-known": (
            "it is not reported, and the rule waits for nothing: `explain` shows which line does not hold",
            "没有报告，规则也不缺任何信息：可用 `explain` 查看哪一行不成立",
        ),
        "not-reported": ("it is not reported; it waits for {waits}", "没有报告；规则还需要：{waits}"),
        "reported": ("it is reported, though it should not be: {message}", "不应报告，却报告了：{message}"),
        "other-severity": ("it is reported as {found}, not as {due}", "以 {found} 报告，而不是 {due}"),
        "other-message": (
            "the message does not hold “{due}”; it is: {found}",
            "消息中没有“{due}”；实际的消息是：{found}",
        ),
        "other-place": ("what is marked is `{found}`, not `{due}`", "标出的是 `{found}`，而不是 `{due}`"),
        "other-place-absent": (
            "nothing of what is absent is written, no section above it and no choice, so the beginning of the file is "
            "marked, not `{due}`; the nearest section above it is marked, or else the choice: let the example state one",
            "缺失的内容、其上方各节和所选方案都没有写，因此标出的是文件开头，而不是 `{due}`；通常标出上方最近的一节，"
            "否则标出所选方案：请在示例中写上其中之一",
        ),
        "waits-for-nothing": (
            "the rule waits for nothing here: write `waits: []`, or leave out a fact that it needs",
            "规则在这里不缺任何信息：请写 `waits: []`，或去掉一项规则需要的信息",
        ),
        "never-asks": (
            "the rule waits for nothing, since what is only `info` or `hint` never asks for facts: write `waits: []`",
            "规则不等待任何信息，因为只报告 `info` 或 `hint` 的规则从不索取信息：请写 `waits: []`",
        ),
        "other-waits": ("what the rule waits for is {found}", "规则实际需要的是：{found}"),
        "no-edits": ("the fix “{fix}” cannot be made here", "此处无法执行修改“{fix}”"),
        "still-reported": (
            "the fix “{fix}” leaves the finding as grave as it was",
            "执行修改“{fix}”之后，该发现仍然同样严重",
        ),
        "fix-breaks": ("the fix “{fix}” breaks the file: {message}", "修改“{fix}”会破坏文件：{message}"),
        "holds-true": ("the driver holds, though it should not", "该因素不应成立，却成立了"),
        "holds-false": ("the driver does not hold", "该因素不成立"),
        "holds-unknown": ("whether the driver holds is not known", "无法判断该因素是否成立"),
        "case-untried": ("no `bad` example reports this case", "没有 `bad` 示例报告这一情形"),
        "fix-untried": ("no `bad` example is offered this fix", "没有 `bad` 示例用到这项修改"),
        "excuse-untried": (
            "no example is excused by `{condition}`",
            "没有示例因 `{condition}` 而免于报告",
        ),
        "unread-fact": ("no rule reads `{name}`", "没有规则用到 `{name}`"),
        "unread-threshold": ("no rule compares with `{name}`", "没有规则与 `{name}` 比较"),
        "uncited-work": ("nothing cites `{name}`", "没有任何地方引用 `{name}`"),
        "unused": ("{place}: {said} (this is allowed)", "{place}: {said}（这是允许的）"),
        "closing": (
            "Rules: {rules}, drivers: {drivers}, examples: {examples}. {verdict}",
            "规则 {rules} 条，因素 {drivers} 项，示例 {examples} 个。{verdict}",
        ),
        "all-hold": ("All examples hold.", "全部示例都符合预期。"),
        "some-fail": (
            "Examples that do not hold: {failed}; things that no example tries: {untried}.",
            "不符合预期的示例 {failed} 个；没有示例覆盖的地方 {untried} 处。",
        ),
        "what-to-test": (
            "there is no pack here: name the folder of one, or configure `packs`",
            "这里没有规则包：请写明规则包的文件夹，或在配置中写上 `packs`",
        ),
        "no-rules-there": (
            "{path} is no pack: there is no `pack.yaml` in it",
            "{path} 不是规则包：其中没有 `pack.yaml`",
        ),
    }
)
