"""``scan`` in every format: no planted value is ever printed, hostile names do nothing, what was skipped is counted."""

import json
from base64 import b64encode
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.command import command, pieces
from tests.support.documents import jwk
from tests.support.hostile import HOSTILE, OBEYED
from tests.support.keys import ec, private_pem

FORMATS = ("text", "json", "sarif", "markdown", "html", "junit")
SECRET = "q7Zt3Lm5Nv9Rb2Yc4Hd6Gf1Sak8Jw0pQx"
OTHER = "Wm4Kd8Xs2Vb6Tn1Rq9Hz3Jf7Lc5Gp0Ya"
ENCODED = b64encode(f"{SECRET}\n".encode()).decode()
HOSTILE_NAME = HOSTILE.replace("\0", "").replace("/", "|")[:60]


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A tree in which everything is wrong at once."""
    root = tmp_path_factory.mktemp("tree")
    private = private_pem(ec()).decode()
    files = {
        "auth/.env": f"JWT_SECRET={SECRET}\nSHORT_JWT_SECRET=ab1\nJWT_PRIVATE_KEY={json.dumps(private)}\n",
        "orders/.env": f"JWT_SECRET='{SECRET} '\n",
        "web/.env": f"JWT_SECRET={OTHER}\n",
        "secret.yaml": f"apiVersion: v1\nkind: Secret\nmetadata: {{name: auth}}\ndata: {{jwt-secret: {ENCODED}}}\n",
        "jwks.json": json.dumps({"keys": [{**jwk(ec()), "d": SECRET, "kid": HOSTILE[:-1]}]}),
        f"{HOSTILE_NAME}.env": f"JWT_SECRET={OTHER}\n",
        "broken.yaml": f"jwt_secret: [{SECRET}\n",
        "one-line.pem": private.replace("\n", ""),
        ".gitignore": "*.txt\n",
        "ignored.txt": f"JWT_SECRET={SECRET}\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return root


def planted() -> set[str]:
    """Return parts of every planted value, in the forms in which it is planted."""
    secret = pieces(SECRET, 10) | pieces(OTHER, 10) | pieces(ENCODED, 10)
    lines = private_pem(ec()).decode().splitlines()[1:-1]
    return secret | {piece for line in lines for piece in pieces(line, 10)}


@pytest.mark.parametrize("form", FORMATS)
def test_no_planted_value_is_printed_and_no_hostile_name_obeyed(form, tree, tmp_path):
    written = [str(tmp_path / name) for name in ("inventory.json", "baseline.json")]
    ran = command("scan", str(tree), "--format", form, "--inventory", written[0], "--write-baseline", written[1])
    assert ran.code == 1
    everything = ran.all + "".join(Path(path).read_text() for path in written)
    assert "copies-disagree" in ran.out
    assert not [piece for piece in planted() if piece in everything]
    assert not [character for character in OBEYED if character in everything]


def test_it_can_be_read_by_machines(tree):
    report = json.loads(command("scan", str(tree), "--format", "json").out)
    assert report["skipped"] == {"ignored": 1}
    assert report["files"] == 9
    sarif = json.loads(command("scan", str(tree), "--format", "sarif").out)
    assert len(sarif["runs"][0]["results"]) == len(report["findings"])
    suite = ElementTree.fromstring(command("scan", str(tree), "--format", "junit").out.encode())
    assert int(suite.get("tests") or 0) == len(report["findings"]) + len(report["unread"])


def test_what_was_skipped_is_told(tree):
    assert "1 ignored" in command("scan", str(tree)).out


def test_all_leaves_nothing_out(tree):
    report = json.loads(command("scan", str(tree), "--all", "--format", "json").out)
    assert (report["files"], report["skipped"]) == (10, {})


def test_exit_codes(tmp_path):
    (tmp_path / "a.txt").write_text("nothing")
    assert command("scan", str(tmp_path)).code == 0
    gone = command("scan", str(tmp_path / "gone"))
    assert (gone.code, gone.err.count("\n")) == (2, 1)
    (tmp_path / "x.env").write_bytes(b"x" * (11 << 20))
    assert command("scan", str(tmp_path)).code == 3
