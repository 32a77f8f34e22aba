// If these fail, other programs (h5py, h5dump) do not see in a trial file what moai wrote, or a
// file made by others can bring moai down.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "record/genome_io.h"
#include "record/hdf5/file.h"
#include "record/index.h"
#include "record/trial_store.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

// The first Python that has h5py; empty: none.
std::string python() {
  for (const std::string candidate : {"python3", "/usr/bin/python3"})
    if (std::system((candidate + " -c 'import h5py' 2>/dev/null").c_str()) == 0) return candidate;
  return "";
}

// Runs a script with an argument; its output, or a failure with it.
std::string run(const sample::Folder& folder, const std::string& command) {
  const std::string output = folder.path() + "/output.txt";
  EXPECT_EQ(std::system((command + " > " + output + " 2>&1").c_str()), 0) << read_file(output);
  return read_file(output);
}

std::string run_script(const sample::Folder& folder, const std::string& script,
                       const std::string& argument) {
  const std::string path = folder.path() + "/script.py";
  std::ofstream(path) << script;
  return run(folder, python() + " " + path + " " + argument);
}

std::string finished_trial(const sample::Folder& folder) {
  const auto header = sample::header();
  TrialStore store(folder.path(), header.identity);
  store.commit(header, sample::record(0, 9), sample::checkpoint(9));
  store.finish(header, sample::record(10, 19), sample::final_record(19));
  return store.trial_path();
}

TEST(H5py, ReadsATrialFile) {
  if (python().empty()) GTEST_SKIP() << "no Python with h5py";
  const sample::Folder folder;
  const std::string path = finished_trial(folder);
  write_index(folder.path(), "sunrise", {{"fns=3", 4}}, SealCheck::whole);
  run_script(folder, R"(
import sys, h5py, numpy as np
folder = sys.argv[1]
with h5py.File(folder + "/experiment.h5") as index:
    f = index["trials/fns=3/4"]
    assert f.attrs["experiment"] == "sunrise" and f.attrs["status"] == "finished"
    assert f.attrs["trial"] == 4 and f.attrs["seed"] == 2023 and f.attrs["generations"] == 20
    assert [n.decode() for n in f["objectives/name"][:]] == ["mse", "ssim"]
    h = f["history"]
    assert h["generation"][:].tolist() == list(range(20))
    assert h["best_fitness"].shape == (20, 2, 2) and h["best_score"].shape == (20, 2)
    assert np.allclose(h["best_fitness"][:, 1, 0], 0.1 * np.arange(20))
    assert h["wall_time"].attrs["unit"] == "s" and "volatile" in h["wall_time"].attrs
    assert "volatile" not in h["best_score"].attrs
    r = f["events/replacements"]
    assert r["generation"].shape == (40,) and r["island"][:4].tolist() == [0, 1, 0, 1]
    assert h5py.check_enum_dtype(r["kind"].dtype) == {"initial": 0, "child": 1, "migrant": 2}
    assert r["parent"][0] == 2**64 - 1
    assert f["cells/objective_mask"].dtype == bool
    assert f["cells/objective_mask"][1].tolist() == [[1, 0], [0, 1], [1, 1]]
    assert f["snapshots/image"].shape == (4, 3, 2, 3) and f["snapshots/image"].dtype == np.uint8
    assert f["snapshots/image"][1, 0, 0, 0] == 128
    assert f["maps/image"].shape == (4, 3, 2, 3)
    assert (f["maps/image"][:] == f["snapshots/image"][:]).all()
    assert f["maps/generation"][:].tolist() == [0, 5, 10, 15]
    assert set(f["maps/id"][:]) <= set(f["individuals/id"][:])
    assert f["timing/ranks/rank"][:].tolist() == [0, 0, 1]
    assert f["timing/ranks/phase"][:].tolist() == [b"evaluate", b"vote", b"evaluate"]
    assert "volatile" in f["timing/ranks/seconds"].attrs
    assert f["final/individuals/image"].shape == (4, 3, 2, 2)
    holders = f["final/individuals/id"][:][f["final/individual"][:]]
    assert (holders == f["final/id"][:]).all() and len(holders) == 5
    assert f["champion/lineage/id"].shape == (20,)
    assert index["summary/unique_solutions"][:].tolist() == [4]
    for name in ("history/best_fitness", "events/replacements/child", "individuals/id"):
        d = f[name]
        assert d.chunks and d.shuffle and d.fletcher32 and d.compression == "gzip", name
    def visit(name, item):
        assert not isinstance(item, h5py.Dataset) or item.attrs["meaning"], name
    f.visititems(visit)
)",
             folder.path());
}

TEST(H5dump, PrintsAManual) {
  if (std::system("h5dump --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "no h5dump";
  const sample::Folder folder;
  const std::string text = run(folder, "h5dump -H -A '" + finished_trial(folder) + "'");
  EXPECT_NE(text.find("time since the start"), std::string::npos);
  EXPECT_NE(text.find("moai_version"), std::string::npos);
}

TEST(HostileFile, CannotMakeMoaiAllocateMoreThanTheFileHolds) {
  if (python().empty()) GTEST_SKIP() << "no Python with h5py";
  const sample::Folder folder;
  const std::string path = folder.path() + "/hostile.h5";
  run_script(folder, R"(
import sys, h5py
with h5py.File(sys.argv[1], "w") as f:
    g = f.create_group("genomes")
    g.attrs["kind"] = "real_vector"
    g.create_dataset("variables", (1 << 20, 1 << 20), "f8", chunks=(1, 1024))
)",
             path);
  const hdf5::File file(path);
  EXPECT_THROW(read_genomes(file.root().open("genomes")), SystemError);
}

}  // namespace
}  // namespace moai
