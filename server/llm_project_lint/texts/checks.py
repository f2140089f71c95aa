"""What the names in brackets stand for that are no rules: checks of the file itself, and facts not stated."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "syntax-error": (
            "It marks where the file is not valid YAML, or not a text that can be read.",
            "它指出文件中不符合 YAML 语法或无法作为文本读取的位置。",
        ),
        "empty-file": ("It says that nothing is written in the file.", "它表示文件里什么都没有写。"),
        "duplicate-key": ("It marks a key that stands twice in a section.", "它指出同一节中重复的键。"),
        "unknown-key": (
            "It marks a key that the format does not have; keys of your own begin with `x-`.",
            "它指出格式中没有的键；自定义的键以 `x-` 开头。",
        ),
        "missing-key": (
            "It marks an entry of a list without a key that every entry needs.",
            "它指出列表中缺少必要键的一项。",
        ),
        "invalid-value": (
            "It marks a value that cannot be read at its place, and names the forms that can.",
            "它指出无法识别的值，并说明可用的写法。",
        ),
        "not-stated": (
            "It lists a fact that is not stated although rules wait for it; `--show hint` prints these.",
            "它列出规则需要、文件却未写明的事实；用 `--show hint` 查看。",
        ),
        "unknown-rule": (
            "It marks a waiver of a rule that does not exist.",
            "它指出规则名不存在的豁免。",
        ),
        "expired-waiver": ("It marks a waiver whose last day is over.", "它指出已经到期的豁免。"),
        "unexplained-waiver": (
            "It marks a waiver whose reason is still to be given (`TODO`); it does not hold until then.",
            "它指出理由还没有填写（`待办`）的豁免；填写之前，豁免不生效。",
        ),
        "unused-waiver": ("It marks a waiver that takes nothing away.", "它指出没有起作用的豁免。"),
        "internal-error": (
            "It says that a rule could not be evaluated, which is a mistake of llm-project-lint and not of your file.",
            "它表示某条规则无法评估，这是 llm-project-lint 自身的错误，与文件无关。",
        ),
    }
)
