"""`manage.py extract_quotes`: read the archive's texts again with the present rules for quotes and speakers."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.archive.quoting import QuotePlan, quotes_stamp, requote
from articles.models import Article, Quote
from articles.search.engine import SearchUnavailable
from articles.search.sync import drain
from articles.text import excerpt

BATCH = 200


class Command(BaseCommand):
    """Show what the present rules read differently, ask, then write it."""

    help = (
        "Reads the archive's texts again with the present rules. First shows what would change, then asks. "
        "What an editor made, confirmed or deleted stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--changed-only", action="store_true", help="leave out texts that these very rules have read already"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change and stop")
        parser.add_argument("--no-input", action="store_true", help="do not ask; write at once")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["dry_run"] and options["no_input"]:
            raise CommandError("--dry-run and --no-input do not go together.")
        if not options["no_input"]:
            counts = self._read(changed_only=options["changed_only"], keep=False)
            self._report(counts, "Would be")
            if options["dry_run"] or not self._wants(counts):
                return
        counts = self._read(changed_only=options["changed_only"], keep=True, quiet=not options["no_input"])
        self._report(counts, "Written")
        try:
            drain()
        except SearchUnavailable as error:
            raise CommandError(f"The quotes are written, but the index is not up to date: {error}") from error

    def _wants(self, counts: Counter[str]) -> bool:
        """Whether to write: asked where quotes would change; without a question where only the rules' stamp would."""
        if not (counts["added"] or counts["changed"] or counts["removed"] or counts["moved"]):
            return bool(counts["unstamped"])
        try:
            answer = input("Write these changes? [y/N] ")
        except EOFError as error:
            raise CommandError("Nothing was written: nobody is there to answer. --no-input writes at once.") from error
        if answer.strip().lower() in {"y", "yes"}:
            return True
        self.stdout.write("Nothing was written.")
        return False

    def _read(self, *, changed_only: bool, keep: bool, quiet: bool = False) -> Counter[str]:
        counts: Counter[str] = Counter()
        for articles in _batches():
            unstamped = [article for article in articles if article.quotes_stamp != quotes_stamp(article)]
            due = unstamped if changed_only else articles
            counts.update(read=len(due), unstamped=len(unstamped))
            for plan in requote(due, keep=keep):
                counts.update(added=len(plan.new), changed=len(plan.changed), removed=len(plan.gone))
                counts["moved"] += len(plan.moved)
                if plan and not quiet:
                    self._show(plan)
        return counts

    def _show(self, plan: QuotePlan) -> None:
        self.stdout.write(f"Article {plan.article.pk}: {plan.article.headline}")
        for quote in plan.new:
            self.stdout.write(f"  + {_line(quote)}")
        for before, after in plan.changed:
            self.stdout.write(f"  - {_line(before)}\n  + {_line(after)}")
        for quote in plan.gone:
            self.stdout.write(f"  - {_line(quote)}")

    def _report(self, counts: Counter[str], how: str) -> None:
        self.stdout.write(
            f"{counts['read']} articles read. {how}: {counts['added']} added, {counts['changed']} changed, "
            f"{counts['removed']} removed."
            + (f" {counts['moved']} only get another place or confidence." if counts["moved"] else "")
        )


def _batches() -> Iterator[list[Article]]:
    last = 0
    while articles := list(Article.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield articles
        last = articles[-1].pk


def _line(quote: Quote) -> str:
    speaker = quote.speaker or quote.speaker_as_printed or "nobody named"
    return f"“{excerpt(quote.text, 60)}” {quote.kind}, {speaker} ({quote.rule})"
