"""Shares as a reader reads them."""

_LEAST, _MOST = 0.005, 99.995


def per_cent(part: int, whole: int) -> str:
    """A share with two decimals, to be read in a column; neither 0% nor 100% but where it is so."""
    if part in {0, whole}:
        return "100%" if part else "0%"
    share = 100 * part / whole
    if share < _LEAST:
        return "under 0.01%"
    return "over 99.99%" if _MOST <= share < 100 else f"{share:.2f}%"
