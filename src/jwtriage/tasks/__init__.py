"""What a person asks for: a request goes in, a report comes out, progress goes to a callback."""
