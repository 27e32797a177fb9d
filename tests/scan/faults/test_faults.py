"""Each fault that can be seen without a token, planted alone in a tree; and trees without faults."""

import json
from base64 import b64encode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from jwtriage.jose.keys import Key
from jwtriage.tasks.scan import ScanRequest, scan
from tests.support.keys import ec, ed25519, private_pem, public_pem, rsa

SOUND = b"k8Jw0pQx7Zt3Lm5Nv9Rb2Yc4Hd6Gf1Sa"
OTHER = b"Zq3Vn8Xe1Wd6Ku0Tb5Hy9Lc2Mf7Pg4Rj"
SECRET_YAML = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata: {jwt-secret: %s}\n"
PEM = public_pem(ec())
LINES = PEM.split(b"\n")


def jwk(name="a", **members):
    return {**Key.from_public((ec() if name == "a" else ec(name=name)).public_key()).members, **members}


def jwks(*keys):
    return json.dumps({"keys": keys}).encode()


def found(tmp_path, **files):
    for name, content in files.items():
        path = tmp_path / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = scan(ScanRequest((str(tmp_path),)))
    assert all(SOUND.decode() not in repr(finding) for finding in report.findings)
    return {finding.id for finding in report.findings}


SECRETS = {
    "secret-default-or-placeholder": b"JWT_SECRET=your-256-bit-secret\n",
    "secret-too-short": b"JWT_SECRET=q7Zt3Lm5Nv9Rb2Y\n",
    "secret-guessable": b"JWT_SECRET=abcabcabcabcabcabcabcabcabcabcabcabcabc\n",
    "secret-undefined-or-empty": b"JWT_SECRET=\n",
    "secret-dollar-interpolated": b"JWT_SECRET=" + SOUND + b"$FOO$" + OTHER + b"\n",
    "readers-disagree": b"JWT_SECRET=" + SOUND + b"#" + OTHER + b"\n",
    "jwks-over-http": b"JWKS_URI=http://idp.example.com/jwks.json\n",
    "algorithm-contradicts-key": b"JWT_ALG=RS256\nJWT_SECRET=" + SOUND + b"\n",
    "private-key-used-to-verify": b'JWT_PUBLIC_KEY="' + private_pem(ec()) + b'"\n',
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_line_of_a_dotenv_file(name, tmp_path):
    assert found(tmp_path, **{"app__.env": SECRETS[name]}) == {name}


@pytest.mark.parametrize(
    "line",
    [
        b"JWT_SECRET=" + SOUND,
        b"JWT_SECRET='" + SOUND + b"'",
        b"JWT_SECRET=",
        b"JWT_ALG=HS256\nJWT_SECRET=" + SOUND,
        b"JWKS_URI=http://localhost:8080/jwks.json",
        b"JWKS_URI=https://idp.example.com/jwks.json",
    ],
)
def test_near_misses_draw_no_warning(line, tmp_path):
    name = ".env.example" if line == b"JWT_SECRET=" else ".env"
    (tmp_path / name).write_bytes(line + b"\n")
    assert scan(ScanRequest((str(tmp_path),))).exit_code() == 0


def test_a_manifest(tmp_path):
    twice = b64encode(b64encode(b"a passphrase of an operator, long"))
    assert "secret-double-base64" in found(tmp_path, **{"s.yaml": SECRET_YAML % twice})
    assert "secret-trailing-newline" in found(tmp_path, **{"s.yaml": SECRET_YAML % b64encode(SOUND + b"\n")})
    assert found(tmp_path, **{"s.yaml": SECRET_YAML % b64encode(SOUND)}) == set()
    config_map = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: auth}\ndata: {JWT_SECRET: %s}\n" % SOUND
    assert found(tmp_path, **{"s.yaml": config_map}) == {"secret-hardcoded"}


def test_compose_expands_a_dollar_and_leaves_a_doubled_one(tmp_path):
    text = b"services:\n  api:\n    environment:\n      JWT_SECRET: '%s'\n"
    assert "secret-dollar-interpolated" in found(tmp_path, **{"compose.yaml": text % (SOUND + b"$x" + OTHER)})
    assert found(tmp_path, **{"compose.yaml": text % (SOUND + b"$$x" + OTHER)}) == set()


