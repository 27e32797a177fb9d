"""jwtriage: from the first *invalid JWT signature* to the proof that it is over."""

__version__ = "0.1.0"
