"""Models of resources."""

from resources.models.clip import Chapter, Series, VideoClipPage
from resources.models.publication import ArticlePage, KitPage, PublicationPage, ResourceIndexPage

__all__ = [
    "ArticlePage",
    "Chapter",
    "KitPage",
    "PublicationPage",
    "ResourceIndexPage",
    "Series",
    "VideoClipPage",
]
