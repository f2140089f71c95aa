"""How Chinese is set and which words it uses: what the tests of all texts look for."""

import re

HAN = re.compile("[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
_SPACED = re.compile("[，。；：？！（）、“”] | [，。；：？！（）、“”]")
_GLUED = re.compile("[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9%`][\u4e00-\u9fff]")
_DOUBLED = re.compile("([\u4e00-\u9fff]{2,})\\1")
_REFUSED = re.compile("词元|百分位|个人数据|提示(?!词)|基础模型|大语言模型|来自来源")
"""Said otherwise: token, P95, 个人信息, 提示词, 基座模型, 大模型, 来源“…”."""


def slips(text: str) -> list[str]:
    """What is wrong with the way a Chinese text is set. Code in backquotes and `{names}` are no part of it."""
    prose = re.sub(r"`[^`]*`", "``", text)
    plain = re.sub(r"\{[\w.]+(?::\w+)?\}", "", prose)
    found = {
        "half-width punctuation": _HALF_WIDTH.search(prose),
        "a space beside full-width punctuation": _SPACED.search(prose),
        "no space between Chinese and Latin": _GLUED.search(plain),
        "a doubled word": _DOUBLED.search(plain),
    }
    return [f"{name}: {match.group()}" for name, match in found.items() if match]


def refused(text: str) -> list[str]:
    """The words of a Chinese text for which we have another."""
    return _REFUSED.findall(text)
