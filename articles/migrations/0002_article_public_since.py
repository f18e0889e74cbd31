"""Since when readers can see an article: for those that are there, since they came into the archive."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Coalesce, Greatest


def since_they_came(apps: Any, schema_editor: Any) -> None:
    """The moment was not kept before; the row's own, or the later one it was scheduled for, is the nearest to it."""
    articles = apps.get_model("articles", "Article").objects.filter(status__in=["published", "withheld"])
    articles.update(public_since=Greatest("created_at", Coalesce("publish_at", "created_at")))


class Migration(migrations.Migration):
    """A date that lasting searches go by."""

    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="public_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(since_they_came, migrations.RunPython.noop, elidable=True),
    ]
