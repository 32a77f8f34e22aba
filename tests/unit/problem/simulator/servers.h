#pragma once
// Programs that evaluate, as tests need them: written to a folder that goes away with the object.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "problem/simulator/simulator.h"

namespace moai::testing {

class Servers {
 public:
  Servers() {
    std::string name = std::filesystem::temp_directory_path() / "moai-servers-XXXXXX";
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~Servers() { std::filesystem::remove_all(folder_); }

  /// A file with that text; its path.
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  std::filesystem::path folder() const { return folder_; }

  /// python3 -c: f = sum of squares and the sum, after `fault` (statements that see x, a row, and
  /// may do anything).
  static std::vector<std::string> python(const std::string& fault = "pass") {
    return {"python3", "-c",
            "import sys, json, os, time\n"
            "h = json.loads(sys.stdin.readline())\n"
            "print(json.dumps({k: h[k] for k in ('moai','variables','objectives','constraints')}),"
            "flush=True)\n"
            "for line in sys.stdin:\n"
            "  r = json.loads(line)\n"
            "  f = []\n"
            "  g = []\n"
            "  for x in r['x']:\n"
            "    out = [sum(v * v for v in x), sum(x)]\n"
            "    " +
                fault +
                "\n"
                "    f.append(out); g.append([x[0] - 0.5])\n"
                "  print(json.dumps({'id': r['id'], 'f': f, 'g': g}), flush=True)\n"};
  }

 private:
  std::filesystem::path folder_;
};

/// `variables` reals in [0,1], two objectives, perhaps a constraint.
inline SimulatorShape shape(std::size_t variables, std::size_t constraints = 0) {
  VariableOptions block;
  block.count = static_cast<std::int64_t>(variables);
  block.minimum = {0.0};
  block.maximum = {1.0};
  return {variables,
          2,
          constraints,
          {block},
          std::vector(variables, 0.0),
          std::vector(variables, 1.0),
          {"squares", "sum"}};
}

/// Row k: k / rows in every column.
inline Matrix ramp(std::size_t rows, std::size_t variables) {
  Matrix matrix(rows, variables);
  for (std::size_t k = 0; k < rows; ++k)
    for (double& value : matrix.row(k)) value = static_cast<double>(k) / static_cast<double>(rows);
  return matrix;
}

}  // namespace moai::testing
