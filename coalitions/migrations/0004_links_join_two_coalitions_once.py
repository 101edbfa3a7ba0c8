from typing import Any

from django.db import migrations, models


def keep_one_link(apps: Any, schema_editor: Any) -> None:
    """Drop links of a coalition to itself; of those to the same other, keep the first, with what each said."""
    links = apps.get_model("coalitions", "CoalitionLink").objects.using(schema_editor.connection.alias)
    links.filter(coalition=models.F("other")).delete()
    kept: dict[tuple[int, int], Any] = {}
    for link in links.order_by("sort_order", "pk"):
        first = kept.setdefault((link.coalition_id, link.other_id), link)
        if first is link:
            continue
        if link.note not in first.note:
            first.note = f"{first.note}\n{link.note}"
            first.save(update_fields=["note"])
        link.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('coalitions', '0003_coalition_gathers_coalitions'),
    ]

    operations = [
        migrations.RunPython(keep_one_link, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='coalitionlink',
            constraint=models.UniqueConstraint(fields=('coalition', 'other'), name='two_coalitions_are_linked_once'),
        ),
        migrations.AddConstraint(
            model_name='coalitionlink',
            constraint=models.CheckConstraint(condition=models.Q(('coalition', models.F('other')), _negated=True), name='a_coalition_is_not_linked_to_itself'),
        ),
    ]
