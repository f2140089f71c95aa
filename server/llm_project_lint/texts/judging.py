"""What every finding says besides its rule's own texts."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "here-first": ("the first one", "第一处"),
        "chosen": ("chosen here", "在这里选定"),
        "value": ("`{place}` is {value}", "`{place}`：{value}"),
        "threshold": (
            "threshold {name} = {value} (default, {strength}): {basis}",
            "阈值 {name} = {value}（默认值，{strength}）：{basis}",
        ),
        "configured": (
            "threshold {name} = {value} (configured in {origin}; default {default}, {strength}: {basis})",
            "阈值 {name} = {value}（在 {origin} 中设置；默认值：{default}，{strength}：{basis}）",
        ),
        "table": ("table {name} as of {day}, {work}", "表 {name}（{day}，{work}）"),
        "strong": ("strong support", "依据充分"),
        "medium": ("medium support", "依据较充分"),
        "weak": ("weak support", "依据较弱"),
        "convention": ("a convention of ours", "本工具的约定"),
        "convention-of-pack": ("a convention of the rule pack", "规则包的约定"),
        "section": ("{title}, section {section}", "{title}，第 {section} 节"),
        "work": ("{authors} {year}: {title}", "{authors} {year}：{title}"),
        "not-known": ("(not stated)", "（未写明）"),
        "entry": ('{kind} "{name}"', "{kind}“{name}”"),
        "numbered-entry": ("{kind} number {number}", "第 {number} 项{kind}"),
        "a-source": ("source", "来源"),
        "a-tool": ("tool", "工具"),
        "a-gpu": ("GPU kind", "GPU"),
        "a-result": ("result", "评测结果"),
        "a-target": ("target", "目标"),
        "a-waiver": ("waiver", "豁免"),
        "all-entries": ("the knowledge base", "知识库"),
        "internal-error": (
            "the rule could not be evaluated on this file; this is a mistake of the rule, not of the file: {fault}",
            "无法用该规则检查此文件；这是规则的错误，不是文件的错误：{fault}",
        ),
    }
)
