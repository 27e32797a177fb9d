"""Where logs are read from: files, folders, patterns, pipes, archives, files that grow."""
