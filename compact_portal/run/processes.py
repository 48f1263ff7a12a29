"""Web, worker and beat from the Procfile, started and stopped as one."""

import os
import socket

import honcho.manager
from honcho.environ import parse_procfile

from compact_portal.run.environment import BASE_DIR

#: What honcho returns when somebody asked it to stop, which is how `make run` is meant to end.
STOPPED = {told["rc"] for told in honcho.manager.SIGNALS.values()}

#: Seconds for a worker to finish the PDF it is making. Past that it is killed, and the sweep makes it again.
PATIENCE = 20


def is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def serve() -> int:
    """Run until told to stop, or until one of the three ends: then the other two are stopped as well."""
    honcho.manager.KILL_WAIT = PATIENCE
    manager = PromptManager()
    procfile = parse_procfile((BASE_DIR / "Procfile").read_text())
    for name, command in procfile.processes.items():
        manager.add_process(name, command, env=dict(os.environ), cwd=str(BASE_DIR))
    manager.loop()
    return 0 if manager.returncode in STOPPED else manager.returncode or 0


class PromptManager(honcho.manager.Manager):
    """honcho, but a Ctrl-C in the first moment stops everything too.

    As it comes, honcho can only stop a process whose start it has heard of. Told to stop earlier than that it fails,
    and what it had started lives on. Here being told so waits until all have started.
    """

    def terminate(self):
        if self._all_started():
            super().terminate()

    def _start(self):
        super()._start()
        self._hear_of_all()
        was_told_to_stop = self.returncode is not None
        if was_told_to_stop:
            self.terminate()

    def _hear_of_all(self):
        heard = []
        while not self._all_started():
            message = self.events.get()
            heard.append(message)
            if message.type == "start":
                self._processes[message.name]["pid"] = message.data["pid"]
        for message in heard:
            self.events.put(message)
