"""What every test shares.

Hypothesis has no deadlines, since two cores are shared by many, and takes the same examples in each run, so that a change is judged
by itself; ``HYPOTHESIS_PROFILE=fuzz`` searches longer, and anew each time.

Fingerprints are keyed, for one without a key costs 0.1 s by design; tests of those take the key away.
"""

import os
from base64 import b64encode

from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

os.environ["JWTRIAGE_FINGERPRINT_KEY"] = b64encode(b"a key of the tests, 32 octets long").decode()

LONGEST_ID = 20


def pytest_make_parametrize_id(config, val, argname):
    """Name long texts by their argument: they may be made from new keys, and the workers of one run must agree on the names of tests."""
    return argname if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None
