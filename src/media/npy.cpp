#include "media/npy.h"

#include <cstring>
#include <limits>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw UserError(concat("cannot read '", path, "' as a NumPy array (", why,
                         "). Save it with numpy.save as little-endian float32 or float64."));
}

// The text between `key` and the next delimiter of the header's dictionary.
std::string field(const std::string& header, const std::string& key, char end,
                  const std::string& path) {
  const auto start = header.find(key);
  if (start == std::string::npos) refuse(path, "its header has no " + key);
  const auto stop = header.find(end, start + key.size());
  if (stop == std::string::npos) refuse(path, "its header is cut short");
  return header.substr(start + key.size(), stop - start - key.size());
}

std::vector<std::int64_t> parse_shape(const std::string& text, const std::string& path) {
  std::vector<std::int64_t> shape;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ',');) {
    if (part.find_first_not_of(' ') == std::string::npos) continue;
    std::size_t used = 0;
    std::int64_t n = -1;
    try {
      n = std::stoll(part, &used);
    } catch (const std::exception&) {
      refuse(path, "its shape is no list of numbers");
    }
    if (n < 0 || n > std::numeric_limits<std::int32_t>::max()) refuse(path, "impossible shape");
    shape.push_back(n);
  }
  return shape;
}

}  // namespace

NpyArray read_npy(const std::string& path) {
  const std::string bytes = read_file(path);
  if (bytes.size() < 12 || bytes.compare(0, 6, "\x93NUMPY") != 0) refuse(path, "no NumPy file");

  const bool version1 = bytes[6] == 1;
  const std::size_t prefix = version1 ? 10 : 12;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, version1 ? 2 : 4);
  if (bytes.size() < prefix + length) refuse(path, "its header is cut short");
  const std::string header = bytes.substr(prefix, length);

  const std::string type = field(header, "'descr': '", '\'', path);
  if (type != "<f4" && type != "<f8") refuse(path, "its type is " + type);
  if (field(header, "'fortran_order': ", ',', path) != "False") refuse(path, "Fortran order");

  NpyArray array;
  array.shape = parse_shape(field(header, "'shape': (", ')', path), path);
  std::size_t count = 1;
  for (const std::int64_t n : array.shape) {
    if (n != 0 && count > bytes.size() / static_cast<std::size_t>(n)) refuse(path, "cut short");
    count *= static_cast<std::size_t>(n);
  }
  const std::size_t width = type == "<f4" ? 4 : 8;
  if (bytes.size() - prefix - length < count * width) refuse(path, "its data are cut short");

  array.values.resize(count);
  const char* data = bytes.data() + prefix + length;
  if (width == 4 && count > 0) {
    std::memcpy(array.values.data(), data, count * 4);
  } else {
    for (std::size_t i = 0; i < count; ++i) {
      double value = 0.0;
      std::memcpy(&value, data + 8 * i, 8);
      array.values[i] = static_cast<float>(value);
    }
  }
  return array;
}

}  // namespace moai
