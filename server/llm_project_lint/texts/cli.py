"""What the command line says: its help, and what stops a run."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "description": (
            "Holds the choice between RAG, fine-tuning, both or a prompt against the facts written in llm-project.yaml.",
            "用 llm-project.yaml 中写明的事实检验在 RAG、微调、两者结合与仅用提示词之间所做的选择。",
        ),
        "init": ("write a first llm-project.yaml", "生成第一份 llm-project.yaml"),
        "init-more": (
            "Writes a first project file: asks ten questions on a terminal, each of which may be skipped, or takes a "
            "template. Never overwrites a file.",
            "生成第一份项目文件：在终端上提出十个问题（均可跳过），或直接使用模板。从不覆盖已有文件。",
        ),
        "init-path": (
            "the file to write, or the folder to write llm-project.yaml into (default: ./llm-project.yaml)",
            "要写入的文件，或存放 llm-project.yaml 的文件夹（默认为 ./llm-project.yaml）",
        ),
        "template": (
            "ask nothing: lines to fill in for this choice; minimal has the ten facts that decide most",
            "不提问：列出该方案需要填写的各行；minimal 只含最能左右决定的十个事实",
        ),
        "check": ("check project files", "检查项目文件"),
        "check-more": (
            "Checks project files and says where the decision and the facts disagree. Exit code: 0 nothing as grave as "
            "--fail-on, 1 something is, 2 the run itself failed.",
            "检查项目文件，指出决定与事实在哪里不一致。退出码：0 没有达到 --fail-on 级别的问题，1 有，2 运行本身失败。",
        ),
        "decide": (
            "hold one project file against its facts under each of the four approaches",
            "用同一份事实分别检验四种方案",
        ),
        "decide-more": (
            "Shows the four approaches side by side: what speaks against each and for it, what is not known, and which "
            "single fact would change that. Only `approach.choice` is replaced; all else, `approach.model` and prices too, is "
            "taken as it stands. Exit code: 0 whatever comes of it, 2 nothing could be compared.",
            "并排列出四种方案：反对和支持各方案的理由、尚不清楚的事实，以及哪一个事实会改变结论。"
            "只替换 `approach.choice`，其余内容（包括 `approach.model` 和价格）一律以文件为准。退出码：无论结论如何都是 0；无法比较时为 2。",
        ),
        "decide-file": (
            "a project file; - reads standard input; default: the project file in this folder or below",
            "项目文件；- 表示标准输入；默认为当前文件夹及其下的项目文件",
        ),
        "decide-format": (
            "full: one screen for people; json: everything, for programs",
            "full：一屏概览，供人阅读；json：全部内容，供程序读取",
        ),
        "several-files": (
            "there are {count} project files; name one of them: {files}",
            "有 {count} 个项目文件；请指明其中一个：{files}",
        ),
        "rules": ("list the rules", "列出规则"),
        "explain": (
            "say what a rule reports and when, why, by which numbers, from which sources, with examples",
            "说明一条规则报告什么、何时报告、原因、阈值、依据，并给出示例",
        ),
        "explain-more": (
            "Says what a rule reports and when, why, by which numbers, from which sources, with examples; with --file, how "
            "it came to its answer on that file. Exit code: 0, or 2 where the file cannot be judged.",
            "说明一条规则报告什么、何时报告、原因、阈值、依据，并给出示例；加上 --file 则说明它如何对该文件得出结论。"
            "退出码：0；文件无法检查时为 2。",
        ),
        "explain-file": (
            "show how the rule came to its answer on this project file; - reads standard input",
            "说明该规则如何对这个项目文件得出结论；- 表示标准输入",
        ),
        "select": (
            "judge only these rules, or rules of these categories (data, maintenance, ..), separated by commas",
            "只检查这些规则，或这些类别（data、maintenance 等）的规则，以逗号分隔",
        ),
        "ignore": ("leave these rules or categories out", "不检查这些规则或类别"),
        "config": ("show the configuration in force", "显示生效的配置"),
        "config-more": (
            "Shows what holds for a path in the end, and who says so: nobody (default), a preset, a configuration file at "
            "its line, or an option.",
            "显示对某个路径最终生效的配置及其来源：默认值、预设、配置文件的某一行，或命令行选项。",
        ),
        "config-path": (
            "a project file, or a folder of project files (default: this folder)",
            "项目文件，或项目文件所在的文件夹（默认为当前文件夹）",
        ),
        "config-format": ("text, or json with all of it for programs", "text，或供程序读取的 json"),
        "config-file": (
            "take this configuration for all files, instead of the nearest llm-project-lint.toml or pyproject.toml",
            "所有文件都用这份配置，而不是最近的 llm-project-lint.toml 或 pyproject.toml",
        ),
        "isolated": ("read no configuration file", "不读取任何配置文件"),
        "config-and-isolated": (
            "write either --config or --isolated",
            "--config 与 --isolated 只能写一个",
        ),
        "no-rule-left": (
            "no rule is left to check: whatever is selected is ignored again",
            "没有剩下可检查的规则：选中的规则又全被排除了",
        ),
        "no-name": (
            "there is no rule or category `{name}`; `llm-project-lint rules` lists them",
            "没有名为 `{name}` 的规则或类别；用 `llm-project-lint rules` 查看",
        ),
        "no-name-near": (
            "there is no rule or category `{name}`; did you mean `{near}`?",
            "没有名为 `{name}` 的规则或类别；是不是想写 `{near}`？",
        ),
        "explained": ("name of a rule or of a driver", "规则或驱动因素的名称"),
        "no-rule": (
            "there is no rule `{rule}`; `llm-project-lint rules` lists them",
            "没有规则 `{rule}`；用 `llm-project-lint rules` 查看全部规则",
        ),
        "no-rule-near": (
            "there is no rule `{rule}`; did you mean `{near}`?",
            "没有规则 `{rule}`；是不是想写 `{near}`？",
        ),
        "other-name": ("`{name}` is not a rule. {said}", "`{name}` 不是规则。{said}"),
        "schema": (
            "print the JSON Schema of project files, of the configuration, or of an editor's settings",
            "输出项目文件、配置文件或编辑器设置的 JSON Schema",
        ),
        "schema-of": (
            "project: of llm-project.yaml (default); config: of llm-project-lint.toml; editor: of the language server's "
            "settings; report, decision, changes: of what `check`, `decide` and `changes` print as json",
            "project：llm-project.yaml 的格式（默认）；config：llm-project-lint.toml 的格式；editor：语言服务器的设置；"
            "report、decision、changes：`check`、`decide`、`changes` 的 json 输出格式（英文）",
        ),
        "server": ("run the language server", "运行语言服务器"),
        "server-more": (
            "The language server for editors, over standard input and output. Exit code: 0 if the editor said goodbye, else 1.",
            "供编辑器使用的语言服务器，通过标准输入和标准输出通信。退出码：编辑器正常告别时为 0，否则为 1。",
        ),
        "stdio": (
            "taken for clients that always say it; there is no other way",
            "为总是带此选项的客户端而设；通信方式只有这一种",
        ),
        "new-rule": ("write a first version of a rule file", "生成规则文件的初稿"),
        "new-rule-more": (
            "Writes a rule file to fill in: into a pack with --pack, which is made if there is none, else into "
            "rules/CATEGORY/NAME.yaml of a checkout of this project.",
            "生成一个待填写的规则文件：用 --pack 写入规则包（没有则新建），否则写入本项目源码目录的 "
            "rules/CATEGORY/NAME.yaml。",
        ),
        "rule-pack": (
            "the folder of a pack, whose name a new pack takes, such as rules/acme",
            "规则包所在的文件夹，例如 rules/acme；新建的规则包以文件夹名命名",
        ),
        "test-rules": ("run the examples of the rules of a pack", "运行规则包中各条规则的示例"),
        "test-rules-more": (
            "Runs the examples of the rules of a pack, and says which do not hold and which cases, excuses and fixes no "
            "example tries. Exit code 1 if there is anything of either.",
            "运行规则包中各条规则的示例，指出不符合预期的示例，以及没有示例覆盖的情形、例外和修改。"
            "只要有其中一项，退出码就是 1。",
        ),
        "test-rules-folder": (
            "the folder of a pack (default: the current one, or the packs that are configured here)",
            "规则包所在的文件夹（默认：当前文件夹，或此处配置的规则包）",
        ),
        "help": ("show this help and exit", "显示帮助并退出"),
        "version": ("print the version and exit", "显示版本并退出"),
        "usage": ("usage: ", "用法："),
        "title": ("{title}:", "{title}："),
        "options": ("options", "选项"),
        "arguments": ("arguments", "参数"),
        "commands": ("commands", "命令"),
        "paths": (
            "files, or folders to search for llm-project.yaml, llm-project.yml and *.llm-project.yaml; - reads standard "
            "input; default: this folder",
            "文件，或要在其中查找 llm-project.yaml、llm-project.yml 和 *.llm-project.yaml 的文件夹；- 表示标准输入；默认为当前文件夹",
        ),
        "stdin-filename": (
            "the name that standard input goes by in the report",
            "标准输入在报告中使用的文件名",
        ),
        "format": (
            "full, concise, json, sarif, github, gitlab, junit, markdown or html; with `:FILE` into that file; several are possible",
            "full、concise、json、sarif、github、gitlab、junit、markdown 或 html；加上 `:FILE` 则写入该文件；可以给出多个",
        ),
        "baseline": ("report only what is not in this file of known findings", "只报告不在此基线文件中的问题"),
        "write-baseline": ("write that file: everything that is there now is known", "写入该文件：现有的问题都算已知"),
        "prune-baseline": ("take out of that file what is gone", "从该文件中清除已消失的问题"),
        "new-since": (
            "report only what is new since a commit, branch or tag; `main...` is where this branch left main",
            "只报告自某个提交、分支或标签以来新出现的问题；`main...` 表示本分支与 main 分开之处",
        ),
        "needs-baseline": ("{option} needs `--baseline FILE`", "{option} 须与 `--baseline FILE` 一起使用"),
        "baseline-and-since": (
            "either `--baseline` or `--new-since`: both say what is known",
            "`--baseline` 与 `--new-since` 只能选一个：两者都用来说明哪些是已知的",
        ),
        "write-and-prune": (
            "either `--write-baseline` or `--prune-baseline`",
            "`--write-baseline` 与 `--prune-baseline` 只能选一个",
        ),
        "diff-and-known": (
            "`--diff` shows what `--fix` would change, whatever is known: leave out `--baseline` and `--new-since`",
            "`--diff` 显示 `--fix` 会做的修改，与是否已知无关：请去掉 `--baseline` 和 `--new-since`",
        ),
        "baseline-written": ("{count} findings are known now, in {file}.", "{file} 中现有 {count} 项已知问题。"),
        "elsewhere": (
            "note: {file} is not of this repository, so nothing of it is known",
            "说明：{file} 不属于这个仓库，其中没有已知问题",
        ),
        "changes": ("say what a change does to the decision", "说明一次改动对决定的影响"),
        "changes-more": (
            "Holds the project files below this folder against a revision of git: which facts, findings, reasons and "
            "waivers came and went, and whether the verdict on the choice flips. Both are judged by the same rules on "
            "the same day. Nothing in the repository is touched.",
            "把当前文件夹下的项目文件与 git 中的某个版本对照：哪些事实、问题、理由和豁免出现或消失，所选方案的结论是否改变。两者按同样的规则、同一天判断。不改动仓库中的任何内容。",
        ),
        "revision": (
            "a commit, branch or tag (default: HEAD); `main...` is where this branch left main",
            "提交、分支或标签（默认 HEAD）；`main...` 表示本分支与 main 分开之处",
        ),
        "changes-format": ("full, markdown for a comment, or json", "full、用于评论的 markdown，或 json"),
        "output-file": ("the file for what would go to standard output", "写入此文件，而不是标准输出"),
        "format-no-file": ("`{name}:` needs the name of a file", "`{name}:` 之后应有文件名"),
        "formats-standard-output": (
            "one format can go to standard output; write the others as `NAME:FILE`",
            "只有一种格式可以写到标准输出；其余请写成 `NAME:FILE`",
        ),
        "formats-one-file": ("two formats would go into {file}", "有两种格式要写入 {file}"),
        "fail-on": (
            "the least severity that makes the exit code 1 (default: warning)",
            "使退出码为 1 的最低级别（默认 warning）",
        ),
        "exit-zero": (
            "exit with 0 whatever is found; 2 still says that the run failed",
            "无论发现什么都以 0 退出；运行失败时仍为 2",
        ),
        "lang": (
            "language of all texts (default: from the locale)",
            "全部文字的语言（默认取自系统区域设置）",
        ),
        "jobs": (
            "how many processes check files side by side; 0 takes as many as it pays for (default)",
            "同时检查文件的进程数；0 表示按需自动决定（默认）",
        ),
        "quiet": ("print findings only", "只输出发现的问题"),
        "statistics": (
            "print how often each rule was found instead of the findings",
            "不输出问题，只输出每条规则出现的次数",
        ),
        "show": (
            "the least severity that is printed (default: info); waived prints what is waived too, with its reason",
            "输出的最低级别（默认 info）；waived 会同时列出已豁免的发现及其理由",
        ),
        "today": (
            "the day that dates are held against, such as 2026-11-22 (default: today, UTC)",
            "以哪一天为今天来比较各个日期，例如 2026-11-22（默认为 UTC 当天）",
        ),
        "fix": (
            "repair the file where that is beyond doubt (misspelt keys and words, forms of values); facts and choice "
            "stay as they are",
            "在毫无疑问时修复文件（拼错的键和词、数值写法）；不改动事实和决定",
        ),
        "diff": ("print what --fix would change, and change nothing", "显示 --fix 会做的修改，但不写入"),
        "rules-format": ("text, or json with everything a rule holds", "text，或包含规则全部内容的 json"),
        "rule-name": ("CATEGORY/NAME of the new rule", "新规则的 CATEGORY/NAME"),
        "failed": ("error: {message}", "错误：{message}"),
        "of-path": ("{path}: {reason}", "{path}：{reason}"),
        "see-help": ("`{command} --help` lists what can be written.", "可用写法见 `{command} --help`。"),
        "no-file": (
            "no project file in {folder}: `llm-project-lint init` writes a first `llm-project.yaml`, or name the file to check",
            "{folder} 中没有项目文件：可用 `llm-project-lint init` 生成第一份 `llm-project.yaml`，或指明要检查的文件",
        ),
        "no-command": ("`{word}` is not a command", "`{word}` 不是命令"),
        "path-command": (
            "`{word}` is not a command; to check it, write `llm-project-lint check {word}`",
            "`{word}` 不是命令；要检查它，请写 `llm-project-lint check {word}`",
        ),
        "option-command": (
            "`{word}` is not a command, but an option: write `llm-project-lint check --{word}`",
            "`{word}` 不是命令，而是选项：请写 `llm-project-lint check --{word}`",
        ),
        "near-command": (
            "`{word}` is not a command; did you mean `{near}`?",
            "`{word}` 不是命令；是不是想写 `{near}`？",
        ),
        "unknown": ("there is no option {words}", "没有 {words} 这个选项"),
        "surplus": ("too many arguments: {words}", "多余的参数 {words}"),
        "bad-choice": (
            "`{value}` cannot stand behind {name}; choose from {choices}",
            "{name} 不能写 `{value}`；可选：{choices}",
        ),
        "empty-choice": (
            "the value behind {name} is empty; choose from {choices}",
            "{name} 的值是空的；可选：{choices}",
        ),
        "separator": (", ", "、"),
        "no-value": ("a value is missing behind {name}", "{name} 后面缺少值"),
        "surplus-value": ("{name} takes no value", "{name} 后面不能带值"),
        "required": ("{name} is missing", "缺少 {name}"),
        "bad-day": ("`{text}` is not a day; write it as 2026-11-22", "`{text}` 不是日期；请写成 2026-11-22 的形式"),
        "bad-jobs": (
            "`{text}` is not a number of processes; write 0 or more",
            "`{text}` 不是进程数；请写 0 或更大的整数",
        ),
        "stdin-alone": (
            "standard input (`-`) is checked alone: leave the other paths out",
            "标准输入（`-`）只能单独检查：请去掉其他路径",
        ),
        "diff-and-fix": ("write either --fix or --diff", "--fix 与 --diff 只能写一个"),
        "crash": (
            "a mistake of llm-project-lint itself, not of your file: {message}. With LLM_PROJECT_LINT_TRACEBACK=1 in the "
            "environment it says where.",
            "这是 llm-project-lint 自身的错误，与文件无关：{message}。设置环境变量 LLM_PROJECT_LINT_TRACEBACK=1 可查看出错位置。",
        ),
        "changed-meanwhile": (
            "it was changed while it was checked, so it was not repaired: run the command again",
            "检查期间文件被改动，因此没有修复：请重新运行",
        ),
        "interrupted": ("stopped", "已中断"),
        "progress": ("checking", "正在检查"),
        "rule-exists": ("{path} exists already", "{path} 已经存在"),
        "rule-bad-name": (
            "`{name}` is not CATEGORY/NAME in small letters, digits and hyphens; the categories are {categories}",
            "`{name}` 不是由小写字母、数字和连字符组成的 CATEGORY/NAME；类别有：{categories}",
        ),
        "rule-written": (
            "{path} is written. Fill it in; `make test-rules` runs its examples.",
            "已写入 {path}。填写后可用 `make test-rules` 运行其中的示例。",
        ),
        "two-packs": (
            "two different packs are called `{name}`, so a report could not say which is meant: {one} and {other}; check "
            "their folders one by one",
            "有两个不同的规则包都叫 `{name}`，报告无法区分：{one} 和 {other}；请分别检查各自的文件夹",
        ),
        "rule-written-pack": (
            "{path} is written. Fill it in; `llm-project-lint test-rules {pack}` runs its examples.",
            "已写入 {path}。填写后可用 `llm-project-lint test-rules {pack}` 运行其中的示例。",
        ),
        "pack-made": (
            '{path} is a new pack. It counts once `packs = ["{entry}"]` stands in llm-project-lint.toml.',
            '新建了规则包 {path}。在 llm-project-lint.toml 中写上 `packs = ["{entry}"]` 即可启用。',
        ),
        "pack-bad-name": (
            "a pack takes the name of its folder, which must be small letters and digits that name nothing else: `{name}`",
            "规则包以文件夹名命名，只能用小写字母和数字，且不能与已有名称重复：`{name}`",
        ),
        "no-checkout": (
            "rules of the project can only be added in its checkout; write into a pack of your own with `--pack DIR`",
            "只能在本项目的源码目录中添加自带规则；请用 `--pack DIR` 写入自己的规则包",
        ),
    }
)
