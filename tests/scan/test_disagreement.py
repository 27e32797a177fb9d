from base64 import b64encode
from hashlib import sha256

import pytest

from tests.scan.tree import OTHER, SECRET, facts, found, scanned
from tests.support.keys import public_pem, rsa

MANIFEST = "apiVersion: v1\nkind: Secret\nmetadata: {{name: auth}}\ndata: {{jwt-secret: {}}}\n"


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("copy", "cause"),
    [
        (SECRET + "\n", "secret-trailing-newline"),
        (f'"{SECRET}"', "secret-quotes-kept"),
        (encoded(SECRET), "secret-double-base64"),
        (SECRET[:20], "secret-truncated"),
        (SECRET + " ", "secret-outer-whitespace"),
        ("\ufeff" + SECRET, "secret-bom"),
        (encoded(SECRET + "\n"), "secret-trailing-newline"),
    ],
)
def test_a_damaged_copy_is_explained(tmp_path, copy, cause):
    report = scanned(tmp_path, {"auth/.env": f"JWT_SECRET={SECRET}\n", "k8s/secret.yaml": MANIFEST.format(encoded(copy))})
    (finding,) = found(report, "copies-disagree")
    assert cause in facts(finding)
    assert finding.certainty == "likely"
    assert report.exit_code() == 1


def test_equal_copies_are_no_finding(tmp_path):
    files = {
        "auth/.env": f"JWT_SECRET={SECRET}\n",
        "k8s/secret.yaml": MANIFEST.format(encoded(SECRET)),
        "values.yaml": f"jwt: {{secret: {SECRET}}}\n",
    }
    assert found(scanned(tmp_path, files), "copies-disagree") == []


def test_another_value_is_only_possible(tmp_path):
    report = scanned(tmp_path, {"auth/.env": f"JWT_SECRET={SECRET}\n", "orders/.env": f"JWT_SECRET={OTHER}\n"})
    (finding,) = found(report, "copies-disagree")
    assert finding.certainty == "possible"
    assert "not a damaged copy" in facts(finding)


@pytest.mark.parametrize("name", [".env.example", "tests/.env", ".env.production"])
def test_examples_and_other_environments_are_no_copies(tmp_path, name):
    report = scanned(tmp_path, {".env": f"JWT_SECRET={SECRET}\n", name: f"JWT_SECRET={OTHER}\n"})
    assert found(report, "copies-disagree") == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "JWT_REFRESH_SECRET", "SESSION_SECRET"])
def test_a_key_of_another_use_is_no_copy(tmp_path, name):
    assert found(scanned(tmp_path, {".env": f"JWT_SECRET={SECRET}\n{name}={OTHER}\n"}), "copies-disagree") == []


def test_a_damaged_copy_under_another_name_is_found(tmp_path):
    report = scanned(tmp_path, {".env": f"JWT_SECRET={SECRET}\n", "app.properties": f'accessTokenSecret="{SECRET}"\n'})
    (finding,) = found(report, "copies-disagree")
    assert "secret-quotes-kept" in facts(finding)


def test_the_name_of_the_user_counts_where_the_value_has_none(tmp_path):
    user = "{name: JWT_SECRET, valueFrom: {secretKeyRef: {name: auth, key: shared-secret}}}"
    files = {
        "auth/.env": f"JWT_SECRET={SECRET}\n",
        "pod.yaml": f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: a, env: [{user}]}}]}}\n",
        "secret.yaml": MANIFEST.format(encoded(OTHER)).replace("jwt-secret", "shared-secret"),
    }
    assert len(found(scanned(tmp_path, files), "copies-disagree")) == 1


def test_services_that_share_nothing_are_systems_of_their_own(tmp_path):
    secrets = [sha256(bytes([number])).hexdigest() for number in range(7)]
    files = {f"s{number}/{name}": f"JWT_SECRET={secret}\n" for number, secret in enumerate(secrets) for name in (".env", "b.env")}
    assert found(scanned(tmp_path, files), "copies-disagree") == []
    files["s3/b.env"] = f"JWT_SECRET='{secrets[3]} '\n"
    (finding,) = found(scanned(tmp_path, files), "copies-disagree")
    assert "secret-outer-whitespace" in facts(finding)
    assert "s4" not in facts(finding)


def test_one_service_that_differs_from_all_others_is_found(tmp_path):
    files = {f"s{number}/.env": f"JWT_SECRET={SECRET}\n" for number in range(8)} | {"s8/.env": f"JWT_SECRET={OTHER}\n"}
    (finding,) = found(scanned(tmp_path, files), "copies-disagree")
    assert finding.origin.place.endswith("s8/.env")


def test_one_key_in_two_forms_is_one_value(tmp_path):
    pem = public_pem(rsa("a"))
    files = {"a/.env": "JWT_PUBLIC_KEY=" + repr(pem.decode()).replace("'", '"') + "\n", "b/jwt-public.pem": pem}
    assert found(scanned(tmp_path, files), "copies-disagree") == []


def test_a_cut_document_is_explained(tmp_path):
    pem = public_pem(rsa("a"))
    report = scanned(tmp_path, {"a/jwt-public.pem": pem, "b/jwt-public.pem": pem[:200], "c/jwt-public.pem": pem})
    assert any("secret-truncated" in facts(finding) for finding in found(report, "copies-disagree"))


def test_a_mistyped_copy_is_told_apart_from_another_value(tmp_path):
    report = scanned(tmp_path, {"auth/.env": f"JWT_SECRET={SECRET}\n", "task/.env": f"JWT_SECRET={SECRET[:5]}X{SECRET[6:]}\n"})
    (finding,) = found(report, "copies-disagree")
    assert "mistyped" in facts(finding)
    assert finding.certainty == "likely"


def test_folders_of_tests_and_documentation_hold_no_copies(tmp_path):
    files = {"auth/.env": f"JWT_SECRET={SECRET}\n", "auth/tests/.env": f"JWT_SECRET={OTHER}\n", "docs/.env": f"JWT_SECRET={OTHER}x\n"}
    assert found(scanned(tmp_path, files), "copies-disagree") == []


def test_case_that_was_lost_is_told(tmp_path):
    (finding,) = found(scanned(tmp_path, {"a/.env": f"JWT_SECRET={SECRET}\n", "b/.env": f"JWT_SECRET={SECRET.upper()}\n"}), "copies-disagree")
    assert "upper and lower case" in facts(finding)


def test_two_names_in_one_program_are_two_keys(tmp_path):
    assert found(scanned(tmp_path, {".env": f"JWT_SECRET={SECRET}\nTOKEN_SECRET={OTHER}\n"}), "copies-disagree") == []


def test_a_pipeline_is_no_environment_and_a_stack_no_example(tmp_path):
    files = {
        ".gitlab-ci.yml": f"variables: {{JWT_SECRET: {SECRET}}}\n",
        "template.yaml": f"Resources: {{JwtSecret: {{Properties: {{SecretString: {OTHER}}}}}}}\n",
    }
    assert len(found(scanned(tmp_path, files), "copies-disagree")) == 1
