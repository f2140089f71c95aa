"""What the command line says: its help, and what stops a run."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "description": (
            "Holds the choice between RAG, fine-tuning, both or a prompt against the facts written in llm-project.yaml.",
            "用 llm-project.yaml 中写明的事实检验在 RAG、微调、两者结合与仅用提示词之间所做的选择。",
        ),
        "check": ("check project files", "检查项目文件"),
        "check-more": (
            "Checks project files and says where the decision and the facts disagree. Exit code: 0 nothing as grave as "
            "--fail-on, 1 something is, 2 the run itself failed.",
            "检查项目文件，指出决定与事实在哪里不一致。退出码：0 没有达到 --fail-on 级别的问题，1 有，2 运行本身失败。",
        ),
        "rules": ("list the rules", "列出规则"),
        "explain": (
            "say what a rule reports and when, why, by which numbers, from which sources, with examples",
            "说明一条规则报告什么、何时报告、原因、阈值、依据，并给出示例",
        ),
        "select": (
            "judge only these rules, or rules of these categories (data, maintenance, ..), separated by commas",
            "只检查这些规则，或这些类别（data、maintenance 等）的规则，以逗号分隔",
        ),
        "ignore": ("leave these rules or categories out", "不检查这些规则或类别"),
        "no-name": (
            "there is no rule or category `{name}`; `llm-project-lint rules` lists them",
            "没有名为 `{name}` 的规则或类别；用 `llm-project-lint rules` 查看",
        ),
        "no-name-near": (
            "there is no rule or category `{name}`; did you mean `{near}`?",
            "没有名为 `{name}` 的规则或类别；是不是要写 `{near}`？",
        ),
        "explained": ("name of a rule or of a driver", "规则或驱动因素的名称"),
        "no-rule": (
            "there is no rule `{rule}`; `llm-project-lint rules` lists them",
            "没有规则 `{rule}`；用 `llm-project-lint rules` 查看全部规则",
        ),
        "no-rule-near": (
            "there is no rule `{rule}`; did you mean `{near}`?",
            "没有规则 `{rule}`；是不是要写 `{near}`？",
        ),
        "schema": ("print the JSON Schema of the file format", "输出文件格式的 JSON Schema"),
        "new-rule": ("write a first version of a rule file", "生成规则文件的初稿"),
        "new-rule-more": (
            "Writes a rule file to fill in, at rules/CATEGORY/NAME.yaml of a checkout of this project.",
            "在本项目检出目录的 rules/CATEGORY/NAME.yaml 处生成一个待填写的规则文件。",
        ),
        "help": ("show this help and exit", "显示帮助并退出"),
        "version": ("print the version and exit", "显示版本并退出"),
        "usage": ("usage: ", "用法："),
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
            "full: with source lines and reasons; concise: a line for each finding; json: for programs",
            "full：附原文和理由；concise：每个问题一行；json：供程序读取",
        ),
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
        "output-file": ("write the report to this file instead", "把报告写入此文件"),
        "today": (
            "the day that dates are held against, such as 2026-11-22 (default: today, UTC)",
            "用来比较日期的当天，例如 2026-11-22（默认为 UTC 当天）",
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
        "see-help": ("`{command} --help` lists what can be written.", "可用写法见 `{command} --help`。"),
        "no-file": (
            "no project file in {folder}: write the facts and the decision into `llm-project.yaml`, as the README shows, or "
            "name the file to check",
            "{folder} 中没有项目文件：请按 README 的说明把事实和决定写入 `llm-project.yaml`，或指明要检查的文件",
        ),
        "no-command": (
            "`{word}` is not a command; to check a file, write `llm-project-lint check {word}`",
            "`{word}` 不是命令；检查文件请写 `llm-project-lint check {word}`",
        ),
        "near-command": (
            "`{word}` is not a command; did you mean `{near}`?",
            "`{word}` 不是命令；是不是想写 `{near}`？",
        ),
        "unknown": ("there is no option {words}", "没有 {words} 这个选项"),
        "bad-choice": (
            "`{value}` cannot stand behind {name}; choose from {choices}",
            "{name} 不能写 `{value}`；可选：{choices}",
        ),
        "no-value": ("a value is missing behind {name}", "{name} 后面缺少值"),
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
        "no-checkout": (
            "rules can only be added in a checkout of this project",
            "只能在本项目的检出目录中添加规则",
        ),
    }
)
