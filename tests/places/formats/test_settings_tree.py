import pytest

from tests.places.formats.look import Look


def test_values_by_path_and_names_beside_values():
    seen = Look("values.yaml", "auth: {jwt: {secret: abc}, port: 80}\nenv:\n- {name: JWT_SECRET, value: def}\n- {name: PORT, value: 1}\n")
    assert seen.keys == {"auth.jwt.secret": b"abc", "env.0.JWT_SECRET": b"def"}


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("${{ secrets.JWT }}", "github/JWT"),
        ("${JWT}", "variable/JWT"),
        ("$JWT", "variable/JWT"),
        ("${env:JWT, ''}", "variable/JWT"),
        ("${ssm:/prod/jwt}", "ssm//prod/jwt"),
        ("{{resolve:secretsmanager:prod/jwt:SecretString:k}}", "cloud/secretsmanager:prod/jwt:SecretString:k"),
        ("vault:secret/data/auth#jwt", "vault/secret/data/auth#jwt"),
        ("arn:aws:ssm:eu-west-1:1:parameter/jwt", "aws/arn:aws:ssm:eu-west-1:1:parameter/jwt"),
        ("op://vault/jwt/secret", "store/op://vault/jwt/secret"),
        ("<%= ENV['JWT'] %>", "variable/JWT"),
        ("%env(base64:JWT)%", "variable/JWT"),
        ("ENC[AES256_GCM,data:x,type:str]", "tool/ENC[AES256_GCM,data:x,type:str]"),
    ],
)
def test_a_value_that_stands_for_another_is_an_edge(value, address):
    seen = Look("a.json", f'{{"JWT_SECRET": "{value}"}}')
    assert seen.keys == {}
    assert seen.edges == {"JWT_SECRET": address}


@pytest.mark.parametrize("value", ["p$ssw0rd", "a${b", "{{", "100%", "prefix-${JWT}", "s3cr3t"])
def test_a_value_that_stands_for_itself_is_a_key(value):
    assert Look("a.json", f'{{"JWT_SECRET": "{value}"}}').keys == {"JWT_SECRET": value.encode()}


def test_tags_of_cloudformation_are_edges():
    text = "Resources:\n  F:\n    Properties:\n      Environment: {Variables: {JWT_SECRET: !Ref Jwt}}\n"
    text += "  S:\n    Secrets: [{Name: JWT_KEY, ValueFrom: !Ref A}]\n"
    assert Look("template.yaml", text).edges == {"JWT_SECRET": "Ref/Jwt", "JWT_KEY": "aws/A"}


def test_a_stored_text_of_cloudformation_has_the_name_of_its_resource():
    text = "Resources:\n  JwtSecret: {Type: 'AWS::SecretsManager::Secret', Properties: {SecretString: abc}}\nParameters: {JwtKey: {Default: d}}\n"
    assert Look("template.yaml", text).keys == {"Resources.JwtSecret.Properties.SecretString": b"abc", "Parameters.JwtKey.Default": b"d"}


def test_a_key_set_is_one_key():
    text = '{"keys": [{"kty": "oct", "k": "AAAA"}]}'
    assert Look("jwks.json", text).keys == {None: text.encode()}


def test_paths_of_keys_are_edges():
    seen = Look("app.properties", "jwt.private.key.path=/run/secrets/jwt.pem\njwt.secret=abc\njwt.issuer=https://a.example\n")
    assert seen.edges == {"jwt.private.key.path": "file//run/secrets/jwt.pem"}
    assert seen.keys == {"jwt.secret": b"abc"}
    assert seen.settings == {"jwt.issuer": "https://a.example"}


def test_credentials_of_gateways_have_secrets_not_names():
    kong = "consumers:\n- username: a\n  jwt_secrets: [{key: issuer-id, secret: abc, algorithm: HS256}]\n"
    assert list(Look("kong.yaml", kong).keys.values()) == [b"abc"]
    apisix = "consumers:\n- plugins: {jwt-auth: {key: user-key, secret: abc}}\n"
    assert list(Look("apisix.yaml", apisix).keys.values()) == [b"abc"]
    envoy = "providers: {idp: {issuer: a, local_jwks: {inline_string: '{\"keys\":[]}'}}}\nb: {local_jwks: {filename: /etc/jwks.json}}\n"
    seen = Look("envoy.yaml", envoy)
    assert seen.keys == {"providers.idp.local_jwks.inline_string": b'{"keys":[]}'}
    assert seen.edges == {"filename": "file//etc/jwks.json"}


def test_what_is_broken_is_said_and_read_by_line():
    seen = Look("a.yaml", "a: [\nJWT_SECRET: abc\n")
    assert len(seen.unread) == 1
    assert seen.keys == {"JWT_SECRET": b"abc"}
    assert Look("tsconfig.json", "{ // a comment\n}").entries == []


def test_names_of_objects_and_members_are_no_keys():
    seen = Look(
        "values.yaml", "jwt: {secretKey: jwt-secret, existingSecret: auth}\napp: {JWT_SECRET: {secretKeyRef: {name: auth, key: jwt-secret}}}\n"
    )
    assert seen.keys == {}
    assert seen.edges == {"JWT_SECRET": "secret/auth/jwt-secret"}
    assert Look("values.yaml", "jwt: {secretKey: abc}\n").keys == {"jwt.secretKey": b"abc"}
