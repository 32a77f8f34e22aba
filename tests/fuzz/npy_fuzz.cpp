// If this finds something, a NumPy file that `moai evaluate` is given can crash it.
#include "media/npy.h"
#include "support/error.h"
#include "tests/fuzz/scratch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const moai::NpyArray array = moai::read_npy(moai::fuzz::scratch_file(data, size));
    std::size_t count = 1;
    for (const std::int64_t length : array.shape) count *= static_cast<std::size_t>(length);
    if (array.values.size() != count) __builtin_trap();
  } catch (const moai::UserError&) {
  }
  return 0;
}
