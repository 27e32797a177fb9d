"""Faults of single keys that can be seen without a token, in the words of the causes."""
