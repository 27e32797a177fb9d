"""Which of many secrets made this MAC: the hot loop of every search among shared secrets.

HMAC (RFC 2104 section 2) is two plain hashes over the key, padded to the block and masked. Doing that by hand costs a third of what
`hmac.new` does, for the key schedule and not the hashing is dear; keeping the hashes' states after the key costs a fifth.
The comparisons are exact and not in constant time: the data lies offline and nobody waits for the answer.
"""

import hashlib
from collections.abc import Callable, Iterable
from hmac import compare_digest

_INNER = bytes(octet ^ 0x36 for octet in range(256))
_OUTER = bytes(octet ^ 0x5C for octet in range(256))
_HASHES = {
    "md5": hashlib.md5,
    "sha1": hashlib.sha1,
    "sha224": hashlib.sha224,
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
}
_BLOCKS = {name: function().block_size for name, function in _HASHES.items()}


def block_size(hash_name: str) -> int:
    """Return the block of the hash in octets: 64 up to SHA-256, 128 for SHA-384 and SHA-512 (FIPS 180-4).

    Raises `ValueError` for a hash that no token's MAC uses.
    """
    if hash_name not in _BLOCKS:
        raise ValueError("no HMAC of a token uses this hash function")
    return _BLOCKS[hash_name]


def block_key(key: bytes, hash_name: str) -> bytes:
    """Return what HMAC makes of ``key``: hashed when longer than the block, then filled with zero octets (RFC 2104 section 2).

    Two keys make the same MACs under this hash exactly when their block keys are equal.
    """
    block = block_size(hash_name)
    return (_HASHES[hash_name](key).digest() if len(key) > block else key).ljust(block, b"\0")


def are_equivalent(one: bytes, other: bytes, hash_name: str) -> bool:
    """Tell whether two keys make the same MACs under this hash, without being the same bytes necessarily."""
    return compare_digest(block_key(one, hash_name), block_key(other, hash_name))


def first_match(keys: Iterable[bytes], hash_name: str, signing_input: bytes, signature: bytes) -> bytes | None:
    """Return the first of ``keys`` whose HMAC over ``signing_input`` is exactly ``signature``, ``None`` if there is none.

    ``keys`` is consumed up to the match only. A signature of another length than the hash's matches nothing, and consumes nothing.
    """
    block = block_size(hash_name)
    function = _HASHES[hash_name]
    if len(signature) != function().digest_size:
        return None
    empty = function().copy  # copying an empty hash is cheaper than asking OpenSSL for a new one
    for key in keys:
        padded = (key if len(key) <= block else function(key).digest()).ljust(block, b"\0")
        inner = empty()
        inner.update(padded.translate(_INNER) + signing_input)
        outer = empty()
        outer.update(padded.translate(_OUTER) + inner.digest())
        if outer.digest() == signature:
            return key
    return None


def prepared_mac(key: bytes, hash_name: str) -> Callable[[bytes], bytes]:
    """Return the HMAC with this key as a function of the message; the key is hashed once. Raises `ValueError` for an unknown hash."""
    copy_inner, copy_outer = _states(key, hash_name)

    def mac(message: bytes) -> bytes:
        inner, outer = copy_inner(), copy_outer()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()

    return mac


class PreparedKeys:
    """An inventory of secrets, made ready once for one hash, to be tried on many tokens.

    Holds about a kilobyte for each key. Nothing of a key shows in its ``repr``.
    """

    __slots__ = ("_digest_size", "_states")

    def __init__(self, keys: Iterable[bytes], hash_name: str) -> None:
        """Prepare ``keys``, in their order, for HMAC with ``hash_name``; raises `ValueError` for an unknown hash."""
        self._digest_size = _HASHES[hash_name]().digest_size if block_size(hash_name) else 0
        self._states = [(*_states(key, hash_name), key) for key in keys]

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._states)

    def first_match(self, signing_input: bytes, signature: bytes) -> bytes | None:
        """Return the first key whose HMAC over ``signing_input`` is exactly ``signature``, ``None`` if there is none."""
        if len(signature) != self._digest_size:
            return None
        for copy_inner, copy_outer, key in self._states:
            inner = copy_inner()
            inner.update(signing_input)
            outer = copy_outer()
            outer.update(inner.digest())
            if outer.digest() == signature:
                return key
        return None


def _states(key: bytes, hash_name: str) -> "tuple[Callable[[], hashlib._Hash], Callable[[], hashlib._Hash]]":
    """Return the copying methods of the inner and the outer hash after the masked key: bound once, not at each try."""
    padded = block_key(key, hash_name)
    function = _HASHES[hash_name]
    return function(padded.translate(_INNER)).copy, function(padded.translate(_OUTER)).copy
