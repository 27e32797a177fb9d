"""An HTTP service on one of Python's JWT libraries, which the first argument names."""

import logging
import os
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Check = Callable[[str], object]
"""Returns for a token that is accepted; raises the library's error for any other."""

ALGORITHM = os.environ["JWT_ALGORITHM"]


def material() -> str:
    """Return the text of the key, as the service was given it at its start."""
    path = os.environ.get("JWT_KEY_FILE")
    return Path(path).read_text() if path else os.environ["JWT_SECRET"]


def pyjwt(key: str) -> Check:
    """Check with PyJWT."""
    import jwt

    return lambda token: jwt.decode(token, key, algorithms=[ALGORITHM], options={"verify_aud": False})


def joserfc(key: str) -> Check:
    """Check with joserfc, whose claims are validated apart."""
    from joserfc import jwk, jwt

    imported = jwk.OctKey.import_key(key) if ALGORITHM.startswith("HS") else jwk.RSAKey.import_key(key)
    registry = jwt.JWTClaimsRegistry()
    return lambda token: registry.validate(jwt.decode(token, imported, algorithms=[ALGORITHM]).claims)


def jwcrypto(key: str) -> Check:
    """Check with jwcrypto."""
    from jwcrypto import common, jwk, jwt

    secret = ALGORITHM.startswith("HS")
    imported = jwk.JWK(kty="oct", k=common.base64url_encode(key)) if secret else jwk.JWK.from_pem(key.encode())
    return lambda token: jwt.JWT(jwt=token, key=imported, algs=[ALGORITHM])


def python_jose(key: str) -> Check:
    """Check with python-jose."""
    from jose import jwt

    return lambda token: jwt.decode(token, key, algorithms=[ALGORITHM], options={"verify_aud": False})


def authlib(key: str) -> Check:
    """Check with Authlib."""
    from authlib.jose import JsonWebToken

    verifier = JsonWebToken([ALGORITHM])
    return lambda token: verifier.decode(token, key).validate()


def guard(key: str) -> Check:
    """Check with the guard of this project."""
    from jwtriage.guard import ANY, Verifier

    verifier = Verifier(key.encode(), algorithms=[ALGORITHM], issuer=ANY, audience=ANY)
    return lambda token: verifier.verify(token)


LIBRARIES = {"pyjwt": pyjwt, "joserfc": joserfc, "jwcrypto": jwcrypto, "python-jose": python_jose, "authlib": authlib, "guard": guard}


class Handler(BaseHTTPRequestHandler):
    """Answers 200 for an acceptable token, 401 with no reason for any other; the reason is in the log."""

    check: Check

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == "/health":
            self._send(200, b"ok")
            return
        try:
            type(self).check(self.headers.get("Authorization", "").removeprefix("Bearer "))
        except Exception as error:  # noqa: BLE001 - every library has errors of its own
            logging.warning("%s %s 401 %s.%s: %s", self.command, self.path, type(error).__module__, type(error).__name__, error)
            self._send(401, b"unauthorized")
            return
        logging.info("%s %s 200 accepted", self.command, self.path)
        self._send(200, b"accepted")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the lines above say more."""


def serve(library: str) -> None:
    """Serve until the process is ended."""
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(
        stream=sys.stdout, level=logging.INFO, format="%(asctime)s.%(msecs)03dZ %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S"
    )
    Handler.check = staticmethod(LIBRARIES[library](material()))
    ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler).serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1])
