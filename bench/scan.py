"""How quickly a tree is scanned, beside ripgrep with the same words: `python bench/scan.py [--files N] [--rounds N]`.

The tree is made: small files of configuration and code in folders of a hundred, lock files of a megabyte, one file in a hundred holds key material.
Rounds alternate, so that noise meets all alike; the medians count. Each must find the same files.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from jwtriage.logs.engines import engine
from jwtriage.places.walking.file import FileFound
from jwtriage.places.walking.walk import Walk

WORDS = (b"jwt_secret", b"begin private key", b"begin public key", b'"kty"', b"ls0tls1crudjti", b"jwks_uri")
_TEXT = ("order", "cart", "region", "shard", "worker", "queue", "index", "retry", "timeout", "replicas", "image", "volume", "port", "host")
_KEYS = (
    "JWT_SECRET=k8Jw0pQx7Zt3Lm5Nv9Rb2Yc4Hd6Gf1Sa\n",
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n",
    'keys: {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\n',
)
_ENDINGS = ("yaml", "json", "py", "ts", "conf", "md")


def main() -> None:
    """Make the tree, run the rounds, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        holding = make_tree(Path(folder), arguments.files)
        print(json.dumps(measured(Path(folder), arguments.rounds, arguments.files, holding), indent=2))


def make_tree(root: Path, files: int) -> int:
    """Write the tree; return how many files hold key material."""
    source = random.Random(7)
    holding = 0
    for number in range(files):
        folder = root / f"team-{number // 10_000}" / f"service-{number // 100}"
        if number % 100 == 0:
            folder.mkdir(parents=True)
        has_key = number % 100 == 42
        holding += has_key
        (folder / f"file-{number}.{source.choice(_ENDINGS)}").write_text(text_of(source, _KEYS[number % 3] if has_key else ""))
    for number in range(files // 2_500):
        (root / f"package-{number}.lock").write_text("".join(text_of(source, "") for _ in range(1_000)))
    return holding


def text_of(source: random.Random, key: str) -> str:
    """Return about a kibibyte of settings with a key among them."""
    lines = [f"{source.choice(_TEXT)}_{source.randrange(10**4)}: {source.randrange(10**9)}\n" for _ in range(50)]
    return "".join([*lines[:25], key, *lines[25:]])


def measured(root: Path, rounds: int, files: int, holding: int) -> dict[str, object]:
    """Return the medians, and the ratios to ripgrep."""
    runs: dict[str, Callable[[], int]] = {
        "walk": partial(find, root, None),
        "walk_two": partial(find, root, None, 2),
        "walk_find": partial(find, root, "find"),
    }
    if shutil.which("rg"):
        runs |= {"rg_j1": partial(ripgrep, root, 1), "rg_j2": partial(ripgrep, root, 2)}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            begin = perf_counter()
            found = run()
            times[name].append(perf_counter() - begin)
            assert found == holding, f"{name} found {found} of {holding}"
    medians = {name: statistics.median(each) for name, each in times.items()}
    pairs = [("rg_j1", "walk"), ("rg_j2", "walk_two")] if "rg_j1" in medians else []
    ratios = {f"{ours}_to_{theirs}": round(medians[theirs] / medians[ours], 2) for theirs, ours in pairs}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rates = {f"{name}_seconds": round(value, 3) for name, value in medians.items()}
    return {"files": files, "cores": os.cpu_count(), "python": sys.version.split()[0], **rates, **ratios, "peak_mebibytes_of_each": memory}


def find(root: Path, name: str | None, processes: int = 1) -> int:
    """Walk with an engine; return how many files have one of the words."""
    words = engine(WORDS, name)
    return sum(isinstance(each, FileFound) for each in Walk(root, wanted=lambda text: bool(words.hits(text)), processes=processes))


def ripgrep(root: Path, threads: int) -> int:
    """Run ripgrep without its ignore rules; return how many files have one of the words."""
    patterns = [part for word in WORDS for part in ("-e", word.decode())]
    command = ["rg", "-uu", "-l", "-i", "-F", f"-j{threads}", *patterns, str(root)]
    return len(subprocess.run(command, capture_output=True, check=False).stdout.splitlines())


if __name__ == "__main__":
    main()
