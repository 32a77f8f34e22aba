// If this finds something, a segment or trial file whose checksums are right but whose content is
// not (an older program's, somebody else's) crashes moai instead of being refused or passed over.
// The input is a list of changes to a sound file: numbers overwritten, columns cut or stretched,
// datasets and attributes removed. (Bytes that do not match their checksum never reach HDF5.)
#include <fuzzer/FuzzedDataProvider.h>
#include <hdf5.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "record/compare.h"
#include "record/hdf5/attribute.h"
#include "record/hdf5/raw.h"
#include "record/index.h"
#include "record/layout.h"
#include "record/running_trials.h"
#include "record/seal.h"
#include "record/segments.h"
#include "support/error.h"
#include "support/file.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

void list_datasets(hid_t group, const std::string& path, std::vector<std::string>& datasets) {
  for (const std::string& name : hdf5::link_names(group)) {
    const auto object = hdf5::open_object(group, name);
    if (hdf5::is_group(object.id()))
      list_datasets(object.id(), path + name + "/", datasets);
    else
      datasets.push_back(path + name);
  }
}

// A sound file, in memory, and what can be changed of it.
struct Template {
  std::string path;
  std::string bytes;
  std::vector<std::string> datasets;
  std::vector<std::string> attributes;

  explicit Template(const std::string& file) : path(file), bytes(read_file(file)) {
    const hid_t id = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    list_datasets(id, "/", datasets);
    attributes = hdf5::attribute_names(id);
    H5Fclose(id);
  }
};

class Folder {
 public:
  Folder() : out_("/dev/shm/moai-fuzz-trial-" + std::to_string(::getpid())) {
    TrialStore store(out_, header_.identity);
    store.commit(header_, sample::record(0, 9), sample::checkpoint(9));
    segment_ = std::make_unique<Template>(segment_path(store.running_folder(), 9));
    store.finish(header_, sample::record(10, 14), sample::final_record(14));
    trial_ = std::make_unique<Template>(store.trial_path());
  }
  ~Folder() { clear(); }

  // Makes the changed file, alone in the folder, sealed.
  void make(const Template& sound, FuzzedDataProvider& data) {
    clear();
    fs::create_directories(fs::path(sound.path).parent_path());
    std::ofstream(sound.path, std::ios::binary) << sound.bytes;
    const hid_t file = H5Fopen(sound.path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    if (file < 0) std::abort();
    while (data.remaining_bytes() > 0) change(file, sound, data);
    H5Fclose(file);
    seal_file(sound.path);
  }
  void try_segment(FuzzedDataProvider& data) {
    make(*segment_, data);
    running_trials(out_);
    TrialStore store(out_, header_.identity);
    if (const auto checkpoint = store.resume(sample::any_genome))
      for (const IslandCheckpoint& island : checkpoint->islands)
        for (const std::int64_t slot : island.algorithm.slots)
          if (slot >= 0)
            (void)island.algorithm.individuals.at(static_cast<std::size_t>(slot))->fitness.size();
  }
  void try_trial(FuzzedDataProvider& data) {
    make(*trial_, data);
    write_index(out_, "sunrise", {{header_.identity.condition, header_.identity.trial}},
                SealCheck::whole);
    compare_files(trial_->path, trial_->path);
  }

 private:
  void clear() { fs::remove_all(out_); }

  static void change(hid_t file, const Template& sound, FuzzedDataProvider& data) {
    const std::string& name =
        sound.datasets[data.ConsumeIntegralInRange<std::size_t>(0, sound.datasets.size() - 1)];
    switch (data.ConsumeIntegralInRange(0, 9)) {
      case 0:
        if (H5Lexists(file, name.c_str(), H5P_DEFAULT) > 0)
          H5Ldelete(file, name.c_str(), H5P_DEFAULT);
        return;
      case 1:
        H5Adelete(file, sound
                            .attributes[data.ConsumeIntegralInRange<std::size_t>(
                                0, sound.attributes.size() - 1)]
                            .c_str());
        return;
      case 2:
        set_attribute(file,
                      sound.attributes[data.ConsumeIntegralInRange<std::size_t>(
                          0, sound.attributes.size() - 1)],
                      data.ConsumeIntegral<std::uint64_t>());
        return;
      case 3:
        stretch(file, name, data.ConsumeIntegralInRange<hsize_t>(0, 40));
        return;
      default:
        overwrite(file, name, data);
    }
  }

  static void set_attribute(hid_t file, const std::string& name, std::uint64_t value) {
    const hid_t attribute = H5Aopen(file, name.c_str(), H5P_DEFAULT);
    if (attribute < 0) return;
    const hid_t type = H5Aget_type(attribute);
    if (H5Tget_class(type) == H5T_INTEGER) H5Awrite(attribute, H5T_NATIVE_UINT64, &value);
    H5Tclose(type);
    H5Aclose(attribute);
  }

  static hid_t open(hid_t file, const std::string& name) {
    if (H5Lexists(file, name.c_str(), H5P_DEFAULT) <= 0) return -1;
    return H5Dopen2(file, name.c_str(), H5P_DEFAULT);
  }

  static void stretch(hid_t file, const std::string& name, hsize_t rows) {
    const hid_t dataset = open(file, name);
    if (dataset < 0) return;
    hsize_t size[H5S_MAX_RANK] = {};
    const hid_t space = H5Dget_space(dataset);
    if (H5Sget_simple_extent_dims(space, size, nullptr) > 0) {
      size[0] = rows;
      H5Dset_extent(dataset, size);  // fails where the dataset has its final size
    }
    H5Sclose(space);
    H5Dclose(dataset);
  }

  static void overwrite(hid_t file, const std::string& name, FuzzedDataProvider& data) {
    const hid_t dataset = open(file, name);
    if (dataset < 0) return;
    const hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    std::string values(
        H5Tget_size(type) * static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)), '\0');
    if (!values.empty() &&
        H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0) {
      const auto at = data.ConsumeIntegralInRange<std::size_t>(0, values.size() - 1);
      const std::string put = data.ConsumeRandomLengthString(8);
      values.replace(at, std::min(put.size(), values.size() - at), put, 0, values.size() - at);
      H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
  }

  std::string out_;
  TrialHeader header_ = sample::header();
  std::unique_ptr<Template> segment_, trial_;
};

}  // namespace
}  // namespace moai

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static moai::Folder folder;
  FuzzedDataProvider data(bytes, size);
  try {
    if (data.ConsumeBool())
      folder.try_segment(data);
    else
      folder.try_trial(data);
  } catch (const moai::SystemError&) {
  } catch (const moai::UserError&) {
  }
  return 0;
}
