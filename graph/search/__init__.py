"""Finding scientists, institutions, topics and publications by name and by words."""
