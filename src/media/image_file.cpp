#include "media/image_file.h"

#include <filesystem>
#include <string_view>

#include "media/jpeg_reader.h"
#include "media/png_reader.h"
#include "media/png_writer.h"
#include "media/tiff_reader.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

// By what it begins with, whatever its name is.
DecodedPicture decoded(std::string_view bytes) {
  constexpr std::string_view png("\x89PNG\r\n\x1a\n"), jpeg("\xff\xd8");
  constexpr std::string_view tiffs[] = {{"II*\0", 4}, {"MM\0*", 4}, {"II+\0", 4}, {"MM\0+", 4}};
  if (bytes.starts_with(png)) return read_png(bytes);
  if (bytes.starts_with(jpeg)) return read_jpeg(bytes);
  for (const std::string_view tiff : tiffs)
    if (bytes.starts_with(tiff)) return read_tiff(bytes);
  throw PictureDefect(bytes.empty() ? "it is empty" : "it is of none of the kinds that moai reads");
}

}  // namespace

Picture read_picture(const std::string& path) {
  if (!std::filesystem::is_regular_file(path))
    throw UserError(concat("cannot read the picture '", path,
                           "' (no such file). Give the path of a PNG, JPEG or TIFF file."));
  try {
    DecodedPicture picture = decoded(read_file(path));
    return {upright(picture.image, picture.orientation), std::move(picture.ignored)};
  } catch (const PictureDefect& defect) {
    throw UserError(concat("cannot read the picture '", path, "' (", defect.what(),
                           "). Give a sound PNG, JPEG or TIFF file with one picture."));
  }
}

Image read_image(const std::string& path) {
  return read_picture(path).image;
}

std::string note_of(const std::string& path, const Picture& picture) {
  if (picture.ignored.empty()) return "";
  return concat(
      "'", path, "': ", join(picture.ignored, " and "),
      picture.ignored.size() == 1 ? " is" : " are",
      " ignored (its values are taken as they are). Convert it to sRGB where that matters.");
}

void write_png(const std::string& path, const Image& image) {
  PngWriter png(path, image.height, image.width);
  png.write(image.values);
  png.finish();
}

}  // namespace moai
