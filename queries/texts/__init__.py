"""Texts compared: words and how rare they are, sentences, documents, and vectors where a model is installed."""
