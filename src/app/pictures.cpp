#include "app/pictures.h"

#include <algorithm>
#include <filesystem>

#include "media/image_file.h"
#include "media/npy.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {
namespace {

// (3,H,W) or (N,3,H,W).
std::vector<NamedImage> from_array(const std::string& file) {
  const NpyArray array = read_npy(file);
  const std::size_t n = array.shape.size();
  if (n < 3 || n > 4 || array.shape[n - 3] != 3 || array.values.empty())
    throw UserError(concat("'", file,
                           "' holds no pictures (its shape is not (3,H,W) or "
                           "(N,3,H,W)). Put the colours before rows and columns."));
  // NaN is not between 0 and 1 either.
  const auto wrong = std::ranges::find_if_not(
      array.values, [](float value) { return value >= 0.0f && value <= 1.0f; });
  if (wrong != array.values.end())
    throw UserError(concat("'", file, "' holds no pictures (value ", wrong - array.values.begin(),
                           " is ", *wrong,
                           ", but pictures are between 0 and 1). Divide values of 8 "
                           "bits by 255, and clip what lies outside."));
  const std::int64_t height = array.shape[n - 2], width = array.shape[n - 1];
  const std::int64_t size = 3 * height * width, count = n == 4 ? array.shape[0] : 1;
  std::vector<NamedImage> pictures;
  for (std::int64_t i = 0; i < count; ++i)
    pictures.push_back(
        {count == 1 ? file : concat(file, '[', i, ']'),
         {height,
          width,
          {array.values.begin() + i * size, array.values.begin() + (i + 1) * size}}});
  return pictures;
}

std::vector<NamedImage> read(const std::string& file) {
  if (std::filesystem::path(file).extension() == ".npy") return from_array(file);
  Picture picture = read_picture(file);
  if (const std::string note = note_of(file, picture); !note.empty()) log_info(note);
  return {{file, std::move(picture.image)}};
}

}  // namespace

Image read_target(const std::string& file) {
  std::vector<NamedImage> pictures = read(file);
  if (pictures.size() != 1)
    throw UserError(concat("--target: '", file, "' holds ", pictures.size(),
                           " pictures (there is one target). Save one of them by itself."));
  return std::move(pictures[0].image);
}

std::vector<NamedImage> read_pictures(const std::vector<std::string>& files, std::int64_t height,
                                      std::int64_t width, bool resize) {
  std::vector<NamedImage> pictures;
  for (const std::string& file : files)
    for (NamedImage& picture : read(file)) {
      Image& image = picture.image;
      if (!resize && (image.height != height || image.width != width))
        throw UserError(concat("'", picture.name, "' is ", image.height, "x", image.width,
                               " (the target is ", height, "x", width,
                               "). Add --resize to bring "
                               "it to that size."));
      if (resize) image = resized(image, height, width);
      pictures.push_back(std::move(picture));
    }
  return pictures;
}

}  // namespace moai
