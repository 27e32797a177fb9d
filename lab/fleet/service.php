<?php
// An HTTP service written by hand on PHP's openssl and hash functions, run by `php -S`.

const FAMILY_HASH = 'sha256';

function unpack_segment(string $text): string
{
    return base64_decode(strtr($text, '-_', '+/'));
}

function verifies(string $input, string $signature): bool
{
    $file = getenv('JWT_KEY_FILE');
    $key = $file ? file_get_contents($file) : getenv('JWT_SECRET');
    if (str_starts_with(getenv('JWT_ALGORITHM'), 'HS')) {
        return hash_equals(hash_hmac(FAMILY_HASH, $input, $key, true), $signature);
    }
    return openssl_verify($input, $signature, $key, FAMILY_HASH) === 1;
}

function refusal(string $token): ?string
{
    $parts = explode('.', $token);
    if (count($parts) !== 3) {
        return 'JWT malformed: wrong number of segments';
    }
    $header = json_decode(unpack_segment($parts[0]), true);
    if (($header['alg'] ?? null) !== getenv('JWT_ALGORITHM')) {
        return 'JWT algorithm not allowed';
    }
    if (!verifies("$parts[0].$parts[1]", unpack_segment($parts[2]))) {
        return 'JWT signature verification failed';
    }
    $claims = json_decode(unpack_segment($parts[1]), true);
    return ($claims['exp'] ?? PHP_INT_MAX) <= time() ? 'JWT expired token' : null;
}

if ($_SERVER['REQUEST_URI'] === '/health') {
    echo 'ok';
    return;
}
$why = refusal(preg_replace('/^Bearer /', '', $_SERVER['HTTP_AUTHORIZATION'] ?? ''));
$status = $why === null ? 200 : 401;
http_response_code($status);
echo $why === null ? 'accepted' : 'unauthorized';
$line = sprintf("%s %s %s %s %d %s\n", gmdate('Y-m-d\TH:i:s\Z'), $why === null ? 'INFO' : 'WARNING', $_SERVER['REQUEST_METHOD'], $_SERVER['REQUEST_URI'], $status, $why ?? 'accepted');
file_put_contents('php://stdout', $line);
