"""What is said of a value or key that the format does not know."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        # Keys
        "unknown-key": ("`{key}` is not {kind}.", "`{key}` 不是{kind}。"),
        "unknown-key-near": (
            "`{key}` is not {kind}; did you mean {near}?",
            "`{key}` 不是{kind}；是不是想写 {near}？",
        ),
        "unknown-key-elsewhere": (
            "`{key}` is not {kind}; it belongs at {places}.",
            "`{key}` 不是{kind}；它应写在 {places}。",
        ),
        "key-of": ("a key of `{name}`", " `{name}` 的键"),
        "top-level": ("a top-level key", "顶层的键"),
        "mind-pack": (
            "If it holds facts for the rules of a pack, name the pack in `packs` of the configuration that applies here.",
            "如果它是为某个规则包写的事实，请在适用于此处的配置的 `packs` 中写上该规则包。",
        ),
        "mind-unit": (
            "Mind its unit, and convert the value if yours is another.",
            "请注意它的单位；如果单位不同，请先换算数值。",
        ),
        "odd-blank": (
            "It begins with the character {code}, which YAML does not take for a space; indent with spaces only.",
            "它以字符 {code} 开头，而 YAML 不把它当作空格；请只用普通空格缩进。",
        ),
        "cut-number": (
            "Inside braces a comma ends the value, so `{written}` was cut in pieces; did you mean `{value}`?",
            "大括号内的逗号表示值到此结束，因此 `{written}` 被截断了；是不是想写 `{value}`？",
        ),
        "own-keys": (
            "Allowed here: {keys}. Keys of your own may begin with `x-`.",
            "此处可用的键：{keys}。自定义的键请以 `x-` 开头。",
        ),
        "missing-key": ("This entry of `{list}` needs the key `{key}`.", "`{list}` 的这一项缺少 `{key}` 键。"),
        "empty-key": (
            "`{key}` is empty, but every entry of `{list}` needs it.",
            "`{key}` 为空，而 `{list}` 的每一项都要写明它。",
        ),
        "same-name": (
            "Two entries of `{list}` are named {value}; messages and waivers tell entries apart by name.",
            "`{list}` 中有两项都叫{value}；消息和豁免要靠名称区分各项。",
        ),
        "first-named": ("named so first", "这里先用了这个名称"),
        # Sections and lists
        "not-section": (
            "`{name}` must be a section with keys of its own, not {value}.",
            "`{name}` 应当是包含下级键的一节，而不是{value}。",
        ),
        "not-section-near": (
            "`{name}` must be a section with keys of its own, not {value}; did you mean `{near}`?",
            "`{name}` 应当是包含下级键的一节，而不是{value}；是不是想写 `{near}`？",
        ),
        "not-entries": (
            "`{name}` must be a list whose entries begin with `- `, not {value}.",
            "`{name}` 应当是列表，每项以 `- ` 开头，而不是{value}。",
        ),
        "not-entry": (
            "Every entry of `{name}` must have keys of its own; this one is {value}.",
            "`{name}` 的每一项都应当包含下级键，而这一项是{value}。",
        ),
        "not-named-entry": (
            "Every entry of `{name}` must have keys of its own; did you mean `- name: {text}`?",
            "`{name}` 的每一项都应当包含下级键；是不是想写 `- name: {text}`？",
        ),
        "not-file": (
            "The file must hold sections such as `project:` and `data:`, not {value}.",
            "文件应由 `project:`、`data:` 等各节组成，而不是{value}。",
        ),
        "too-long": (
            "`{name}` has {count} entries; at most {most} can be read.",
            "`{name}` 有 {count} 项，最多只能读取 {most} 项。",
        ),
        # Values
        "bad-value": ("{value} cannot be read as `{name}`. {said}", "`{name}` 的值{value}无法识别。{said}"),
        "one-value": ("`{name}` takes one value, not {value}. {said}", "`{name}` 只能写一个值，不能写{value}。{said}"),
        "one-value-near": (
            "`{name}` takes one value, not {value}; did you mean {near}? {said}",
            "`{name}` 只能写一个值，不能写{value}；是不是想写 {near}？{said}",
        ),
        "long-text": (
            "The value of `{name}` has {count} characters; at most {most} can be read. {said}",
            "`{name}` 的值有 {count} 个字符，最多只能读取 {most} 个。{said}",
        ),
        "no-text": (
            "`{name}` is an empty text; leave it out if there is nothing to state. {said}",
            "`{name}` 的值是空的文字；如果没有内容，请不要写这一项。{said}",
        ),
        "not-a-word": (
            "{value} is not a value of `{name}`; it can be {values}.",
            "{value}不是 `{name}` 的可选值；可以写 {values}。",
        ),
        "near-word": (
            "{value} is not a value of `{name}`; did you mean {near}? It can be {values}.",
            "{value}不是 `{name}` 的可选值；是不是想写 {near}？可以写 {values}。",
        ),
        "can-be": ("It can be {values}.", "可以写 {values}。"),
        "other-version": (
            "This linter reads version {version} of the format, not {value}.",
            "本工具读取的是第 {version} 版格式，而不是{value}。",
        ),
        "wide-comma": (
            "`{comma}` does not separate the values of a list; write `[one, two]`.",
            "`{comma}` 不能分隔列表中的各个值；请写成 `[甲, 乙]` 的形式。",
        ),
        # How a value is called
        "quoted": ("“{text}”", "“{text}”"),
        "a-list": ("a list", "列表"),
        "a-section": ("a section", "一节"),
        "nothing": ("empty", "空的"),
        # Fixes
        "rename": ("Rename `{key}` to `{near}`", "把 `{key}` 改名为 `{near}`"),
        "move": ("Move `{key}` to `{place}`", "把 `{key}` 移到 `{place}`"),
        "replace": ("Write `{near}`", "改写为 `{near}`"),
        # What is not told one by one
        "more": (
            "{count} more mistakes of this kind from here on are not listed one by one.",
            "从这里起还有 {count} 处同类错误，不再逐一列出。",
        ),
    }
)