DAMAGE = {
    "pem-literal-backslash-n": PEM.replace(b"\n", b"\\n"),
    "pem-wrong-line-ending": PEM.replace(b"\n", b"\r"),
    "secret-bom": b"\xef\xbb\xbf" + PEM,
    "pem-lines-joined": LINES[0] + b"\n" + b"".join(LINES[1:-2]) + b"\n" + LINES[-2] + b"\n",
    "pem-indented-or-folded": PEM.replace(b"\n", b"\n  "),
    "pem-base64-wrapped": b64encode(PEM),
    "pem-header-missing-or-damaged": PEM.replace(b"-----BEGIN", b"----BEGIN"),
    "secret-truncated": LINES[0] + b"\n" + LINES[1] + b"\n" + LINES[-2] + b"\n",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_key_file(name, tmp_path):
    assert name in found(tmp_path, **{"jwt_public_key.pem": DAMAGE[name]})


def test_sound_key_files(tmp_path):
    files = {"jwt_public_key.pem": PEM, "jwt_private_key.pem": private_pem(ec()), "jwks.json": jwks(jwk(kid="a", alg="ES256", use="sig"))}
    assert found(tmp_path, **files) == set()


def test_keys_of_tests_and_tls_are_no_business_of_ours(tmp_path):
    assert found(tmp_path, **{"tests__keys__server.pem": private_pem(rsa(bits=1024)), "tls__tls.key": private_pem(rsa())}) == set()


def test_a_key_that_is_too_short(tmp_path):
    assert found(tmp_path, **{"jwt_public_key.pem": public_pem(rsa(bits=1024))}) == {"rsa-key-below-minimum"}


SETS = {
    "jwks-duplicate-kid": jwks(jwk("a", kid="one"), jwk("b", kid="one")),
    "algorithm-contradicts-key": jwks(jwk(kid="one", alg="RS256")),
    "jwks-encryption-key-selected": jwks(jwk(kid="one", alg="ES256", use="enc")),
    "jwks-istio-placeholder-key": jwks(
        {"kty": "RSA", "kid": "x", "e": "AQAB", "n": b64encode(b"Error-IstiodFailedToFetchJwksUri-" * 8).decode().rstrip("=")}
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_a_key_set(name, tmp_path):
    assert name in found(tmp_path, **{"jwks.json": SETS[name]})


def test_a_kid_reused_against_an_older_set(tmp_path):
    old, new = jwks(jwk("a", kid="one")), jwks(jwk("b", kid="one"))
    assert "jwks-kid-reused" in found(tmp_path, **{"jwks-old.json": old, "jwks-new.json": new})


def test_a_published_private_half(tmp_path):
    pair = {**jwk("a", kid="one"), **private_members()}
    assert "private-key-exposed" in found(tmp_path, **{"public__jwks.json": jwks(pair)})


def private_members():
    number = ec().private_numbers().private_value.to_bytes(32, "big")
    return {"d": urlsafe_b64encode(number).decode().rstrip("=")}


def test_an_expired_certificate(tmp_path):
    assert found(tmp_path, **{"jwt_public_key.pem": certificate(-1)}) >= {"certificate-expired"}
    assert "certificate-expired" not in found(tmp_path, **{"jwt_public_key.pem": certificate(1)})


def certificate(days):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "idp")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(ed25519().public_key()).serial_number(7)
    builder = builder.not_valid_before(now - timedelta(days=30)).not_valid_after(now + timedelta(days=days))
    return builder.sign(ed25519(), None).public_bytes(Encoding.PEM)


TEMPLATE = b"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  jwt-secret: {{ %s | b64enc }}\n"


def test_a_template_that_generates_a_secret(tmp_path):
    assert "secret-regenerated-by-installer" in found(tmp_path, **{"templates__s.yaml": TEMPLATE % b"randAlphaNum 40"})
    assert found(tmp_path, **{"templates__s.yaml": TEMPLATE % b'(lookup "v1" "Secret" "a" "b") | default (randAlphaNum 40)'}) == set()
    assert found(tmp_path, **{"templates__s.yaml": TEMPLATE.replace(b"jwt-secret", b"db-password") % b"randAlphaNum 40"}) == set()
