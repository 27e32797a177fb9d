import pytest

from tests.scan.tree import OTHER, SECRET, facts, found, scanned

RULE = "secret-shared-between-environments"


def test_the_secret_of_production_in_staging(tmp_path):
    report = scanned(tmp_path, {"deploy/prod/.env": f"JWT_SECRET={SECRET}\n", "deploy/staging/.env": f"JWT_SECRET={SECRET}\n"})
    (finding,) = found(report, RULE)
    assert finding.severity == "warning"
    assert finding.origin.place.endswith("prod/.env")
    assert "staging" in facts(finding)


def test_without_production_it_is_a_note(tmp_path):
    report = scanned(tmp_path, {".env.dev": f"JWT_SECRET={SECRET}\n", ".env.staging": f"JWT_SECRET={SECRET}\n"})
    assert [finding.severity for finding in found(report, RULE)] == ["note"]


@pytest.mark.parametrize(
    "files",
    [
        {".env.production": f"JWT_SECRET={SECRET}\n", ".env.staging": f"JWT_SECRET={OTHER}\n"},
        {".env.production": f"JWT_SECRET={SECRET}\n", "prod/values.yaml": f"jwt: {{secret: {SECRET}}}\n"},
        {".env.production": f"JWT_SECRET={SECRET}\n", "values.yaml": f"jwt: {{secret: {SECRET}}}\n"},
    ],
)
def test_a_secret_of_one_environment_is_no_finding(tmp_path, files):
    assert found(scanned(tmp_path, files), RULE) == []


def test_the_namespace_of_a_manifest_counts(tmp_path):
    manifest = "apiVersion: v1\nkind: Secret\nmetadata: {{name: auth, namespace: {}}}\nstringData: {{jwt-secret: {}}}\n"
    report = scanned(tmp_path, {"a.yaml": manifest.format("prod", SECRET), "b.yaml": manifest.format("stg", SECRET)})
    assert len(found(report, RULE)) == 1
