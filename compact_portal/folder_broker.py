"""A broker in a folder, for a machine without Redis. A message is there whole, or not at all."""

from pathlib import Path
from time import monotonic_ns
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Kombu's own writes into a file that workers see already, and one that reads half a message ends."""

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        """Written under a name that no worker looks for, and renamed."""
        name = f"{monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        written = Path(self.data_folder_out, f"{name}.new")
        try:
            written.write_text(dumps(payload))
            written.replace(written.with_suffix(""))
        except OSError as error:
            raise ChannelError(f"No message can be put into {self.data_folder_out}") from error


class Transport(filesystem.Transport):
    Channel = Channel
