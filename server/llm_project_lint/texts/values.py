"""How values are said, and which forms a value can be written in."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        # Intervals and lengths of time
        "every": ("every {number} {unit}", "每 {number} {unit}"),
        "every-one": ("every {unit}", "每{unit}"),
        "continuously": ("continuously", "实时"),
        "never": ("never", "从不"),
        "on-change": ("on every change", "每次变更时"),
        "on-demand": ("only on demand", "仅在需要时"),
        "for-ever": ("an unlimited time", "无限长的时间"),
        "length": ("{number} {unit}", "{number} {unit}"),
        "ms": ("ms", "毫秒"),
        "s": ("s", "秒"),
        "minute": ("minute", "分钟"),
        "minutes": ("minutes", "分钟"),
        "hour": ("hour", "小时"),
        "hours": ("hours", "小时"),
        "day": ("day", "天"),
        "days": ("days", "天"),
        # Amounts
        "tokens": ("{number} tokens", "{number} 个 token"),
        "pages": ("about {number} tokens ({raw})", "约 {number} 个 token（{pages} 页）"),
        "none": ("none", "无"),
        # Bounds and sums
        "at_least": ("at least {value}", "至少{value}"),
        "at_most": ("at most {value}", "至多{value}"),
        "estimate": ("about {value}", "约{value}"),
        "part": ("{value} ({label})", "{value}（{label}）"),
        "assumed-part": ("{value} ({label}, assumed)", "{value}（{label}，假定）"),
        "plus": (" + ", "+ "),
        "sum": ("{parts} = {total}", "{parts}= {total}"),
        # Between values, and between sentences
        "separator": (", ", "、"),
        "or": (" or ", " 或 "),
        "gap": (" ", ""),
        # What may be meant by a value that cannot be read
        "did-you-mean": ("Did you mean {values}?", "是不是想写 {values}？"),
        "quoted": (
            "The quotes make it a text; write {values} without quotes.",
            "加了引号就是文字；请去掉引号，写成 {values}。",
        ),
        "point": (
            "In YAML the point separates decimals, not thousands; write {values}.",
            "YAML 中的点是小数点，不是千位分隔符；请写 {values}。",
        ),
        "comma": (
            "A comma separates thousands for some and decimals for others; write {values}.",
            "逗号可能是千位分隔符，也可能是小数点；请写 {values}。",
        ),
        "country": (
            "This is the code of a country, not of a language; did you mean {values}?",
            "这是国家代码，不是语言代码；是不是想写 {values}？",
        ),
        "ambiguous-m": (
            "It can be minutes or months: write {values}.",
            "可能是分钟，也可能是月：请写 {values}。",
        ),
        "ambiguous-share": ("If {raw} of a hundred is meant, write {values}.", "如果指百分之 {raw}，请写 {values}。"),
        "size-unit": ("Its unit is missing or incomplete: write {values}.", "缺少完整的单位：请写 {values}。"),
        "no-time-unit": ("It has no unit.", "缺少单位。"),
        "not-whole": ("It is not a whole number.", "这不是整数。"),
        "negative": ("It must not be negative.", "不能是负数。"),
        "not-ours": (
            "`{raw}` can be written for `reindex`, `retrain` and `prompt_refresh` only, which follow the facts.",
            "`{raw}` 只能用于跟进事实变化的 `reindex`、`retrain` 和 `prompt_refresh`。",
        ),
        "no-day": ("The day is missing.", "缺少具体的日期。"),
        "no-such-day": ("There is no such day in the calendar.", "日历上没有这一天。"),
        "day-or-month": (
            "Day and month can be mistaken for each other: write {values}.",
            "日和月容易混淆：请写 {values}。",
        ),
        # Which forms can be read
        "form-text": (
            "Write text of at most 2,000 characters, in quotes if it is a number.",
            "请写文字，最多 2,000 个字符；纯数字请加引号。",
        ),
        "form-open-enum": (
            "Write a word or a name, in quotes if it is a number.",
            "请写一个词或名称；纯数字请加引号。",
        ),
        "form-boolean": ("Write `true` or `false`.", "请写 `true` 或 `false`。"),
        "form-count": (
            "Write a whole number such as `40000`, `60_000`, `12k`, `1.2M`, `8B` or `1T`.",
            "请写整数，例如 `40000`、`60_000`、`12k`、`1.2M`、`8B` 或 `1T`。",
        ),
        "form-amount": (
            "Write a number of tokens such as `200k` or `1.2M`, or of pages such as `500 pages`.",
            "请写 token 数，例如 `200k` 或 `1.2M`；也可以写页数，例如 `500 pages`。",
        ),
        "form-number": ("Write a number such as `0.86`, `86%` or `20k`.", "请写数字，例如 `0.86`、`86%` 或 `20k`。"),
        "form-money": (
            "Write an amount without its currency, such as `20` or `1.5k`; the currency stands in `cost.currency`.",
            "请写不带货币的金额，例如 `20` 或 `1.5k`；货币写在 `cost.currency`。",
        ),
        "form-currency": (
            "Write the ISO 4217 code of the currency, such as `EUR`, `USD` or `CNY`.",
            "请写货币的 ISO 4217 代码，例如 `EUR`、`USD` 或 `CNY`。",
        ),
        "form-share": (
            "Write a share of the whole from 0 to 1 or in percent, such as `0.03`, `3%` or `3 %`.",
            "请写占整体的比例，即 0 到 1 之间的小数或百分数，例如 `0.03`、`3%` 或 `3 %`。",
        ),
        "form-size": (
            "Write a size with its unit, such as `24GiB` or `80GB`.",
            "请写带单位的大小，例如 `24GiB` 或 `80GB`。",
        ),
        "form-duration": (
            "Write a length of time with its unit, such as `300ms`, `1.5s`, `15min`, `36 h`, `7d`, `2w`, `6mo` or `1y`.",
            "请写带单位的时长，例如 `300ms`、`1.5s`、`15min`、`36 h`、`7d`、`2w`、`6mo` 或 `1y`。",
        ),
        "form-cadence": (
            "Write how often: `realtime`, `hourly`, `daily`, `weekly`, `biweekly`, `monthly`, `quarterly`, "
            "`half-yearly`, `yearly`, `static`, an interval such as `36h` or `10d`, or `2 per week`.",
            "请写频率：`realtime`、`hourly`、`daily`、`weekly`、`biweekly`、`monthly`、`quarterly`、`half-yearly`、"
            "`yearly`、`static`，或时间间隔，例如 `36h`、`10d`，或 `2 per week`。",
        ),
        "no-pace": ("Leave it empty if there is no regular pace.", "没有固定频率时，留空即可。"),
        "form-follow": (
            "Write how often: `on-change`, `realtime`, `hourly`, `daily`, `weekly`, `biweekly`, `monthly`, "
            "`quarterly`, `half-yearly`, `yearly`, `on-demand`, `never`, an interval such as `36h` or `10d`, or `2 per "
            "week`.",
            "请写频率：`on-change`、`realtime`、`hourly`、`daily`、`weekly`、`biweekly`、`monthly`、"
            "`quarterly`、`half-yearly`、`yearly`、`on-demand`、`never`，或时间间隔，例如 `36h`、`10d`，"
            "或 `2 per week`。",
        ),
        "form-words": (
            'Write a list of words, such as `["openai", "anthropic"]`.',
            '请写由词组成的列表，例如 `["openai", "anthropic"]`。',
        ),
        "form-date": ("Write a day as `2026-11-22`.", "请把日期写成 `2026-11-22` 的形式。"),
        "form-language": (
            'Write a language tag such as `en`, `zh` or `pt-BR`; Norwegian is `nb`, or `"no"` in quotes.',
            '请写语言标签，例如 `en`、`zh` 或 `pt-BR`；挪威语写 `nb`，或加引号的 `"no"`。',
        ),
        "form-region": (
            "Write a zone in lower case that begins with a country or `eu`, such as `eu`, `de` or `eu-west-1`; or "
            "`global`.",
            "请写小写的区域名，以国家代码或 `eu` 开头，例如 `eu`、`de` 或 `eu-west-1`；也可以写 `global`。",
        ),
    }
)
