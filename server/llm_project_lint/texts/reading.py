"""What is said of a text that cannot be read as YAML, or not in full."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "encoding": (
            "The file is not valid UTF-8: the byte {byte} cannot stand here. Save it as UTF-8.",
            "文件不是有效的 UTF-8：字节 {byte} 不能出现在这里。请以 UTF-8 编码保存。",
        ),
        "binary": (
            "This is no text, but a file of another program. Check whether it is the right one.",
            "这不是文本文件，而是其他程序的文件。请确认选对了文件。",
        ),
        "utf-16": (
            "The file seems to be UTF-16 without a byte order mark. Save it as UTF-8.",
            "文件似乎是没有字节顺序标记的 UTF-16。请以 UTF-8 编码保存。",
        ),
        "too-large": (
            "The file is longer than {most} characters, so it was not read. Move out what is not part of the record.",
            "文件超过 {most} 个字符，因此没有读取。请把不属于项目记录的内容移到别处。",
        ),
        "too-deep": (
            "Values are nested too deep here; at most {most} levels are read, and the format needs six.",
            "这里嵌套过深：最多读取 {most} 层，而本格式只需要六层。",
        ),
        "too-many-values": (
            "With its aliases followed, the file holds more than {most} values; reading stopped. Use fewer aliases.",
            "展开别名后，文件中的值超过 {most} 个，因此读到这里为止。请减少别名。",
        ),
        "too-many-documents": (
            "The file holds more than {most} documents; those behind this one were not read. Split the file.",
            "文件包含的文档超过 {most} 个，此后的文档没有读取。请拆分文件。",
        ),
        "control": (
            "The character {code} must not stand in a YAML file. It is often invisible; delete it or retype the text.",
            "YAML 文件中不能出现字符 {code}。它往往不可见：请将其删除，或重新输入这段文字。",
        ),
        "empty": (
            "There is nothing here. A useful file can be two lines: `version: 1` and `approach: {{choice: rag}}`.",
            "这里没有任何内容。两行就能构成有用的文件：`version: 1` 和 `approach: {{choice: rag}}`。",
        ),
        "duplicate-key": (
            "`{key}` stands twice in this section; the first one counts. Remove one of them.",
            "同一节中写了两次 `{key}`，以第一次为准。请删除其中一个。",
        ),
        "complex-key": (
            "Only plain words can be keys; this entry was left out. Write `key: value`.",
            "只有普通文字才能作为键，因此忽略了这一项。请写成 `键: 值`。",
        ),
        "placeholder": (
            "`{{{{ }}}}` marks the place of a value that was never filled in. Write the value, or quotes around all of "
            "it.",
            "`{{{{ }}}}` 是尚未填入值的占位符。请填入值，或给整个值加上引号。",
        ),
        "merge": (
            "`<<` takes in another section, but this is none. Give it an alias of a section, such as `<<: *defaults`.",
            "`<<` 用来并入另一节，但这里不是节。请给出某一节的别名，例如 `<<: *defaults`。",
        ),
        "tag": (
            "The tag `{tag}` does not fit this value, or is not known here. Remove the tag.",
            "标签 `{tag}` 与这个值不符，或不受支持。请删除该标签。",
        ),
        "tag-handle": (
            "`!` begins a tag, but this is none. Put the text in quotes.",
            "`!` 表示标签的开头，但后面并不是标签。请给文字加上引号。",
        ),
        "recursive-alias": (
            "`*{anchor}` stands inside the very value it repeats, so it would never end. Remove it.",
            "`*{anchor}` 位于它所引用的值之内，会无限循环。请将其删除。",
        ),
        "unknown-alias": (
            "`*{anchor}` repeats a value marked `&{anchor}`, and there is none above. If text is meant, put it "
            "in quotes.",
            "`*{anchor}` 引用的是标有 `&{anchor}` 的值，但上文没有这样的值。如果只是普通文字，请加上引号。",
        ),
        "open-bracket": (
            "This `{character}` is never closed. Close it behind its last entry.",
            "这个 `{character}` 没有闭合。请在最后一项之后将其闭合。",
        ),
        "stray-bracket": (
            "This `{character}` closes nothing. Remove it, or put the whole value in quotes.",
            "这个 `{character}` 没有对应的左括号。请将其删除，或给整个值加上引号。",
        ),
        "flow-entry": (
            "Within brackets a value and a comma take turns; one of them is missing before this. Put text that holds "
            "brackets or commas in quotes.",
            "括号内的值之间要用逗号隔开；此处之前缺少值或逗号。含有括号或逗号的文字请加上引号。",
        ),
        "wide-comma": (
            "`{character}` does not separate values in YAML. Write `,` and a space.",
            "YAML 不用 `{character}` 分隔各个值。请使用半角逗号 `,` 并加一个空格。",
        ),
        "open-quote": (
            "This quote is never closed. Close it, or write the quote mark twice if it is part of the text.",
            "这个引号没有闭合。请将其闭合；如果引号是文字的一部分，请写两次。",
        ),
        "behind-value": (
            "The value has ended before this. Put all of it in one pair of quotes, or begin a new line.",
            "值在此之前已经结束。请用一对引号括住整个值，或另起一行。",
        ),
        "no-colon": (
            "A key without `: ` behind it. Write `key: value`, with a space behind the colon.",
            "这个键后面缺少 `: `。请写成 `键: 值`，冒号后要有一个空格。",
        ),
        "wide-colon": (
            "`：` is a full-width colon, which YAML does not know. Write `key: value`, with `:` and a space.",
            "`：` 是全角冒号，YAML 不认识。请写成 `键: 值`，使用半角冒号并加一个空格。",
        ),
        "no-space": (
            "There is no space behind the colon. Write `key: value`.",
            "冒号后面缺少空格。请写成 `键: 值`。",
        ),
        "bare-colon": (
            "Within brackets a colon needs a space or a value behind it. Write `key: value`, or `key: ` for an empty one.",
            "括号内的冒号后面要有空格或值。请写成 `键: 值`；没有值时写成 `键: `。",
        ),
        "odd-blank": (
            "The character {code} looks like a space, but is none for YAML. Replace it with a space.",
            "字符 {code} 看起来像空格，但 YAML 不把它当作空格。请改为普通空格。",
        ),
        "long-key": (
            "A key is longer than {most} characters. If it is text, it lacks a key: write `key: text`.",
            "键的长度超过 {most} 个字符。如果这是正文，则前面缺少键：请写成 `键: 正文`。",
        ),
        "colon": (
            "A second `: ` in one value. Put the value in quotes, or begin a new line.",
            "同一个值中出现了第二个 `: `。请给值加上引号，或另起一行。",
        ),
        "too-deep-line": (
            "`{character}` is indented deeper than the lines it belongs to, as if it went on with the value above. "
            "Indent it like its neighbours.",
            "`{character}` 的缩进比所属的各行更深，看起来像是上一个值的延续。请与相邻的行对齐。",
        ),
        "dash": (
            "A list entry cannot begin here. Put `- ` on a line of its own, indented like the other entries; quote a "
            "text that begins with a dash.",
            "列表项不能从这里开始。请把 `- ` 另起一行，并与其他项对齐；以短横线开头的文字请加上引号。",
        ),
        "question-mark": (
            "A `? ` cannot stand here. Put text that begins with it in quotes.",
            "`? ` 不能出现在这里。以它开头的文字请加上引号。",
        ),
        "indentation": (
            "This line does not fit the lines above it. Indent it like its neighbours, and begin it with `key: ` or "
            "`- ` as they do.",
            "这一行与上面的行不一致。请与相邻的行对齐，并像它们一样以 `键: ` 或 `- ` 开头。",
        ),
        "tab": (
            "A tab stands where only spaces may. Replace it with spaces.",
            "只能使用空格的地方出现了制表符。请改为空格。",
        ),
        "reserved": (
            "A value cannot begin with `{character}`. Put it in quotes.",
            "值不能以 `{character}` 开头。请给它加上引号。",
        ),
        "backtick": (
            "A value cannot begin with a backtick. Put it in quotes.",
            "值不能以反引号开头。请给它加上引号。",
        ),
        "fence": (
            "This line is Markdown, which has code between such lines. Remove it.",
            "这一行是 Markdown 中代码块的边界，不是 YAML。请将其删除。",
        ),
        "anchor": (
            "`{character}` begins the name of a value, made of the letters a to z, digits, `-` and `_`. If text is "
            "meant, put it in quotes.",
            "`{character}` 后面应是值的名称，只能用英文字母、数字、`-` 和 `_`。如果只是普通文字，请加上引号。",
        ),
        "block-header": (
            "Behind `|` or `>` the text begins on the next line. Quote a value that begins with such a character.",
            "`|` 或 `>` 之后的正文要从下一行开始。如果值本身以这样的字符开头，请加上引号。",
        ),
        "escape": (
            "There is no such escape behind a backslash. Use single quotes if the backslash is meant literally.",
            "反斜杠后面不是有效的转义。如果反斜杠只是普通字符，请改用单引号。",
        ),
        "directive": (
            "A line that begins with `%` is an instruction to YAML, and this one is not understood. Remove it.",
            "以 `%` 开头的行是给 YAML 的指令，但无法识别这条指令。请将其删除。",
        ),
        "behind-document": (
            "Something stands behind the end of the document. Begin a new one with `---` on a line of its own.",
            "文档已经结束，后面却还有内容。请另起一行写 `---`，开始新的文档。",
        ),
        "conflict": (
            "Two changes met here and were not merged. Keep one side, and remove the lines `<<<<<<<`, `=======` and "
            "`>>>>>>>`.",
            "两处修改在此冲突，尚未合并。请保留其中一方，并删除 `<<<<<<<`、`=======` 和 `>>>>>>>` 这几行。",
        ),
        "yaml": (
            "The YAML cannot be read here ({problem}).",
            "此处的 YAML 无法读取（{problem}）。",
        ),
    }
)
