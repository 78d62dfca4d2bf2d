"""Independent ways to the same figures, for tests to compare with."""
