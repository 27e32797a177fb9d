"""The issuer makes a new key pair at each start.

## What happens
The authorization server generates its key in memory. After a restart, or on another replica, the key set no longer holds the
key of the tokens that are still about. Two fetches of the same JWKS address may return different sets.

## Where it comes from
Sample configurations that generate an RSA key, developer signing credentials in production, a keystore on a volume that is not
kept.

Seen in spring-attic/spring-authorization-server#1355, spring-attic/spring-authorization-server#1015,
DuendeArchive/IdentityServer4#399, windmill-labs/windmill#8917, thinktecture/relayserver#367.

## How to fix it
Keep the keys where all replicas find them (a keystore, a vault, a database), and publish the keys of all replicas in one set.

Fetch the JWKS address several times and compare the fingerprints (`jwtriage keys show`) to see whether it still happens.
"""
