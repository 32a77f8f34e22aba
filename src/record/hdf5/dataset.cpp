// Datasets of numbers and texts. A dataset is closed by hand after a write: its last chunks go to
// the file only then, and a destructor could not tell that the disk is full.
#include <algorithm>
#include <functional>
#include <numeric>

#include "record/hdf5/attribute.h"
#include "record/hdf5/group.h"
#include "record/hdf5/library.h"
#include "record/layout.h"
#include "support/text.h"

namespace moai::hdf5 {
namespace {

constexpr std::uint64_t chunk_bytes = 1 << 16;
// A chunk is filtered as a whole, however few of its rows are there: a dataset that begins short,
// in the file of a small trial, gets short ones.
constexpr std::uint64_t least_chunk_bytes = 1 << 12;
constexpr unsigned deflate_level = 4;
// Deflate shrinks at most 1032-fold; what a dataset claims beyond that is not in the file.
constexpr std::uint64_t most_bytes_per_stored_byte = 2048;

Id file_type(Type type) {
  switch (type) {
    case Type::u8:
      return H5T_STD_U8LE;
    case Type::i32:
      return H5T_STD_I32LE;
    case Type::u32:
      return H5T_STD_U32LE;
    case Type::i64:
      return H5T_STD_I64LE;
    case Type::u64:
      return H5T_STD_U64LE;
    case Type::f32:
      return H5T_IEEE_F32LE;
    case Type::f64:
      return H5T_IEEE_F64LE;
  }
  return -1;
}

// The stored type: a plain number, or an enumeration over u8.
Handle stored_type(Type type, const Note& note) {
  if (note.names.empty()) return Handle(H5Tcopy(file_type(type)), H5Tclose);
  Handle enumeration(H5Tenum_create(file_type(Type::u8)), H5Tclose);
  for (std::uint8_t value = 0; value < note.names.size(); ++value)
    H5Tenum_insert(enumeration.id(), std::string(note.names[value]).c_str(), &value);
  return enumeration;
}

std::uint64_t product(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

enum class Extent : std::uint8_t { fixed, growing };

// Makes a dataset of `shape`. growing: empty, its first dimension may be extended, at first to that
// of the shape.
Handle create(Id group, const std::string& name, Id type, const Shape& shape, Extent extent,
              const std::string& what) {
  const bool growing = extent == Extent::growing;
  std::vector<hsize_t> size(shape.begin(), shape.end());
  std::vector<hsize_t> most = size;
  if (growing) {
    size[0] = 0;
    most[0] = H5S_UNLIMITED;
  }
  Handle space(
      check(H5Screate_simple(static_cast<int>(size.size()), size.data(), most.data()), what, group),
      H5Sclose);
  Handle properties(check(H5Pcreate(H5P_DATASET_CREATE), what, group), H5Pclose);
  check(H5Pset_obj_track_times(properties.id(), false), what, group);
  if (growing || product(shape) > 0) {
    std::vector<hsize_t> chunk = size;
    const std::uint64_t row = product(Shape(shape.begin() + 1, shape.end())) * H5Tget_size(type);
    const auto rows_in = [row](std::uint64_t bytes) {
      return std::clamp<std::uint64_t>(bytes / std::max(row, std::uint64_t{1}), 1, bytes);
    };
    const std::uint64_t least = growing ? rows_in(least_chunk_bytes) : 1;
    chunk[0] = std::clamp(shape[0], least, rows_in(chunk_bytes));
    check(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), what, group);
    check(H5Pset_shuffle(properties.id()), what, group);
    check(H5Pset_deflate(properties.id(), deflate_level), what, group);
    check(H5Pset_fletcher32(properties.id()), what, group);
  }
  return Handle(check(H5Dcreate2(group, name.c_str(), type, space.id(), H5P_DEFAULT,
                                 properties.id(), H5P_DEFAULT),
                      what, group),
                H5Dclose);
}

void annotate(Id dataset, const Note& note) {
  set_text(dataset, "unit", note.unit);
  set_text(dataset, "meaning", note.meaning);
  char path[1024] = "";
  H5Iget_name(dataset, path, sizeof path);
  if (is_volatile(path)) set_text(dataset, "volatile", "differs between runs of the same trial");
}

void write_all(Handle dataset, Id memory_type, const void* values, std::size_t count,
               const std::string& what, Id group) {
  if (count > 0)
    check(H5Dwrite(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), what, group);
  if (!dataset.close()) fail(what, group);
}

struct Opened {
  Handle dataset;
  Handle type;
  Shape shape;
};

Opened open_dataset(Id group, const std::string& name) {
  const std::string what = concat("read ", name, " of");
  Opened opened;
  opened.dataset = Handle(check(H5Dopen2(group, name.c_str(), H5P_DEFAULT), what, group), H5Dclose);
  opened.type = Handle(check(H5Dget_type(opened.dataset.id()), what, group), H5Tclose);
  const Handle space(check(H5Dget_space(opened.dataset.id()), what, group), H5Sclose);
  std::vector<hsize_t> size(H5S_MAX_RANK);
  size.resize(static_cast<std::size_t>(
      check(H5Sget_simple_extent_dims(space.id(), size.data(), nullptr), what, group)));
  opened.shape.assign(size.begin(), size.end());
  const std::uint64_t most =
      most_bytes_per_stored_byte * (H5Dget_storage_size(opened.dataset.id()) + 1);
  std::uint64_t bytes = std::max<std::uint64_t>(H5Tget_size(opened.type.id()), 1);
  for (const std::uint64_t length : opened.shape) {
    if (length != 0 && bytes > most / length)
      throw_damaged(group, name, "it claims more values than the file holds");
    bytes *= length;
  }
  return opened;
}

bool same_number(Id stored, Type type) {
  const auto stored_class = H5Tget_class(stored);
  if (stored_class == H5T_ENUM) return type == Type::u8 && H5Tget_size(stored) == 1;
  return H5Tequal(stored, file_type(type)) > 0;
}

Handle rows_of(const Opened& opened, std::uint64_t first, std::uint64_t count) {
  Handle space(H5Dget_space(opened.dataset.id()), H5Sclose);
  if (opened.shape.empty()) return space;
  std::vector<hsize_t> start(opened.shape.size(), 0);
  std::vector<hsize_t> size(opened.shape.begin(), opened.shape.end());
  start[0] = first;
  size[0] = count;
  H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr);
  return space;
}

// Rows behind those that are there, of the dataset's own type.
void write_behind(Opened opened, const void* values, std::uint64_t rows, const std::string& what,
                  Id group) {
  const std::uint64_t first = opened.shape[0];
  opened.shape[0] += rows;
  const std::vector<hsize_t> size(opened.shape.begin(), opened.shape.end());
  check(H5Dset_extent(opened.dataset.id(), size.data()), what, group);
  const Handle target = rows_of(opened, first, rows);
  std::vector<hsize_t> part = size;
  part[0] = rows;
  const Handle source(H5Screate_simple(static_cast<int>(part.size()), part.data(), nullptr),
                      H5Sclose);
  check(H5Dwrite(opened.dataset.id(), opened.type.id(), source.id(), target.id(), H5P_DEFAULT,
                 values),
        what, group);
  if (!opened.dataset.close()) fail(what, group);
}

// Each padded with zeros.
std::string padded(const std::vector<std::string>& values, std::size_t length) {
  std::string bytes(length * values.size(), '\0');
  for (std::size_t i = 0; i < values.size(); ++i)
    std::copy(values[i].begin(), values[i].end(), bytes.begin() + static_cast<long>(i * length));
  return bytes;
}

}  // namespace

