"""What is said of paths: named on the command line, met while searching, read or written."""

import errno

from llm_project_lint.model import Language
from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "missing": (
            "there is no `{path}`: look for a slip in the name, or name a folder to search",
            "`{path}` 不存在：请检查名称是否写错，或指明要查找的文件夹",
        ),
        "unreachable": (
            "`{path}` cannot be reached ({reason}): name another path, or see to that first",
            "无法访问 `{path}`（{reason}）：请先解决该问题，或改用其他路径",
        ),
        "special": (
            "`{path}` is a pipe, socket or device, not a file: to check what another program writes, name `-` and "
            "pipe it in",
            "`{path}` 是管道、套接字或设备，而不是文件：要检查其他程序的输出，请用 `-` 并通过管道传入",
        ),
        "folder-unreadable": (
            "the folder could not be searched ({reason}): allow reading it, or list it in .gitignore",
            "无法查找该文件夹（{reason}）：请授予读取权限，或将其写入 .gitignore",
        ),
        "patterns-unreadable": (
            "could not be read ({reason}), so nothing is left out on its account: allow reading it",
            "无法读取（{reason}），因此没有按它忽略任何文件：请授予读取权限",
        ),
        "unreadable": ("cannot be read: {reason}", "无法读取：{reason}"),
        "unwritable": ("cannot be written: {reason}", "无法写入：{reason}"),
        "EACCES": ("permission denied", "权限不足"),
        "EDQUOT": ("the disk quota is used up", "磁盘配额已用完"),
        "EFBIG": ("the file grows too large", "文件过大"),
        "EIO": ("the disk or network reports an error", "磁盘或网络出错"),
        "EISDIR": ("it is a folder", "它是文件夹"),
        "ELOOP": ("its symbolic links lead in a circle", "符号链接形成循环"),
        "ENAMETOOLONG": ("the name is too long", "名称过长"),
        "ENODEV": ("it is not a regular file", "它不是普通文件"),
        "ENOENT": ("there is no such file or folder", "文件或文件夹不存在"),
        "ENOSPC": ("the disk is full", "磁盘已满"),
        "ENOTDIR": ("a part of the path is no folder", "路径中有一段不是文件夹"),
        "EPERM": ("this is not permitted", "不允许此操作"),
        "EROFS": ("the disk is read-only", "磁盘为只读"),
    }
)


def reason(error: OSError | ValueError, language: Language) -> str:
    """Why the system refused; in its own words where it is a rare one. A ValueError is a name that no file can have."""
    if not isinstance(error, OSError):
        return TEXTS.say("ENOENT", language)
    name = errno.errorcode.get(error.errno or 0, "")
    return TEXTS.say(name, language) if name in TEXTS else error.strerror or type(error).__name__
