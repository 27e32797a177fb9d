"""Dotenv texts of every oddity, the same for each seed."""

from random import Random

NAMES = ("A", "V0", "V1", "V2")
PIECES = (
    *("abc", "def", "x", "1", "é", "\u00a0", " ", "  ", "\t", "#", " #", "'", '"', "`", "\\", "\\n", "\\t", "\\'", '\\"'),
    *("$", "$$", "$A", "${A}", "${A:-x}", "${A:x}", "${", "=", ":", "\r", ";", "&", "~", "!", "*", "(", "{", "}", "|", "/", "+", "@", "%"),
)
SECRETS = ("c2VjcmV0Cg==", "p@$$w0rd", "abc#def", "abc #def", "a$HOMEb", "k/+9=", "two words", "-----BEGIN-----")


def texts(seed: int, count: int) -> list[str]:
    """Return ``count`` texts of one to four lines."""
    random = Random(seed)
    return [_text(random) for _ in range(count)]


def _text(random: Random) -> str:
    """Return one text; its lines end as on Unix or as on Windows."""
    lines = [_line(random, name) for name in NAMES[: random.randint(1, len(NAMES))]]
    return random.choice(("\n", "\n", "\n", "\r\n")).join(lines) + random.choice(("\n", "", "\n\n"))


def _line(random: Random, name: str) -> str:
    """Return an assignment, sometimes a comment or an empty line."""
    if random.random() < 0.08:
        return random.choice(("# it's a comment", "", "   ", "; other comment"))
    prefix = random.choice(("", "", "", "", "", "export ", " ", "\texport  "))
    return prefix + name + random.choice(("=", "=", "=", "=", "=", " = ", "= ", " =", ": ")) + _value(random)


def _value(random: Random) -> str:
    """Return a value: a secret as people write it, pieces, or pieces in quotes."""
    kind = random.random()
    if kind < 0.25:
        quote = random.choice(("", "'", '"'))
        return quote + random.choice(SECRETS) + quote
    pieces = "".join(random.choice(PIECES) for _ in range(random.randint(0, 4)))
    quote = random.choice("'\"`")
    return pieces if kind < 0.6 else f"{quote}{pieces}{quote}" if kind < 0.9 else f"{quote}{pieces}{quote}{random.choice(PIECES)}"
