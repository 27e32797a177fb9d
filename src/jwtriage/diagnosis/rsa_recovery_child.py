"""The child process of `jwtriage.diagnosis.rsa_recovery`: one line of JSON in, one line of JSON out.

It runs apart because one greatest common divisor of two numbers of 17 megabytes takes half a minute in which Python cannot be interrupted;
a process can be killed at any moment, and takes its memory with it.
"""

import json
import os
import signal
import sys
import threading
from binascii import a2b_base64
from typing import Any

from jwtriage.forensics.recover_rsa import PYTHON, Arithmetic, SignedText, recover

try:
    import gmpy2
except ImportError:
    ARITHMETIC = PYTHON
else:
    gmpy2.get_context().allow_release_gil = True  # for the thread that waits for the parent's end
    ARITHMETIC = Arithmetic(gmpy2.mpz, gmpy2.gcd)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Recover the key from ``request``; the modulus of the answer is hexadecimal, for JSON readers bound the figures of a number."""
    tokens = [SignedText(a2b_base64(token["signing_input"]), a2b_base64(token["signature"]), token["hash"]) for token in request["tokens"]]
    found = recover(tokens, request["exponents"], ARITHMETIC)
    return {"modulus": f"{found.modulus:x}", "exponent": found.exponent} if found else {}


def _end_with_parent() -> None:
    """Wait for the other end of standard input to close, which a parent that was killed does too, and end this process."""
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Read the request from standard input, write the answer to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.stdout.write(json.dumps(answer(request)))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
