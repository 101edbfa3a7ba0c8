"""Storage of static files: hashed names, compressed once at collection, never per request."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between ES modules, so that each module keeps its hashed name."""

    support_js_module_import_aggregation = True
