"""ML-DSA as far as the installed cryptography has it (RFC 9964): tables that are empty where it has not."""

from typing import TYPE_CHECKING

PUBLIC_KEYS: "dict[str, type[MLDSAPublicKey]]" = {}
"""The class of a public key, by the ``alg`` of its parameter set."""
PRIVATE_KEYS: "dict[str, type[MLDSAPrivateKey]]" = {}
"""The class of a private key, by the ``alg`` of its parameter set."""

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.mldsa import (
        MLDSA44PrivateKey,
        MLDSA44PublicKey,
        MLDSA65PrivateKey,
        MLDSA65PublicKey,
        MLDSA87PrivateKey,
        MLDSA87PublicKey,
    )

    MLDSAPublicKey = MLDSA44PublicKey | MLDSA65PublicKey | MLDSA87PublicKey
    MLDSAPrivateKey = MLDSA44PrivateKey | MLDSA65PrivateKey | MLDSA87PrivateKey

try:
    from cryptography.hazmat.primitives.asymmetric import mldsa
except ImportError:
    pass
else:
    PUBLIC_KEYS |= {"ML-DSA-44": mldsa.MLDSA44PublicKey, "ML-DSA-65": mldsa.MLDSA65PublicKey, "ML-DSA-87": mldsa.MLDSA87PublicKey}
    PRIVATE_KEYS |= {"ML-DSA-44": mldsa.MLDSA44PrivateKey, "ML-DSA-65": mldsa.MLDSA65PrivateKey, "ML-DSA-87": mldsa.MLDSA87PrivateKey}


def parameter_set(public: object) -> str | None:
    """Name the parameter set of an ML-DSA public key by its ``alg``; ``None`` for every other object."""
    return next((name for name, kind in PUBLIC_KEYS.items() if isinstance(public, kind)), None)
