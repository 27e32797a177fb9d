"""Misuse of token libraries in source code: one file for each family of rules, one page for each rule."""
