from tests.scan.tree import SECRET, facts, found, scanned
from tests.support.keys import ec, private_pem, public_pem


def test_a_public_key_that_is_not_the_other_half(tmp_path):
    files = {"auth/jwt-private.pem": private_pem(ec(name="a")), "orders/jwt-public.pem": public_pem(ec(name="b"))}
    (finding,) = found(scanned(tmp_path, files), "keypair-mismatch")
    assert finding.origin.place.endswith("orders/jwt-public.pem")
    assert "auth/jwt-private.pem" in facts(finding)


def test_a_pair_fits(tmp_path):
    files = {"auth/jwt-private.pem": private_pem(ec(name="a")), "orders/jwt-public.pem": public_pem(ec(name="a"))}
    assert found(scanned(tmp_path, files), "keypair-mismatch") == []


def test_names_that_say_nothing_of_tokens_pair_in_one_folder_only(tmp_path):
    private, other = private_pem(ec(name="a")), public_pem(ec(name="b"))
    assert found(scanned(tmp_path / "1", {"a/private.pem": private, "b/public.pem": other}), "keypair-mismatch") == []
    assert len(found(scanned(tmp_path / "2", {"a/private.pem": private, "a/public.pem": other}), "keypair-mismatch")) == 1


def test_services_without_a_common_algorithm(tmp_path):
    files = {"a/.env": f"JWT_SECRET={SECRET}\nJWT_ALG=HS256\n", "b/.env": f"JWT_SECRET={SECRET}\nJWT_ALG=HS512\n"}
    (finding,) = found(scanned(tmp_path / "1", files), "alg-family-mismatch")
    assert "HS256" in facts(finding)
    assert "HS512" in facts(finding)
    files["b/.env"] = files["b/.env"].replace("HS512", "HS512,HS256")
    assert found(scanned(tmp_path / "2", files), "alg-family-mismatch") == []
