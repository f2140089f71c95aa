"""What `changes` says."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "title": ("What this change does to the decision", "这次改动对决定的影响"),
        "none": (
            "Since {revision} nothing has changed that a decision rests on.",
            "自 {revision} 以来，决定所依据的内容没有变化。",
        ),
        "one": (
            "Since {revision}, judged by the same rules on the same day:",
            "自 {revision} 以来，两个版本均按相同规则、以同一日期判断：",
        ),
        "several": (
            "Since {revision}, judged by the same rules on the same day, {count} projects have changed:",
            "自 {revision} 以来，有 {count} 个项目发生变化（两个版本均按相同规则、以同一日期判断）：",
        ),
        "project": ("{path}, {name}", "{path}，{name}"),
        "was-called": ("{project} (was {path})", "{project}（原为 {path}）"),
        "added": ("This project is new.", "这个项目是新增的。"),
        "added-decided": ("This project is new: {standing}.", "这个项目是新增的：{standing}。"),
        "removed": ("This project is gone.", "这个项目已删除。"),
        "removed-decided": ("This project is gone; it was {standing}.", "这个项目已删除，原为 {standing}。"),
        "configurations": (
            "How projects are judged has changed too ({files}): both sides are judged by what it says now.",
            "判断方式本身也有改动（{files}）：两个版本都按现在的配置判断。",
        ),
        "elsewhere": (
            "Not compared, as another repository has them: {files}.",
            "以下文件属于另一个仓库，未作比较：{files}。",
        ),
        "more-projects": ("{count} more projects have changed.", "另有 {count} 个项目发生变化。"),
        "unreadable": ("“{text}”, which cannot be read", "“{text}”（无法识别）"),
        "with-reason": ("{finding} Reason: {reason}", "{finding} 理由：{reason}"),
        "at-place": ("{rule} ({place})", "{rule}（{place}）"),
        "released": ("Findings that no waiver takes out any more:", "不再被豁免的问题："),
        "accepted": ("Findings that a waiver takes out now:", "现在被豁免的问题："),
        "broken-before": (
            "It could not be read before, so only what is reported now can be told.",
            "改动前的文件无法读取，因此只能列出现在的问题。",
        ),
        "broken-after": (
            "It cannot be read any more, so nobody can say what became of the decision.",
            "改动后的文件无法读取，因此无法说明决定有何变化。",
        ),
        "flip": ("The choice, {choice}: {before} → {after}.", "所选的 {choice}：{before} → {after}。"),
        "another-choice": ("The choice: {before} → {after}.", "选择：{before} → {after}。"),
        "standing": ("{choice} ({verdict})", "{choice}（{verdict}）"),
        "no-choice": ("none", "未选择"),
        "at-line": ("{severity}, line {line}", "{severity}，第 {line} 行"),
        "facts": ("Facts that changed:", "变化的事实："),
        "found": ("New findings:", "新出现的问题："),
        "graver": ("Findings that are graver than before:", "比以前更严重的问题："),
        "milder": ("Findings that are milder than before:", "比以前减轻的问题："),
        "gone": ("Findings that are gone:", "已消失的问题："),
        "speaks": ("What speaks for a side now:", "新的支持理由："),
        "silent": ("What does not speak for a side any more:", "不再成立的支持理由："),
        "waivers": ("Waivers:", "豁免："),
        "verdicts": ("The other approaches:", "其他方案："),
        "moved": ("{what}: {before} → {after}", "{what}：{before} → {after}"),
        "stated": ("{what}: {after} (not stated before)", "{what}：{after}（以前未写明）"),
        "unstated": ("{what}: no longer stated (was {before})", "{what}：不再写明（原为 {before}）"),
        "driver": ("{side}: {title}", "支持 {side}：{title}"),
        "waiver-added": ("{what} is waived: {reason}", "新增对 {what} 的豁免：{reason}"),
        "waiver-added-until": (
            "{what} is waived until {until}: {reason}",
            "新增对 {what} 的豁免，至 {until}：{reason}",
        ),
        "waiver-changed": ("{what} is waived otherwise than before: {reason}", "对 {what} 的豁免有改动：{reason}"),
        "waiver-changed-until": (
            "{what} is waived otherwise than before, until {until}: {reason}",
            "对 {what} 的豁免有改动，至 {until}：{reason}",
        ),
        "waiver-removed": ("{what} is not waived any more (was: {reason})", "不再豁免 {what}（原理由：{reason}）"),
        "waiver-removed-until": (
            "{what} is not waived any more (was, until {until}: {reason})",
            "不再豁免 {what}（原至 {until}，理由：{reason}）",
        ),
    }
)
