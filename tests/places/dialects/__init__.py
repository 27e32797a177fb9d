"""Tests of the readers of dotenv files, each compared with its real reader."""
