import json

from tests.places.formats.look import Look

SOURCE = """\
# a comment
variable "jwt_secret" {
  type    = string
  default = "abc"
}
resource "aws_secretsmanager_secret_version" "jwt" {
  secret_id     = aws_secretsmanager_secret.jwt.id
  secret_string = "line\\n"
}
resource "kubernetes_secret" "auth" {
  data = {
    "jwt-secret" = var.jwt_secret
    public_key_pem = <<-EOT
      -----BEGIN PUBLIC KEY-----
    EOT
  }
}
resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{
    environment = [{ name = "JWT_SECRET", value = "def" }]
    secrets = [
      {
        name      = "JWT_KEY"
        valueFrom = aws_ssm_parameter.key.arn
      }
    ]
  }])
}
"""


def test_source():
    seen = Look("main.tf", SOURCE)
    assert seen.keys["variable.jwt_secret.default"] == b"abc"
    assert seen.keys["resource.aws_secretsmanager_secret_version.jwt.secret_string"] == b"line\n"
    assert b"BEGIN PUBLIC KEY" in seen.keys["resource.kubernetes_secret.auth.data.public_key_pem"]
    assert b"def" in seen.keys.values()
    assert seen.edges["jwt-secret"] == "terraform/var.jwt_secret"
    assert seen.edges["JWT_KEY"] == "terraform/aws_ssm_parameter.key.arn"


def test_values():
    assert Look("prod.tfvars", 'jwt_secret = "abc"\nregion = "x"\n').keys == {"jwt_secret": b"abc"}


def test_state():
    instances = [{"attributes": {"result": "abc", "length": 3}}]
    stored = [{"attributes": {"name": "/prod/jwt-secret", "value": "def", "insecure_value": "def"}}]
    containers = json.dumps([{"name": "app", "environment": [{"name": "JWT_SECRET", "value": "ghi"}]}])
    resources = [
        {"type": "random_password", "name": "jwt_secret", "instances": instances},
        {"type": "aws_ssm_parameter", "name": "this", "instances": stored},
        {"type": "aws_ecs_task_definition", "name": "app", "instances": [{"attributes": {"container_definitions": containers}}]},
    ]
    state = {"version": 4, "terraform_version": "1.9.0", "outputs": {"jwt_key": {"value": "jkl"}}, "resources": resources}
    seen = Look("terraform.tfstate", json.dumps(state))
    assert sorted(seen.keys.values()) == [b"abc", b"def", b"ghi", b"jkl"]


def test_printed_plan():
    resource = {"type": "random_password", "name": "jwt_secret", "values": {"result": "abc"}}
    seen = Look("show.json", json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": [resource]}}}))
    assert list(seen.keys.values()) == [b"abc"]
