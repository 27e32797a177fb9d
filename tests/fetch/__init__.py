"""Tests of bounded fetching, over loopback only."""
