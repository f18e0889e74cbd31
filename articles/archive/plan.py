"""A dry run: what an import would do, without doing it."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from articles.archive.batch import Outcome, Reading, Result, identity_keys, save_rows


def plan_batch(readings: Sequence[Reading], seen: set[int]) -> list[Result]:
    """The results that `save_batch` would have; nothing is kept, the ids in them are of no use.

    `seen` holds what earlier batches of the same dry run would have created, and is added to: those articles
    are not there to be found.
    """
    with transaction.atomic():
        results = save_rows(readings)
        transaction.set_rollback(True)
    planned = []
    for reading, result in zip(readings, results, strict=True):
        bytes_key, keys = hash(reading.sha256), {hash(key) for key in identity_keys(reading)}
        if result.outcome == Outcome.CREATED and bytes_key in seen:
            planned.append(replace(result, outcome=Outcome.UNCHANGED))
        elif result.outcome == Outcome.CREATED and keys & seen:
            planned.append(replace(result, outcome=Outcome.UPDATED))
        else:
            planned.append(result)
        seen |= keys
    return planned
