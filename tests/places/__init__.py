"""Tests of the places where keys are read."""
