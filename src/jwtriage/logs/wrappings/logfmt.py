"""``key=value`` pairs: logfmt, logrus, klog's tail, and sentences with pairs behind them."""

import re

from jwtriage.logs.wrappings.layer import Layer
from jwtriage.logs.wrappings.names import fields_from, names_a_class, rank_of

_PAIR = re.compile(r"""(?:^|(?<=[\s,{(\[]))([A-Za-z_@][\w.@/-]{0,60})=(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|([^\s"',;)\]}]*+))""")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": ""}
FEWEST = 2
"""So many pairs make a line logfmt."""


def peel(text: str, year: int | None = None) -> Layer | None:
    """Take pairs apart; ``None`` where there are too few. The sentence between them, if any, is a text, too."""
    pairs = [(match[1].lower(), _value(match)) for match in _PAIR.finditer(text)]
    if len(pairs) < FEWEST and not any(rank_of(name) == 0 for name, _ in pairs):
        return None
    ranked = sorted((rank, place, value) for place, (name, value) in enumerate(pairs) if (rank := rank_of(name)) in (0, 1) or (rank and " " in value))
    sentence = " ".join(_PAIR.sub(" ", text).split())
    texts = (*(value for _, _, value in ranked), sentence)
    context = " ".join(value for name, value in pairs if names_a_class(name) or name in ("logger", "component", "caller"))
    return Layer("logfmt", None, tuple(each for each in texts if each.strip()), fields_from(pairs, year), context)


def _value(match: re.Match[str]) -> str:
    quoted = match[2] if match[2] is not None else match[3]
    return _ESCAPE.sub(lambda escape: _ESCAPED.get(escape[1], escape[1]), quoted) if quoted is not None else match[4]
