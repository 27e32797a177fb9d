"""Which causes are worth asking after which change of a secret's text, and the changes that no cause can propose by itself."""

from collections.abc import Callable, Iterator

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import TextNode, implied, seen_text
from jwtriage.diagnosis.configured import key_octets
from jwtriage.diagnosis.proposals import SECRET_CAUSES, SecretCauses, secret_changes
from jwtriage.known.secrets import debugger_secrets, default_key_bytes

CausesAfter = Callable[[TextNode], SecretCauses]

DOCUMENT, UNDECODABLE = "document", "undecodable"
"""Why a text is no key by itself: it is a key document, or the program that decodes it cannot."""
_OF_DOCUMENTS = ("public-pem-as-hmac-secret", "pem-wrong-line-ending", "jwks-document-used-as-key")
_AFTER_A_CUT = (
    "secret-trailing-newline",
    "secret-quotes-kept",
    "secret-outer-whitespace",
    "secret-base64-decoded-one-side",
    "secret-base64url-vs-base64",
    "secret-hex-vs-text",
)
_COMMON = (
    "secret-trailing-newline",
    "secret-bom",
    "secret-quotes-kept",
    "secret-outer-whitespace",
    "secret-double-base64",
    "secret-base64-decoded-one-side",
    "secret-base64url-vs-base64",
    "secret-hex-vs-text",
    "secret-auto-detected-as-hex",
    "secret-hash-comment-truncated",
    "secret-utf16-file",
)

_LONG = (
    "secret-trailing-newline",
    "secret-outer-whitespace",
    "secret-bom",
    "secret-quotes-kept",
    "secret-base64-decoded-one-side",
    "secret-utf16-file",
)


def _named(ids: tuple[str, ...]) -> SecretCauses:
    return [pair for pair in SECRET_CAUSES if pair[0].id in ids]


DOCUMENT_CAUSES, AFTER_A_CUT = _named(_OF_DOCUMENTS), _named(_AFTER_A_CUT)
COMMON_CAUSES, LONG_CAUSES = _named(_COMMON), _named(_LONG)
LONGEST = 4096
"""A secret of more octets is none that anybody chose: a file given by mistake, which is not cut at every position."""


def causes_after(node: TextNode) -> SecretCauses:
    """Return the causes to ask about a text.

    A key document becomes a secret only by the causes that say so. What was cut off is not changed further, but for what turns text
    into octets: every other order of the two changes is tried the other way round.
    """
    if node.parent is None and node.how == DOCUMENT:
        return DOCUMENT_CAUSES
    if len(node.octets) > LONGEST:
        return LONG_CAUSES if node.parent is None else []
    return AFTER_A_CUT if node.cause is not None and node.cause.id == "secret-truncated" else SECRET_CAUSES


def common_causes_after(node: TextNode) -> SecretCauses:
    """Return the causes to ask about one of very many texts: some thirty common encodings."""
    if len(node.octets) > LONGEST:
        return []
    return DOCUMENT_CAUSES if node.parent is None and node.how == DOCUMENT else COMMON_CAUSES


def undecoded_changes(node: TextNode, block: int, budget: Budget) -> Iterator[TextNode]:
    """Where the program decodes the text (REF option ``encoding=``): the text itself, and its changes before it is decoded."""
    sighting = node.sighting
    if node.parent is not None or sighting is None or sighting.encoding in ("auto", "utf8"):
        return
    text = sighting.text.reveal()
    cause = CAUSES["secret-hex-vs-text" if sighting.encoding == "hex" else "secret-base64-decoded-one-side"]
    yield TextNode(text, node, cause, "taken as text, not decoded", sighting)
    for changed, _, made_by, how, _ in secret_changes(seen_text(text, sighting), block, budget):
        octets = key_octets(changed, sighting.encoding)
        if octets is not None:
            yield TextNode(octets, node, made_by, how, sighting)


def well_known() -> Iterator[TextNode]:
    """Yield the secrets that everybody knows: the debuggers' first, then defaults and placeholders."""
    debugger, default = CAUSES["token-resigned-by-debugger"], CAUSES["secret-default-or-placeholder"]
    for cause, secrets in ((debugger, debugger_secrets()), (default, default_key_bytes())):
        for octets in dict.fromkeys(secrets):
            yield implied(cause, seen_text(octets, None))
