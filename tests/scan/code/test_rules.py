"""Each rule about code: what breaks it, and near misses that do not."""

from pathlib import Path

import pytest

from jwtriage.places import syntax
from jwtriage.places.walking.file import FileFound
from jwtriage.scan.code.check import RULES, check

PYTHON, SCRIPT, GO, JAVA = (
    "import jwt, os, secrets\n",
    "const jwt = require('jsonwebtoken')\n",
    'package a\n\nimport "github.com/golang-jwt/jwt/v5"\n\n',
    "import io.jsonwebtoken.*;\nclass A {\n",
)


def found(name, code):
    place = f"src/app/{name}"
    findings = list(check(FileFound(place, Path(place), code.encode())))
    assert all("hunter2" not in repr(finding) for finding in findings)
    return {finding.id for finding in findings}


def code_of(name, body):
    heads = {"py": PYTHON, "js": SCRIPT, "ts": SCRIPT, "go": GO, "java": JAVA}
    return heads[name.rpartition(".")[2]] + body + ("\n}" if name.endswith("java") else "")


BROKEN = [
    ("a.py", "verification-disabled", "def f(t):\n    return jwt.decode(t, options={'verify_signature': False})"),
    ("a.py", "verification-disabled", "opts = {'verify_signature': False}\nclaims = jwt.decode(t, options=opts)"),
    ("a.go", "algorithms-not-restricted", "func f() { k := func(t *jwt.Token) (any, error) { return key, nil }; jwt.Parse(raw, k) }"),
    ("a.go", "secret-fallback-default", 'func f() { s := os.Getenv("JWT_SECRET"); if s == "" { s = "hunter2" } }'),
    ("a.go", "secret-hardcoded", 'var hmacSecret = []byte("hunter2")'),
    ("a.js", "secret-fallback-default", "const secret = new TextEncoder().encode(process.env.JWT_SECRET || 'hunter2')"),
    ("a.js", "secret-fallback-default", "const SECRET = process.env.SECRET || 'hunter2'"),
    (
        "a.ts",
        "secret-hardcoded",
        "import { JwtModule } from '@nestjs/jwt'\n@Module({ imports: [JwtModule.register({ secret: 'hunter2' })] })\nclass A {}",
    ),
    ("a.js", "secret-hardcoded", "new Strategy({ secretOrKey: 'hunter2' }, done)"),
    ("a.py", "secret-hardcoded", "app.config['JWT_SECRET_KEY'] = 'hunter2'"),
    ("a.java", "secret-hardcoded", 'private static final String SECRET = "hunter2";'),
    ("a.py", "verification-disabled", "claims = jwt.decode(t, key, verify=False)"),
    ("a.js", "verification-disabled", "const c = jwt.decode(token, secret, true)"),
    ("a.js", "verification-disabled", "const c = jwt.verify(token, null, { algorithms: ['HS256'] })"),
    ("a.java", "alg-none-allowed", "Object f(String t) { return Jwts.parser().setSigningKey(key).parse(t).getBody(); }"),
    ("a.go", "verification-disabled", "func f() { t, err := jwt.ParseInsecure(raw) }"),
    ("a.go", "verification-disabled", "func f() { t, err := jwt.Parse(raw, jwt.WithVerify(false)) }"),
    ("a.py", "decode-used-as-verify", "from jose import jwt\ndef user(t):\n    return jwt.get_unverified_claims(t)['sub']"),
    ("a.js", "decode-used-as-verify", "const auth = (req, res, next) => { req.user = jwt.decode(req.headers.authorization); next() }"),
    ("a.ts", "decode-used-as-verify", "export function user(req: Request) { return decodeJwt(req.headers.authorization as string) }"),
    ("a.go", "decode-used-as-verify", "func f() { t, _, err := new(jwt.Parser).ParseUnverified(raw, claims) }"),
    ("a.java", "decode-used-as-verify", "String f(String t) { return JWT.decode(t).getSubject(); }"),
    ("a.py", "alg-none-allowed", "jwt.decode(t, key, algorithms=['HS256', 'none'])"),
    ("a.py", "alg-none-allowed", "jwt.encode(claims, '', algorithm='none')"),
    ("a.js", "alg-none-allowed", "jwt.verify(t, key, { algorithms: ['none'] })"),
    ("a.js", "alg-none-allowed", "jwt.sign(claims, null, { algorithm: 'none' })"),
    ("a.go", "alg-none-allowed", "func f() { s, err := token.SignedString(jwt.UnsafeAllowNoneSignatureType) }"),
    ("a.java", "alg-none-allowed", "Algorithm a = Algorithm.none();"),
    ("a.py", "algorithms-not-restricted", "jwt.decode(t, key)"),
    ("a.py", "algorithms-not-restricted", "jwt.decode(t, key, algorithms=None)"),
    ("a.py", "algorithms-not-restricted", "h = jwt.get_unverified_header(t)\njwt.decode(t, key, algorithms=[header['alg']])"),
    ("a.js", "algorithms-not-restricted", "const c = jwt.verify(token, key)"),
    ("a.go", "algorithms-not-restricted", "func f() { t, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { return key, nil }) }"),
    ("a.py", "alg-confusion-possible", "jwt.decode(t, key, algorithms=['HS256', 'RS256'])"),
    ("a.py", "alg-confusion-possible", "JWT_ALGORITHMS = ['RS256', 'HS256']"),
    ("a.js", "alg-confusion-possible", "jwt.verify(t, key, { algorithms: ['RS256', 'HS256'] })"),
    ("a.go", "alg-confusion-possible", 'var p = jwt.NewParser(jwt.WithValidMethods([]string{"HS256", "RS256"}))'),
    ("a.py", "secret-fallback-default", "JWT_SECRET = os.getenv('JWT_SECRET', 'hunter2')"),
    ("a.py", "secret-fallback-default", "key = os.environ.get('JWT_SECRET_KEY') or 'hunter2'"),
    ("a.py", "secret-fallback-default", "key = config('JWT_SECRET', default='hunter2')"),
    ("a.js", "secret-fallback-default", "module.exports = { jwt: { secret: process.env.JWT_SECRET || 'hunter2' } }"),
    ("a.ts", "secret-fallback-default", "export const JWT_SECRET: string = process.env.JWT_SECRET ?? `hunter2`"),
    ("a.js", "secret-fallback-default", "const { JWT_SECRET = 'hunter2' } = process.env"),
    ("a.go", "secret-fallback-default", 'func f() { if jwtSecret == "" { jwtSecret = "hunter2" } }'),
    ("a.go", "secret-fallback-default", 'var key = getEnv("JWT_SECRET", "hunter2")'),
    ("a.java", "secret-fallback-default", '@Value("${jwt.secret:hunter2}") private String secret;'),
    ("a.java", "secret-fallback-default", 'String s = System.getenv().getOrDefault("JWT_SECRET", "hunter2");'),
    ("a.py", "secret-hardcoded", "token = jwt.encode(claims, 'hunter2', algorithm='HS256')"),
    ("a.py", "secret-hardcoded", "JWT_SECRET = 'hunter2'"),
    ("a.js", "secret-hardcoded", "const t = jwt.sign({ id }, 'hunter2', { expiresIn: '1h' })"),
    ("a.ts", "secret-hardcoded", "export const jwtConstants = { jwtSecret: 'hunter2' }"),
    ("a.go", "secret-hardcoded", 'var jwtSecret = []byte("hunter2")'),
    ("a.go", "secret-hardcoded", 'func f() { s, err := token.SignedString([]byte("hunter2")) }'),
    ("a.java", "secret-hardcoded", 'Algorithm a = Algorithm.HMAC256("hunter2");'),
    ("a.java", "secret-hardcoded", 'Key k = Keys.hmacShaKeyFor("hunter2".getBytes(StandardCharsets.UTF_8));'),
    ("a.py", "secret-generated-at-start", "JWT_SECRET = secrets.token_hex(32)"),
    ("a.py", "secret-generated-at-start", "class Settings:\n    SECRET_KEY: str = secrets.token_urlsafe(32)"),
    ("a.js", "secret-generated-at-start", "const JWT_SECRET = process.env.JWT_SECRET || crypto.randomBytes(64).toString('hex')"),
    ("a.go", "secret-generated-at-start", "var jwtSecret = []byte(uuid.NewString())"),
    ("a.java", "secret-generated-at-start", "private static final Key key = Keys.secretKeyFor(SignatureAlgorithm.HS256);"),
]

