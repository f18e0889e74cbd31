"""Under which name lists have a person: derived for those that are there, a thousand at a time."""

from typing import Any

from django.db import migrations, models

from articles.models.filing import letter_of, sort_key_of, sort_name_of

_AT_ONCE = 1000


def file_people(apps: Any, schema_editor: Any) -> None:
    """Fill in what Person.file fills in for those who are saved from now on."""
    person_model = apps.get_model("articles", "Person")
    last = 0
    while people := list(person_model.objects.filter(pk__gt=last).only("pk", "name").order_by("pk")[:_AT_ONCE]):
        for person in people:
            person.sort_name = sort_name_of(person.name)
            person.sort_key = sort_key_of(person.sort_name)
            person.sort_letter = letter_of(person.sort_key)
        person_model.objects.bulk_update(people, ["sort_name", "sort_key", "sort_letter"], batch_size=200)
        last = people[-1].pk


class Migration(migrations.Migration):
    """People by surname."""

    dependencies = [
        ("articles", "0003_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="sort_name",
            field=models.CharField(
                blank=True,
                default="",
                help_text="As lists by name have it, surname first: Bernanke, Ben. Left empty, the name gives it.",
                max_length=210,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=210),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="sort_letter",
            field=models.CharField(default="", editable=False, max_length=1),
            preserve_default=False,
        ),
        migrations.RunPython(file_people, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="person", name="person_by_name"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["sort_key", "id"], name="people_by_sort_key"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["sort_letter", "sort_key", "id"], name="people_by_letter"),
        ),
    ]
