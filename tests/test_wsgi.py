"""What the door for WSGI servers has ready before the first request."""

import subprocess
import sys


def test_a_first_request_loads_no_code_of_pages() -> None:
    asked = "import sys, newsarchive.wsgi; print('articles.urls' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "True"
