"""Unquoted YAML scalars become what YAML 1.1 and 1.2 say."""

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.yaml_scalar import helm_form, resolve


@pytest.mark.parametrize(
    ("source", "yaml_11", "yaml_12"),
    [
        ("012", "10", "12"),
        ("012345", "5349", "12345"),
        ("0x1F", "31", "31"),
        ("0o14", "0o14", "12"),
        ("0b11", "3", "0b11"),
        ("1_000", "1000", "1_000"),
        ("3:25:45", "12345", "3:25:45"),
        ("-3:25", "-205", "-3:25"),
        ("yes", "true", "yes"),
        ("Off", "false", "Off"),
        ("true", "true", "true"),
        ("~", "", ""),
        ("null", "", ""),
        ("1e3", "1e3", "1000.0"),
        ("1.50", "1.5", "1.5"),
        ("3:25.5", "205.5", "3:25.5"),
        ("08", "08", "8"),
        ("2024-01-15", "2024-01-15", "2024-01-15"),
        ("abc", "abc", "abc"),
    ],
)
def test_versions(source: str, yaml_11: str, yaml_12: str) -> None:
    assert resolve(source, "1.1").text == yaml_11
    assert resolve(source, "1.2").text == yaml_12


@pytest.mark.parametrize(
    ("source", "expected"),
    [("20161216", "2.0161216e+07"), ("1000000", "1e+06"), ("999999", None), ("123456789012345678901234", "1.2345678901234569e+23"), ("abc", None)],
)
def test_helm_writes_long_numbers_as_floats(source: str, expected: str | None) -> None:
    assert helm_form(resolve(source, "1.1")) == expected


def test_a_number_beyond_all_floats_has_no_helm_form() -> None:
    assert helm_form(resolve("1" + "0" * 400, "1.1")) is None


@given(st.text(alphabet="0123456789_:.+-xobeEABCDEFyesnotrufal~", min_size=1, max_size=12))
def test_yaml_11_as_pyyaml_reads_it(source: str) -> None:
    try:
        value = yaml.safe_load(f"s: {source}")
    except (yaml.YAMLError, ValueError, IndexError):
        return
    if not isinstance(value, dict) or not isinstance(value["s"], bool | int | float | str | None):
        return
    if isinstance(value["s"], float) and not math.isfinite(value["s"]):
        return
    expected = {True: "true", False: "false", None: ""}.get(value["s"]) if value["s"] is None or isinstance(value["s"], bool) else str(value["s"])
    assert resolve(source, "1.1").text == expected


@given(st.text(max_size=60), st.sampled_from(["1.1", "1.2"]))
def test_any_text_has_a_text(source: str, version: str) -> None:
    assert isinstance(resolve(source, version).text, str)
