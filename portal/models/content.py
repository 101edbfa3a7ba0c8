"""What the content loader remembers, so that it never overwrites what an editor changed."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedItem(models.Model):
    """One item of `content/` and the object it became.

    `loaded_digest` is of the file's item; `state_digest` is of the object as the loader left it: when the object no
    longer gives it, an editor was there.
    """

    kind = models.CharField(_("kind"), max_length=30)
    slug = models.CharField(_("slug"), max_length=160)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("object"))
    loaded_digest = models.CharField(_("digest of the item"), max_length=64)
    state_digest = models.CharField(_("digest of the object"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        verbose_name = _("loaded item")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_object_per_item")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
