"""If these fail, a room of the house reaches up, or a library leaks into rooms that must build without it."""
import pathlib
import re

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src"

# Top to bottom: a room includes itself and rooms below it.
ROOMS = ["app", "runner", "experiment", "record", "island", "algorithm", "problem", "genome",
         "objective", "domain", "media", "parallel", "support"]
SIBLINGS = {("algorithm", "problem"), ("algorithm", "objective")}  # that must not know each other

# A header and where it may be included.
CONFINED = {
    r"mpi\.h": r"parallel/mpi_.*",
    r"hdf5\.h|H5\w+\.h": r"record/.*",
    r"yaml-cpp/.*": r"experiment/.*",
    r"(png|jpeglib|jerror|tiffio|sndfile|samplerate)\.h|ogg/.*": r"media/.*",
    # What needs LibTorch is a library of its own, which is loaded when it is called.
    r"(ATen|c10|torch)/.*|.*/torch/.*": r"(objective|genome|problem)/(.*/)?torch/.*",
}


def includes():
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in (".h", ".cpp"):
            for name in re.findall(r'#include [<"]([^">]+)[">]', file.read_text()):
                yield file.relative_to(SOURCE).as_posix(), name


def test_every_room_is_known_and_has_a_page():
    assert sorted(path.name for path in SOURCE.iterdir()) == sorted(ROOMS)
    for room in ROOMS:
        page = SOURCE / room / "README.md"
        assert page.is_file(), f"src/{room} has no README.md"
        assert len(page.read_text().splitlines()) <= 120, f"{page} is longer than a page"


def test_rooms_include_only_rooms_below():
    wrong = []
    for file, name in includes():
        room, other = file.split("/")[0], name.split("/")[0]
        if "/" not in name or other not in ROOMS or other == room:
            continue
        if ROOMS.index(other) < ROOMS.index(room) or (room, other) in SIBLINGS:
            wrong.append(f"{file} includes {name}")
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_in_their_rooms():
    wrong = []
    for file, name in includes():
        for pattern, place in CONFINED.items():
            if re.fullmatch(pattern, name) and not re.fullmatch(place, file):
                wrong.append(f"{file} includes {name}")
    assert not wrong, "\n".join(wrong)


def test_files_are_short():
    long = [f"{file.relative_to(REPOSITORY)}: {lines}" for file in SOURCE.rglob("*")
            if file.suffix in (".h", ".cpp") and (lines := len(file.read_text().splitlines())) > 450]
    assert not long, "\n".join(long)


# Headers of libraries, files of a user's, and one that is to be written in an example.
ELSEWHERE = {"hdf5.h", "experiment.yaml", "torch/metrics/brightness.cpp"}


def named_files(page):
    """The files that a page names in backquotes, with or without their folder."""
    return set(re.findall(r"`((?:[\w.-]+/)*[\w-]+\.(?:h|cpp|py|md|sh|yaml))`", page.read_text()))


def test_pages_name_files_that_exist():
    pages = [*SOURCE.rglob("README.md"), *(REPOSITORY / "docs").rglob("*.md")]
    # Found by the end of the path, wherever in the repository.
    known = {path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.rglob("*")
             if path.is_file() and "build" not in path.relative_to(REPOSITORY).parts}
    ends = {"/".join(parts[k:]) for parts in (name.split("/") for name in known) for k in range(len(parts))}
    stale = [f"{page.relative_to(REPOSITORY)}: {name}" for page in pages for name in sorted(named_files(page))
             if name not in ends | ELSEWHERE]
    assert not stale, "\n".join(stale)


def test_pages_of_rooms_name_their_folders():
    silent = []
    for room in ROOMS:
        text = (SOURCE / room / "README.md").read_text()
        silent += [f"src/{room}/README.md: {folder.name}/" for folder in sorted((SOURCE / room).iterdir())
                   if folder.is_dir() and folder.name not in text]
    assert not silent, "\n".join(silent)
