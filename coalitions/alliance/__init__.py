"""The alliance in one picture: which association is in which coalition, on any day."""
