"""Root causes: one file each, in families by what they look at. Causes propose and read; only the search proves."""
