"""Ten million verifications in one process, and what they leave behind: resident memory before and after.

Every tenth token is bad, every hundredth names a kid that nobody knows: what senders choose must not pile up. Run it as
``python -m bench.endurance [COUNT]``; ten million take about a minute.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jwtriage import Rejected, Verifier
from jwtriage.guard.fast import FastDecoder
from jwtriage.guard.signer import Signer
from jwtriage.guard.tally import Tally

COUNT = 10_000_000
WARM_UP = 200_000
ALLOWED = 4 * 1024 * 1024
"""Octets by which the process may have grown: less than half an octet for each token."""
ISSUER, AUDIENCE = "https://id.shop.example", "shop-api"


def tokens(signer: Signer, stranger: Signer) -> list[str]:
    """Make a thousand tokens: good, badly signed, and of unknown keys."""
    made = []
    for number in range(1000):
        token = signer.sign({"sub": f"user-{number}"})
        if number % 100 == 1:
            token = stranger.sign({"sub": f"user-{number}"})
        elif number % 10 == 0:
            token = token[:-8] + "AAAAAAAA"
        made.append(token)
    return made


def resident() -> int:
    """Return the resident memory of this process in octets."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def verify(verifier: Verifier, texts: list[str], count: int) -> int:
    """Verify so many tokens and return how many were good."""
    good = 0
    for _ in range(count // len(texts)):
        good += sum(1 for _ in _accepted(verifier, texts))
    return good


def _accepted(verifier: Verifier, texts: list[str]) -> Iterator[object]:
    for text in texts:
        with suppress(Rejected):
            yield verifier.verify(text)


def main() -> int:
    """Print the growth; 1 if it is more than allowed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    key, other = ({"kty": "oct", "kid": kid, "alg": "HS256", "k": secrets.token_urlsafe(32)} for kid in ("known", "unknown"))
    tally = Tally()
    verifier = Verifier([key], ["HS256"], ISSUER, AUDIENCE, observer=tally, decoder=FastDecoder())
    tally.watch(verifier)
    signer, stranger = (Signer(each, "HS256", issuer=ISSUER, audience=AUDIENCE, lifetime=86_400) for each in (key, other))
    texts = tokens(signer, stranger)
    verify(verifier, texts, WARM_UP)
    before = resident()
    good = verify(verifier, texts, count)
    growth = resident() - before
    print(f"{count} verifications, {good} accepted: {before / 2**20:.1f} MiB before, {growth / 2**20:+.2f} MiB after (allowed {ALLOWED / 2**20:.0f})")
    return 0 if growth <= ALLOWED and good == count // 1000 * 890 else 1


if __name__ == "__main__":
    sys.exit(main())
