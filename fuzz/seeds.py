"""Sound texts from which fuzzing starts, for each target."""

import hmac
import json
from base64 import b64encode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

SECRET = b"an-ordinary-secret-of-64-octets-for-every-hash-0123456789abcdefg"
KEYS = b64encode(bytes(range(32))).decode()
"""A fingerprint key: without one, each run would spend its time on scrypt."""
SEPARATOR = b"\n--8<--\n"


def _segment(octets: bytes) -> bytes:
    return urlsafe_b64encode(octets).rstrip(b"=")


def _token(header: dict[str, object], payload: bytes) -> bytes:
    signing_input = _segment(json.dumps(header).encode()) + b"." + _segment(payload)
    return signing_input + b"." + _segment(hmac.digest(SECRET, signing_input, "sha256"))


TOKENS = [
    _token({"alg": "HS256", "typ": "JWT"}, b'{"sub":"a","exp":4102444800}'),
    _token({"alg": "HS256", "kid": "a", "b64": True, "crit": ["b64"]}, b"no JSON"),
]
_RSA, _EC, _ED = rsa.generate_private_key(65_537, 1_024), ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()
_SPKI = [private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) for private in (_RSA, _EC, _ED)]
_PRIVATE = [
    *(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) for private in (_RSA, _EC, _ED)),
    *(private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()) for private in (_RSA, _EC)),
    _ED.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()),
]
_POINT = _EC.public_key().public_numbers()
_JWK = {"kty": "EC", "crv": "P-256", "x": _segment(_POINT.x.to_bytes(32)).decode(), "y": _segment(_POINT.y.to_bytes(32)).decode(), "kid": "a"}
_OCT = {"kty": "oct", "k": _segment(SECRET).decode(), "kid": "a", "alg": "HS256"}
KEY_TEXTS = [
    *_SPKI,
    *_PRIVATE,
    _RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1),
    _RSA.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    _EC.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH),
    json.dumps(_JWK).encode(),
    json.dumps({"keys": [_JWK, _OCT]}).encode(),
    SECRET,
    SECRET + b"\n",
    b64encode(SECRET),
    SECRET.hex().encode(),
]
_ENV = b"A=1\nexport JWT_SECRET='a b' # note\nB=\"${A}$A\\n\"\nC=`x`\n#A=2\n"
_YAML = b"a:\n  b: [&x yes, 012, *x, !!binary aGk=]\n  jwt: |\n    secret\nk: {kty: oct, k: AAAA}\n"
_MANIFEST = b"apiVersion: v1\nkind: Secret\nmetadata: {name: app}\ndata: {JWT_SECRET: YWJj}\nstringData: {other: x}\n"
_COMPOSE = b"services:\n  app:\n    environment:\n      JWT_SECRET: ${A:-b$$c}\n    env_file: x.env\n"
_TASK = (
    b'{"containerDefinitions": [{"name": "app", "environment": [{"name": "JWT_SECRET", "value": "x"}], '
    b'"secrets": [{"name": "B", "valueFrom": "arn:x"}]}]}'
)
_SETTINGS = [
    b'{"a": {"b": ["x", 1, null]}, "jwt_secret": "y"}',
    b'[a]\nb = "x"\njwt_secret = """y"""\n',
    b"a.b = x\\\n  y\n! note\na:z\n",
    b"[a]\nb = c\n",
]
_CHOSEN = [(0, _ENV), (36, _ENV), (11, _ENV), (47, _ENV), (1, _YAML), (13, _YAML), (49, _YAML), (66, _COMPOSE), (67, _MANIFEST), (68, _TASK)]
FILE_TEXTS = [bytes([choice]) + text for choice, text in (*_CHOSEN, *zip((2, 3, 4, 5), _SETTINGS, strict=True))]
"""The first octet chooses the file's name and the value that is asked for: see `fuzz.targets.file`."""

SEEDS: dict[str, list[bytes]] = {
    "token": [*TOKENS, b"Bearer " + TOKENS[0] + b"\n", b"a.b.c.d.e", b'{"payload":"e30","protected":"e30","signature":"AA"}'],
    "strict_json": [b'{"a":[1,-2.5e3,"\\u00e9\\n",true,null,{"b":{}}]}', b'"\\ud83d\\ude00"', b"[[[[]]]]"],
    "key": KEY_TEXTS,
    "reference": [b"a.env?reader=node&encoding=hex#JWT_SECRET", b"oidc:https://id.example", b"k8s:ns/s#k", b"fp:hk1:abcdefgh", b"%23a#b%2Ec"],
    "file": FILE_TEXTS,
    "diagnose": [token + SEPARATOR + key for token in (TOKENS[0], b'"' + TOKENS[1] + b'"\n') for key in KEY_TEXTS],
    "commands": [*TOKENS, *KEY_TEXTS],
}
"""For each target of `fuzz.targets`, texts that reach far into it."""
