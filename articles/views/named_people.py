"""People by the beginnings of their names, for the search box and for the index of people."""

from articles.models import Person
from articles.search.engines import get_engine
from articles.search.type_ahead import begins_in, name_keys, speakers_request
from articles.views.listing import visible


def people_named(words: list[str], most: int) -> dict[int | str, int]:
    """How many public quotes each has, most first, of those in whose name or alias every word begins a word.

    The engine counts what was said by those whose names fit, there are too many to look through; at most `most`
    people, those with most quotes. One query. Raises SearchUnavailable.
    """
    counts = get_engine().search_quotes(speakers_request(words, visible(), most)).facets["speaker"]
    held = {one.value: one.count for one in counts}
    rows = Person.objects.filter(pk__in=held).values_list("pk", "name", "aliases").order_by() if held else ()
    fitting = {pk for pk, name, aliases in rows if begins_in(words, name_keys([name, *aliases]))}
    return {pk: count for pk, count in held.items() if pk in fitting}
