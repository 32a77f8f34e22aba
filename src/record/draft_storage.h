#pragma once
// A file in the making that takes every write, even when the disk is full: HDF5 may crash when it
// closes a file that it could not write. After the first failure the content moves into memory, the
// disk space is given back, and error() says what happened.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace moai {

class DraftStorage {
 public:
  /// Creates or empties the file. Throws SystemError.
  explicit DraftStorage(const std::string& path);
  ~DraftStorage();
  DraftStorage(const DraftStorage&) = delete;
  DraftStorage& operator=(const DraftStorage&) = delete;

  std::uint64_t size() const { return size_; }
  void write(std::uint64_t offset, std::span<const char> bytes);
  /// Zeros beyond the end.
  void read(std::uint64_t offset, std::span<char> bytes);
  void resize(std::uint64_t size);
  /// Closes the file; size() and error() remain.
  void close();
  /// The errno of the first failure, 0 if there was none.
  int error() const { return error_; }

 private:
  bool read_disk(std::uint64_t offset, std::span<char> bytes);
  void fall_back(int error);

  int descriptor_;
  std::uint64_t size_ = 0;
  int error_ = 0;
  std::vector<char> memory_;  // the content once error_ is set
};

}  // namespace moai
