"""The RSA key is shorter than 2048 bits.

## What happens
The signature is mathematically good, and many libraries accept it. RFC 7518 sections 3.3 and 3.5 ask for 2048 bits or more, so
others (`jose`, web debuggers, jsonwebtoken 9 when signing) refuse the key, some of them with the words "invalid signature".

## Where it comes from
A key pair from an old tutorial (`openssl genrsa 1024`), a test key that went to production, an appliance.
Seen in jsonwebtoken/jsonwebtoken.github.io#578, auth0/node-jsonwebtoken#739.

## How to fix it
Make a new key of at least 2048 bits (`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`), publish it, sign with it,
then retire the short one.

`allowInsecureKeySizes` and its like are for the days of the change only.
"""

SEVERITY = "note"
