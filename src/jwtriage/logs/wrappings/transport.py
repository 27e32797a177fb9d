"""Single-line envelopes: syslog (RFC 3164 and 5424), klog, and Kubernetes' CRI log files."""

import re

from jwtriage.logs.wrappings.layer import Layer
from jwtriage.logs.wrappings.moments import ISO, SYSLOG, klog_moment, moment_of

_CRI = re.compile(rf"({ISO}) (?:stdout|stderr) [FP] (.*)", re.DOTALL)
_OLD_SYSLOG = re.compile(rf"(?:<\d{{1,3}}>)?({SYSLOG}|{ISO}) ([\w.:-]{{1,255}}) ([\w./@-]{{1,64}})(?:\[(\d{{1,10}})\])?: (.*)", re.DOTALL)
_NEW_SYSLOG = re.compile(
    rf"<\d{{1,3}}>1 ({ISO}|-) (\S{{1,255}}) (\S{{1,48}}) (\S{{1,128}}) (\S{{1,32}}) (?:-|(?:\[(?:[^\]\\]|\\.)*+\])+) ?(.*)", re.DOTALL
)
_KLOG = re.compile(r"([IWEF])(\d{4} \d{2}:\d{2}:\d{2}\.\d{6})\s+\d+ ([\w./-]{1,200}:\d+)\] (.*)", re.DOTALL)
_KLOG_LEVELS = {"I": "info", "W": "warning", "E": "error", "F": "fatal"}
_QUOTED_FIRST = re.compile(r'"((?:[^"\\]|\\.)*+)"(?= |$)')


def cri(text: str, year: int | None = None) -> Layer | None:
    """Take off what the container runtime writes: time, stream, and whether the line is whole."""
    match = _CRI.fullmatch(text)
    return None if match is None else Layer("cri", match[2], (), {"time": moment_of(match[1], year)})


def syslog(text: str, year: int | None = None) -> Layer | None:
    """Take off a syslog header; the host is the instance, the program the service."""
    new = _NEW_SYSLOG.fullmatch(text)
    if new is not None:
        return Layer("syslog", new[6].lstrip("\ufeff"), (), _said(time=moment_of(new[1], year), instance=new[2], service=new[3]))
    old = _OLD_SYSLOG.fullmatch(text)
    return None if old is None else Layer("syslog", old[5], (), _said(time=moment_of(old[1], year), instance=old[2], service=old[3]))


def klog(text: str, year: int | None = None) -> Layer | None:
    """Take off the header of Kubernetes' own logs; of a structured one the message is named ``msg``."""
    match = _KLOG.fullmatch(text)
    if match is None:
        return None
    inner = _QUOTED_FIRST.sub(r'msg="\1"', match[4], count=1) if match[4].startswith('"') else match[4]
    return Layer("klog", inner, (), {"time": klog_moment(match[2], year), "level": _KLOG_LEVELS[match[1]]}, match[3])


def _said(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in (None, "-")}
