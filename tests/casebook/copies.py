"""Two copies of one key that differ: the difference is the cause, never 'another key was chosen'. Public keys in configuration."""

import json
from collections.abc import Callable, Iterator

from tests.casebook import secret_coats, secret_shapes
from tests.casebook.case import Case
from tests.casebook.choosing import CHOICE
from tests.casebook.draft import Draft, pair, shared
from tests.casebook.material import alphanumeric, b64, jwk, jwks
from tests.casebook.places import kubernetes_data


def _sound_copy(draft: Draft, secret: bytes, name: str = "issuer/.env") -> None:
    draft.files[name] = b"JWT_SECRET=" + secret + b"\n"
    draft.candidates.append(f"{name}#JWT_SECRET")
    draft.signer = name


def coats() -> Iterator[Case]:
    """The verifier's copy wears a coat, the issuer's copy is given and signs."""
    for name, coat in secret_coats.COATS.items():
        draft = shared(f"copy-{name}")
        sound = draft.text
        coat(draft)
        _sound_copy(draft, sound)
        draft.signer = None if name == "json-blob" else draft.signer
        yield draft.case()
    for name in ("newline", "quotes", "spaces"):
        draft = shared(f"copy-data-{name}")
        sound, draft.place = draft.text, kubernetes_data
        secret_coats.COATS[name](draft)
        _sound_copy(draft, sound)
        yield draft.case()


def worse_copies() -> Iterator[Case]:
    """The verifier's copy lost something that only the issuer's copy can show."""
    for name, lose, identities in (
        ("truncated", lambda text: text[:20], ("secret-truncated",)),
        ("default", lambda _: b"changeme", ("secret-default-or-placeholder",)),
        ("undefined", lambda _: b"undefined", ("secret-undefined-or-empty",)),
        ("case", lambda text: text.lower(), ("secret-hex-vs-text",)),
    ):
        text = b"A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F9F" if name == "case" else None
        draft = shared(f"copy-{name}", text)
        draft.text = lose(draft.key)
        _sound_copy(draft, draft.key)
        loose = name in ("default", "undefined")
        draft.blame(*identities, *(CHOICE if loose else ()), allow=("secret-default-or-placeholder", "secret-undefined-or-empty") if loose else ())
        yield draft.case()


def two_readers() -> Iterator[Case]:
    """One file, two readers, both named."""
    for name, line, own, other, signs, identity in (
        ("hash", b"Zk3vQp8sLw2nTr5y#Hd7mBx9c", "node", "python", b"Zk3vQp8sLw2nTr5y#Hd7mBx9c", "secret-hash-comment-truncated"),
        ("quotes", b'"Vk3vQp8sLw2nTr5yHd7mBx9c"', "docker", "python", b"Vk3vQp8sLw2nTr5yHd7mBx9c", "secret-quotes-kept"),
        ("spaces", b"Ck3vQp8sLw2nTr5yHd7mBx9c  ", "docker", "node", b"Ck3vQp8sLw2nTr5yHd7mBx9c", "secret-outer-whitespace"),
    ):
        draft = shared(f"two-readers-{name}", signs)
        draft.files[".env"] = b"JWT_SECRET=" + line + b"\n"
        draft.place = lambda _, own=own: ({}, f".env?reader={own}#JWT_SECRET")
        draft.candidates = [f".env?reader={other}#JWT_SECRET"]
        draft.blame(identity, allow=("secret-truncated",))
        yield draft.case()


def manifests() -> Iterator[Case]:
    """A Secret of the verifier and the dotenv file of the issuer."""
    for name in ("base64", "hex"):
        draft = shared(f"copy-manifest-{name}")
        secret_shapes.SHAPES[name](draft)
        draft.place = kubernetes_data
        draft.files["issuer.env"] = b"JWT_SECRET=" + draft.text + b"\n"
        draft.candidates.append("issuer.env")
        yield draft.case()
    draft = shared("copy-double-data")
    draft.files["issuer.env"] = b"JWT_SECRET=" + draft.key + b"\n"
    draft.candidates.append("issuer.env")
    secret_coats.double_base64(draft)
    draft.place = kubernetes_data
    yield draft.case()


def _pem_line(draft: Draft, join: bytes) -> bytes:
    return join.join(draft.text.strip().splitlines())


