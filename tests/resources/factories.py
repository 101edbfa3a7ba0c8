"""Minimal valid resources."""

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from resources.models import (
    ArticlePage,
    Chapter,
    KitPage,
    PublicationPage,
    ResourceIndexPage,
    Series,
    VideoClipPage,
)
from tests.portal.factories import PageFactory
from tests.support.tree import the_list

CAPTIONS = "WEBVTT\n\n00:00:03.000 --> 00:00:08.000\nBonjour à toutes et à tous.\n"


class ResourceIndexPageFactory(PageFactory):
    class Meta:
        model = ResourceIndexPage


class ResourceFactory(PageFactory):
    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(ResourceIndexPage, "Ressources")


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    name = factory.Sequence(lambda n: f"Série {n}")
    slug = factory.Sequence(lambda n: f"serie-{n}")


class VideoClipPageFactory(ResourceFactory):
    class Meta:
        model = VideoClipPage

    title = factory.Sequence(lambda n: f"Clip {n}")
    slug = factory.Sequence(lambda n: f"clip-{n}")
    duration = 78
    captions = CAPTIONS


class ChapterFactory(DjangoModelFactory):
    class Meta:
        model = Chapter

    clip = factory.SubFactory(VideoClipPageFactory)
    starts_at_seconds = factory.Sequence(lambda n: n)
    title = "Un chapitre"


class KitPageFactory(ResourceFactory):
    class Meta:
        model = KitPage

    title = factory.Sequence(lambda n: f"Kit {n}")
    slug = factory.Sequence(lambda n: f"kit-{n}")


class PublicationPageFactory(ResourceFactory):
    class Meta:
        model = PublicationPage

    title = factory.Sequence(lambda n: f"Publication {n}")
    slug = factory.Sequence(lambda n: f"publication-{n}")


class ArticlePageFactory(ResourceFactory):
    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Article {n}")
    slug = factory.Sequence(lambda n: f"article-{n}")
