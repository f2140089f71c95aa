"""What the language server says, apart from what the command says too."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "bad-setting": (
            "the setting `{key}` has a value that it cannot have; its default holds",
            "设置项 `{key}` 的值无效，按默认值处理",
        ),
        "bad-configuration": (
            "A configuration file, or a rule pack that one names, is wrong; files below it are checked by what it said before, or by the defaults. "
            "`llm-project-lint config` says what is wrong.",
            "有一份配置文件或其采用的规则包写法有误；其下的文件按它之前的内容或默认值检查。`llm-project-lint config` 会指出错在哪里。",
        ),
        "bad-rules": (
            "A rule file is wrong; the rules stay as they were. `llm-project-lint rules` says what is wrong.",
            "有一份规则文件写法有误；规则保持原样。`llm-project-lint rules` 会指出错在哪里。",
        ),
        "lost-edit": (
            "an edit could not be read; the document is checked again when its whole text comes",
            "有一处编辑无法读取；收到该文档的全文后会重新检查",
        ),
        "same-cause": ("Same cause: {message} [{rule}]", "同一原因：{message}[{rule}]"),
        "checking": ("Checking LLM projects", "正在检查 LLM 项目"),
        "checked": ("{count} files", "{count} 个文件"),
        "to-do": ("To do: {advice}", "建议：{advice}"),
    }
)
