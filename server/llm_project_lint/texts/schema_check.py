"""What is said of a value or key that the format does not know."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "unknown-key": ("{section} has no key `{key}`.", "{section}没有 `{key}` 这个键。"),
        "unknown-key-near": (
            "{section} has no key `{key}`; did you mean `{near}`?",
            "{section}没有 `{key}` 这个键;是不是想写 `{near}`?",
        ),
        "unknown-key-elsewhere": (
            "{section} has no key `{key}`; it belongs at `{place}`.",
            "{section}没有 `{key}` 这个键;它应写在 `{place}`。",
        ),
        "section": ("`{name}`", " `{name}` 下"),
        "file": ("The file", "文件顶层"),
        "allowed-keys": ("Allowed here: {keys}.", "此处可用的键:{keys}。"),
        "own-keys": (
            "Allowed here: {keys}. Keys of your own may begin with `x-`.",
            "此处可用的键:{keys}。自定义的键请以 `x-` 开头。",
        ),
        "not-section": (
            "`{name}` must be a section with keys of its own, not {value}.",
            "`{name}` 应当是含有下级键的一节,而不是{value}。",
        ),
        "not-entries": (
            "`{name}` must be a list with one entry (`- ...`) each, not {value}.",
            "`{name}` 应当是列表,每项以 `- ` 开头,而不是{value}。",
        ),
        "not-entry": (
            "Every entry of `{name}` must be a section with keys of its own, not {value}.",
            "`{name}` 的每一项都应当含有下级键,而不是{value}。",
        ),
        "not-mapping": (
            "The file must hold sections such as `project:` and `data:`, not {value}.",
            "文件应由 `project:`、`data:` 等各节组成,而不是{value}。",
        ),
        "too-long": (
            "`{name}` has {count} entries; at most {most} can be read.",
            "`{name}` 有 {count} 项;最多只能读取 {most} 项。",
        ),
        "missing-key": (
            "An entry of `{name}` needs the key `{key}`.",
            "`{name}` 的每一项都需要 `{key}` 键。",
        ),
        "same-name": (
            "Two entries of `{name}` are named {value}; messages and waivers tell entries apart by name.",
            "`{name}` 有两项都叫{value};消息和豁免要靠名称区分各项。",
        ),
        "bad-value": ("{value} cannot be read as `{name}`. {forms}", "`{name}` 无法读取{value}。{forms}"),
        "not-a-word": (
            "{value} is not a value of `{name}`; it can be {values}.",
            "{value}不是 `{name}` 的可选值;可选:{values}。",
        ),
        "near-word": (
            "{value} is not a value of `{name}`; did you mean `{near}`? It can be {values}.",
            "{value}不是 `{name}` 的可选值;是不是想写 `{near}`?可选:{values}。",
        ),
        "a-list": ("a list", "列表"),
        "a-section": ("a section", "一节"),
        "nothing": ("nothing", "空值"),
        "rename": ("Rename `{key}` to `{near}`", "把 `{key}` 改名为 `{near}`"),
        "replace": ("Write `{near}`", "改写为 `{near}`"),
        "and-more": ("{listed} and {count} more", "{listed} 等共另 {count} 个"),
    }
)
