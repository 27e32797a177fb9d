"""Which words speak of JSON Web Tokens, and which of something else that is signed, expires or is called a token."""

import re

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_PLURALS = re.compile(r"\b(JW[TSKE])s\b")

STRONG = re.compile(
    r"\b(?:jwt|jws|jwe|jwk|jwks|jose|srjwt\d*|idx\d+|kid|keyfunc|json web (?:token|key|signature)s?|id_? ?token|openid|oidc|nbf|keyset|key set|secretor(?:public|private)key|crypto/(?:rsa|ecdsa): verification)"
)
"""What only JOSE and OpenID Connect talk about; ``jwt`` may begin a longer word."""
MEDIUM = re.compile(
    r"\b(?:tokens?|tokenstring|bearer|alg|algorithms?|aud|audiences?|iss|issuer|issuers|claims?|segments?|iat|exp|expiration time|signing key|signing method"
    r"|signatures? (?:has|nbf|alg)|public key|hmac|leeway|not yet valid|decode error|invalid (?:claim|token|header|key type|key id)|credentials|authorization|crypto padding|(?:header|payload) (?:padding|string))\b"
)
"""What they share with others."""
SIGNATURE = re.compile(r"\b(?:signatures?|signed|signer)\b")
AROUND = re.compile(
    r"jwt|jws|jwk|jose|oidc|oauth|openid|\b(?:token|tokens|bearer|authn?|authz|authenticat\w+|authori[sz]\w+|unauthori[sz]ed|login|401|403|credentials|security)\b"
    r"|auth(?:[-_.]|service|filter|handler|middleware)|[-_.]auth\b"
)
"""What stands around a rejection: beside these even a general sentence speaks of tokens."""

OTHER_THINGS = re.compile(
    r"\b(?:web-?hooks?|stripe|paypal|twilio|slack|git|gpg|gpgv|pgp|openpgp|commits?|packages?|apt|rpm|yum|dnf|dpkg|npm err!?|artifacts?|docker|cosign|sigstore|notary|tuf|images?"
    r"|aws4|sigv4|s3|canonical|signaturedoesnotmatch|signature we calculated|presigned|hmac-sha1|saml\w*|xml|xmldsig|dkim|spf|dmarc|dnssec|rrsig|apk|jar|codesign\w*"
    r"|code signing|driver|kernel|firmware|boot|blockchain|transactions?|ethereum|block|csrf|xsrf|captcha|recaptcha|credit|card|coupon|gift|licen[cs]e|leases?|lock"
    r"|password|reset|invite|invitation|device|push|fcm|apns|unsubscribe|magic link|otp|totp|sms|e-?mail|confirmation|activation|cookie consent"
    r"|session (?:has )?(?:expired|timed|timeout)|session token|sas|upload token|page token|continuation|cancellation|sync token|certificates?|certs?|x\.?509|ssl|tls|handshake"
    r"|documents?|contract|pdf|docusign|release|checksum|backup|snapshot|plugin|extension|module|syntax|parser|lexer|tokenizer|token bucket|access key)\b"
)
"""What else is signed, expires, is invalid, or is called a token."""
NO_REJECTION = re.compile(
    r"\b(?:refresh(?:ing|ed)?|renew(?:ing|ed|al)?|re-?issu(?:ing|ed)|will expire|expires? (?:in|at|soon)|about to expire|rotat(?:ing|ed|ion)|obtain(?:ing|ed)|acquir(?:ing|ed)"
    r"|request(?:ing) (?:a )?(?:new )?token|exchang(?:ing|ed)|success(?:ful|fully)?|succeeded|accepted|verified|valid signature|passed|ok|retrying|recovered|resolved|clean(?:ing|ed)? up|purg(?:ing|ed)"
    r"|delet(?:ing|ed) expired|remov(?:ing|ed) expired|prun(?:ing|ed)|not expired|no longer expired|0 (?:errors|failures|rejected)|dry[- ]run)\b"
)
"""What says that nothing was rejected."""
TALK = re.compile(
    r"\b(?:for example|e\.g\.|i\.e\.|see also|docs?|documentation|readme|how to|tutorial|means(?: that)?|(?:raised|thrown|returned|happens|occurs|shown|printed|logged) (?:when|if)|@throws|@raises"
    r"|todo|fixme|:param|:raises|changelog|fixed|fixes|added|deprecated since|test_\w+|tests?|spec|describe\(|expect\(|assert\w*|should|would|could be|if the|in case|unless|whether|"
    r"feature:|scenario:|given|then the)\b|^\s*(?:#|//|/?\*|--|\"\"\"|<!--|>>>)"
)
"""What speaks about messages: documentation, tests, code."""


def spoken(text: str) -> str:
    """Return the words of a text in small letters, names taken apart: ``JWKSNoMatchingKey`` and ``ERR_JWKS_NO_MATCHING_KEY`` both say no matching key."""
    return " ".join(_WORDS.findall(_PLURALS.sub(r"\1", text))).lower()
