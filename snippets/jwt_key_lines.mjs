// Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs Node 16 or newer.
//   console.log(keyLines(process.env.JWT_KEY, { alg: 'RS256', role: 'verify', source: 'env JWT_KEY', version: '1.2.3' }))
// The key is a PEM, a JWK or JWKS, or a shared secret (text, or a Buffer of what HMAC gets). JWTRIAGE_FINGERPRINT_KEY makes tags of secrets fast and keyed.
import { createHash, createHmac, createPublicKey, scryptSync } from 'node:crypto';
import { hostname } from 'node:os';
import { pathToFileURL } from 'node:url';

const FIELDS = ['alg', 'kid', 'fingerprint', 'role', 'source', 'loaded_at', 'instance', 'version'];
const REQUIRED = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'], AKP: ['alg', 'kty', 'pub'] };
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export function keyLines(key, fields = {}) {
  const common = { loaded_at: `${new Date().toISOString().slice(0, 19)}Z`, instance: `${hostname()}/${process.pid}`, ...fields };
  return keysOf(key ?? '').map((own) => line({ ...common, ...own })).join('\n');
}

function keysOf(key) {
  try {
    if (Buffer.isBuffer(key)) return [{ fingerprint: secretTag(key) }];
    if (key.includes('-----BEGIN ')) return [{ fingerprint: thumbprint(createPublicKey(key).export({ format: 'jwk' })) }];
    if (!key.trimStart().startsWith('{')) return [{ fingerprint: secretTag(Buffer.from(key)) }];
    const document = JSON.parse(key);
    return (document.keys ?? [document]).map((jwk) => ({ ...(jwk.alg && { alg: jwk.alg }), ...(jwk.kid && { kid: jwk.kid }), fingerprint: thumbprint(jwk) }));
  } catch {
    return [{ fingerprint: 'unreadable' }]; // no message: it could quote the key
  }
}

function thumbprint(jwk) { // RFC 7638, 3; of a shared secret it would be a plain hash
  if (jwk.kty === 'oct') return secretTag(Buffer.from(jwk.k, 'base64url'));
  if (!REQUIRED[jwk.kty].every((name) => typeof jwk[name] === 'string')) throw new TypeError();
  const members = Object.fromEntries(REQUIRED[jwk.kty].map((name) => [name, jwk[name]]));
  return `${jwk.kty.toLowerCase()}:${createHash('sha256').update(JSON.stringify(members)).digest('base64url').slice(0, 12)}`;
}

function secretTag(secret) { // a tag of a secret that could be guessed would help to guess it; what looks guessable has none
  const fewest = /^[0-9a-f]*$/i.test(secret.toString('latin1')) ? 12 : 24;
  if (secret.length < 32 || new Set(secret).size < fewest) return 'weak';
  const { JWTRIAGE_FINGERPRINT_KEY: key, JWTRIAGE_FINGERPRINT_SALT: salt } = process.env;
  if (!key) return `sc1:${base32(scryptSync(secret, `jwt-fp/v1${salt ?? ''}`, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 }), 5)}`;
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(secret.length));
  return `hk1:${base32(createHmac('sha256', Buffer.from(key, 'base64')).update('jwt-fp/v1').update(length).update(secret).digest(), 8)}`;
}

function base32(octets, characters) {
  const number = octets.readUIntBE(0, 5); // 40 bits
  return Array.from({ length: characters }, (_, place) => BASE32[Math.floor(number / 32 ** (7 - place)) % 32]).join('');
}

function line(fields) { // logfmt; what is no plain word is a JSON string in ASCII
  const escape = (character) => (character > '~' || character < ' ' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : `\\${character}`);
  const shown = (value) => (/^[A-Za-z0-9._:/+@-]+$/.test(value) ? value : `"${value.replace(/[^ !#-[\]-~]/g, escape)}"`);
  return ['jwt-key', ...FIELDS.filter((name) => fields[name]).map((name) => `${name}=${shown(String(fields[name]))}`)].join(' ');
}

const { JWT_KEY, JWT_ALG: alg, JWT_KID: kid } = process.env; // run by itself, it shows the key of JWT_KEY
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(keyLines(JWT_KEY, { alg, kid, role: 'verify', source: 'env JWT_KEY' }));
