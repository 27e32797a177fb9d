"""Which words speak of JSON Web Tokens, and which of something else that is signed, expires or is called a token."""

import re

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_PLURALS = re.compile(r"\b(JW[TSKE])s\b")


def any_of(*words: str) -> str:
    """Return a pattern that finds any of the words, which commas part; each may be a pattern itself."""
    return r"\b(?:" + "|".join(word.strip() for part in words for word in part.split(",") if word.strip()) + r")\b"


def words(*texts: str) -> frozenset[str]:
    """Return the words of texts, which spaces part."""
    return frozenset(word for text in texts for word in text.split())


def spoken(text: str) -> str:
    """Return the words of a text in small letters, names taken apart: ``ERR_JWKS_NO_MATCHING_KEY`` and ``JWKSNoMatchingKey`` say the same."""
    return " ".join(_WORDS.findall(_PLURALS.sub(r"\1", text))).lower()


STRONG = re.compile(
    r"\b(?:jwt|jws|jwe|jwk|jwks|jose|srjwt\d*|idx\d+|kid|keyfunc|json web (?:token|key|signature)s?|id_? ?token|openid|oidc|nbf|keyset|key set"
    r"|secretor(?:public|private)key|[hrep]s(?:256|384|512)\b|eddsa\b)"
)
"""What only JOSE and OpenID Connect talk about; ``jwt`` may begin a longer word."""
MEDIUM = re.compile(
    any_of(
        "tokens?, tokenstring, bearer, alg, algorithms?, aud, audiences?, iss, issuer, issuers, claims?, segments?, iat, exp, expiration time",
        "signing key, signing method",
        "public key, hmac, leeway, crypto/(?:rsa|ecdsa), not yet valid, decode error, invalid (?:claim|token|header|key type|key id)",
        "credentials, authorization",
        "crypto padding, (?:header|payload) (?:padding|string)",
    )
)
"""What they share with others."""
SIGNATURE = re.compile(any_of("signatures?, signed, signer"))
AROUND = re.compile(
    r"jwt|jws|jwk|jose|oidc|oauth|openid|auth(?:[-_.]|service|filter|handler|middleware)|[-_.]auth\b|"
    + any_of("token, tokens, bearer, authn?, authz, authenticat\\w+, authori[sz]\\w+, unauthori[sz]ed, login, 401, 403, credentials, security")
)
"""What stands around a rejection: beside these even a general sentence speaks of tokens."""

OTHER_THINGS = re.compile(
    any_of(
        "web-?hooks?, stripe, paypal, twilio, slack, git, gpg, gpgv, pgp, openpgp, commits?, packages?, apt, rpm, yum, dnf, dpkg, npm err!?",
        "artifacts?, docker, cosign",
        "sigstore, notary, tuf, images?, aws4, sigv4, s3, canonical, signaturedoesnotmatch, signature we calculated, presigned, hmac-sha1",
        "saml\\w*, xml, xmldsig",
        "\\w*dkim, pkcs\\s?#?7, spf, dmarc, dnssec, rrsig, apk, jar, codesign\\w*, code signing, driver, kernel, firmware, boot, blockchain",
        "transactions?, ethereum, block",
        "csrf, xsrf, captcha, recaptcha, credit, card, coupon, gift, licen[cs]e, leases?, lock, password, reset, invite, invitation, device",
        "push, fcm, apns, unsubscribe",
        "magic link, otp, totp, sms, e-?mail, confirmation, activation, cookie consent, session (?:has )?(?:expired|timed|timeout)",
        "session token, sas, upload token",
        "pagination, page token, continuation, cancellation, sync token, certificates?, certs?, x\\.?509, ssl, tls, handshake, documents?",
        "contract, pdf, docusign, release",
        "checksum, backup, snapshot, plugin, extension, module, syntax, parser, lexer, tokenizer, token bucket, access key, authorization code",
        "invalid grant, invalid client",
        "campaigns?, marketing, insurance, bcrypt, compression",
    )
)
"""What else is signed, expires, is invalid, or is called a token."""
NO_REJECTION = re.compile(
    any_of(
        "refreshing, refreshed, renew(?:ing|ed|al)?, re-?issu(?:ing|ed), will expire, expires? (?:in|soon), about to expire",
        "rotat(?:ing|ed|ion), obtain(?:ing|ed)",
        "acquir(?:ing|ed), requesting (?:a )?(?:new )?token, exchang(?:ing|ed), success(?:ful|fully)?, succeeded, accepted, verified",
        "valid signature, passed, ok, retrying",
        "recovered, resolved, clean(?:ing|ed)? up, purg(?:ing|ed), delet(?:ing|ed) expired, remov(?:ing|ed) expired, prun(?:ing|ed)",
        "not expired, logged out, signed out",
        "log ?out, metrics, rejects, refuses, \\d+ expired tokens, 0 (?:errors|failures|rejected|invalid), dry[- ]run",
    )
    + r"|total\{"
)
"""What says that nothing was rejected."""
TALK = re.compile(
    any_of(
        "for example, e\\.g\\., i\\.e\\., see also, docs?, documentation, readme, how to, tutorial, means(?: that)?",
        "(?:raised|thrown|returned|happens|occurs|shown|printed|logged) (?:when|if), @throws, @raises, todo, fixme, changelog, fixed, fixes",
        "added, deprecated since, test_\\w+",
        "tests?, spec, describe\\(, expect\\(, assert\\w*, should, would, could be, if the, in case, unless, whether, feature:, scenario:",
    )
    + r"|\ban? [\0\w ]{0,40}(?:is|are) (?:rejected|refused)|:param|:raises|^\s*(?:✓|✔|✗|×|●|√|#|//|/?\*|--|\"\"\"|<!--|>>>)"
)
"""What speaks about messages: documentation, tests, code."""
QUALIFIER = re.compile(
    r"(?:method|function|type|operator|file|magic|call|csrf|reset|session|device|registration|upload|page|pagination|sync|api|access|licen[cs]e|document|package"
    r"|image|commit|webhook|card|update|firmware|module|invite|invitation|refresh|sas|foreign|primary|unique|cache|redis|host|lock)[ _-]*'?$"
)
"""Words directly before a phrase that make it one of something else: ``method signature mismatch``, ``api key not found``."""
