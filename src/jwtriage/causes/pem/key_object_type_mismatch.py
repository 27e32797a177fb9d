"""The key has the wrong type in the program for the algorithm.

## What happens
The bytes are right, the object around them is not: a string where the library wants a byte array, bytes where it wants a parsed
key, a JWK object where it wants `*rsa.PublicKey`. Typed libraries answer "key is of invalid type"; looser ones compute with the
wrong thing and report a bad signature. It shows in the code and in the error's text; neither the token nor the key file tells.

## Where it comes from
`token.SignedString("text")` in Go, the PEM text handed over without parsing it, a `jwk.Key` that was not turned into a raw key, a
key callback that returns another type for one branch.
Seen in dgrijalva/jwt-go#65, dgrijalva/jwt-go#223, dgrijalva/jwt-go#210, zeromicro/go-zero#2001.

## How to fix it
Convert the key to the type that the algorithm asks for: `[]byte(secret)` for HS256, `jwt.ParseRSAPublicKeyFromPEM` or
`ParseECPublicKeyFromPEM` for RS256 and ES256, `jwk.Export` for a JWK.

Check the algorithm family before the key is returned from a key callback, and return an error for any other.
"""
