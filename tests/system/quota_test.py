"""If this fails, a user's quota that runs out costs what was computed, or the message does not say
what to do. It needs the rights to mount and btrfs, whose quotas hold for root, too."""
import shutil
import subprocess

import pytest

from harness import SHORT, assert_same, run

@pytest.fixture
def home(tmp_path):
    """A folder whose quota is a megabyte."""
    if shutil.which("mkfs.btrfs") is None:
        pytest.skip("no mkfs.btrfs (Debian: btrfs-progs)")
    image, disk = tmp_path / "image", tmp_path / "disk"
    with open(image, "wb") as file:
        file.truncate(200_000_000)
    disk.mkdir()
    subprocess.run(["mkfs.btrfs", "-q", image], check=True, stdout=subprocess.DEVNULL)
    mount = subprocess.run(["mount", "-o", "loop", image, disk], capture_output=True, text=True)
    if mount.returncode != 0:
        pytest.skip(f"no file system can be mounted here ({mount.stderr.strip()})")
    try:
        for command in (["quota", "enable", disk], ["subvolume", "create", disk / "home"],
                        ["qgroup", "limit", "1M", disk / "home"]):
            subprocess.run(["btrfs", *command], check=True, stdout=subprocess.DEVNULL)
        yield disk / "home"
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_a_quota_that_runs_out_ends_the_run_and_a_larger_one_continues_it(home, tmp_path):
    experiment = tmp_path / "stored.yaml"
    experiment.write_text(SHORT)
    run(experiment, tmp_path / "undisturbed", ranks=0)
    with open("/dev/urandom", "rb") as noise:  # btrfs counts what is on the disk
        (home / "ballast").write_bytes(noise.read(700_000))
    subprocess.run(["sync", "-f", home], check=True)
    result = run(experiment, home / "out", ranks=0, expect=1)
    said = result.stdout + result.stderr
    assert "Disk quota exceeded" in said and "Free some space and run the same command again" in said
    assert not list(home.glob("out/**/*.tmp-*"))
    subprocess.run(["btrfs", "qgroup", "limit", "none", home], check=True)
    run(experiment, home / "out", ranks=0)
    assert_same(tmp_path / "undisturbed", home / "out")
