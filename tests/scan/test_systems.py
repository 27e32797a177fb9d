from jwtriage.scan.systems import units_of


def test_a_unit_is_the_part_below_what_all_have_in_common():
    assert units_of(["r/a/.env", "r/a/k/s.yaml", "r/b/.env"]) == ["a", "a", "b"]
    assert units_of(["r/k/a.yaml", "r/k/b.yaml"]) == ["a.yaml", "b.yaml"]
    assert units_of(["r/.env", "r/a/.env"]) == [".env", "a"]
    assert units_of(["a"]) == ["a"]
