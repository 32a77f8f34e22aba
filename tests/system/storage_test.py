"""If these fail, a full disk, a vanished folder or a damaged file costs finished work, or goes
unnoticed."""
import contextlib
import os
import random
import shutil
import subprocess

import pytest

from harness import MOVE, RUN_AGAIN, SHORT, TARGET, assert_same, finish, kill_hard, moai, run, start, wait_for


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    experiment = folder / "stored.yaml"
    experiment.write_text(SHORT)
    run(experiment, folder / "out", ranks=0)
    return experiment, folder / "out"


@contextlib.contextmanager
def small_disk(folder, size):
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
                           capture_output=True, text=True)
    if mount.returncode != 0:
        pytest.skip(f"no file system can be mounted here ({mount.stderr.strip()})")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def begun(experiment, out):
    """Kills a run in its first trial, so that the folder has segments."""
    process = start(experiment, out, ranks=0)
    assert wait_for(lambda: len(list(out.glob("running/*/*/*.h5"))) >= 2 or process.poll() is not None)
    kill_hard(process)
    segments = sorted(out.glob("running/*/*/*.h5"), key=lambda path: int(path.stem))
    assert len(segments) >= 2, "the run ended before it could be killed"
    return segments


@pytest.mark.parametrize("ranks", [0, 2])
def test_a_full_disk_ends_the_run_and_space_continues_it(undisturbed, tmp_path, ranks):
    experiment, reference = undisturbed
    with small_disk(tmp_path / "disk", "400k") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"x" * 280_000)
        result = run(experiment, disk / "out", ranks=ranks, expect=1)
        said = result.stdout + result.stderr
        assert "No space left" in said and "Free some space and run the same command again" in said
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        run(experiment, disk / "out", ranks=ranks)
        assert_same(reference, disk / "out")


def test_a_folder_that_becomes_read_only(undisturbed, tmp_path):
    experiment, reference = undisturbed
    with small_disk(tmp_path / "disk", "8m") as disk:
        out = disk / "out"
        process = start(experiment, out, ranks=0)
        assert wait_for(lambda: any(out.glob("running/*/*/*.h5")))
        # Refused in the middle of a commit, while a file is open for writing.
        assert wait_for(lambda: subprocess.run(["mount", "-o", "remount,ro", str(disk)],
                                               capture_output=True).returncode == 0)
        said, _ = finish(process, 60)
        assert process.returncode == 1 and "Read-only file system" in said, said
        refused = moai("run", experiment, "--out", out)
        assert refused.returncode == 2 and "--out" in refused.stderr
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        run(experiment, out, ranks=0)
        assert_same(reference, out)


def test_a_folder_that_vanishes(undisturbed, tmp_path):
    experiment, reference = undisturbed
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    process = start(experiment, out, ranks=0)
    assert wait_for(lambda: any(out.glob("running/*/*/*.h5")))
    out.rename(elsewhere)
    said, _ = finish(process, 60)
    assert process.returncode == 1 and "removed" in said, said
    run(experiment, elsewhere, ranks=0)
    assert_same(reference, elsewhere)


