// Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs Go 1.19 or newer.
//
//	log.Print(KeyLines(os.Getenv("JWT_KEY"), map[string]any{"alg": "RS256", "role": "verify", "source": "env JWT_KEY", "version": "1.2.3"}))
//
// The key is a PEM, a JWK or JWKS, or a shared secret (what HMAC gets). Secrets get a tag where JWTRIAGE_FINGERPRINT_KEY is set.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"
)

type members = map[string]any

var fields = []string{"alg", "kid", "fingerprint", "role", "source", "loaded_at", "instance", "version"}
var required = map[string][]string{"RSA": {"e", "kty", "n"}, "EC": {"crv", "kty", "x", "y"}, "OKP": {"crv", "kty", "x"}, "AKP": {"alg", "kty", "pub"}}
var plain, unsafe = regexp.MustCompile(`^[A-Za-z0-9._:/+@-]+$`), regexp.MustCompile(`[^ !#-\[\]-~]`)
var hexadecimal = regexp.MustCompile(`^[0-9A-Fa-f]*$`)
var base64url = base64.RawURLEncoding.EncodeToString

func KeyLines(key string, given members) string {
	host, _ := os.Hostname()
	common := members{"loaded_at": time.Now().UTC().Format(time.RFC3339), "instance": fmt.Sprintf("%s/%d", host, os.Getpid())}
	lines := []string{}
	for _, own := range keysOf(key) {
		line := "jwt-key" // logfmt; what is no plain word is a JSON string in ASCII
		for _, name := range fields {
			for _, from := range []members{own, given, common} {
				if value, isText := from[name].(string); isText && value != "" {
					line += " " + name + "=" + shown(value)
					break
				}
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func keysOf(key string) (keys []members) {
	defer func() { // no message: it could quote the key
		if recover() != nil {
			keys = []members{{"fingerprint": "unreadable"}}
		}
	}()
	if block, _ := pem.Decode([]byte(key)); block != nil {
		return []members{{"fingerprint": thumbprint(jwkOf(block.Bytes))}}
	}
	if !strings.HasPrefix(strings.TrimSpace(key), "{") && !strings.Contains(key, "-----BEGIN ") {
		return []members{{"fingerprint": secretTag([]byte(key))}}
	}
	var document struct{ Keys []members }
	if json.Unmarshal([]byte(key), &document) == nil && document.Keys == nil {
		document.Keys = make([]members, 1)
		_ = json.Unmarshal([]byte(key), &document.Keys[0])
	}
	for _, jwk := range document.Keys {
		keys = append(keys, members{"alg": jwk["alg"], "kid": jwk["kid"], "fingerprint": thumbprint(jwk)})
	}
	_ = keys[0] // a document without keys is none
	return keys
}

func jwkOf(der []byte) members {
	public, err := x509.ParsePKIXPublicKey(der)
	if private, failed := x509.ParsePKCS8PrivateKey(der); err != nil && failed == nil {
		public = private.(crypto.Signer).Public()
	}
	switch public := public.(type) {
	case *rsa.PublicKey:
		return members{"kty": "RSA", "n": base64url(public.N.Bytes()), "e": base64url(big.NewInt(int64(public.E)).Bytes())}
	case *ecdsa.PublicKey:
		octets := make([]byte, (public.Params().BitSize+7)/8)
		x, y := base64url(public.X.FillBytes(octets)), base64url(public.Y.FillBytes(octets))
		return members{"kty": "EC", "crv": public.Params().Name, "x": x, "y": y}
	}
	return members{"kty": "OKP", "crv": "Ed25519", "x": base64url(public.(ed25519.PublicKey))}
}

func thumbprint(jwk members) string { // RFC 7638, 3; of a shared secret it would be a plain hash
	if jwk["kty"] == "oct" {
		secret, _ := base64.RawURLEncoding.DecodeString(jwk["k"].(string))
		return secretTag(secret)
	}
	kept := members{}
	for _, name := range required[jwk["kty"].(string)] {
		kept[name] = jwk[name].(string)
	}
	text, _ := json.Marshal(kept)
	digest := sha256.Sum256(text)
	return strings.ToLower(jwk["kty"].(string)) + ":" + base64url(digest[:])[:12]
}

func secretTag(secret []byte) string { // a tag of a secret that could be guessed would help to guess it; what looks guessable has none
	distinct := map[byte]bool{}
	for _, octet := range secret {
		distinct[octet] = true
	}
	if len(secret) < 32 || len(distinct) < 12 || len(distinct) < 24 && !hexadecimal.Match(secret) {
		return "weak"
	}
	key, _ := base64.StdEncoding.DecodeString(os.Getenv("JWTRIAGE_FINGERPRINT_KEY"))
	if len(key) == 0 {
		return "none"
	}
	tag := hmac.New(sha256.New, key)
	tag.Write(append(binary.BigEndian.AppendUint64([]byte("jwt-fp/v1"), uint64(len(secret))), secret...))
	return "hk1:" + strings.ToLower(base32.StdEncoding.EncodeToString(tag.Sum(nil))[:8])
}

func shown(value string) string {
	if plain.MatchString(value) {
		return value
	}
	return `"` + unsafe.ReplaceAllStringFunc(value, func(sign string) (escaped string) {
		if sign == `"` || sign == `\` {
			return `\` + sign
		}
		for _, unit := range utf16.Encode([]rune(sign)) {
			escaped += fmt.Sprintf(`\u%04x`, unit)
		}
		return escaped
	}) + `"`
}

func main() { // run by itself, it shows the key of JWT_KEY
	given := members{"alg": os.Getenv("JWT_ALG"), "kid": os.Getenv("JWT_KID"), "role": "verify", "source": "env JWT_KEY"}
	fmt.Println(KeyLines(os.Getenv("JWT_KEY"), given))
}
