"""Tests of wrappings."""
