"""Where key texts live: files, environments and key sets. Input without judgement: nothing here parses a key."""
