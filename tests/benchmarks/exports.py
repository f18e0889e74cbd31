"""What it costs to take the whole archive along: rows a second, and the memory it needs, for every format.

usage: make bench NAME=exports

Takes all articles and all quotes of the archive that the settings name (DATA_DIR), through the pages' own doors.
Memory is what Python held at most while it wrote the first tenth of a file, and while it wrote all of it: where the two
are alike, it does not grow with the list.
"""

import os
import time
import tracemalloc
from itertools import islice

import django
from django.test import Client

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
os.environ["LIMITS"] = "off"
django.setup()

ADDRESSES = [f"/search/export/{form}/" for form in ("csv", "jsonl", "bibtex", "ris", "csl-json")]
ADDRESSES += [f"/quotes/export/{form}/?kind=all" for form in ("csv", "jsonl")]


def seconds(client: Client, address: str) -> tuple[float, int]:
    """Processor time and size of a file."""
    begun = time.process_time()
    size = sum(len(piece) for piece in client.get(address))
    return time.process_time() - begun, size


def most_memory(client: Client, address: str, pieces: int) -> float:
    """The most memory, in MB, that the first pieces of a file take."""
    tracemalloc.start()
    response = client.get(address)
    for _ in islice(response, pieces):
        pass
    response.close()
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held / 1e6


def main() -> None:
    """Measure every format once."""
    client = Client(headers={"host": "localhost"})
    print(f"{'list':32} {'rows':>8} {'MB':>7} {'CPU s':>7} {'rows/s':>8} {'memory MB, a tenth':>19} {'all':>6}")
    for address in ADDRESSES:
        pieces = sum(1 for _ in client.get(address))
        jsonl = "/search/export/jsonl/" if address.startswith("/search") else "/quotes/export/jsonl/?kind=all"
        rows = sum(piece.count(b"\n") for piece in client.get(jsonl))
        cpu, size = seconds(client, address)
        tenth, all_of_it = most_memory(client, address, pieces // 10), most_memory(client, address, pieces)
        print(f"{address:32} {rows:8,} {size / 1e6:7.1f} {cpu:7.2f} {rows / cpu:8,.0f} {tenth:19.1f} {all_of_it:6.1f}")


if __name__ == "__main__":
    main()