void Group::write_values(const std::string& name, Type type, const void* values, std::size_t count,
                         const Shape& shape, const Note& note) {
  if (count != product(shape)) throw std::logic_error(concat("record: shape of ", name));
  const std::string what = concat("write ", name, " in");
  const Handle stored = stored_type(type, note);
  Handle dataset = create(id(), name, stored.id(), shape, Extent::fixed, what);
  annotate(dataset.id(), note);
  write_all(std::move(dataset), stored.id(), values, count, what, id());
}

void Group::append_values(const std::string& name, Type type, const void* values, std::size_t count,
                          const Shape& row, const Note& note) {
  const std::uint64_t width = product(row);
  if (width == 0 || count % width != 0) throw std::logic_error(concat("record: rows of ", name));
  const std::string what = concat("write ", name, " in");
  if (!has(name)) {
    Shape first = row;
    first.insert(first.begin(), count / width);
    Handle made = create(id(), name, stored_type(type, note).id(), first, Extent::growing, what);
    annotate(made.id(), note);
  }
  if (count == 0) return;
  Opened opened = open_dataset(id(), name);
  if (!same_number(opened.type.id(), type) || opened.shape.size() != row.size() + 1 ||
      !std::equal(row.begin(), row.end(), opened.shape.begin() + 1))
    throw_damaged(id(), name, "it has another type or shape");
  write_behind(std::move(opened), values, count / width, what, id());
}

