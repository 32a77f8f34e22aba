#include "record/hdf5/draft_driver.h"

#include "record/hdf5/library.h"
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

namespace moai::hdf5 {
namespace {

struct DriverInfo {
  DraftStorage* storage;
};

// HDF5 sees the first member only.
struct OpenDraft {
  H5FD_t base;
  DraftStorage* storage;
  haddr_t end_of_allocation;
};

OpenDraft& draft(H5FD_t* file) {
  return *reinterpret_cast<OpenDraft*>(file);
}
const OpenDraft& draft(const H5FD_t* file) {
  return *reinterpret_cast<const OpenDraft*>(file);
}

H5FD_t* open_draft(const char*, unsigned, hid_t access, haddr_t) {
  const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(access));
  return info ? &(new OpenDraft{{}, info->storage, 0})->base : nullptr;
}

herr_t close_draft(H5FD_t* file) {
  delete &draft(file);
  return 0;
}

herr_t query_features(const H5FD_t*, unsigned long* flags) {
  if (flags)
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t allocation_end(const H5FD_t* file, H5FD_mem_t) {
  return draft(file).end_of_allocation;
}

herr_t set_allocation_end(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  draft(file).end_of_allocation = address;
  return 0;
}

haddr_t file_end(const H5FD_t* file, H5FD_mem_t) {
  return draft(file).storage->size();
}

herr_t read_draft(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* bytes) {
  draft(file).storage->read(address, {static_cast<char*>(bytes), size});
  return 0;
}

herr_t write_draft(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size,
                   const void* bytes) {
  draft(file).storage->write(address, {static_cast<const char*>(bytes), size});
  return 0;
}

herr_t truncate_draft(H5FD_t* file, hid_t, hbool_t) {
  if (draft(file).storage->size() != draft(file).end_of_allocation)
    draft(file).storage->resize(draft(file).end_of_allocation);
  return 0;
}

H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#if H5_VERSION_GE(1, 13, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(513);  // 512 and above: nobody's, for private use
#endif
  driver.name = "moai_draft";
  driver.maxaddr = static_cast<haddr_t>(1) << 62;
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(DriverInfo);
  driver.open = open_draft;
  driver.close = close_draft;
  driver.query = query_features;
  driver.get_eoa = allocation_end;
  driver.set_eoa = set_allocation_end;
  driver.get_eof = file_end;
  driver.read = read_draft;
  driver.write = write_draft;
  driver.truncate = truncate_draft;
  const H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
  for (int kind = 0; kind < H5FD_MEM_NTYPES; ++kind) driver.fl_map[kind] = kinds[kind];
  return driver;
}

}  // namespace

void use_storage(Id access_properties, DraftStorage& storage) {
  static const H5FD_class_t driver = driver_class();
  static const Id registered = H5FDregister(&driver);
  const DriverInfo info{&storage};
  check(H5Pset_driver(access_properties, registered, &info), "create a file", H5I_INVALID_HID);
}

}  // namespace moai::hdf5