@pytest.mark.parametrize("damage", ["cut", "bit", "empty"])
@pytest.mark.parametrize("how_many", [1, 2])
def test_damaged_segments(undisturbed, tmp_path, damage, how_many):
    experiment, reference = undisturbed
    out = tmp_path / "out"
    segments = begun(experiment, out)
    for segment in segments[-how_many:]:
        content = bytearray(segment.read_bytes())
        content[len(content) // 2] ^= 4
        segment.write_bytes({"cut": content[:len(content) // 2], "bit": content, "empty": b""}[damage])
    result = run(experiment, out, ranks=0)
    assert result.stderr.count("is damaged") == how_many and ".rejected" in result.stderr
    left = len(segments) > how_many
    assert ("The segment before it is used" in result.stderr) == left
    assert ("No sound segment is left" in result.stderr) != left
    assert_same(reference, out)


@pytest.mark.parametrize("ranks", [0, 2])
def test_a_segment_that_cannot_be_read_now_is_waited_for(undisturbed, tmp_path, ranks):
    experiment, reference = undisturbed
    out, aside = tmp_path / "out", tmp_path / "aside"
    segments = begun(experiment, out)
    segments[-1].rename(aside)
    segments[-1].symlink_to(segments[-1])  # leads nowhere
    refused = run(experiment, out, ranks=ranks, expect=1)
    assert f"cannot read '{segments[-1]}'" in refused.stdout + refused.stderr
    assert not list(out.rglob("*.rejected")) and segments[-2].exists()
    aside.rename(segments[-1])
    assert ".rejected" not in run(experiment, out, ranks=ranks).stderr
    assert_same(reference, out)


def test_a_finished_trial_that_was_cut_short_is_not_passed_over(undisturbed, tmp_path):
    experiment, reference = undisturbed
    out = tmp_path / "out"
    shutil.copytree(reference, out)
    trial = sorted(out.glob("trials/*/*.h5"))[0]
    os.truncate(trial, trial.stat().st_size // 2)
    result = moai("run", experiment, "--out", out)
    assert result.returncode == 1 and f"'{trial}' is damaged" in result.stderr
    assert "Move it away and run the experiment again" in result.stderr
    trial.rename(tmp_path / "moved")
    run(experiment, out, ranks=0)
    assert_same(reference, out)


@pytest.mark.parametrize("packed", [False, True])
def test_a_finished_trial_with_a_flipped_bit_is_no_success(undisturbed, tmp_path, packed):
    experiment, reference = undisturbed
    out = tmp_path / "out"
    shutil.copytree(reference, out)
    if packed:
        assert moai("pack", out).returncode == 0
    trial = out / "trials.h5" if packed else sorted(out.glob("trials/*/*.h5"))[0]
    content = bytearray(trial.read_bytes())
    content[len(content) // 2] ^= 4
    trial.write_bytes(content)
    for command in (["collect", out], ["run", experiment, "--out", out]):
        result = moai(*command)
        assert result.returncode == 1 and f"'{trial}' is damaged" in result.stderr, result
        assert "Move it away and run the experiment again" in result.stderr
        assert "3 of 3 trials" not in result.stdout and "done" not in result.stdout
    if not packed:
        shown = moai("lineage", out, "--condition", trial.parent.name, "--trial", trial.stem)
        assert shown.returncode == 1 and f"'{trial}' is damaged" in shown.stderr, shown
    trial.rename(tmp_path / "moved")
    assert moai("collect", out).stdout.startswith("0 of 3" if packed else "2 of 3")
    run(experiment, out, ranks=0)
    assert_same(reference, out)
    assert moai("collect", out).stdout.startswith("3 of 3")


def damage(content, rng):
    """Bits flipped, bytes overwritten, or the end cut off."""
    content = bytearray(content)
    kind = rng.randrange(3)
    if kind == 2:
        return content[:rng.randrange(len(content))]
    for _ in range(rng.randrange(1, 5)):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8) if kind else rng.randrange(1, 256)
    return content


def test_no_damage_of_trial_files_crashes_a_comparison(undisturbed, tmp_path):
    sound = sorted(undisturbed[1].glob("trials/*/*.h5"))[0]
    rng = random.Random(9)
    folders = [tmp_path / "sound", tmp_path / "damaged"]
    for out in folders:
        (out / "trials/all").mkdir(parents=True)
    for number in range(300):
        shutil.copy(sound, folders[0] / f"trials/all/{number}.h5")
        (folders[1] / f"trials/all/{number}.h5").write_bytes(damage(sound.read_bytes(), rng))
    for a, b in (folders, folders[::-1], (folders[1], folders[1])):
        result = moai("compare", a, b)
        assert result.returncode == 1 and result.stdout.count("is damaged (") == 300, result
    for number in range(10):
        result = moai("compare", sound, folders[1] / f"trials/all/{number}.h5")
        assert result.returncode == 2 and "is damaged (" in result.stderr, result


def test_two_jobs_on_one_folder(tmp_path):
    experiment = tmp_path / "long.yaml"
    experiment.write_text(MOVE.format(target=TARGET, generations=5000))
    out = tmp_path / "out"
    first = start(experiment, out, ranks=0, extra=["--shard", "1/2"])
    assert wait_for(lambda: (out / "lock-1-of-2").exists())
    for shard in (["--shard", "1/2"], ["--shard", "2/3"], []):
        refused = moai("run", experiment, "--out", out, *shard)
        assert refused.returncode == 2 and "another job writes" in refused.stderr, shard
        assert "delete the lock" in refused.stderr
    other = start(experiment, out, ranks=0, extra=["--shard", "2/2"])
    assert wait_for(lambda: (out / "lock-2-of-2").exists())
    for process in (first, other):
        process.terminate()
        assert process.wait(60) == RUN_AGAIN
    assert not list(out.glob("lock*"))


def test_packing_waits_for_the_run(tmp_path):
    experiment = tmp_path / "long.yaml"
    experiment.write_text(MOVE.format(target=TARGET, generations=5000))
    out = tmp_path / "out"
    shards = [start(experiment, out, ranks=0, extra=["--shard", f"{k}/2"]) for k in (1, 2)]
    try:
        assert wait_for(lambda: len(list(out.glob("lock-*"))) == 2)
        for process in shards:
            for undo in ([], ["--undo"]):
                refused = moai("pack", out, *undo)
                assert refused.returncode == 2 and "another job writes" in refused.stderr, refused
            process.terminate()
            assert process.wait(60) == RUN_AGAIN
    finally:
        for process in shards:
            process.kill()
    for undo in ([], ["--undo"]):
        assert moai("pack", out, *undo).returncode == 0
    assert not list(out.glob("lock*"))
