"""Lenient reading: what a damaged token or key text says, and what had to be tolerated to read it.

Nothing in this room decides whether a token is acceptable; that is `jwtriage.jose` alone.
"""
