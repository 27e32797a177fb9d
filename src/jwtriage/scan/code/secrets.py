"""Rules: the secret stands in the code, has a default there, or is made anew at each start."""

import re
from collections.abc import Iterator

from jwtriage.model.key_name import key_name
from jwtriage.places.syntax import Node
from jwtriage.scan.code.rule import Hit, Rule
from jwtriage.scan.code.source import Call, Named, Source, function_of, literal

_ENVIRONMENT = re.compile(
    r"getenv|environ|process\.env|\.env\b|env\(|config\(|System\.get(?:env|Property)|import\.meta\.env|viper\.|configService", re.IGNORECASE
)
_RANDOM = re.compile(
    r"secrets\.token_(?:hex|urlsafe|bytes)\(|os\.urandom\(|uuid\.?(?:uuid4|v4|New)?\w*\(|randomBytes\(|randomUUID\(|getRandomValues\("
    r"|secretKeyFor\(|\.key\(\)\.build\(|get_random_secret_key\(|rand\.Read\(|generateSecret\(|Jwts\.SIG\.\w+\.key\("
)
_NO_SECRET = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:\.[A-Za-z]+)+|\$\{[^}:]*\}|.*[/\\{<].*|Bearer|jwt|HS256|HS384|HS512|RS256|")
_NAME = re.compile(r"[A-Za-z_$#][A-Za-z0-9_$.-]*")
_SPRING = re.compile(r"\$\{([A-Za-z0-9_.-]+):([^}]+)\}")
_PLAIN = frozenset(("hmac", "default"))
_OPTIONS = frozenset(("secretOrKey", "secretOrPrivateKey", "secretOrPublicKey"))
_SIGNS = frozenset(("encode", "sign", "decode", "verify", "signAsync", "verifyAsync", "signWith", "setSigningKey", "SignedString"))
_KEY_FACTORIES = ("Algorithm.HMAC256", "Algorithm.HMAC384", "Algorithm.HMAC512", "Keys.hmacShaKeyFor")


def secret_fallback_default(source: Source) -> Iterator[Hit]:
    """Find secrets that fall back to a text of the code where their variable is not set.

    The service starts without its secret and accepts what anybody signs who has read the code. Empty texts and such that only name a variable are
    not reported.
    Seen in pitchayakit/node-express-boilerplate, src/config/auth.js.
    """
    yield from (Hit(call.node, f"{name} falls back to a text of the code") for call, name in _defaults_of_calls(source))
    for node in _alternatives(source):
        left, right = node.field("left"), node.field("right")
        name = _key_name_in(left.text(), source) if left is not None and _ENVIRONMENT.search(left.text()) else None
        if name and _is_secret_text(right):
            yield Hit(node, f"{name} falls back to a text of the code")
    yield from _destructured(source)
    yield from _spring_defaults(source)
    yield from _go_defaults(source)


def _alternatives(source: Source) -> Iterator[Node]:
    """Yield ``a or b``, ``a || b`` and ``a ?? b``."""
    kinds = {"python": "boolean_operator"}.get(source.language, "binary_expression" if source.is_script else "")
    for node in source.root.find_all(kind=kinds) if kinds else ():
        operator = node.field("operator")
        if operator is not None and operator.text() in ("or", "||", "??"):
            yield node


def _defaults_of_calls(source: Source) -> Iterator[tuple[Call, str]]:
    """Yield calls like ``os.getenv("JWT_SECRET", "x")``, ``config("JWT_SECRET", default="x")``, ``getOrDefault("JWT_SECRET", "x")``."""
    for call in source.calls:
        texts = [*call.arguments[:2], *(call.options[name] for name in ("default", "fallback") if name in call.options)]
        name = _key_name_in(literal(texts[0]) or "") if len(texts) >= 2 else None
        readers = ("getOrDefault", "getProperty", "getEnv", "GetEnv", "getEnvOrDefault")
        if name and (_ENVIRONMENT.search(f"{call.name}(") or call.method in readers) and _is_secret_text(texts[-1]):
            yield call, name


def _destructured(source: Source) -> Iterator[Hit]:
    """Yield ``const { JWT_SECRET = "x" } = process.env``."""
    for entry in source.named if source.is_script else ():
        if entry.node.kind() == "object_assignment_pattern" and _is_key(source, entry.name) and _is_secret_text(entry.value):
            yield Hit(entry.node, f"{entry.name} falls back to a text of the code")


def _spring_defaults(source: Source) -> Iterator[Hit]:
    """Yield ``@Value("${jwt.secret:x}")``."""
    for node in source.root.find_all(kind="annotation") if source.language == "java" else ():
        found = _SPRING.search(node.text())
        if found and _is_token_secret(found[1]) and not _NO_SECRET.fullmatch(found[2]):
            yield Hit(node, f"{found[1]} falls back to a text of the code")


def _go_defaults(source: Source) -> Iterator[Hit]:
    """Yield ``if secret == "" { secret = "x" }`` where the name is a key's."""
    for entry in source.named if source.language == "go" else ():
        condition = next((each.field("condition") for each in entry.node.ancestors() if each.kind() == "if_statement"), None)
        empty = condition is not None and "".join(condition.text().split()) == f'{entry.name}==""'
        if empty and _is_read_secret(source, entry.name) and _is_secret_text(entry.value):
            yield Hit(entry.node, f"{entry.name} falls back to a text of the code")


def _is_read_secret(source: Source, name: str) -> bool:
    """Tell whether a name is a secret's, or was given the variable of one."""
    return _is_token_secret(name) or any(entry.name == name and _key_name_in(entry.value.text()) for entry in source.named)


def secret_hardcoded(source: Source) -> Iterator[Hit]:
    """Find secrets that stand in the code as a text.

    Everyone who can read the repository, an image or a bundle can sign tokens, and it cannot be rotated without a release.
    Seen in bluething/exercise-spring, springsecurity/fundamentaljwt/src/main/java/…/jwt/JwtSecret.java.
    """
    for call in source.calls:
        if _is_signing(call) and any(_is_secret_text(node) for node in _key_arguments(call)):
            yield Hit(call.node, f"{call.name.rpartition(').')[2]} is given a text of the code as its key")
    for entry in source.named:
        if _is_key(source, entry.name) and _is_plain(entry) and _is_secret_text(entry.value):
            yield Hit(entry.node, f"{entry.name} is a text of the code")


def _is_signing(call: Call) -> bool:
    return call.name in _KEY_FACTORIES or (
        call.method in _SIGNS and ("jwt" in call.name.lower() or call.method in ("signWith", "SignedString", "setSigningKey"))
    )


def _key_arguments(call: Call) -> tuple[Node, ...]:
    """Return the arguments that may be the key: the second of most, the only ones of those that are given nothing else."""
    named = tuple(call.options[name] for name in ("key", "secret") if name in call.options)
    alone = call.name in _KEY_FACTORIES or call.method in ("signWith", "SignedString", "setSigningKey")
    return (*(call.arguments if alone else call.arguments[1:2]), *named)


def _is_plain(entry: Named) -> bool:
    """Tell whether the value is not the fallback of something, which is another rule's."""
    return entry.node.kind() != "object_assignment_pattern" and not any(each.kind() == "if_statement" for each in entry.node.ancestors())


def secret_generated_at_start(source: Source) -> Iterator[Hit]:
    """Find secrets that are made when the program starts: each worker and each restart has another one.

    Tokens of one worker fail at the next, and all of them fail after a deployment. Reported where the value stands outside of functions, or as
    the fallback of a variable that is not set.
    Seen in fastapi/full-stack-fastapi-template, backend/app/core/config.py (``SECRET_KEY: str = secrets.token_urlsafe(32)``).
    """
    for entry in source.named:
        name = key_name((entry.name,))
        named = name is not None and name.role == "secret" and (name.for_tokens or (source.language != "java" and not name.qualifiers))
        typed = source.language == "java" and _RANDOM.search(entry.value.text()) is not None and "io.jsonwebtoken" in source.text
        outside = function_of(entry.node) is None or _ENVIRONMENT.search(entry.value.text()) is not None
        if (named or typed) and outside and _RANDOM.search(entry.value.text()):
            yield Hit(entry.node, f"{entry.name} is made anew at each start, in each worker")


def _key_name_in(text: str, source: Source | None = None) -> str | None:
    """Return the variable of a token's secret that an expression reads."""
    for word in re.findall(r"[A-Za-z_][A-Za-z0-9_.-]*", text):
        last = re.split(r"[.]", word)[-1]
        if _is_token_secret(word) or last == "SECRET_KEY" or (source is not None and _is_key(source, last)):
            return last
    return None


def _is_token_secret(name: str) -> bool:
    found = key_name([part for part in name.split(".") if part]) if _NAME.fullmatch(name) else None
    return found is not None and found.role == "secret" and found.for_tokens


def _is_key(source: Source, name: str) -> bool:
    """Tell whether a name is a token secret's; in a file that imports a library for tokens a plain ``SECRET`` is one."""
    found = key_name((name,)) if _NAME.fullmatch(name) else None
    plain = found is not None and found.role == "secret" and not found.qualifiers - _PLAIN
    return _is_token_secret(name) or (source.uses_tokens and (plain or name in _OPTIONS))


def _is_secret_text(node: Node | None) -> bool:
    text = literal(node)
    return node is not None and text is not None and not _NO_SECRET.fullmatch(text) and not _ENVIRONMENT.search(node.text())


RULES = (
    Rule(
        "secret-fallback-default",
        "error",
        "Stop at the start when the variable is missing (os.environ[…], a check that throws), and rotate: the default is known.",
        secret_fallback_default,
    ),
    Rule("secret-hardcoded", "error", "Read the secret from a store or the environment, and rotate it: this one is known.", secret_hardcoded),
    Rule(
        "secret-generated-at-start",
        "warning",
        "Give all workers one secret from a store or the environment, and stop at the start when it is missing.",
        secret_generated_at_start,
    ),
)
