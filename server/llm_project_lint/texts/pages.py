"""What stands around the texts of a rule on its page."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "rule": (
            "`{id}`, a rule about {category}. Judges: {approaches}. Criteria: {criteria}. Presets: {presets}.",
            "`{id}`：{category} 类规则。适用方案：{approaches}。对应准则：{criteria}。所属预设：{presets}。",
        ),
        "driver": (
            "`{id}`, a fact that speaks for {sides}, whatever was chosen. Strength: {strength}. Criteria: {criteria}.",
            "`{id}`：无论选择哪种方案，这项事实都支持 {sides}。支持力度：{strength}。对应准则：{criteria}。",
        ),
        "driver-strong": ("strong", "强"),
        "driver-weak": ("weak", "弱"),
        "all": ("every approach", "所有方案"),
        "at-stages": ("{severity} ({stages})", "{severity}（{stages}）"),
        "reports": ("What it reports", "报告什么"),
        "holds": ("When it holds", "何时成立"),
        "case": ("{head}: {message}", "{head}：{message}"),
        "for": ("for {approaches}", "仅限 {approaches}"),
        "each": ("for each entry of `{list}`", "逐项检查 `{list}`"),
        "no-stage": ("no stage stated", "未写明阶段"),
        "when": ("when `{condition}`", "条件：`{condition}`"),
        "absent": ("where `{place}` is not stated", "未写明 `{place}`"),
        "unless": ("unless it is known that `{condition}`", "例外（确知成立时才算）：`{condition}`"),
        "why": ("Why", "原因"),
        "advice": ("What to do", "怎么办"),
        "thresholds": ("Compared with", "对照的阈值"),
        "threshold": ("`{name}` is {value} ({strength}): {basis}", "`{name}`：{value}（{strength}）：{basis}"),
        "threshold-here": ("{file} sets it to {value}", "{file} 将其设为：{value}"),
        "sources": ("Sources", "依据"),
        "order": ("Beside other rules", "与其他规则的关系"),
        "outranks": (
            "Findings of the same cause are listed under this one: {rules}.",
            "同一原因的这些发现列在本规则之下：{rules}。",
        ),
        "outranked": (
            "It is listed under these where they report the same cause: {rules}.",
            "同一原因若由这些规则报告，则列在它们之下：{rules}。",
        ),
        "waive": ("When and how to accept a finding", "何时以及如何接受一条发现"),
        "waive-when": (
            "Accept it where the file says what is true, the team has looked at what follows, and can live with it: for a "
            "while (`until`) or for good. A fact that is wrong is corrected instead.",
            "文件写的是实情，团队看过后果并愿意承担，就可以接受：可以限期（`until`），也可以长期。写错的事实应当改正，而不是豁免。",
        ),
        "waive-unless": (
            "Where an exception above applies, state it instead: the finding then goes by itself.",
            "如果上面的某个例外适用，请写明相应的事实，这条发现会自行消失。",
        ),
        "waive-absent": (
            "What is only not written down yet is written down instead.",
            "如果只是还没有写下来，请补上，而不是豁免。",
        ),
        "reason": ("why it is fine here", "为什么在这里可以接受"),
        "examples": ("Examples", "示例"),
        "example": ("{kind} {caption}", "{kind}{caption}"),
        "bad": ("Reported:", "会报告："),
        "good": ("Not reported:", "不会报告："),
        "not_stated": ("Not known yet:", "尚无法判断："),
        "bad-driver": ("It holds:", "成立："),
        "good-driver": ("It does not hold:", "不成立："),
        "not_stated-driver": ("Not known yet:", "尚无法判断："),
        # The page that leads to all others
        "rules": ("Rules", "规则"),
        "rule-head": ("rule", "规则"),
        "severity-head": ("severity", "级别"),
        "judges-head": ("judges", "适用方案"),
        "finds-head": ("what it finds", "发现什么"),
        "drivers": ("Drivers", "驱动因素"),
        "drivers-are": (
            "Facts that speak for a side, whatever was chosen. They are no findings: `decide` counts them as what speaks "
            "for an approach.",
            "无论选择哪种方案，都支持某一方的事实。它们不是发现，而是列在 `decide` 的“支持理由”中。",
        ),
        "driver-head": ("driver", "驱动因素"),
        "side-head": ("speaks for", "支持"),
        "strength-head": ("strength", "支持力度"),
        "means-head": ("what it says", "含义"),
        "no-criteria": ("none of the article", "无"),
        "criteria": ("Criteria", "准则"),
        "criteria-are": (
            "D1 to D4 are the article's dimensions (data, requirements, performance and cost, maintenance), I and S its "
            "opening and summary, SC its scenarios, X published practice, T thresholds.",
            "D1 到 D4 是文章的四个维度（数据、需求、性能与成本、维护），I 和 S 是开头与总结，SC 是场景，X 是公开的实践，T 是阈值。",
        ),
        "criterion-head": ("criterion", "准则"),
        "rules-head": ("carried out by", "由哪些规则落实"),
        "waits": ("The rule waits for {places}.", "该规则还需要：{places}。"),
    }
)
