"""Text for the benchmarks of logs: eight services, one line in two hundred is a rejection, as many look like one."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from jwtriage.logs.phrasebook import Phrase, phrases

BLOCK = 128 << 20
"""Octets of text that are made; longer files repeat them."""
_NEAR = ("signature ok for order", "token accepted for user", "invalid credit card number", "session closed by user", "certificate verified for host")
_WORDS = (
    "order",
    "cart",
    "user",
    "stock",
    "price",
    "region",
    "cache",
    "query",
    "batch",
    "worker",
    "queue",
    "retry",
    "shard",
    "index",
    "upload",
    "export",
)


def write(path: Path, size: int) -> None:
    """Write a log of about ``size`` octets."""
    block = b"".join(lines(random.Random(6), min(size, BLOCK)))
    with path.open("wb") as file:
        for _ in range(max(1, size // len(block))):
            file.write(block)


def lines(source: random.Random, size: int) -> Iterator[bytes]:
    """Give lines until they have ``size`` octets."""
    told = [each for each in phrases() if each.kind == "rejection" and len(each.literal) > 15]
    written = 0
    while written < size:
        line = _line(source, _said(source, told)).encode() + b"\n"
        written += len(line)
        yield line


def _said(source: random.Random, told: list[Phrase]) -> str:
    chance = source.random()
    if chance < 0.005:
        return source.choice(told).template.replace("{", "").replace("}", "")
    if chance < 0.010:
        return f"{source.choice(_NEAR)} {source.randrange(10**6)}"
    return f"{' '.join(source.choices(_WORDS, k=12))} took {source.randrange(900)} ms"


def _line(source: random.Random, said: str) -> str:
    service, number = source.randrange(8), source.randrange(10**6)
    time = f"2026-11-24T{source.randrange(24):02}:{source.randrange(60):02}:{source.randrange(60):02}.{number % 1000:03}Z"
    if service < 4:
        pod = f"svc-{service}-{source.randrange(16**8):08x}"
        return json.dumps({"ts": time, "level": "info", "service": f"svc-{service}", "pod": pod, "msg": said, "n": number})
    if service == 4:
        return f'10.0.{number % 256}.7 - - [24/Nov/2026:11:05:09 +0000] "GET /{said.replace(" ", "/")} HTTP/1.1" 200 {number} "-" "curl/8.5.0"'
    return f"{time} INFO  svc-{service}[{number}] {source.choice(_WORDS)}: {said} shard={source.randrange(64)} trace={source.randrange(16**16):016x}"