Shape Group::shape(const std::string& name) const {
  return open_dataset(id(), name).shape;
}

std::size_t Group::values_in(const std::string& name, Type type, std::uint64_t first,
                             std::uint64_t count) const {
  Opened opened = open_dataset(id(), name);
  if (!same_number(opened.type.id(), type)) throw_damaged(id(), name, "it has another type");
  if (opened.shape.empty()) return 1;
  if (first > opened.shape[0] || count > opened.shape[0] - first)
    throw_damaged(id(), name, "it has too few rows");
  opened.shape[0] = count;
  return product(opened.shape);
}

void Group::read_values(const std::string& name, void* values, std::uint64_t first,
                        std::uint64_t count) const {
  const Opened opened = open_dataset(id(), name);
  if (count == 0 || product(opened.shape) == 0) return;
  const Handle part = rows_of(opened, first, count);
  std::vector<hsize_t> size(opened.shape.begin(), opened.shape.end());
  if (!size.empty()) size[0] = count;
  const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
                      H5Sclose);
  const Handle native(H5Tget_native_type(opened.type.id(), H5T_DIR_ASCEND), H5Tclose);
  check(H5Dread(opened.dataset.id(), native.id(), memory.id(), part.id(), H5P_DEFAULT, values),
        concat("read ", name, " of"), id());
}

void Group::write_texts(const std::string& name, const std::vector<std::string>& values,
                        const Note& note) {
  std::size_t length = 1;
  for (const auto& value : values) length = std::max(length, value.size());
  const std::string bytes = padded(values, length);
  const std::string what = concat("write ", name, " in");
  const Handle type = text_type(length);
  Handle dataset = create(id(), name, type.id(), {values.size()}, Extent::fixed, what);
  annotate(dataset.id(), note);
  write_all(std::move(dataset), type.id(), bytes.data(), values.size(), what, id());
}

void Group::append_texts(const std::string& name, const std::vector<std::string>& values,
                         const Note& note) {
  for (const auto& value : values)
    if (value.size() > text_room) throw std::logic_error(concat("record: a long text in ", name));
  const std::string what = concat("write ", name, " in");
  if (!has(name)) {
    Handle made =
        create(id(), name, text_type(text_room).id(), {values.size()}, Extent::growing, what);
    annotate(made.id(), note);
  }
  if (values.empty()) return;
  Opened opened = open_dataset(id(), name);
  if (H5Tequal(opened.type.id(), text_type(text_room).id()) <= 0 || opened.shape.size() != 1)
    throw_damaged(id(), name, "it has another type or shape");
  write_behind(std::move(opened), padded(values, text_room).data(), values.size(), what, id());
}

std::vector<std::string> Group::read_texts(const std::string& name) const {
  const Opened opened = open_dataset(id(), name);
  if (H5Tget_class(opened.type.id()) != H5T_STRING || H5Tis_variable_str(opened.type.id()) != 0 ||
      opened.shape.size() != 1)
    throw_damaged(id(), name, "it has another type");
  const std::size_t length = H5Tget_size(opened.type.id());
  std::string bytes(length * opened.shape[0], '\0');
  if (!bytes.empty())
    check(
        H5Dread(opened.dataset.id(), opened.type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
        concat("read ", name, " of"), id());
  std::vector<std::string> values;
  for (std::size_t i = 0; i < opened.shape[0]; ++i)
    values.emplace_back(bytes.substr(i * length, length).c_str());
  return values;
}

}  // namespace moai::hdf5
