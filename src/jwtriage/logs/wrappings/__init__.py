"""What stands around a message in a log: one file per sort of wrapping. Each takes one layer off and never raises for text."""
