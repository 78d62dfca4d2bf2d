"""The benchmarks; one file a job."""
