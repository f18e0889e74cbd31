"""An imported archive's number of articles."""

from articles.models import Article
from tests.benchmarks.scale.figures import Figures


def run(figures: Figures) -> None:
    """Count them, once."""
    figures.note(articles=Article.objects.count())
