"""What gunicorn's configuration sets."""

import subprocess
import sys

import pytest

from tools.environment import TOP

HEAPS = """
import ctypes, runpy, sys, threading
libc = ctypes.CDLL(None)
if not hasattr(libc, "malloc_info"):
    sys.exit("no glibc")
if sys.argv[1:]:
    runpy.run_path(sys.argv[1])
together = threading.Barrier(9)

def hold():
    held = [bytearray(1000) for _ in range(1000)]
    together.wait()
    together.wait()

for _ in range(8):
    threading.Thread(target=hold, daemon=True).start()
together.wait()
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
together.wait()
"""


@pytest.mark.parametrize(("configured", "least", "most"), [(True, 1, 1), (False, 2, 99)])
def test_threads_share_one_heap(configured: bool, least: int, most: int) -> None:
    arguments = [str(TOP / "gunicorn.conf.py")] * configured
    ended = subprocess.run([sys.executable, "-c", HEAPS, *arguments], check=False, capture_output=True, text=True)
    if ended.stderr == "no glibc\n":
        pytest.skip("this system's memory is not kept by glibc")
    assert least <= ended.stdout.count("<heap nr=") <= most, ended.stderr
