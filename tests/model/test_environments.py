"""Which environments a text names."""

import pytest

from jwtriage.model.environments import environments_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("keys/prod.pem", {"production"}),
        ("PRODUCTION_KEY", {"production"}),
        (".env.local", {"development"}),
        ("stage-and-qa", {"staging", "qa"}),
        ("product/device/latest.key", set()),
        ("", set()),
    ],
)
def test_words_of_environments(text, names):
    assert environments_in(text) == names
