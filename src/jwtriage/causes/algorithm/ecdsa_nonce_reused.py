"""Two ECDSA signatures share their r: the private key can be computed.

## What happens
Every ECDSA signature needs a fresh random number. Two signatures of one key with the same r over different texts were made with
the same number, and whoever holds both can compute the private key. This is no reason for a failing signature; it is worse.

## Where it comes from
A random generator without a seed, a constant in a hand-written signer, a virtual machine resumed twice from one snapshot.

## How to fix it
Replace the key pair at once, treat every token under the old key as forgeable, and upgrade the signer to one that derives the
number from the message (RFC 6979).
"""

PUBLIC = True
