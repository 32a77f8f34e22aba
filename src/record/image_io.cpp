#include "record/image_io.h"

#include <algorithm>
#include <stdexcept>

namespace moai {
namespace {

std::vector<std::uint8_t> bytes_of(const std::vector<const Image*>& images) {
  std::vector<std::uint8_t> bytes;
  for (const Image* image : images) {
    if (image->height != images[0]->height || image->width != images[0]->width ||
        image->values.size() != images[0]->values.size())
      throw std::logic_error("record: pictures of several sizes");
    std::transform(image->values.begin(), image->values.end(), std::back_inserter(bytes), to_byte);
  }
  return bytes;
}

hdf5::Shape shape_of(const Image& image) {
  return {3, static_cast<std::uint64_t>(image.height), static_cast<std::uint64_t>(image.width)};
}

}  // namespace

void write_images(hdf5::Group& group, const std::string& name,
                  const std::vector<const Image*>& images, const hdf5::Note& note) {
  if (images.empty()) return;
  hdf5::Shape shape = shape_of(*images[0]);
  shape.insert(shape.begin(), images.size());
  group.write<std::uint8_t>(name, bytes_of(images), shape, note);
}

void append_images(hdf5::Group& group, const std::string& name,
                   const std::vector<const Image*>& images, const hdf5::Note& note) {
  if (images.empty()) return;
  group.append<std::uint8_t>(name, bytes_of(images), shape_of(*images[0]), note);
}

}  // namespace moai
