"""What logs tell about rejected tokens: lines are unwrapped, joined to messages, and recognised. Nothing here opens a file or a connection."""
