"""The kept evidence of five incidents is explained as its scenario says, without the lab."""

import contextlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jwtriage.cli.main import main
from jwtriage.forensics.token import TokenText

INCIDENTS = Path(__file__).parents[2] / "examples" / "incidents"
TRUTH = {
    "rolling-update-stops": ("pods-keep-old-env-after-secret-update", "env:JWT_SECRET", "config/secret.yaml#auth/jwt-secret"),
    "envoy-stale-key-set": ("jwks-cache-stale", "envoy/fetched.json", "issuer/jwks.json"),
    "newline-in-one-secret": ("secret-trailing-newline", "config/billing.key", "config/auth.env"),
    "gateway-reencodes": ("payload-reserialised", "config/public.pem", "config"),
    "blue-green": ("replicas-configured-differently", "config/green/app.env#JWT_SECRET", "config/blue/app.env#JWT_SECRET"),
}


def issued(folder: Path) -> str:
    """Return the moment of the rejected token."""
    claims = TokenText.read((folder / "tokens/rejected.txt").read_bytes()).claims or {}
    return datetime.fromtimestamp(claims["iat"] + 60, UTC).isoformat()


@pytest.mark.parametrize("name", TRUTH)
def test_it_is_explained(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cause, verifier, candidate = TRUTH[name]
    folder = INCIDENTS / name
    monkeypatch.chdir(folder)
    if verifier.startswith("env:"):  # asked as in the replica's own shell
        monkeypatch.setenv(*(folder / "environments/orders-5.env").read_text().strip().split("=", 1))
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        arguments = ["--verifier", verifier, "--candidate", candidate, "--at", issued(folder), "--format", "json"]
        code = main(["diagnose", "@tokens/rejected.txt", *arguments])
    report = json.loads(output.getvalue())
    assert (code, report["verdict"]) == (1, "explained")
    assert report["causes"][0]["id"] == cause


def test_all_folders_are_told_of() -> None:
    told = (INCIDENTS / "README.md").read_text()
    kept = {path.name for path in INCIDENTS.iterdir() if path.is_dir()}
    assert kept == set(TRUTH)
    assert all(f"`{name}`" in told for name in kept)
