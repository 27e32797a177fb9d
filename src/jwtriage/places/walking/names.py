"""What the name of a file or folder says about whether it is read."""

import re

SKIPPED_FOLDERS = frozenset(
    (".git", ".hg", ".svn", "node_modules", "bower_components", ".venv", "venv", "__pycache__", ".tox", ".nox", ".mypy_cache", ".terraform")
)
"""What tools and package managers keep: no configuration of the project's own."""

LOCK_FILES = frozenset(
    (
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "Pipfile.lock",
        "Cargo.lock",
        "composer.lock",
        "Gemfile.lock",
        "go.sum",
        "flake.lock",
    )
)
"""Lists of dependencies with their hashes, written by package managers."""

_KEY_FILE = re.compile(
    r"^(?:\.env|values|secrets?\b)|\.env\.|(?:^|[._-])jwks?(?:-\w+)?(?:\.json)?$"
    r"|\.(?:env|pem|key|tfstate|tfstate\.backup|tfvars|p12|pfx|jks|der|crt|cer|pub)$"
)
_TELLING = re.compile(r"secret|jw[tks]|priv|pub|hmac|key|token|sign|hs(?:256|384|512)")
"""Both are for small letters: ignoring the case would cost five times as much, on each file of a tree."""


def is_key_file(name: str) -> bool:
    """Tell whether a file of that name is read even when it is ignored: ``.env.local``, ``jwt.pem``, ``values-prod.yaml``, ``x.tfstate``."""
    return _KEY_FILE.search(name.lower()) is not None


def is_telling(name: str) -> bool:
    """Tell whether a name may by itself make a key of what is in the file: a raw secret in ``jwt-secret`` has nothing else to be known by."""
    return _TELLING.search(name.lower()) is not None
