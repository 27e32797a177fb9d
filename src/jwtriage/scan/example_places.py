"""Places that show what a configuration looks like, and hold no key in use."""

import re

_EXAMPLE = re.compile(r"(?:^|[._-])(?:example|examples|sample|samples|dist|skel)(?:$|[._-])|[._-]template(?:$|[._-])", re.IGNORECASE)


def is_example(place: str) -> bool:
    """Tell whether the file's own name says that it is an example or a template (``.env.example``, ``config.sample.yml``)."""
    return bool(_EXAMPLE.search(place.rpartition("/")[2]))
