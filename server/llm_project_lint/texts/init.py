"""What `init` says: its questions and why each is asked, the remarks in the file it writes, and what to do next."""

from llm_project_lint.texts import Texts

FORMS: dict[str, tuple[str, ...]] = {
    "amount": ("200k", "1.2M", "500 pages"),
    "cadence": ("realtime", "daily", "weekly", "monthly", "yearly", "36h", "2 per week", "static"),
    "follow": ("on-change", "hourly", "daily", "weekly", "quarterly", "36h", "on-demand", "never"),
    "language": ("en", "zh", "pt-BR"),
    "region": ("eu", "de", "eu-west-1", "global"),
}
"""Values that people may write, for the forms whose example alone does not show it and which the head of the file does
not explain; the same in both languages.
"""

TEXTS = Texts(
    {
        # The dialogue
        "intro": (
            "Ten questions about the facts that decide most, then `{path}` is written. Enter skips a question: what is "
            "not known stays open in the file. Ctrl-C stops, and nothing is written.",
            "先回答十个最能左右决定的问题，然后写入 `{path}`。不清楚的直接按回车跳过，文件中会留待补充；按 Ctrl-C 中止，不写入任何内容。",
        ),
        "why": ("Why: {why}", "为什么问：{why}"),
        "pick": ("Answer with a number or a name.", "请输入编号或名称。"),
        "pick-several": (
            "Answer with numbers or names, several separated by commas.",
            "请输入编号或名称，多个之间用逗号分隔。",
        ),
        "list": (
            "Write names, several separated by commas; `[]` says that there are none.",
            "请写名称，多个之间用逗号分隔；`[]` 表示没有。",
        ),
        "taken": ("Taken as {value}.", "按 {value} 处理。"),
        "left-open": ("Left open.", "留待补充。"),
        "no-number": (
            "There is no number {number} in the list; it goes from 1 to {most}.",
            "列表中没有编号 {number}；编号从 1 到 {most}。",
        ),
        "not-listed": ("That is not in the list.", "列表中没有这一项。"),
        "not-text": (
            "The answer holds keys or bytes that are no text, such as arrow keys; type it anew.",
            "输入的内容中有不是文字的按键或字节，例如方向键；请重新输入。",
        ),
        "stopped": ("Stopped. Nothing is written.", "已中止，没有写入任何内容。"),
        "input-ended": (
            "the input ended before the last question, so nothing is written: run the command again, or write "
            "`llm-project-lint init --template NAME`, which asks nothing",
            "输入在最后一个问题之前就结束了，因此没有写入任何内容：请重新运行，或用不提问的 `llm-project-lint init --template NAME`",
        ),
        "no-terminal": (
            "there is no terminal to ask questions on: write `--template NAME`, where NAME is {templates}",
            "没有可以提问的终端：请写 `--template NAME`，NAME 可以是 {templates}",
        ),
        # The questions, and why each is asked
        "ask-requirements.task": ("What does the model do?", "模型要做什么？"),
        "why-requirements.task": (
            "One narrow task, such as classification or extraction, can be learnt from examples; that speaks for "
            "fine-tuning.",
            "单一而明确的任务，例如分类或抽取，可以从样本中学会，支持微调。",
        ),
        "ask-requirements.gap": (
            "What does the model lack, when it is tried without retrieval and without tuning?",
            "不检索、不微调时，试用下来模型缺的是什么？",
        ),
        "why-requirements.gap": (
            "Missing knowledge speaks for retrieval; wrong behavior, form, speed or cost speaks for fine-tuning.",
            "缺知识支持检索；做法、形式、速度或成本不合要求，支持微调。",
        ),
        "ask-data.knowledge.updates": (
            "How often do the facts behind the answers change?",
            "回答所依据的事实多久变化一次？",
        ),
        "why-data.knowledge.updates": (
            "Retrieval reads the facts as they are now; a tuned model keeps what it learned until it is tuned again.",
            "检索读取的是当前的事实；微调后的模型在下次重训之前只记得旧内容。",
        ),
        "ask-requirements.max_staleness": (
            "How old may the facts in an answer be at most?",
            "回答中的事实最多可以滞后多久？",
        ),
        "why-requirements.max_staleness": (
            "It is held against the pace at which the index, the model or the prompt is renewed; a short time speaks for "
            "retrieval.",
            "用来衡量索引、模型或提示词的更新是否跟得上；期限短，支持检索。",
        ),
        "ask-requirements.domains.planned": (
            "Which fields of knowledge are to be added later?",
            "以后还要增加哪些知识领域？",
        ),
        "why-requirements.domains.planned": (
            "With retrieval a new field is one more source; a tuned model must be trained again for each.",
            "用检索时，新领域只是多一个来源；微调后的模型每增加一个领域都要重训。",
        ),
        "ask-requirements.citations": (
            "Must an answer show where it comes from?",
            "回答是否必须注明出处？",
        ),
        "why-requirements.citations": (
            "Retrieved passages can be cited; what a model says from memory has no source.",
            "检索到的段落可以引用；模型凭记忆给出的内容没有出处。",
        ),
        "ask-requirements.access_control": (
            "May two users get different answers because of what they may read?",
            "不同用户是否会因为阅读权限不同而得到不同的回答？",
        ),
        "why-requirements.access_control": (
            "A search can leave out what a user may not read; what the weights hold, any user can draw out.",
            "检索可以滤掉用户无权阅读的内容；写进权重的内容，谁都问得出来。",
        ),
        "ask-data.training.examples": (
            "How many labelled examples (input with the right output) are there?",
            "现有多少标注样本（输入加正确输出）？",
        ),
        "why-data.training.examples": (
            "Fine-tuning needs them: from a few, a model learns their wording instead of the task.",
            "微调离不开标注样本：样本太少时，模型学到的是措辞而不是任务。",
        ),
        "ask-performance.latency.p95": (
            "Within what time must the complete answer be there, in 95 of 100 cases?",
            "100 次请求中有 95 次，必须在多长时间内给出完整回答？",
        ),
        "why-performance.latency.p95": (
            "Searching takes time before the first word; a very tight limit speaks for fine-tuning.",
            "检索会在第一个字之前占用时间；时限很紧时，支持微调。",
        ),
        "ask-approach.choice": ("What has been chosen so far?", "目前选择了哪种方案？"),
        "why-approach.choice": (
            "The facts are held against it, and the file gets the lines of its design. Not chosen yet? Press Enter.",
            "事实用来检验这个选择，文件中也会列出该方案的设计项。尚未选择就按回车。",
        ),
        # The file
        "header": (
            "The facts of an LLM project, and the choice between a prompt, retrieval (RAG), fine-tuning, or both.\n"
            "A line such as `#name: ...` is not stated yet, and what stands there is only an example: delete the `#` and "
            "write your own value. What is not known stays as it is; nothing is assumed about it.\n"
            "Forms: numbers 40000, 60_000, 12k, 1.2M; shares 0.85, 85%; lengths of time 300ms, 1.5s, 15min, 36h, 2d, 2w, "
            "6mo, 1y; sizes 24GiB, 80GB; days 2026-11-22; several values `[one, two]`, none at all `[]`.",
            "大模型项目的事实，以及在仅用提示词、检索（RAG）、微调、两者结合之间所做的选择。\n"
            "形如 `#name: ...` 的行尚未写明，其中的值只是示例：删掉 `#`，换成自己的值。不清楚的保持原样，工具不会替你假定任何值。\n"
            "写法：数字 40000、60_000、12k、1.2M；占比 0.85、85%；时长 300ms、1.5s、15min、36h、2d、2w、6mo、1y；"
            "大小 24GiB、80GB；日期 2026-11-22；多个值 `[甲, 乙]`，一个也没有则写 `[]`。",
        ),
        "one-of": ("One of: {forms}.", "可选其一：{forms}。"),
        "some-of": ("One or several of: {forms}.", "可选一个或多个：{forms}。"),
        "such-as": ("Such as: {forms}.", "写法如：{forms}。"),
        "each": ("An entry may have: {forms}.", "每项可写：{forms}。"),
        # The target
        "exists": (
            "`{path}` exists already and is left as it is: name another file, or check it with `{command}`",
            "`{path}` 已经存在，未作改动：请指定其他文件，或用 `{command}` 检查它",
        ),
        "bad-name": (
            "`check` would not find a file named `{name}`: call it `llm-project.yaml` or `NAME.llm-project.yaml`",
            "`check` 找不到名为 `{name}` 的文件：请命名为 `llm-project.yaml` 或 `NAME.llm-project.yaml`",
        ),
        "no-folder": (
            "there is no folder `{folder}`: make it first, or name another",
            "文件夹 `{folder}` 不存在：请先创建，或指定其他文件夹",
        ),
        # What follows
        "written": (
            "`{path}` is written. Facts stated: {stated}; lines to fill in: {open}.",
            "已写入 `{path}`。写明的事实：{stated} 项；待补充的行：{open} 行。",
        ),
        "contradicted": (
            "Some of the answers do not go together:",
            "有些回答互相矛盾：",
        ),
        "finding": (": {message} [{rule}]", "：{message} [{rule}]"),
        "next": ("What to do next:", "接下来："),
        "next-fill": (
            "Open the file and fill in what you know: delete the `#` of a line and write your own value.",
            "打开文件，填写已知的事实：删掉行首的 `#`，换成自己的值。",
        ),
        "next-check": (
            "`{command}` says where facts and choice disagree, and why",
            "`{command}` 指出事实与选择在哪里不一致，以及原因",
        ),
        "next-decide": (
            "`{command}` sets the four choices side by side",
            "`{command}` 并列比较四种选择",
        ),
    }
)
