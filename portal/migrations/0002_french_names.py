"""Wagtail makes its first groups and its workflow with English names, which editors read; French is our only language."""

from django.db import migrations

GROUPS = {"Editors": "Rédaction", "Moderators": "Modération"}
WORKFLOW = {"Moderators approval": "Validation par la modération"}
NAMES = (("auth", "Group", GROUPS), ("wagtailcore", "Task", WORKFLOW), ("wagtailcore", "Workflow", WORKFLOW))


def _rename(apps, names):
    for app, model, words in names:
        for old, new in words.items():
            apps.get_model(app, model).objects.filter(name=old).update(name=new)


def to_french(apps, schema_editor):
    _rename(apps, NAMES)


def to_english(apps, schema_editor):
    _rename(apps, [(app, model, {new: old for old, new in words.items()}) for app, model, words in NAMES])


class Migration(migrations.Migration):
    # After every migration that looks these groups up by their names.
    dependencies = [
        ("portal", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailmedia", "0005_alter_media_options"),
    ]

    operations = [migrations.RunPython(to_french, to_english)]
