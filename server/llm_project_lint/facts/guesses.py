"""What people write for a value of some form although it cannot be read, and what they mean by it."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from llm_project_lint.facts.nearest import nearest
from llm_project_lint.facts.values import CADENCES, MAX_COUNT, NO_LANGUAGES, read
from llm_project_lint.source.scalars import plain


class Guess(NamedTuple):
    """What may be meant by a text.

    texts: as it is written in a file; what cannot be read is left out later. sure: if it is one, it is beyond doubt.
    hint: a key of `texts.values` that explains it.
    """

    texts: tuple[str, ...]
    sure: bool = True
    hint: str = ""


_Guesser: TypeAlias = Callable[[str, str], Guess | None]
"""From a form and a text to what may be meant."""


def guess(form: str, text: str) -> Guess | None:
    """What may be meant by a text, its letters in normal width and without space around it."""
    if read(form, plain(text)) is not None:  # in quotes, or in wide letters
        return Guess((text,))
    if form not in _WHOLE and _EITHER.search(text):
        readings = (guess(form, _EITHER.sub(joined, text)) for joined in (r"\1\2", r"\1.\2"))
        return Guess(tuple(one for found in readings if found for one in found.texts), sure=False, hint="comma")
    return next((found for guesser in _GUESSERS[form] if (found := guesser(form, text))), None)


def _about(form: str, text: str) -> Guess | None:
    """`~500`, `< 5s`, `500+`: the number alone can be read."""
    bare = text.lstrip("~≈<>≤≥= ").removesuffix("+").strip()
    if bare == text:
        return None
    inside = guess(form, bare)
    return inside._replace(sure=False) if inside else None


_WHOLE = ("count", "amount", "date")
"""Forms whose numbers have no decimals, so that a comma in one separates thousands."""
_EITHER = re.compile(r"(?<![0-9.,'])([1-9][0-9]{0,2})[,'’]([0-9]{3})(?![0-9.,'])")
"""`1,500`: a thousand and a half for some, one and a half for others."""

# Words

_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "y", "on", "是", "有"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "否", "无"), "false"),
}
_LANGUAGES = {
    "english": "en", "chinese": "zh", "mandarin": "zh", "simplified chinese": "zh-CN", "traditional chinese": "zh-TW",
    "german": "de", "french": "fr", "spanish": "es", "japanese": "ja", "korean": "ko", "norwegian": "nb",
    "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru", "arabic": "ar", "hindi": "hi",
    "swedish": "sv", "danish": "da", "finnish": "fi", "polish": "pl", "turkish": "tr", "vietnamese": "vi", "thai": "th",
    "indonesian": "id",
    "中文": "zh", "汉语": "zh", "普通话": "zh", "简体中文": "zh-CN", "繁体中文": "zh-TW", "英文": "en", "英语": "en",
    "日文": "ja", "日语": "ja", "韩文": "ko", "韩语": "ko", "德语": "de", "法语": "fr", "西班牙语": "es", "俄语": "ru",
    "葡萄牙语": "pt", "阿拉伯语": "ar", "all": "multilingual", "any": "multilingual", "多语言": "multilingual",
}  # fmt: skip
_ZONES = {
    "europe": "eu", "germany": "de", "france": "fr", "ireland": "ie", "netherlands": "nl", "sweden": "se",
    "norway": "no", "switzerland": "ch", "italy": "it", "spain": "es", "poland": "pl", "china": "cn", "japan": "jp",
    "korea": "kr", "india": "in", "singapore": "sg", "australia": "au", "canada": "ca", "brazil": "br", "usa": "us",
    "united states": "us", "uk": "gb", "united kingdom": "gb", "worldwide": "global", "any": "global",
    "欧盟": "eu", "欧洲": "eu", "德国": "de", "法国": "fr", "中国": "cn", "日本": "jp", "韩国": "kr", "新加坡": "sg",
    "美国": "us", "英国": "gb", "全球": "global",
}  # fmt: skip
_CLOUDS = {
    "(west|north)europe": "eu", "(east|west|central|north|south)*us[0-9]*": "us", "uk(south|west)": "gb",
    "germany(westcentral|north)": "de", "france(central|south)": "fr", "sweden(central|south)": "se",
    "switzerland(north|west)": "ch", "norway(east|west)": "no", "china(east|north)[0-9]*": "cn",
    "japan(east|west)": "jp",
    "korea(central|south)": "kr", "australia(east|southeast|central)": "au", "canada(central|east)": "ca",
    "europe-west2": "gb", "europe-west6": "ch", "europe-[a-z]+[0-9]+": "eu", "northamerica-northeast[12]": "ca",
    "australia-[a-z]+[0-9]+": "au",
}  # fmt: skip
"""Names of data centres that do not begin with their zone, as the large clouds write them."""


def _boolean(_form: str, text: str) -> Guess | None:
    word = _BOOLEANS.get(text.lower())
    return Guess((word,)) if word else None


def _language(_form: str, text: str) -> Guess | None:
    tag = text.replace("_", "-").replace(" ", "-")
    country, dash, rest = tag.partition("-")
    if language := NO_LANGUAGES.get(country.lower()):
        return Guess((language + dash + rest,), sure=False, hint="country")
    return Guess((_LANGUAGES.get(text.lower()) or tag,))


def _region(_form: str, text: str) -> Guess | None:
    low = re.sub(r"[_ ]+", "-", text.lower())
    if zone := _ZONES.get(text.lower()):
        return Guess((zone,))
    cloud = next((zone for name, zone in _CLOUDS.items() if re.fullmatch(name, low)), None)
    return Guess((f"{cloud}-{low}",), sure=False) if cloud else Guess((low,))


# Numbers

_NUMBER = r"[0-9][0-9.,_' ]*"
_LETTERS = {
    **dict.fromkeys(("k", "thousand", "千"), (1, "k")),
    **dict.fromkeys(("m", "mio", "mn", "million", "millions", "百万"), (1, "M")),
    **dict.fromkeys(("b", "bn", "billion", "billions", "十亿"), (1, "B")),
    **dict.fromkeys(("t", "tn", "trillion", "万亿"), (1, "T")),
    "万": (10, "k"),
    "亿": (100, "M"),
}
_CURRENCIES = {
    "€|euros?|欧元": ("EUR",), r"(us)? ?(\$|dollars?)|美元": ("USD",), "元|yuan|rmb|renminbi|人民币": ("CNY",),
    "yen|日元": ("JPY",), "¥": ("CNY", "JPY"), "£|pounds?|英镑": ("GBP",), r"港[元币]|hk\$": ("HKD",),
    "(swiss )?francs?|瑞士法郎": ("CHF",), "₹|rupees?": ("INR",), "₩|won|韩元": ("KRW",),
}  # fmt: skip
"""What people write for the currencies that are met most."""
_SIGNS = r"[$€£¥]|[a-z]{2,3}\$?|元|美元|欧元|人民币"


def _digits_of(text: str) -> str:
    """A number as it is written here: no separators of thousands, a point for the decimals."""
    text = text.strip()
    if re.fullmatch(r"[1-9][0-9]{0,2}([,_' ][0-9]{3})+(\.[0-9]+)?", text):
        return re.sub(r"[,_' ]", "", text)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3}){2,}", text):
        return text.replace(".", "")
    if re.fullmatch(r"[0-9]+,([0-9]{1,2}|[0-9]{4,})|0,[0-9]+", text):
        return text.replace(",", ".")
    return text.replace("_", "")


def _numeral(_form: str, text: str) -> Guess | None:
    found = re.fullmatch(rf"(-?{_NUMBER})([a-z]+|[一-鿿]+)?", text.lower())
    if not found:
        return None
    number = _digits_of(found[1])
    if not found[2]:
        return Guess((number,))
    if found[2] not in _LETTERS or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", number):
        return None
    times, letter = _LETTERS[found[2]]
    return Guess((f"{(Decimal(number) * times).normalize():f}{letter}",)) if times > 1 else Guess((number + letter,))


def _pointed(_form: str, text: str) -> Guess | None:
    """`12.000`, in which the point may separate thousands; `3.0` and `1e3`, which can only be whole."""
    value = plain(text)
    if not isinstance(value, float) or not 0 <= value <= MAX_COUNT:
        return None
    whole = (str(int(value)),) if value == int(value) else ()
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        return Guess((*whole, text.replace(".", "")), sure=False, hint="point")
    return Guess(whole) if whole else None


def _negative(form: str, text: str) -> Guess | None:
    """A number that could be read but for its sign."""
    positive = text.startswith("-") and read(form, plain(text[1:].strip())) is not None
    return Guess((), hint="negative") if positive else None


def _not_whole(form: str, text: str) -> Guess | None:
    broken = re.fullmatch(r"[0-9]{1,12}\.[0-9]{1,12}[kMBT]?", text)
    return Guess((), hint="not-whole") if broken and read(form, text) is None else None


def _amount(form: str, text: str) -> Guess | None:
    if found := re.fullmatch(rf"({_NUMBER}) *(?:pages?|pp?\.?|页)", text.lower()):
        return Guess((f"{_digits_of(found[1])} pages",))
    found = re.fullmatch(r"(.*?) *(?:tokens?|tok|个?词元)", text, re.IGNORECASE)
    if not found:
        return None
    return Guess((found[1],)) if read(form, plain(found[1])) is not None else _numeral(form, found[1])


def _percent(_form: str, text: str) -> Guess | None:
    found = re.fullmatch(rf"(?:百分之)({_NUMBER})|({_NUMBER})(?:%|percent|pct|per cent)", text.lower())
    return Guess((f"{_digits_of(found[1] or found[2])}%",)) if found else None


def _share(_form: str, text: str) -> Guess | None:
    above_one = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,9})?", text) and 1 < float(text) <= 100
    return Guess((f"{text}%",), sure=False, hint="ambiguous-share") if above_one else None


def _currency(_form: str, text: str) -> Guess | None:
    low = text.lower()
    codes = next((codes for names, codes in _CURRENCIES.items() if re.fullmatch(names, low)), (text.upper(),))
    return Guess(codes, sure=codes[0] in ("EUR", text.upper()))


def _money(form: str, text: str) -> Guess | None:
    found = re.fullmatch(rf"(?:{_SIGNS})? *({_NUMBER}[km]?) *(?:{_SIGNS})?", text.lower())
    number = _numeral(form, found[1].strip()) if found else None
    return number._replace(sure=False) if number else None


def _size(_form: str, text: str) -> Guess | None:
    found = re.fullmatch(rf"({_NUMBER})([mgt])?(i?b)?", text.lower())
    if not found:
        return None
    number, letter, rest = _digits_of(found[1]), (found[2] or "g").upper(), found[3]
    if rest and found[2]:
        return Guess((f"{number}{letter}{rest.replace('b', 'B')}",))
    both = (f"{number}{letter}B", f"{number}{letter}iB")
    return Guess(both, sure=False, hint="size-unit")


# Time

_UNITS = {
    "ms|msecs?|milliseconds?|毫秒": "ms", "s|secs?|seconds?|秒钟?": "s", "mins?|minutes?|分钟?": "min",
    "h|hrs?|hours?|个?小时": "h", "d|days?|天|日": "d", "w|wks?|weeks?|周|个?星期": "w", "mo|mos|months?|个?月": "mo",
    "y|yrs?|years?|年": "y",
}  # fmt: skip
_LENGTHS = {
    "hourly": "1h", "daily": "1d", "weekly": "7d", "biweekly": "14d", "monthly": "30d", "quarterly": "91d",
    "half-yearly": "182d", "yearly": "365d", "realtime": "0", "static": "never", "forever": "never",
    "unlimited": "never", "永久": "never",
}  # fmt: skip
_PACES = {"h": "hourly", "d": "daily", "w": "weekly", "mo": "monthly", "y": "yearly"}
_WORDS = {
    **dict.fromkeys(("annually", "annual", "per year"), "yearly"), "nightly": "daily", "fortnightly": "biweekly",
    **dict.fromkeys(("semiannually", "semi-annually", "half yearly", "twice a year", "每半年"), "half-yearly"),
    **dict.fromkeys(("quarter", "every quarter", "per quarter", "once a quarter", "每季度", "每季"), "quarterly"),
    **dict.fromkeys(("live", "continuous", "continuously", "real time", "实时"), "realtime"),
}  # fmt: skip
_CHANGING = {**dict.fromkeys(("fixed", "frozen", "unchanging", "none", "不变", "从不"), "static")}
_FOLLOWING = {
    **dict.fromkeys(("manual", "manually", "as needed", "ad hoc", "ad-hoc", "手动", "按需"), "on-demand"),
    **dict.fromkeys(("on update", "on updates", "event-driven", "每次变更"), "on-change"),
    "static": "never", "none": "never", "从不": "never",
}  # fmt: skip
_TIMES = r"(?:([0-9]+)(?: ?x| times)?|(once)|(twice)) ?(?:a|an|per|/|every|each) ?(hour|day|week|month|quarter|year)"


def _length(_form: str, text: str) -> Guess | None:
    low = text.lower()
    if found := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?m", low):
        return Guess((f"{found[1]}min", f"{found[1]}mo"), sure=False, hint="ambiguous-m")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", low):
        return Guess((), hint="no-time-unit")
    if found := re.fullmatch(r"([0-9]{1,4}) ?h ?([0-9]{1,4}) ?m(?:in)?", low):
        return Guess((f"{int(found[1]) * 60 + int(found[2])}min",))
    found = re.fullmatch(rf"({_NUMBER})([a-z]+|[一-鿿]+)", low)
    unit = next((unit for words, unit in _UNITS.items() if found and re.fullmatch(words, found[2])), None)
    return Guess((f"{_digits_of(found[1])}{unit}",)) if found and unit else None


def _duration(_form: str, text: str) -> Guess | None:
    low = text.lower()
    word = nearest(low, _LENGTHS)[0] if low not in _LENGTHS else low
    return Guess((_LENGTHS[word],), sure=low in CADENCES and low != "realtime") if word else None


def _pace(form: str, text: str) -> Guess | None:
    """`every 2 days`, `once a week`, `每周`, `Weekly`, `3x per day`."""
    low = re.sub(r"[_ ]+", " ", text.lower())
    words = _WORDS | (_CHANGING if form == "cadence" else _FOLLOWING)
    if form == "cadence" and low.replace(" ", "-") in ("on-change", "on-demand"):
        return Guess((), hint="not-ours")
    if found := re.fullmatch(_TIMES, low):
        number = found[1] or ("1" if found[2] else "2")
        if number != "1":
            return Guess((f"{number} per {found[4]}",))
        low = found[4]
    if low in words:
        return Guess((words[low],), sure=words[low] in CADENCES)
    if found := re.fullmatch(r"(?:every|each|per|once an?|once per|每) ?(.*)", low):
        low = found[1]
    if unit := next((unit for names, unit in _UNITS.items() if re.fullmatch(names, low)), None):
        return Guess((_PACES[unit],)) if unit in _PACES else None
    if low and (length := _length(form, low)):
        return length
    word, sure = nearest(low, [*CADENCES, *({"cadence": ("static",)}.get(form, ("on-change", "on-demand", "never")))])
    return Guess((word,), sure) if word else None


# Dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(_form: str, text: str) -> Guess | None:
    low = text.lower().partition("t")[0].strip() if text[:1].isdigit() and "-" in text[:8] else text.lower()
    if found := re.fullmatch(r"([0-9]{4})[-/. 年]([0-9]{1,2})[-/. 月]([0-9]{1,2})日?(?: .*)?", low) or re.fullmatch(
        r"([0-9]{4})([0-9]{2})([0-9]{2})", low
    ):
        return _day(found[1], found[2], found[3])
    if re.fullmatch(r"[0-9]{4}([-/. 年]?[0-9]{1,2}月?)?", low):
        return Guess((), hint="no-day")
    if found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", low):
        unclear = found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12
        either = (_iso(found[3], found[2], found[1]), _iso(found[3], found[1], found[2]))
        return Guess(either, hint="day-or-month" if unclear else "")
    return _day(*parts) if (parts := _named(low)) else None


def _named(low: str) -> tuple[str, str, str] | None:
    """`22 Nov 2026`, `November 22, 2026`."""
    found = re.fullmatch(r"(?:([0-9]{1,2})\.? )?([a-z]{3})[a-z]*\.? (?:([0-9]{1,2}),? )?([0-9]{4})", low)
    if not found or found[2] not in _MONTHS or not (found[1] or found[3]):
        return None
    return found[4], str(_MONTHS.index(found[2]) + 1), found[1] or found[3]


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"


def _day(year: str, month: str, day: str) -> Guess:
    written = _iso(year, month, day)
    return Guess((written,)) if read("date", written) is not None else Guess((), hint="no-such-day")


_GUESSERS: dict[str, tuple[_Guesser, ...]] = {
    "boolean": (_boolean,),
    "count": (_negative, _pointed, _not_whole, _numeral, _about),
    "amount": (_negative, _pointed, _not_whole, _amount, _numeral, _about),
    "number": (_percent, _numeral, _about),
    "money": (_negative, _numeral, _money, _about),
    "currency": (_currency,),
    "share": (_negative, _share, _percent, _numeral, _about),
    "size": (_negative, _size, _about),
    "duration": (_negative, _length, _duration, _about),
    "cadence": (_pace, _about),
    "follow": (_pace, _about),
    "date": (_date,),
    "language": (_language,),
    "region": (_region,),
}
