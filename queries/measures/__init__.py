"""The mathematics of country pairs: null model, tails, intervals, affinities, verdicts; arrays in and out."""
