"""Merging and former addresses for sources and topics as for people, and other spellings of topics."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import articles.models.fields


def quotes_as_moved(apps: Any, schema_editor: Any) -> None:
    """A merge of people moved quotes."""
    model = apps.get_model("articles", "Merge")
    for merge in model.objects.only("pk", "quote_ids").iterator():
        model.objects.filter(pk=merge.pk).update(moved={"quotes": merge.quote_ids})


def moved_as_quotes(apps: Any, schema_editor: Any) -> None:
    """Back: merges of sources and topics cannot be told any more, and are left out."""
    model = apps.get_model("articles", "Merge")
    model.objects.exclude(kind="person").delete()
    for merge in model.objects.only("pk", "moved").iterator():
        model.objects.filter(pk=merge.pk).update(quote_ids=merge.moved["quotes"])


def _address_of(noun: str) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=f"{noun.capitalize()}Address",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("slug", models.SlugField(max_length=80, unique=True)),
            (
                "record",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="former_addresses",
                    to=f"articles.{noun}",
                ),
            ),
        ],
        options={
            "verbose_name": f"former address of a {noun}",
            "verbose_name_plural": f"former addresses of {noun}s",
        },
    )


class Migration(migrations.Migration):
    """One design for people, sources and topics."""

    dependencies = [
        ("articles", "0006_import_undo"),
        ("contenttypes", "0002_remove_content_type_name"),  # renaming a table back renames its content type
    ]

    operations = [
        migrations.RenameField(model_name="personaddress", old_name="person", new_name="record"),
        _address_of("source"),
        _address_of("topic"),
        migrations.AddField(
            model_name="topic",
            name="aliases",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Other spellings that articles print.",
                validators=[articles.models.fields.validate_names],
            ),
        ),
        migrations.RenameModel(old_name="PersonMerge", new_name="Merge"),
        migrations.AlterModelOptions(name="merge", options={"ordering": ["-id"]}),
        migrations.AddField(
            model_name="merge",
            name="kind",
            field=models.CharField(
                choices=[("person", "People"), ("source", "Sources"), ("topic", "Topics")],
                default="person",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="moved",
            field=models.JSONField(
                default=dict, help_text="What the merge moved: ids of quotes or articles, by what it was."
            ),
        ),
        migrations.RunPython(quotes_as_moved, moved_as_quotes, elidable=True),
        migrations.RemoveField(model_name="merge", name="quote_ids"),
        migrations.AlterModelOptions(
            name="source",
            options={
                "abstract": False,
                "ordering": ["name"],
                "permissions": [("merge_source", "Can merge sources and undo it")],
            },
        ),
        migrations.AlterModelOptions(
            name="topic",
            options={
                "abstract": False,
                "ordering": ["name"],
                "permissions": [("merge_topic", "Can merge topics and undo it")],
            },
        ),
    ]
