"""Territories: the map of who acts where, and a page for each place."""
