"""A machine without Redis: messages in a folder, put there and taken out by several processes."""

from queue import Empty
from threading import Thread

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from compact_portal.celery import app
from compact_portal.folder_broker import Transport

MESSAGES = 300
#: Long enough that writing it takes a while.
WORDS = "Every word of it. " * 20_000


def channel_of(folder):
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder / "control")}
    return Connection("filesystem://", transport=Transport, transport_options=options).channel()


def test_the_portal_uses_it_where_its_broker_is_a_folder():
    assert type(app.connection_for_write("filesystem://").transport) is Transport


def test_whoever_looks_while_messages_are_written_finds_each_of_them_whole(tmp_path):
    writes, reads = channel_of(tmp_path), channel_of(tmp_path)
    writing = Thread(target=lambda: [writes._put("celery", {"number": n, "words": WORDS}) for n in range(MESSAGES)])
    writing.start()
    found = []
    while len(found) < MESSAGES:
        all_written = not writing.is_alive()  # asked first: the last ones may come while the folder is looked through
        try:
            found.append(reads._get("celery"))
        except Empty:
            assert not all_written, f"{MESSAGES - len(found)} messages are lost"
    assert sorted(each["number"] for each in found) == list(range(MESSAGES))
    assert {each["words"] for each in found} == {WORDS}


def test_a_folder_that_is_gone_is_a_broker_that_is_gone(tmp_path):
    with pytest.raises(ChannelError, match="No message can be put"):
        channel_of(tmp_path / "nowhere")._put("celery", {})
