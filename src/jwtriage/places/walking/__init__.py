"""Walking over trees of files: which are read, and which are skipped and counted."""