SOUND = [
    (
        "a.py",
        "def f(t):\n    iss = jwt.decode(t, options={'verify_signature': False})['iss']\n    return jwt.decode(t, keys[iss], algorithms=['RS256'])",
    ),
    ("a.py", "jwt.decode(t, key, algorithms=['HS256'], options={'verify_exp': False})"),
    ("a.py", "jwt.decode(t, key, algorithms=['RS256', 'ES256'], options={'verify_signature': True})"),
    ("a.py", "jwt.decode(t, key, settings.ALGORITHMS)"),
    ("a.py", "header = jwt.get_unverified_header(t)"),
    ("a.py", "JWT_SECRET = os.environ['JWT_SECRET']\nDATABASE = os.getenv('DATABASE_URL', 'sqlite://')"),
    ("a.py", "JWT_SECRET_NAME = 'jwt-secret'\nJWT_SECRET = 'JWT_SECRET'\nJWT_ALGORITHM = 'HS256'"),
    ("a.py", "def new_secret():\n    jwt_secret = secrets.token_hex(32)\n    return jwt_secret"),
    ("a.py", "JWT_SECRET = os.getenv('JWT_SECRET', '')"),
    ("a.py", "SUPPORTED_ALGS = ['HS256', 'RS256']"),
    ("a.py", "def f(t):\n    c = jwt.decode(t, options={'verify_signature': False})\n    return decode_token(t, c['iss'])"),
    ("a.py", "JwtSecretKind['SIGN'] = 'hunter2'"),
    ("a.js", "const auth = (req) => { const d = jwt.decode(req.headers.authorization, { complete: true }); return jwt.verify(t, key(d), opts) }"),
    ("a.js", "const name = (token) => jwt.decode(token).name"),
    ("a.js", "jwt.verify(token, key, { algorithms: ['RS256'] })"),
    ("a.js", "if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET missing')\nconst port = process.env.PORT || '3000'"),
    ("a.ts", "jwt.sign(payload, process.env.JWT_SECRET!, { algorithm: 'HS256', expiresIn: '1h' })"),
    ("a.go", 'func f() { t, err := jwt.Parse(raw, keyfunc, jwt.WithValidMethods([]string{"RS256"})) }'),
    ("a.go", 'func f() { jwt.Parse(raw, func(t *jwt.Token) (any, error) { if t.Method.Alg() != "HS256" { return nil, e }; return key, nil }) }'),
    ("a.go", "func f() { p.ParseUnverified(raw, c); jwt.ParseWithClaims(raw, c, keyfunc) }"),
    ("a.java", '@Value("${jwt.secret}") private String secret;'),
    ("a.java", "Claims f(String t) { return Jwts.parser().verifyWith(key).build().parseSignedClaims(t).getPayload(); }"),
]


@pytest.mark.parametrize(("name", "rule", "body"), BROKEN)
def test_what_breaks_a_rule(name, rule, body):
    assert found(name, code_of(name, body)) == {rule}


@pytest.mark.parametrize(("name", "body"), SOUND)
def test_near_misses(name, body):
    assert found(name, code_of(name, body)) == set()


def test_each_rule_has_a_page_that_cites_a_real_project_and_is_broken_in_a_test():
    assert {rule.id for rule in RULES} == {rule for _, rule, _ in BROKEN}
    assert all("Seen in" in rule.page and rule.fix for rule in RULES)


def test_a_library_that_restricts_by_the_kind_of_key_needs_no_list():
    assert found("a.py", "from joserfc import jwt\njwt.decode(t, key)") == set()


def test_without_the_extra_one_note_says_so(monkeypatch):
    def unavailable(text, language):
        raise syntax.SyntaxUnavailable

    monkeypatch.setattr("jwtriage.scan.code.check.parse", unavailable)
    assert found("a.py", PYTHON) == {"code-not-read"}
    assert found("a.rb", "jwt") == found("b.py", "print(1)") == set()


def test_code_that_cannot_be_parsed_is_survived():
    assert found("a.py", PYTHON + "jwt.decode(((\n'''") == set()
