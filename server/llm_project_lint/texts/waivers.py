"""What is said of waivers that do not do what they were written for."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "unknown": (
            "There is no rule `{rule}` that could be waived.",
            "没有可豁免的规则 `{rule}`。",
        ),
        "unknown-near": (
            "There is no rule `{rule}` that could be waived; did you mean `{near}`?",
            "没有可豁免的规则 `{rule}`；是不是想写 `{near}`？",
        ),
        "unknown-rule-why": (
            "A waiver of a rule that does not exist accepts nothing, although it reads as if it did.",
            "规则不存在，这条豁免就不起任何作用，读起来却像是有效的。",
        ),
        "unknown-advice": (
            "`llm-project-lint rules` lists the rules, those of packs that `packs` names included; mistakes in the file "
            "itself cannot be waived.",
            "用 `llm-project-lint rules` 可查看全部规则，包括配置的 `packs` 中规则包的规则；文件本身的错误不能豁免。",
        ),
        "replace": ("Write `{near}`", "改写为 `{near}`"),
        "expired": (
            "The waiver of `{rule}` ended on {until}.",
            "对 `{rule}` 的豁免已于 {until} 到期。",
        ),
        "expired-waiver-why": (
            "Whoever set an end date wanted somebody to look again.",
            "写明截止日期，就是为了到期后有人重新看一遍。",
        ),
        "expired-advice": (
            "Settle what was waived, or set a later `until` with a reason that holds today; else remove the entry.",
            "请解决被豁免的问题；如果今天仍有充分理由，请改写 `reason` 并推后 `until`；否则请删除这一项。",
        ),
        "extend": ("Extend it to {until}", "延长到 {until}"),
        "unexplained": (
            "The waiver of `{rule}` does not hold yet: its reason is still to be given.",
            "对 `{rule}` 的豁免尚未生效：理由还没有填写。",
        ),
        "unexplained-waiver-why": (
            "Without a reason nobody can tell later whether the exception still holds.",
            "没有理由，以后就没有人能判断这条豁免是否还成立。",
        ),
        "unexplained-advice": (
            "Say in `reason` why the finding is acceptable; else remove the entry.",
            "请在 `reason` 里写明为什么可以接受；否则请删除这一项。",
        ),
        "unused": (
            "The waiver of `{rule}` is not needed: the rule has nothing to report here.",
            "对 `{rule}` 的豁免已不需要：该规则在这里没有发现问题。",
        ),
        "unused-here": (
            "The waiver of `{rule}` takes nothing away: the rule reports something, but not at `{at}`.",
            "对 `{rule}` 的豁免没有起作用：该规则有发现，但不在 `{at}`。",
        ),
        "elsewhere": ("reported at `{place}`", "发现的位置是 `{place}`"),
        "unused-waiver-why": (
            "An exception that is no longer needed would hide the next real finding.",
            "不再需要的豁免会掩盖以后真正的问题。",
        ),
        "unused-advice": ("Remove the entry.", "请删除这一项。"),
        "unused-here-advice": ("Correct its `at`, or remove the entry.", "请更正其中的 `at`，或删除这一项。"),
        "remove": ("Remove the waiver", "删除这条豁免"),
    }
)
