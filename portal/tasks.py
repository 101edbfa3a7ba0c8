"""Work of the lowest room that happens after the commit."""

from django_tasks import task

from portal.models import PortalImage
from portal.renditions import make_renditions


@task()
def make_image_renditions(image_id: int) -> None:
    """Make the sizes of a picture; a picture that is gone since needs none."""
    image = PortalImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_renditions(image)
