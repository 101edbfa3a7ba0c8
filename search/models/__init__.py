from search.models.entry import Entry, EntryTerm, Passage
from search.models.vocabulary import KnownWord
from search.models.wording import SynonymGroup

__all__ = ["Entry", "EntryTerm", "KnownWord", "Passage", "SynonymGroup"]
