// If this finds something, a target picture can crash moai instead of being refused.
#include "media/image_file.h"
#include "support/error.h"
#include "tests/fuzz/scratch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const moai::Image image = moai::read_image(moai::fuzz::scratch_file(data, size));
    if (image.height < 1 || image.width < 1) __builtin_trap();
    for (const float value : image.values)
      if (!(value >= 0.0f && value <= 1.0f)) __builtin_trap();
    if (image.height * image.width < 1 << 16 &&
        moai::resized(image, 5, 9).values.size() != 3 * 5 * 9)
      __builtin_trap();
  } catch (const moai::UserError&) {
  }
  return 0;
}
