<?php
// Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs PHP 8.0 or newer.
//   error_log(jwt_key_lines(getenv('JWT_KEY'), ['alg' => 'RS256', 'role' => 'verify', 'source' => 'env JWT_KEY', 'version' => '1.2.3']));
// The key is a PEM, a JWK or JWKS, or a shared secret (what HMAC gets). Secrets get a tag where JWTRIAGE_FINGERPRINT_KEY is set.
const JWT_FIELDS = ['alg', 'kid', 'fingerprint', 'role', 'source', 'loaded_at', 'instance', 'version'];
const JWT_REQUIRED = ['RSA' => ['e', 'kty', 'n'], 'EC' => ['crv', 'kty', 'x', 'y'], 'OKP' => ['crv', 'kty', 'x'], 'AKP' => ['alg', 'kty', 'pub']];
const JWT_CURVES = ['prime256v1' => 'P-256', 'secp384r1' => 'P-384', 'secp521r1' => 'P-521', 'secp256k1' => 'secp256k1'];
function jwt_key_lines(#[\SensitiveParameter] string|false $key, array $fields = []): string
{
    $fields += ['loaded_at' => gmdate('Y-m-d\TH:i:s\Z'), 'instance' => gethostname() . '/' . getmypid()];
    return implode("\n", array_map(fn ($own) => jwt_key_line(array_filter($own) + $fields), jwt_keys((string) $key)));
}
function jwt_keys(#[\SensitiveParameter] string $key): array
{
    try {
        if (str_contains($key, '-----BEGIN ')) return [['fingerprint' => jwt_thumbprint(jwt_from_pem($key))]];
        if (!str_starts_with(ltrim($key), '{')) return [['fingerprint' => jwt_secret_tag($key)]];
        $document = json_decode($key, true, 8, JSON_THROW_ON_ERROR);
        $own = fn ($jwk) => ['alg' => $jwk['alg'] ?? null, 'kid' => $jwk['kid'] ?? null, 'fingerprint' => jwt_thumbprint($jwk)];
        return array_map($own, $document['keys'] ?? [$document]);
    } catch (\Throwable) {
        return [['fingerprint' => 'unreadable']]; // no message: it could quote the key
    }
}
function jwt_from_pem(#[\SensitiveParameter] string $pem): array
{
    $der = base64_decode(preg_replace('/-----[^-]*-----|\s/', '', $pem));
    if (str_starts_with($der, hex2bin('302a300506032b6570032100'))) return ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => jwt_base64url(substr($der, 12))];
    $key = openssl_pkey_get_details(openssl_pkey_get_public($pem) ?: openssl_pkey_get_private($pem));
    if (isset($key['rsa'])) return ['kty' => 'RSA', 'n' => jwt_base64url($key['rsa']['n']), 'e' => jwt_base64url($key['rsa']['e'])];
    $curve = JWT_CURVES[$key['ec']['curve_name'] ?? ''] ?? throw new \Exception();
    $point = array_map(fn ($octets) => jwt_base64url(str_pad($octets, intdiv($key['bits'] + 7, 8), "\0", STR_PAD_LEFT)), $key['ec']);
    return ['kty' => 'EC', 'crv' => $curve, 'x' => $point['x'], 'y' => $point['y']];
}
function jwt_thumbprint(#[\SensitiveParameter] array $jwk): string // RFC 7638, 3; of a shared secret it would be a plain hash
{
    if ($jwk['kty'] === 'oct') return jwt_secret_tag(base64_decode(strtr($jwk['k'], '-_', '+/')));
    foreach (JWT_REQUIRED[$jwk['kty']] as $name) $members[$name] = is_string($jwk[$name] ?? null) ? $jwk[$name] : throw new \Exception();
    return strtolower($jwk['kty']) . ':' . substr(jwt_base64url(hash('sha256', json_encode($members), true)), 0, 12);
}
function jwt_secret_tag(#[\SensitiveParameter] string $secret): string // what looks guessable has no tag: it would help to guess
{
    if (strlen($secret) < 32 || strlen(count_chars($secret, 3)) < (ctype_xdigit($secret) ? 12 : 24)) return 'weak';
    if (!($key = getenv('JWTRIAGE_FINGERPRINT_KEY'))) return 'none';
    $number = hexdec(substr(hash_hmac('sha256', 'jwt-fp/v1' . pack('J', strlen($secret)) . $secret, base64_decode($key)), 0, 10)); // 40 bits
    for ($place = 7, $tag = 'hk1:'; $place >= 0; $place--) $tag .= 'abcdefghijklmnopqrstuvwxyz234567'[($number >> (5 * $place)) & 31];
    return $tag;
}
function jwt_base64url(string $octets): string { return rtrim(strtr(base64_encode($octets), '+/', '-_'), '='); }
function jwt_key_line(array $fields): string // logfmt; what is no plain word is a JSON string in ASCII
{
    $ascii = fn ($sign) => ctype_punct($sign) ? "\\$sign" : sprintf('\u%04x', ord($sign));
    $escape = fn ($match) => strlen($match[0]) > 1 ? substr(json_encode($match[0]), 1, -1) : $ascii($match[0]);
    $quoted = fn ($text) => '"' . preg_replace_callback('/[^ !#-\[\]-\~]/u', $escape, $text) . '"';
    $shown = fn ($text) => preg_match('~^[A-Za-z0-9._:/+@-]+$~D', $text) ? $text : $quoted($text);
    $pair = fn ($name) => ($fields[$name] ?? '') === '' ? '' : " $name=" . $shown($fields[$name]);
    return 'jwt-key' . implode(array_map($pair, JWT_FIELDS));
}
if (realpath($argv[0] ?? '') === __FILE__) // run by itself, it shows the key of JWT_KEY
    echo jwt_key_lines(getenv('JWT_KEY'), ['alg' => getenv('JWT_ALG') ?: '', 'kid' => getenv('JWT_KID') ?: '', 'role' => 'verify', 'source' => 'env JWT_KEY']), "\n";
