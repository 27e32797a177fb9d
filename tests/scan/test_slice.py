"""One way through the whole scan: two services and a manifest that should hold one secret."""

from base64 import b64encode

from jwtriage.tasks.scan import ScanRequest, scan

SECRET = b"k8Jw0pQx7Zt3Lm5Nv9Rb2Yc4Hd6Gf1Sa"
MANIFEST = "apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata: {jwt-secret: %s}\n"


def test_copies_that_disagree_are_told_with_how_they_differ(tmp_path):
    (tmp_path / "auth").mkdir()
    (tmp_path / "auth" / ".env").write_bytes(b"JWT_SECRET=" + SECRET + b"\n")
    (tmp_path / "secret.yaml").write_text(MANIFEST % b64encode(SECRET + b"\n").decode())
    report = scan(ScanRequest((str(tmp_path),)))
    assert [finding.id for finding in report.findings] == ["copies-disagree"]
    assert any("secret-trailing-newline" in evidence.fact for evidence in report.findings[0].evidence)
    assert report.exit_code() == 1


def test_equal_copies_are_no_finding(tmp_path):
    (tmp_path / ".env").write_bytes(b"JWT_SECRET=" + SECRET + b"\n")
    (tmp_path / "secret.yaml").write_text(MANIFEST % b64encode(SECRET).decode())
    assert scan(ScanRequest((str(tmp_path),))).exit_code() == 0
