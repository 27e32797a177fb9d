"""How a HashiCorp Vault or OpenBao server is asked: its address and token come from the environment, as its own command line has it."""

from collections.abc import Mapping
from pathlib import Path

from jwtriage.fetch.client import Answer, Network, get
from jwtriage.fetch.errors import FetchError
from jwtriage.jose.secret import Secret
from jwtriage.places.files import read_file
from jwtriage.places.reference import UnusableReference
from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings

ADDRESSES = ("BAO_ADDR", "VAULT_ADDR")
TOKENS = ("BAO_TOKEN", "VAULT_TOKEN")
NAMESPACES = ("BAO_NAMESPACE", "VAULT_NAMESPACE")
AUTHORITIES = ("BAO_CACERT", "VAULT_CACERT")
TOKEN_FILE = ".vault-token"
MAX_TOKEN_CHARACTERS = 8_192


def ask(path: str, query: str, surroundings: Surroundings) -> Answer:
    """Return the server's answer to a GET of ``path`` below ``/v1/``; raise `StoreError` where there is none."""
    environment = surroundings.environment
    address = _first(environment, ADDRESSES)
    if not address:
        raise StoreError(f"the address of the server is not set ({' or '.join(ADDRESSES)})")
    headers = {"X-Vault-Request": "true", "X-Vault-Token": _token(environment).reveal().decode("ascii")}
    if namespace := _first(environment, NAMESPACES):
        headers["X-Vault-Namespace"] = namespace
    network = Network(surroundings.timeout, surroundings.ca_file or _first(environment, AUTHORITIES) or None, environment)
    try:
        return get(f"{address.rstrip('/')}/v1/{path}{f'?{query}' if query else ''}", network, headers)
    except FetchError as error:
        raise StoreError(f"the server: {error}") from None


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the first of these variables that is set."""
    return next((environment[name] for name in names if environment.get(name)), "")


def _token(environment: Mapping[str, str]) -> Secret:
    """Return the token of the environment, or the one that ``vault login`` left in the home folder."""
    token = _first(environment, TOKENS) or _token_of_login(environment.get("HOME", ""))
    if not token.isascii() or not token.isprintable() or len(token) > MAX_TOKEN_CHARACTERS:
        raise StoreError("the token of this login has characters that no token has")
    if not token:
        raise StoreError(f"there is no token: log in, or set {' or '.join(TOKENS)}")
    return Secret(token.encode("ascii"))


def _token_of_login(home: str) -> str:
    """Return what the token helper keeps; nothing where nobody is logged in."""
    if not Path(home).is_absolute():
        return ""
    try:
        return read_file(Path(home) / TOKEN_FILE, TOKEN_FILE).decode("ascii", "replace").strip()
    except UnusableReference:
        return ""
