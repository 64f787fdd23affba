"""Real hosts: nginx on loopback as docs/serving.md configures it, and sshd without a network."""

import getpass
import http.client
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import servers
from banmian.config.targets import RsyncTarget
from banmian.publish.folder import FolderHost
from banmian.publish.host import Host
from banmian.publish.rsync import RsyncHost
from edition import ROOT
from servers import program

SSHD = """\
HostKey {run}/host_key
AuthorizedKeysFile {run}/user_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME={run} PATH={run}/bin:/usr/local/bin:/usr/bin:/bin
"""

SSH = """\
Host paper-host
  ProxyCommand {sshd} -i -f {run}/sshd_config
  User {user}
  IdentityFile "{run}/user_key"
  IdentitiesOnly yes
  UserKnownHostsFile "{run}/known_hosts"
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  KexAlgorithms curve25519-sha256
"""
# The last line saves half a second of a login.

# A command of the remote scripts: when the countdown is at its end, the shell that runs it dies.
DYING = """\
#!/bin/sh
if [ -e {run}/countdown ]; then
  left=$(cat {run}/countdown)
  if [ "$left" -eq 0 ]; then {rm} {run}/countdown; kill -9 $PPID; exit 1; fi
  echo $((left - 1)) >{run}/countdown
fi
exec {program} "$@"
"""


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Callable[[Path], http.client.HTTPConnection]]:
    """Serve a folder of releases as the documentation says; give a connection that stays open."""
    page = (ROOT / "docs" / "serving.md").read_text("utf-8")
    server = page.split("```nginx\n")[1].split("```")[0]
    processes: list[subprocess.Popen[bytes]] = []

    def serve(folder: Path) -> http.client.HTTPConnection:
        run = tmp_path / f"nginx-{len(processes)}"
        run.mkdir()
        ours = server.replace("/srv/paper", str(folder))
        process, port = servers.nginx(
            run, lambda port: ours.replace("listen 80;", f"listen 127.0.0.1:{port};")
        )
        processes.append(process)
        return http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    yield serve
    for process in processes:
        servers.stop(process)


@dataclass(frozen=True)
class Sshd:
    """An sshd for each connection: how ssh is told of it, and the folder that holds its keys."""

    config: Path
    run: Path

    def host(self, folder: str | Path, **settings: str) -> RsyncHost:
        target = RsyncTarget(
            **{  # type: ignore[arg-type]
                "kind": "rsync",
                "host": "paper-host",
                "path": str(folder),
                "ssh_config": str(self.config),
                **settings,
            }
        )
        return RsyncHost(target, self.run, patience=60)

    def die_after(self, commands: int) -> None:
        """Let the shell of a remote script be killed before it runs one command more."""
        (self.run / "countdown").write_text(str(commands), "utf-8")

    def lives(self) -> bool:
        """Tell whether nobody was killed; none will be any more."""
        countdown = self.run / "countdown"
        lives = countdown.exists()
        countdown.unlink(missing_ok=True)
        return lives


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Sshd:
    binary, _ = program("sshd"), program("rsync")
    run = tmp_path_factory.mktemp("sshd")
    for key in ("host_key", "user_key"):
        command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", run / key]
        subprocess.run(command, check=True)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    (run / "bin").mkdir()
    for name in ("mkdir", "mv", "ln", "cp", "rm", "sync"):
        path = run / "bin" / name
        dying = DYING.format(run=shlex.quote(str(run)), program=program(name), rm=program("rm"))
        path.write_text(dying, "utf-8")
        path.chmod(0o755)
    (run / "sshd_config").write_text(SSHD.format(run=run), "utf-8")
    key = (run / "host_key.pub").read_text("utf-8")
    (run / "known_hosts").write_text(f"paper-host {key}", "utf-8")
    config = run / "it's my configuration"
    config.write_text(SSH.format(sshd=binary, user=getpass.getuser(), run=run), "utf-8")
    return Sshd(config, run)


@pytest.fixture(params=["folder", "rsync"])
def host_of(request: pytest.FixtureRequest) -> Callable[[Path], Host]:
    """Both kinds of hosts with whole releases: a function from a folder of releases to its host."""
    if request.param == "folder":
        return FolderHost
    return request.getfixturevalue("sshd").host  # type: ignore[no-any-return]
