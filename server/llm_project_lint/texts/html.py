"""What the page that `html` writes says around the findings and the comparison."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "title": ("LLM project report", "大模型项目检查报告"),
        "titled": ("{name} - LLM project report", "{name} - 大模型项目检查报告"),
        "skip": ("Skip to the report", "跳到报告正文"),
        "contents": ("Projects", "项目"),
        "sections": ("In this project:", "本项目："),
        "footer": (
            "Made by llm-project-lint from what the files state. It reports where a decision and the facts disagree; "
            "the decision stays with the team.",
            "由 llm-project-lint 根据文件写明的内容生成。本报告指出决定与事实不一致之处，决定权在团队。",
        ),
        # The decision
        "chosen": ("Chosen:", "已选择："),
        "chosen-mark": ("chosen", "已选"),
        "choices": ("The four choices", "四种方案"),
        "table": ("Compared by dimension", "按维度比较"),
        "against": ("What speaks against", "反对的理由"),
        "flips": ("Single facts that would change a verdict", "只改一处就会改变结论的事实"),
        "flips-intro": (
            "Each of these was tried alone, with everything else as it is written.",
            "逐项试算：每次只改一处，其余内容保持不变。",
        ),
        "if": ("{value} instead of {stated}:", "若改为 {value}（现为 {stated}）："),
        "if-stated": ("{value}, if it is stated:", "若写明 {value}："),
        "settle": ("Still to settle", "有待确定"),
        "everywhere": ("Whatever is chosen", "无论怎样选择"),
        "infos": ("Worth knowing", "可供参考"),
        # The scorecard
        "scorecard": ("What speaks for which side", "支持各方案的理由"),
        "picture": ("Drivers of each side", "各方案的驱动因素"),
        "for-side": ("For {side}", "支持 {side}"),
        "no-score": (
            "A field is one driver. Drivers differ in weight, so a longer bar is no better score. What speaks for rag or "
            "for fine-tuning speaks for hybrid too.",
            "每一格是一个驱动因素。各因素的分量不同，条形更长并不表示更好。支持 rag 或 fine-tuning 的理由同样支持 hybrid。",
        ),
        "state-strong": ("holds, strong", "成立，强"),
        "state-weak": ("holds, weak", "成立，弱"),
        "state-waits": ("waits for facts", "等待事实"),
        "state-not": ("does not hold", "不成立"),
        "strong": ("strong", "强"),
        "weak": ("weak", "弱"),
        "driver": ("{title}: {state}", "{title}：{state}"),
        "count-strong": ("{count} strong", "强 {count} 项"),
        "count-weak": ("{count} weak", "弱 {count} 项"),
        "count-waits": ("{count} waiting", "等待 {count} 项"),
        "count-not": ("{count} not holding", "不成立 {count} 项"),
        "stop": (".", "。"),
        # The findings
        "findings": ("Findings ({count})", "发现（{count}）"),
        "no-findings": ("No findings", "没有发现问题"),
        "grounds": ("Why, and by what", "原因与依据"),
        "more-places": ("and {count} more places", "另有 {count} 处"),
        "waived": ("Waived findings ({count})", "已豁免的发现（{count}）"),
        "waived-count": ("{count} waived", "{count} 项已豁免"),
        "reason": ("reason", "理由"),
        # The facts
        "facts": ("Facts not stated ({count})", "未写明的事实（{count}）"),
        "facts-intro": (
            "Most awaited first, and facts before designs. Behind each stand the criteria that wait for it.",
            "事实在前，设计在后，各按等待的准则数量排列；其后是等待它的准则。",
        ),
        "waiting": ("`{place}`: {count} rules", "`{place}`：{count} 条规则"),
        "one-waiting": ("`{place}`: 1 rule", "`{place}`：1 条规则"),
    }
)
