"""The private key and the public key are not a pair.

## What happens
The issuer signs with one private key, the verifier holds the public key of another. Every signature is well made and none
verifies.

## Where it comes from
The key of the development application under the id of the production one, a public key that was not registered again after a
new pair was made, two files of the same name.

Seen in actions/create-github-app-token#153, hyperlocalise/hyperlocalise#735, snowflakedb/snowflake-jdbc#1677,
snowflakedb/snowflake-ingest-python#21.

## How to fix it
Compare the fingerprints of both ends (`jwtriage keys match PRIVATE PUBLIC`), and register the public key that belongs to the
private key in use.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Notice that a public key other than the verifier's belongs to the signer."""
    if choice.signer.public is not None:
        whose = "a private key was found whose public half verifies" if choice.signer.private else "another public key verifies"
        yield f"{whose}; it is not the verifier's"
