#pragma once
// Reference images and values for the tests: read from tests/data/iqa, or from the shared folder
// for the larger sizes, which are not part of the repository.

#include <ATen/ATen.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "media/image.h"
#include "media/npy.h"
#include "tests/support/paths.h"

namespace moai::golden {

inline std::string path(const std::string& file) {
  const std::string own = testing::data_file("iqa/" + file);
  return std::filesystem::exists(own) ? own : testing::shared_file("golden/iqa/" + file);
}

inline bool has_size(const std::string& size) {
  return std::filesystem::exists(path("x_" + size + ".npy"));
}

inline bool has_weights() {
  return std::filesystem::exists(testing::shared_file("weights/dists_alpha.npy"));
}

/// (N,3,H,W); which: "x" candidates, "y" targets.
inline at::Tensor images(const std::string& which, const std::string& size) {
  const NpyArray array = read_npy(path(which + "_" + size + ".npy"));
  return at::tensor(array.values).view(array.shape);
}

inline Image to_image(const at::Tensor& x) {
  const at::Tensor flat = x.contiguous();
  const float* data = flat.data_ptr<float>();
  return {x.size(-2), x.size(-1), std::vector<float>(data, data + flat.numel())};
}

struct Row {
  std::string metric, size, name;
  int pair;
  double value;
};

/// The rows of one family in double precision.
inline std::vector<Row> rows(const std::string& family) {
  std::ifstream in(path("golden.csv"));
  std::vector<Row> result;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::vector<std::string> f;
    for (std::string field; std::getline(fields, field, ',');) f.push_back(field);
    if (f.size() == 7 && f[0] == family && f[2] == "float64")
      result.push_back({f[1], f[3], f[5], std::stoi(f[4]), std::stod(f[6])});
  }
  return result;
}

}  // namespace moai::golden
