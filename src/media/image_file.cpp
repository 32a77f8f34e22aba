#include "media/image_file.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>

#include "media/jpeg_check.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace moai {

Image read_image(const std::string& path) {
  if (!std::filesystem::is_regular_file(path))
    throw UserError(concat("cannot read the picture '", path,
                           "' (no such file). Give the path of a PNG or JPEG file."));
  const auto refuse = [&](const std::string& why) {
    return UserError(
        concat("cannot read the picture '", path, "' (", why, "). Give a PNG or JPEG file."));
  };
  const std::string bytes = read_file(path);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw refuse("it is larger than 2 GiB");
  if (const std::string why = jpeg_problem(bytes); !why.empty()) throw refuse(why);
  int width = 0, height = 0, channels = 0;
  const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
      stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()),
                            static_cast<int>(bytes.size()), &width, &height, &channels, 4),
      &stbi_image_free);
  if (!pixels) throw refuse(stbi_failure_reason());
  Image image{height, width, std::vector<float>(3 * static_cast<std::size_t>(height) * width)};
  const std::size_t plane = static_cast<std::size_t>(height) * width;
  for (std::size_t i = 0; i < plane; ++i) {
    const stbi_uc* rgba = pixels.get() + 4 * i;
    const float alpha = static_cast<float>(rgba[3]) / 255.0f;
    for (std::size_t c = 0; c < 3; ++c) {
      const float value = static_cast<float>(rgba[c]) / 255.0f;
      image.values[c * plane + i] = rgba[3] == 255 ? value : value * alpha + (1.0f - alpha);
    }
  }
  return image;
}

std::vector<unsigned char> encode_png(const Image& image) {
  const std::size_t plane = static_cast<std::size_t>(image.height * image.width);
  std::vector<unsigned char> rgb(3 * plane);
  for (std::size_t i = 0; i < plane; ++i)
    for (std::size_t c = 0; c < 3; ++c)
      rgb[3 * i + c] = static_cast<unsigned char>(
          std::lround(255.0f * std::min(1.0f, std::max(0.0f, image.values[c * plane + i]))));
  std::vector<unsigned char> png;
  const auto append = [](void* context, void* data, int size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    static_cast<std::vector<unsigned char>*>(context)->insert(
        static_cast<std::vector<unsigned char>*>(context)->end(), bytes, bytes + size);
  };
  if (!stbi_write_png_to_func(append, &png, static_cast<int>(image.width),
                              static_cast<int>(image.height), 3, rgb.data(),
                              static_cast<int>(3 * image.width)))
    throw SystemError("cannot encode a PNG (out of memory).");
  return png;
}

void write_png(const std::string& path, const Image& image) {
  const auto png = encode_png(image);
  write_file_atomically(path,
                        std::string_view(reinterpret_cast<const char*>(png.data()), png.size()));
}

}  // namespace moai
