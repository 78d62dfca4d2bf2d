"""Measured goals: each job is run beside its peer in one run, and the results are checked to agree."""
