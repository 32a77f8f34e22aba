#pragma once
// Ownership of the HDF5 library's identifiers, without its header (library.h has that).
//
//   Handle group(H5Gopen2(...), H5Gclose);

#include <cstdint>
#include <utility>

namespace moai::hdf5 {

using Id = std::int64_t;  ///< hid_t

class Handle {
 public:
  using Close = int (*)(Id);

  Handle() = default;
  Handle(Id id, Close close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, -1)), close_(std::exchange(other.close_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }

  Id id() const { return id_; }
  /// Closes now and says whether that failed: what is still to be written is written at this time.
  bool close() { return id_ < 0 || close_(std::exchange(id_, -1)) >= 0; }

 private:
  Id id_ = -1;
  Close close_ = nullptr;
};

}  // namespace moai::hdf5
