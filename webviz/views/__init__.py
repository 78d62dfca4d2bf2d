"""The views; one file a view, found by walking this folder."""
