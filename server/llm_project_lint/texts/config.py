"""What `config` says around what holds."""

from llm_project_lint.texts import Texts

TEXTS = Texts(
    {
        "of-file": ("{file} applies to {path}.", "{path}：适用的配置文件是 {file}。"),
        "of-nothing": ("No configuration file applies to {path}.", "{path}：没有适用的配置文件。"),
        "here": ("this folder", "当前文件夹"),
        "rules": ("Rules: {on} are checked, {off} are left out.", "规则：检查 {on} 条，不检查 {off} 条。"),
        "thresholds": (
            "Thresholds: {changed} of {all} are configured.",
            "阈值：共 {all} 个，其中 {changed} 个经过设置。",
        ),
        "thresholds-default": ("Thresholds: all {all} have their defaults.", "阈值：共 {all} 个，均为默认值。"),
        "off": ("off", "不检查"),
        "instead": ("{origin} (default: {default})", "{origin}（默认：{default}）"),
        # On the page of a rule
        "severity-here": ("{file} sets its severity: {severity}.", "{file} 将它的级别设为：{severity}。"),
        "off-here": ("It is left out here ({origin}).", "当前配置不检查这条规则（{origin}）。"),
        # Who says so
        "default": ("default", "默认"),
        "locale": ("locale", "系统区域设置"),
        "pack": ("pack {place}", "规则包 {place}"),
        "preset": ("preset {place}", "预设 {place}"),
        "file": ("{place}", "{place}"),
        "option": ("{place}", "{place}"),
    }
)
