"""How fast the archive is, and how that changes from ten thousand articles to a million: what `make bench` runs.

usage: make bench ARGS="[SIZE …] [--folder FOLDER] [--only STEP …] [--import FOLDER] [--write]"

For each size (10000 100000 1000000 by default) an archive of made-up articles is written and indexed, or with --import
one of the article files in a folder; then the engine is measured against bare Tantivy and against SQLite's and
PostgreSQL's own search on the same rows, pages and the admin's lists through gunicorn, memory, disk and rebuilding. One
table is printed. The archives stay in FOLDER (var/benchmarks), so that a second run only measures; --only measures
again in part (indexing, answers, deep, quotes, comparing, pages). --write puts table and plot into docs/benchmarks.md.
A million articles take about 25 GB of disk, and with everything measured the better part of an hour on two cores.
"""
