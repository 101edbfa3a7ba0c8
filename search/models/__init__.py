from search.models.entry import Entry, EntryTerm, Passage

__all__ = ["Entry", "EntryTerm", "Passage"]
