"""`make run`: what is checked before anything slow begins."""

import socket
from collections.abc import Iterator

import pytest

from tools.run import PortUnusable, WorkersUnusable, check_workers, port


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which something listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_port_is_taken_as_it_is(taken: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert port({"PORT": str(free)}) == free
    assert free != taken


def test_a_taken_port_is_told_with_the_way_out(taken: int) -> None:
    with pytest.raises(PortUnusable, match=rf"Port {taken} cannot be used[\s\S]*make run PORT="):
        port({"PORT": str(taken)})


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1", "80 80", "８０８０"])
def test_a_port_that_is_none_is_told(value: str) -> None:
    with pytest.raises(PortUnusable, match="Allowed: 1 to 65535"):
        port({"PORT": value})


def test_an_address_that_is_not_this_machines_is_told() -> None:
    with pytest.raises(PortUnusable, match=r"HOST='192.0.2.1' is no address of this machine.*0\.0\.0\.0"):
        port({"HOST": "192.0.2.1"})


@pytest.mark.parametrize("value", ["0", "two", "-1", "1.5"])
def test_a_number_of_workers_that_is_none_is_told(value: str) -> None:
    with pytest.raises(WorkersUnusable, match="Allowed: 1 or more"):
        check_workers({"WEB_CONCURRENCY": value})


def test_workers_need_not_be_set() -> None:
    check_workers({})
    check_workers({"WEB_CONCURRENCY": "4"})
