"""Addresses: loopback or a unix socket, unless somebody says otherwise."""

import socket
import stat

import pytest

from jwtriage.guard.listening import Address, UnusableAddress, bind, name_of, parse_address, release

READ = {
    "127.0.0.1:9300": Address(host="127.0.0.1", port=9300),
    "127.8.0.1:0": Address(host="127.8.0.1"),
    "[::1]:9300": Address(host="::1", port=9300),
    "localhost:80": Address(host="127.0.0.1", port=80),
    "unix:/run/guard.sock": Address("/run/guard.sock"),
}
UNUSABLE = [
    "",
    "9300",
    ":9300",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:x",
    "127.0.0.1:65536",
    "127.0.0.1:-1",
    "127.0.0.1:٣",
    "guard.example:9300",
    "unix:",
    "unix:" + "a" * 101,
    "unix:a\0b",
]


@pytest.mark.parametrize("text", READ)
def test_addresses_are_read(text):
    assert parse_address(text) == READ[text]


@pytest.mark.parametrize("text", [text for text in READ if "localhost" not in text])
def test_addresses_are_written_as_they_are_read(text):
    assert str(READ[text]) == text


@pytest.mark.parametrize("text", UNUSABLE)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(UnusableAddress):
        parse_address(text, remote=True)


@pytest.mark.parametrize("text", ["0.0.0.0:9300", "[::]:9300", "10.0.0.7:9300", "192.168.1.2:80"])
def test_what_others_can_reach_needs_a_word(text):
    with pytest.raises(UnusableAddress, match="--allow-remote"):
        parse_address(text)
    assert str(parse_address(text, remote=True)) == text


def test_a_port_in_use_is_one_line():
    with bind(parse_address("127.0.0.1:0")) as first, pytest.raises(UnusableAddress, match="in use"):
        bind(name_of(first))


def test_a_unix_socket_is_for_its_owner_and_group(tmp_path):
    address = Address(str(tmp_path / "guard.sock"))
    listening = bind(address)
    assert stat.S_IMODE((tmp_path / "guard.sock").stat().st_mode) == 0o660
    assert name_of(listening) == address
    release(listening, address)
    assert not (tmp_path / "guard.sock").exists()


def test_a_unix_socket_of_a_dead_process_is_replaced(tmp_path):
    address = Address(str(tmp_path / "guard.sock"))
    bind(address).close()
    with bind(address) as listening, socket.socket(socket.AF_UNIX) as caller:
        caller.connect(address.path)
        assert listening.fileno() >= 0


def test_a_unix_socket_in_use_is_left_alone(tmp_path):
    address = Address(str(tmp_path / "guard.sock"))
    with bind(address), pytest.raises(UnusableAddress, match="in use"):
        bind(address)


def test_a_file_in_the_way_is_left_alone(tmp_path):
    (tmp_path / "guard.sock").write_text("mine")
    with pytest.raises(UnusableAddress, match="in use"):
        bind(Address(str(tmp_path / "guard.sock")))
    assert (tmp_path / "guard.sock").read_text() == "mine"


def test_a_folder_that_is_missing_is_one_line(tmp_path):
    with pytest.raises(UnusableAddress, match="no such file"):
        bind(Address(str(tmp_path / "none" / "guard.sock")))
