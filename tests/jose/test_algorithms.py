import hashlib

import pytest

from jwtriage.jose.algorithms import ALGORITHMS

HASHED = [algorithm for algorithm in ALGORITHMS.values() if algorithm.hash]


def test_none_is_no_algorithm():
    assert not {"none", "None", "NONE", ""} & ALGORITHMS.keys()


@pytest.mark.parametrize("algorithm", HASHED, ids=lambda algorithm: algorithm.name)
def test_the_name_tells_the_hash(algorithm):
    assert algorithm.name[2:5] == algorithm.hash.removeprefix("sha")


@pytest.mark.parametrize("algorithm", [each for each in HASHED if each.family == "HMAC"], ids=lambda algorithm: algorithm.name)
def test_a_hmac_key_is_at_least_as_long_as_the_hash(algorithm):
    assert algorithm.minimum_bits == hashlib.new(algorithm.hash).digest_size * 8 == algorithm.signature_octets * 8


def test_every_rsa_algorithm_wants_2048_bits():
    assert {algorithm.minimum_bits for algorithm in ALGORITHMS.values() if algorithm.kind == "RSA"} == {2048}
