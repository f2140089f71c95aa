"""What an editor offers to do about a finding, and what its commands say."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "fix-all": ("Make all safe fixes", "应用全部安全的修复"),
        "state": ("State `{line}`", "写明 `{line}`"),
        "add": ("Add `{place}`, to be filled in", "写上 `{place}`（待填写）"),
        "choose": ("Choose `{choice}`", "选择 `{choice}`"),
        "change-choice": ("Change the choice to `{choice}`", "改选 `{choice}`"),
        "with-verdict": ("{title} ({verdict})", "{title}（{verdict}）"),
        "waive": ("Waive `{rule}`, with a reason to fill in", "豁免 `{rule}`（理由待填写）"),
        "waive-at": (
            "Waive `{rule}` at `{place}`, with a reason to fill in",
            "豁免 `{place}` 处的 `{rule}`（理由待填写）",
        ),
        "reason": ("TODO: say why this is acceptable", "待办：说明为什么可以接受"),
        # What a lens shows
        "separator": (", ", "、"),
        "facts": (
            "Rules wait for {places}. The hint at each place says which; to write one there settles them.",
            "有规则在等这些事实：{places}。各处的“待补充”指明是哪些规则；写明后即可判断。",
        ),
        "facts-and-more": (
            "Rules wait for {places} and {count} more. The hint at each place says which; to write one there settles them.",
            "有规则在等这些事实：{places}，另有 {count} 项。各处的“待补充”指明是哪些规则；写明后即可判断。",
        ),
        # What a request lacks
        "arguments": (
            "`{command}` takes {wanted}",
            "`{command}` 的参数应为：{wanted}",
        ),
        "of-decide": (
            'the URI of an open project file; then, if wanted, the number of a document in it from 0, and {{"format": "json"}} or {{"format": "html"}}',
            '已打开的项目文件的 URI；之后可以加上文件内文档的序号（从 0 起），以及 {{"format": "json"}} 或 {{"format": "html"}}',
        ),
        "of-explain": (
            "the name of a rule; then, if wanted, the URI of an open project file, and the number of a document in it from 0",
            "规则名；之后可以加上已打开的项目文件的 URI，以及文件内文档的序号（从 0 起）",
        ),
        "of-configuration": (
            'the URI of a file; then, if wanted, {{"format": "json"}}',
            '文件的 URI；之后可以加上 {{"format": "json"}}',
        ),
        "of-apply": ("what a code action of this server holds", "本服务器的代码操作所带的内容"),
        "not-open": ("this is no project file that is open", "这不是已打开的项目文件"),
        "no-document": (
            "the file has no document {number}; they are counted from 0",
            "文件里没有序号为 {number} 的文档；序号从 0 起",
        ),
        "no-rule": ("there is no rule `{rule}`", "没有规则 `{rule}`"),
        "changed": (
            "the document has changed since this was offered",
            "提出这项操作之后，文档已经改动",
        ),
        "refused": (
            "this cannot be written into the text without touching anything else",
            "文本的写法较特殊，无法在不触及其他内容的前提下写入",
        ),
        "not-applied": ("the editor did not make the change", "编辑器没有执行这项改动"),
    }
)
