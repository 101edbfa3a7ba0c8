"""Messages of wagtailmedia and taggit that their own catalogues lack in French; named here so that ours has them."""

from django.utils.translation import gettext_noop, ngettext_lazy

gettext_noop("Taggit")
gettext_noop('Expected a list of items but got type "{input_type}".')
gettext_noop("Invalid json list. A tag list submitted in string form must be valid json.")
gettext_noop("All list items must be of string type.")
gettext_noop("media items")
gettext_noop("(Private %s)")
gettext_noop("Edit this %s")
ngettext_lazy(
    '<span>%(total)s</span> Media file <span class="visuallyhidden w-sr-only">created in %(site_name)s</span>',
    '<span>%(total)s</span> Media files <span class="visuallyhidden w-sr-only">created in %(site_name)s</span>',
)
