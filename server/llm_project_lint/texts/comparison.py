"""What is said when one project is held against its facts under each approach."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        # The head
        "head": ("{project}: {chosen}", "{project}：{chosen}"),
        "named": ("{path}, {name}", "{path}，{name}"),
        "chosen": ("{choice} is chosen", "已选择 {choice}"),
        "no-choice": ("no choice is stated", "尚未写明选择"),
        "chosen-mark": ("{choice} *", "{choice} *"),
        # A file at fault
        "broken": (
            "Nothing is compared: the file cannot be read to its end. Mend what is listed above.",
            "未作比较：文件无法完整读取。请先修正上面列出的问题。",
        ),
        "nothing-written": ("Nothing is compared: nothing is written.", "未作比较：文件里什么都没有写。"),
        "faulty": (
            "What cannot be read counts as not stated below.",
            "在下面的比较中，无法读取的内容视为未写明。",
        ),
        # The rows
        "verdict": ("verdict", "结论"),
        "data": ("data", "数据"),
        "requirements": ("requirements", "需求"),
        "performance-cost": ("performance, cost", "性能与成本"),
        "maintenance": ("maintenance", "维护"),
        "beyond": ("weighing up", "综合权衡"),
        "drivers": ("speaks for it", "支持理由"),
        "settle": ("still to settle", "有待确定"),
        "decided": ("criteria decided", "已能判断的准则"),
        # The verdicts
        "contradicted": ("contradicted", "有矛盾"),
        "in-question": ("in question", "存疑"),
        "nothing-against": ("nothing against it", "未发现反对理由"),
        "undecided": ("undecided", "无法判断"),
        # The cells
        "error-count": ("{count} errors", "{count} 个错误"),
        "one-error": ("1 error", "1 个错误"),
        "warning-count": ("{count} warnings", "{count} 个警告"),
        "one-warning": ("1 warning", "1 个警告"),
        "info-count": ("{count} infos", "{count} 条信息"),
        "one-info": ("1 info", "1 条信息"),
        "waived-count": ("{count} waived", "{count} 项已豁免"),
        "clear": ("clear {decided}/{all}", "未见问题 {decided}/{all}"),
        "open": ("open", "未知"),
        "share": ("{decided} of {all}", "{decided}/{all}"),
        "strong-count": ("{count} strong", "强 {count} 项"),
        "weak-count": ("{count} weak", "弱 {count} 项"),
        "one-side": ("{side} only", "仅 {side}"),
        "none": ("-", "-"),
        # What it comes to
        "none-judged": (
            "Too little is stated to judge any of the four.",
            "已写明的事实太少，四种方案都无法判断。",
        ),
        "choice-contradicted": (
            "The choice, {choice}, is contradicted by what the file states.",
            "所选的 {choice} 与文件写明的内容有矛盾。",
        ),
        "choice-in-question": (
            "What the file states puts the choice, {choice}, in question.",
            "文件写明的内容使所选的 {choice} 存疑。",
        ),
        "one-stands": (
            "Nothing that could be decided speaks against {standing}; {decided} of its {all} criteria could be.",
            "在已能判断的准则中，没有一条反对 {standing}；它的 {all} 条准则中有 {decided} 条已能判断。",
        ),
        "several-stand": (
            "Nothing that could be decided speaks against {standing}: no error or warning chooses between them. Weigh the "
            "rest, and measure them on one evaluation set.",
            "在已能判断的准则中，没有错误或警告反对 {standing}，无法据此取舍。请权衡其余各项，并用同一套评测集加以比较。",
        ),
        "apart-from-waived": (
            "What the file accepts by a waiver is left out of this: it would speak against {choices}.",
            "以上不计文件已豁免的发现；若计入，则有理由反对 {choices}。",
        ),
        "hybrid-stands": (
            "hybrid has the upkeep of both, so its gain has to be measured.",
            "hybrid 要承担两者的维护，其收益须用实测证明。",
        ),
        "not-yet": ("What is stated is too little to judge {choices}.", "已写明的事实还不足以判断 {choices}。"),
        "none-stands": (
            "Something speaks against each approach that could be judged: change what it rests on, or waive it with a reason.",
            "凡是已能判断的方案，都有反对的理由：请改变这些理由所依据的内容，或写明理由加以豁免。",
        ),
        # The lists below
        "against": ("Speaks against:", "反对的理由："),
        "for": ("Speaks for {choices}:", "支持 {choices}："),
        "everywhere": ("Whatever you choose:", "无论怎样选择："),
        "settle-for": ("Still to settle for {choices}:", "{choices} 有待确定："),
        "unknown": ("Not known, and would matter most:", "尚不清楚、但最关键的事实："),
        "flips": ("What would change a verdict:", "只改一处就会改变结论："),
        "of": ("{choices}: {text}", "{choices}：{text}"),
        "all-four": ("all four", "四种方案"),
        "weak": ("{title} (weak)", "{title}（弱）"),
        "infos": ("Worth knowing:", "可供参考："),
        "info-of": ("{rule} ({choices})", "{rule}（{choices}）"),
        "waived": ("{message} Reason: {reason}", "{message}理由：{reason}"),
        "waived-label": ("waived", "已豁免"),
        "criteria": ("`{place}`: {count} criteria ({choices})", "`{place}`：{count} 条准则（{choices}）"),
        "one-criterion": ("`{place}`: 1 criterion ({choices})", "`{place}`：1 条准则（{choices}）"),
        "if": (
            "`{place}: {value}` instead of `{stated}`: {changes}",
            "`{place}` 由 `{stated}` 改为 `{value}`：{changes}",
        ),
        "if-stated": ("`{place}: {value}`, if it is stated: {changes}", "若写明 `{place}: {value}`：{changes}"),
        "change": ("{choices} -> {after}", "{choices} → {after}"),
        "more": ("and {count} more", "另有 {count} 项"),
        "more-faults": (
            "and {count} more; `llm-project-lint check` lists all of them",
            "另有 {count} 项；用 `llm-project-lint check` 查看全部",
        ),
        "gap": (" ", ""),
        "separator": (", ", "、"),
        "or": (" or ", " 或 "),
        "list-separator": ("; ", "；"),
        "cut": (
            "Shortened to fit this window; a larger one shows more, and `llm-project-lint decide | cat` all.",
            "已按窗口大小精简；窗口更大时显示更多，`llm-project-lint decide | cat` 显示全部。",
        ),
        "note": (
            "A criterion is a rule or a driver that says something about an approach. clear 2/5: 2 of 5 criteria are "
            "decided, none is against it; open: none is.",
            "准则：对某种方案作出判断的一条规则或驱动因素。“未见问题 2/5”：5 条准则中已能判断 2 条，均不反对；“未知”：都无法判断。",
        ),
    }
)
