"""What is said of baselines."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "no-json": (
            "this is no baseline{line}: it is not JSON; `--write-baseline` writes one",
            "这不是基线文件{line}：不是 JSON；可用 `--write-baseline` 生成",
        ),
        "no-baseline": (
            "this is no baseline: it has no list `findings`; `--write-baseline` writes one",
            "这不是基线文件：没有 `findings` 列表；可用 `--write-baseline` 生成",
        ),
        "other-version": (
            "this baseline is not of version {version}; `--write-baseline` writes it anew",
            "这个基线文件不是第 {version} 版；可用 `--write-baseline` 重新生成",
        ),
        "bad-entry": (
            "finding {number} of this baseline needs `path`, `rule`, `place` and a `severity`",
            "基线文件中的第 {number} 项应有 `path`、`rule`、`place` 和 `severity`",
        ),
    }
)
