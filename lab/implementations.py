"""The implementations of the fleet: how each is built and started, and what is absent on this machine."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

FLEET = Path(__file__).parent / "fleet"
CACHE = Path(os.environ.get("JWTRIAGE_LAB_CACHE") or Path.home() / ".cache" / "jwtriage-lab")
"""Where `scripts/lab.sh` puts packages, and builds are kept."""
MODULES = CACHE / "node" / "node_modules"
PYTHON = CACHE / "python" / "bin" / "python"
PACKAGES = CACHE / "python" / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
JAVA_OPTIONS = ("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")


class Implementation(NamedTuple):
    """How a service is started. ``{build}`` in words stands for the file or folder that ``build`` makes of ``source``."""

    command: tuple[str, ...]
    source: str
    needs: tuple[str, ...]
    build: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


def _python(library: str, package: str) -> Implementation:
    return Implementation((str(PYTHON), str(FLEET / "python_service.py"), library), "python_service.py", (str(PACKAGES / package),))


def _node(package: str) -> Implementation:
    command = ("node", str(FLEET / "jsonwebtoken.js"), package)
    return Implementation(command, "jsonwebtoken.js", ("node", str(MODULES / package)), environment=(("NODE_PATH", str(MODULES)),))


_GO = "/usr/share/gocode"

IMPLEMENTATIONS: dict[str, Implementation] = {
    "node-jsonwebtoken-8": _node("jsonwebtoken8"),
    "node-jsonwebtoken-9": _node("jsonwebtoken9"),
    "node-jose": Implementation(("node", str(FLEET / "jose.mjs"), str(MODULES)), "jose.mjs", ("node", str(MODULES / "jose"))),
    "go-golang-jwt": Implementation(
        ("{build}",),
        "service.go",
        ("go", f"{_GO}/src/github.com/golang-jwt/jwt"),
        ("env", "GO111MODULE=off", f"GOPATH={_GO}", "go", "build", "-o", "{build}", "service.go"),
    ),
    "ruby-jwt": Implementation(("ruby", str(FLEET / "service.rb")), "service.rb", ("ruby", "/usr/share/rubygems-integration/all/gems/jwt-*")),
    "perl-crypt-jwt": Implementation(("perl", str(FLEET / "service.pl")), "service.pl", ("perl", "/usr/share/perl5/Crypt/JWT.pm")),
    "php-openssl": Implementation(("sh", "-c", f'exec php -q -S "$HOST:$PORT" {FLEET}/service.php 2>/dev/null'), "service.php", ("php",)),
    "java-jca": Implementation(
        ("java", *JAVA_OPTIONS, "-cp", "{build}", "Service"), "Service.java", ("java", "javac"), ("javac", "-d", "{build}", "Service.java")
    ),
    "c-libjwt": Implementation(
        ("{build}",), "service.c", ("gcc", "/usr/include/jwt.h"), ("gcc", "-O1", "-D_GNU_SOURCE", "-o", "{build}", "service.c", "-ljwt")
    ),
    "erlang-jose": Implementation(
        ("erl", "-noinput", "-noshell", "+S", "1:1", "-pa", "{build}", "-eval", "service:main([])."),
        "service.erl",
        ("erlc", "/usr/lib/erlang/lib/jose-*", "/usr/lib/erlang/lib/jiffy-*"),
        ("sh", "-c", "mkdir -p {build} && erlc -o {build} service.erl"),
    ),
    "python-pyjwt": _python("pyjwt", "jwt"),
    "python-joserfc": _python("joserfc", "joserfc"),
    "python-jwcrypto": _python("jwcrypto", "jwcrypto"),
    "python-jose": _python("python-jose", "jose"),
    "python-authlib": _python("authlib", "authlib"),
    "jwtriage-guard": Implementation((sys.executable, str(FLEET / "python_service.py"), "guard"), "python_service.py", ()),
}


def absent(name: str) -> list[str]:
    """Return what an implementation needs and this machine lacks."""
    return [need for need in IMPLEMENTATIONS[name].needs if not present(need)]


def present(need: str) -> bool:
    """Tell whether a command, or a path that may end in a pattern, is there."""
    if not need.startswith("/"):
        return shutil.which(need) is not None
    return any(Path(need).parent.glob(Path(need).name))


def command_of(name: str) -> list[str]:
    """Return the command of an implementation, built if it was not built yet from this source."""
    chosen = IMPLEMENTATIONS[name]
    if not chosen.build:
        return list(chosen.command)
    target = CACHE / "build" / f"{name}-{hashlib.sha256((FLEET / chosen.source).read_bytes()).hexdigest()[:12]}"
    if not target.exists():
        _build(chosen, target)
    return [word.replace("{build}", str(target)) for word in chosen.command]


def _build(chosen: Implementation, target: Path) -> None:
    """Build beside the target, then rename: two runs may build at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    made = subprocess.run([word.replace("{build}", str(beside)) for word in chosen.build], cwd=FLEET, capture_output=True, check=False)
    if made.returncode:
        raise RuntimeError(f"{chosen.source} cannot be built: {made.stderr.decode(errors='replace')[-800:]}")
    try:
        beside.rename(target)
    except OSError:  # another run was first
        shutil.rmtree(beside, ignore_errors=True)
