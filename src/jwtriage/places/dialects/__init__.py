"""One file per reader of dotenv files: what that reader makes of a line, compared with the real reader in the tests."""
