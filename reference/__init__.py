"""What the world is called: securities, divisions, trading days, topics and vocabularies, as tables with loaders.

SOURCES.md says where each table comes from and how to make it again.
"""
