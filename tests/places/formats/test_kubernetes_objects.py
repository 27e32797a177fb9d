from tests.places.formats.look import Look

SECRET = """\
apiVersion: v1
kind: Secret
metadata: {name: auth, namespace: shop}
data:
  jwt-secret: c2VjcmV0LW9mLXRva2Vucw==
  db-password: aHVudGVyMg==
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  template:
    spec:
      containers:
      - name: app
        env:
        - name: JWT_SECRET
          valueFrom: {secretKeyRef: {name: auth, key: jwt-secret}}
        - {name: JWT_ALG, value: HS512}
        - {name: LOG_LEVEL, value: debug}
        envFrom:
        - {secretRef: {name: auth}, prefix: A_}
        - configMapRef: {name: settings}
      volumes:
      - name: keys
        secret: {secretName: auth, items: [{key: private.pem, path: jwt/private.pem}]}
      - name: all
        projected: {sources: [{secret: {name: more}}]}
"""


def test_a_secret_is_decoded_and_its_members_are_named():
    seen = Look("secret.yaml", SECRET)
    assert seen.keys == {"auth/jwt-secret": b"secret-of-tokens"}
    assert seen.lines == {"auth/jwt-secret": 5}
    assert seen.holders == {"secret/auth": ("db-password", "jwt-secret")}


def test_a_workload_uses_what_it_refers_to():
    seen = Look("deployment.yaml", DEPLOYMENT)
    assert seen.keys == {}
    assert seen.edges["JWT_SECRET"] == "secret/auth/jwt-secret"
    assert seen.edges["A_*"] == "secret/auth/*"
    assert seen.edges["jwt/private.pem"] == "secret/auth/private.pem"
    assert {"secret/more/*", "configmap/settings/*"} <= {edge.address for edge in seen.entries if hasattr(edge, "address")}
    assert seen.settings == {"JWT_ALG": "HS512"}


def test_an_open_value_in_a_workload_is_a_key():
    text = DEPLOYMENT.replace("valueFrom: {secretKeyRef: {name: auth, key: jwt-secret}}", "value: in-the-open")
    assert Look("deployment.yaml", text).keys == {"orders/JWT_SECRET": b"in-the-open"}


def test_a_list_is_taken_apart():
    items = "".join(f"- {line}\n" if number == 0 else f"  {line}\n" for number, line in enumerate(SECRET.splitlines()))
    assert Look("list.yaml", f"apiVersion: v1\nkind: List\nitems:\n{items}").keys == {"auth/jwt-secret": b"secret-of-tokens"}


def test_who_makes_a_secret_is_no_dead_end():
    external = """\
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: auth}
spec:
  secretStoreRef: {name: vault}
  target: {name: auth-made}
  data:
  - secretKey: jwt-secret
    remoteRef: {key: prod/auth, property: jwt}
"""
    seen = Look("external.yaml", external)
    assert seen.edges == {"jwt-secret": "vault/prod/auth/jwt"}
    assert seen.holders == {"secret/auth-made": ("jwt-secret",)}
    copied_whole = external.replace(
        "  data:\n  - secretKey: jwt-secret\n    remoteRef: {key: prod/auth, property: jwt}", "  dataFrom: [{extract: {key: prod}}]"
    )
    assert Look("external.yaml", copied_whole).holders == {}


def test_a_sealed_secret_and_a_provider_class_have_names_only():
    sealed = "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: s}\nspec: {encryptedData: {jwt-secret: AgBy8h}}\n"
    assert Look("sealed.yaml", sealed).edges == {"jwt-secret": "sealed/s/jwt-secret"}
    made = "{secretName: made, data: [{objectName: prod-jwt, key: jwt-secret}]}"
    provider = f"apiVersion: v1\nkind: SecretProviderClass\nmetadata: {{name: p}}\nspec: {{provider: aws, secretObjects: [{made}]}}\n"
    seen = Look("provider.yaml", provider)
    assert seen.edges == {"jwt-secret": "aws/prod-jwt"}
    assert seen.holders == {"secret/made": ("jwt-secret",)}


def test_rules_of_istio_tell_issuer_and_key_set():
    rule = "{issuer: 'https://id.shop.example', jwksUri: 'http://id.shop.example/jwks'}"
    inline = """{issuer: b, jwks: '{"keys":[]}'}"""
    text = f"apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {{name: r}}\nspec: {{jwtRules: [{rule}, {inline}]}}\n"
    seen = Look("istio.yaml", text)
    assert seen.settings == {"issuer": "b", "jwks_uri": "http://id.shop.example/jwks"}
    assert seen.keys == {"r/1/jwks": b'{"keys":[]}'}


def test_an_object_of_another_kind_is_read_as_settings():
    text = "apiVersion: x/v1\nkind: Plugin\nmetadata: {name: p}\nspec: {jwt: {secret: abc}}\n"
    assert Look("plugin.yaml", text).keys == {"spec.jwt.secret": b"abc"}


def test_files_within_values_are_read_with_the_place_of_the_value():
    inner = "data:\n  app.properties: |\n    jwt.secret=abc\n    jwt.key=${JWT}\n  .env: |\n    JWT_SECRET=def\n  broken.json: '{'\n"
    inner += "  notes.txt: jwt.secret=no\n"
    seen = Look("map.yaml", f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m}}\n{inner}")
    assert seen.keys == {"m/app.properties/jwt.secret": b"abc", "m/.env/JWT_SECRET": b"def"}
    assert seen.lines["m/app.properties/jwt.secret"] == 5
    assert seen.edges == {"jwt.key": "variable/JWT"}
