"""What is said of repositories and revisions."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "no-git": (
            "git cannot be run: install it, or leave out what compares with a revision",
            "无法运行 git：请先安装 git，或不要与某个版本比较",
        ),
        "git-failed": ("git has no answer here: {reason}", "git 没有给出结果：{reason}"),
        "no-revision": (
            "there is no revision `{name}` here; in a build, fetch it first (`git fetch origin main`, or a full clone)",
            "这里没有版本 `{name}`；在流水线中请先取得它（`git fetch origin main`，或完整克隆）",
        ),
        "no-commit": (
            "nothing has been committed here yet, so there is nothing to compare with",
            "这里还没有任何提交，无从比较",
        ),
        "no-merge-base": (
            "`{name}`: the two have no common past here; in a build, fetch more of it (a full clone, or `--unshallow`)",
            "`{name}`：在这里找不到两者的共同祖先；在流水线中请取得更多历史（完整克隆，或 `--unshallow`）",
        ),
        "no-object": (
            "git does not have the contents {id} of that revision: fetch them first",
            "git 中没有该版本的内容 {id}：请先取得",
        ),
    }
)
