"""How good the answers are: resolvers and measures scored against labelled data."""
