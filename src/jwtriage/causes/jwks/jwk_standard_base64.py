"""The JWK's numbers are in standard base64 instead of base64url.

## What happens
`n`, `x` or `y` holds `+`, `/`, `=`, commas or line breaks. JOSE writes numbers in base64url without padding (RFC 7515 section 2).
Lenient decoders read them all the same, strict ones refuse the key. Or they drop the foreign characters silently, and then hold
another key.

## Where it comes from
`base64` instead of `base64url` when the JWK is written, an encoder for URL tokens that puts commas for the padding, a MIME
encoder that breaks lines.
Seen in IdentityServer/IdentityServer3#732, OpenIDC/mod_auth_openidc#229.

## How to fix it
Write the members in base64url without padding: `-` for `+`, `_` for `/`, no `=`; a JOSE library's own JWK export does it.
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.forensics.jwk import in_base64url
from jwtriage.model.change import DocumentText, TextChange


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Write the numbers of each key in base64url."""
    changed = with_repaired_keys(text.text, in_base64url)
    if changed is not None:
        yield TextChange(changed, "with its numbers in base64url")
