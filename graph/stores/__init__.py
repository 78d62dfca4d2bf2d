"""The engines behind the store contract; one file an engine."""
