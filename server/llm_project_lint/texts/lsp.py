"""What the language server says, apart from what the command says too."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "bad-setting": (
            "the setting `llm-project-lint.{key}` has a value that it cannot have; its default holds",
            "设置项 `llm-project-lint.{key}` 的值无效，按默认值处理",
        ),
        "bad-configuration": (
            "{file} is wrong at line {line}: {message}",
            "{file} 第 {line} 行有误：{message}",
        ),
        "same-cause": ("Same cause: {message} [{rule}]", "同一原因：{message} [{rule}]"),
        "checking": ("Checking LLM projects", "正在检查 LLM 项目"),
        "checked": ("{count} files", "{count} 个文件"),
        "to-do": ("To do: {advice}", "建议：{advice}"),
    }
)
