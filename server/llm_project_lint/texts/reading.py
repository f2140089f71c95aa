"""What is said of a text that cannot be read as YAML."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "encoding": (
            "The file is not valid UTF-8: the byte {byte} cannot stand here. Save it as UTF-8.",
            "文件不是有效的 UTF-8:此处不能出现字节 {byte}。请以 UTF-8 编码保存。",
        ),
        "too-large": (
            "The file is longer than {most} characters, which no project file needs, so it was not read.",
            "文件超过 {most} 个字符,项目文件不需要这么长,因此没有读取。",
        ),
        "too-deep": (
            "Values are nested more than {most} levels deep here; the format needs six.",
            "此处的嵌套超过 {most} 层;本格式最多只需要六层。",
        ),
        "too-many-values": (
            "With its aliases followed, the file holds more than {most} values, so it was not read.",
            "展开别名后,文件包含的值超过 {most} 个,因此没有读取。",
        ),
        "control": (
            "The character {code} must not stand in a YAML file; remove it.",
            "YAML 文件中不能出现字符 {code};请删除它。",
        ),
        "empty": (
            "There is nothing here; a useful file can be five lines, such as `approach: {{choice: rag}}`.",
            "这里没有任何内容;五行就能写成有用的文件,例如 `approach: {{choice: rag}}`。",
        ),
        "duplicate-key": (
            "`{key}` stands twice in this section; the first one counts. Remove one of them.",
            "本节中 `{key}` 写了两次,以第一次为准。请删除其中一个。",
        ),
        "complex-key": (
            "A list or section cannot be a key; keys are plain words.",
            "列表或小节不能作为键;键应当是普通的词。",
        ),
        "tag": (
            "The tag {tag} is not used in project files, or does not fit its value; remove it.",
            "项目文件不使用标签 {tag},或该标签与值不符;请删除它。",
        ),
        "recursive-alias": (
            "The alias `*{anchor}` stands inside the value it repeats, which would never end.",
            "别名 `*{anchor}` 位于它所引用的值之内,会无限循环。",
        ),
        "unknown-alias": (
            "There is no `&{anchor}` above that `*{anchor}` could repeat. Quote the text if it is not meant as an alias.",
            "上文没有 `&{anchor}` 可供 `*{anchor}` 引用。如果不是别名,请给文本加引号。",
        ),
        "open-bracket": (
            "This `[` is never closed, or an entry behind it lacks a comma.",
            "这个 `[` 没有闭合,或后面的某一项缺少逗号。",
        ),
        "open-brace": (
            "This `{{` is never closed, or an entry behind it lacks a comma.",
            "这个 `{{` 没有闭合,或后面的某一项缺少逗号。",
        ),
        "open-quote": ("This quote is never closed.", "这个引号没有闭合。"),
        "no-colon": (
            "A key without `: ` behind it: write `key: value`, with a space behind the colon.",
            "这个键后面缺少 `: `:请写成 `键: 值`,冒号后要有一个空格。",
        ),
        "colon": (
            "A second `: ` in one line, or a line indented deeper than its section. Indent it like its neighbours, or put "
            "the text in quotes.",
            "同一行出现了第二个 `: `,或这一行比所在的节缩进更深。请与相邻行对齐,或给文本加引号。",
        ),
        "dash": (
            "A list entry cannot begin here; put `- ` on a line of its own, indented like the other entries.",
            "列表项不能从这里开始;请把 `- ` 另起一行,并与其他项对齐。",
        ),
        "indentation": (
            "This line does not fit the lines above it: indent it like its neighbours, and begin it with `key:` or `- `.",
            "这一行与上面的行不一致:请与相邻行对齐,并以 `键:` 或 `- ` 开头。",
        ),
        "tab": (
            "A tab stands where only spaces may indent; replace it with spaces.",
            "此处只能用空格缩进,却出现了制表符;请改为空格。",
        ),
        "reserved": (
            "A value cannot begin with {character}; put it in quotes.",
            "值不能以 {character} 开头;请给它加引号。",
        ),
        "escape": (
            "There is no such escape behind the backslash; use single quotes if the backslash is meant literally.",
            "反斜杠后面不是有效的转义;如果反斜杠本身就是内容,请改用单引号。",
        ),
        "tag-handle": (
            "`!` begins a tag, which project files do not use; put the text in quotes.",
            "`!` 会被当作标签,项目文件不使用标签;请给文本加引号。",
        ),
        "behind-document": (
            "Something stands behind the end of the document; begin a new one with `---` on a line of its own.",
            "文档已经结束,后面却还有内容;请另起一行写 `---` 来开始新文档。",
        ),
        "version": (
            "This YAML version is not supported; remove the `%YAML` line.",
            "不支持这个 YAML 版本;请删除 `%YAML` 行。",
        ),
        "yaml": ("The YAML cannot be read here ({problem}).", "此处的 YAML 无法读取({problem})。"),
    }
)
