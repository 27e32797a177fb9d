"""An X.509 certificate stands where a public key is expected.

## What happens
The verifier was given `-----BEGIN CERTIFICATE-----`. The right key is in it, but a certificate is another structure than a public
key. Some libraries take the key out, others refuse the text: "could not deserialize key data", "unable to load PEM".

## Where it comes from
An identity provider that publishes certificates (SAML habits, Google's and Firebase's x509 endpoints, Auth0's download), a TLS
certificate used for signing, a chain pasted whole.
Seen in jpadilla/pyjwt#328, jpadilla/pyjwt#133, jpadilla/pyjwt#82.

## How to fix it
Take the public key out of the certificate: `openssl x509 -pubkey -noout -in cert.pem > public.pem`, and give that to the
verifier.

Where certificates rotate, prefer the provider's JWKS. A library's own import for certificates (`importX509`,
`load_pem_x509_certificate`) does as well.
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import public_pem, sound_blocks
from jwtriage.forensics.pem import der_of, structure_of
from jwtriage.model.change import DocumentText, TextChange

_STRUCTURES = ("certificate", "csr")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Put the public key of each certificate in its place, the first one's first."""
    octets = text.text
    for der in [octets, *(der_of(block) for block in sound_blocks(octets) if "CERTIFICATE" in block.label)]:
        changed = public_pem(der) if structure_of(der) in _STRUCTURES else None
        if changed is not None:
            yield TextChange(changed, "taken out of the certificate")