def pem_places() -> Iterator[Case]:
    """Public PEMs in configuration files."""
    for name, reader, quote, identities in (
        ("docker", "docker", b'"', (("secret-quotes-kept",), ("pem-literal-backslash-n",))),
        ("docker-bare", "docker", b"", (("pem-literal-backslash-n",),)),
        ("single", "python", b"'", (("pem-literal-backslash-n",),)),
        ("double", "python", b'"', ()),
    ):
        draft = pair(f"pem-dotenv-{name}")
        line = b"JWT_PUBLIC_KEY=" + quote + _pem_line(draft, b"\\n") + b"\\n" + quote + b"\n"
        yield _placed_pem(draft, {".env": line}, f".env?reader={reader}#JWT_PUBLIC_KEY", identities)
    for name, text, identities in (
        ("sound", lambda pem: b64(pem), ()),
        ("twice", lambda pem: b64(b64(pem)), (("pem-base64-wrapped", "secret-double-base64"),)),
    ):
        draft = pair(f"pem-data-{name}", "ES256")
        manifest = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata:\n  jwt.pub: " + text(draft.text) + b"\n"
        yield _placed_pem(draft, {"secret.yaml": manifest}, "secret.yaml#auth/jwt%2Epub", identities)
    for name, mark, identities in (
        ("block", b"|", ()),
        ("folded", b">", (("pem-indented-or-folded", "secret-newline-folded-by-form", "pem-lines-joined"),)),
    ):
        draft = pair(f"pem-yaml-{name}")
        lines = b"".join(b"    " + line + b"\n" for line in draft.text.splitlines())
        yield _placed_pem(draft, {"values.yaml": b"auth:\n  publicKey: " + mark + b"\n" + lines}, "values.yaml#auth.publicKey", identities)
    for name, escaped, identities in (("sound", False, ()), ("escaped", True, (("pem-literal-backslash-n",),))):
        draft = pair(f"pem-json-{name}")
        value = _pem_line(draft, b"\\n").decode() + "\\n" if escaped else draft.text.decode()
        yield _placed_pem(draft, {"config.json": json.dumps({"auth": {"key": value}}).encode()}, "config.json#auth.key", identities)


def _placed_pem(draft: Draft, files: dict[str, bytes], reference: str, identities) -> Case:
    draft.place = lambda _: (files, reference)
    for group in identities:
        draft.blame(*group)
    draft.verdict = "explained" if identities else "valid"
    return draft.case()


def documents_as_secrets() -> Iterator[Case]:
    """A JWK or an error page where a key is expected."""
    draft = shared("document-oct-raw")
    draft.place = lambda draft: ({"k.json": json.dumps(jwk(draft.key)).encode()}, "k.json?as=raw")
    draft.blame("jwks-document-used-as-key")
    yield draft.case()
    draft = pair("document-error", "RS256")
    draft.files["live.json"] = jwks(jwk(draft.key, kid="k1"))
    draft.header["kid"], draft.candidates = "k1", ["live.json"]
    draft.place = lambda _: ({"jwks.json": b'{"message":"User pool eu-west-1_webgoat does not exist."}'}, "jwks.json")
    draft.blame("jwks-url-returns-error-document", *CHOICE, "jwks-cache-stale")
    yield draft.case()


def several() -> Iterator[Case]:
    """Several keys of one verifier, one of which fits."""
    draft = shared("valid-second-verifier")
    draft.files["next.key"] = draft.text
    draft.text = alphanumeric(draft.source)
    draft.options, draft.verdict = ["--verifier", "next.key"], "valid"
    yield draft.case()
    draft = pair("valid-ec-second", "ES256")
    draft.keys, draft.verdict = [jwk(pair("x", "RS256").key), jwk(draft.key)], "valid"
    yield draft.case()


def short_remains() -> Iterator[Case]:
    """So little is left of a signature that nothing can be proven; masked and missing signatures."""
    for name, left in (("60-bits", 10), ("empty", 0)):
        draft = shared(f"remains-{name}")
        draft.transit = [lambda text, left=left: text[: text.rindex(b".") + 1 + left]]
        draft.verdict = None
        yield draft.case()
    for name, mask in (("ellipsis", "…"), ("redacted", "[redacted]"), ("stars", "***")):
        draft = shared(f"masked-{name}")
        draft.transit = [lambda text, mask=mask: text[: text.rindex(b".") + 1] + mask.encode()]
        draft.verdict = None
        yield draft.case()


FAMILIES: tuple[Callable[[], Iterator[Case]], ...] = (
    coats,
    worse_copies,
    two_readers,
    manifests,
    pem_places,
    documents_as_secrets,
    several,
    short_remains,
)


def cases() -> Iterator[Case]:
    """Yield every case of two copies and of documents in configuration."""
    for family in FAMILIES:
        yield from family()
