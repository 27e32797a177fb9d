"""Bounded HTTP for key sets: what the operator named, over checked and pinned addresses, and nothing else."""
