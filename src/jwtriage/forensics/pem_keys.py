"""The keys in the PEM blocks of a text, and in DER, with what was tolerated to read them."""

import re

from jwtriage.forensics import der, openssh, pem, pkcs12
from jwtriage.forensics.key_document import PRIVATE_NOTE, KeyDocument, document_key, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.pem import LABELS, Block
from jwtriage.forensics.pem_layout import layout_observations
from jwtriage.forensics.structure import PRIVATE, key_of, private_from, public_from, structure_of
from jwtriage.jose.keys import Key

_ENCRYPTED_HEADER = re.compile(rb"Proc-Type:\s{0,3}4,\s{0,3}ENCRYPTED|DEK-Info:", re.IGNORECASE)
_PARAMETERS = ("EC PARAMETERS", "DH PARAMETERS", "DSA PARAMETERS")

_MISMATCH_ID = "pem-header-type-mismatch"
_WRITTEN_AS = {
    "pkcs1-public": Observation("pem-pkcs1-vs-spki", "it is a PKCS#1 RSAPublicKey; strict readers want a SubjectPublicKeyInfo"),
    "certificate": Observation("pem-certificate-as-public-key", "it is an X.509 certificate; strict readers want the bare public key"),
    "csr": Observation("pem-certificate-as-public-key", "it is a certificate request; strict readers want the bare public key"),
}


def read_blocks(text: bytes) -> KeyDocument:
    """Read every block of ``text``. Parameter blocks that come before an EC key are passed over."""
    found = pem.blocks(text)
    document = KeyDocument()
    for block in found:
        if block.label not in _PARAMETERS or len(found) == 1:
            document = document.joined(_read_block(text, block))
    return document.observing(_several(found))


def _several(found: list[Block]) -> tuple[Observation, ...]:
    """Describe that there is more than one block."""
    keys = [block for block in found if block.label not in _PARAMETERS]
    if len(keys) > 1:
        return (Observation("pem-several-blocks", "it holds several blocks; readers take the first, the last or none"),)
    return (Observation("pem-parameters-block", "a block of parameters stands beside the key"),) if len(found) > len(keys) else ()


def _read_block(text: bytes, block: Block) -> KeyDocument:
    label = block.label or block.end_label
    if label == "ENCRYPTED PRIVATE KEY" or _ENCRYPTED_HEADER.search(block.header_lines):
        return refusal("encrypted", "an encrypted private key; its password is not asked for")
    octets = pem.der_of(block)
    ssh = "OPENSSH" in label or label == "SSH2 PUBLIC KEY"
    document = openssh.read_blob(octets) if ssh else read_der(octets, label)
    return document.observing(tuple(layout_observations(text, block, octets)))


def read_bare(text: bytes) -> KeyDocument:
    """Read a text without markers: base64 of a key structure, or nothing."""
    octets = pem.bare_der(text)
    if octets is None:
        return KeyDocument()
    lost = Observation("pem-header-missing-or-damaged", "it is base64 without the BEGIN and END lines")
    return read_der(octets).observing((lost,))


def read_der(octets: bytes, label: str = "") -> KeyDocument:
    """Read one DER structure; ``label`` is that of the PEM around it, ``""`` for none."""
    structure = structure_of(octets)
    if structure == "encrypted-pkcs8":
        return refusal("encrypted", "an encrypted private key; its password is not asked for")
    if structure == "pkcs12":
        return pkcs12.read(octets)
    key = _key_in(octets)
    if structure is None or key is None:
        return _unreadable(octets, structure)
    return KeyDocument((document_key(key, _structure_observations(octets, structure, label)),))


def _key_in(octets: bytes) -> Key | None:
    certificate = (octets,) if structure_of(octets) == "certificate" else ()
    loaded = private_from(octets) or public_from(octets)
    return key_of(loaded, x5c=certificate) if loaded is not None else None


def _structure_observations(octets: bytes, structure: str, label: str) -> list[Observation]:
    """Describe how the structure differs from what its label says, and from a SubjectPublicKeyInfo of exactly these octets."""
    found = []
    if label and not _fits(label, structure):
        found.append(Observation(_MISMATCH_ID, f"the label says {label}, the content is a {LABELS[structure]}"))
    if structure in _WRITTEN_AS:
        found.append(_WRITTEN_AS[structure])
    if structure in PRIVATE:
        found.append(PRIVATE_NOTE)
    declared = der.declared_octets(octets)
    if declared is not None and declared < len(octets):
        found.append(Observation("pem-trailing-octets", "more octets follow the key"))
    return found


def _fits(label: str, structure: str) -> bool:
    wanted = LABELS[structure]
    return label == wanted or label.replace("X509 ", "").replace("TRUSTED ", "").replace("NEW ", "") == wanted


def _unreadable(octets: bytes, structure: str | None) -> KeyDocument:
    """Say why no key came out of ``octets``."""
    declared = der.declared_octets(octets)
    if octets[:1] == b"0" and declared is not None and declared > len(octets):
        return refusal("truncated", "the content is cut: it says that it is longer than it is")
    if structure is None:
        return refusal("damaged", "the content is no key structure that is known")
    return refusal("unsupported", f"the content is a {LABELS[structure]} that cannot be used: another algorithm, broken, or out of bounds")
