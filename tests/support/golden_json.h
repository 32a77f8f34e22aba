#pragma once
// Golden values in JSON files, as tests take them.
//
//   for (const Json& record : golden("moo/sorting.json"))
//     matrix(record["F"], -1.0), numbers(record["rank"]), record["name"].get<std::string>();

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/matrix.h"
#include "tests/support/paths.h"

namespace moai::testing {

using Json = nlohmann::json;

/// A file of tests/data; throws where it cannot be read.
inline Json golden(const std::string& name) {
  std::ifstream file(data_file(name));
  return Json::parse(file);
}

/// JSON has no infinity: the string "inf" stands for it.
inline double number(const Json& value) {
  return value == "inf" ? std::numeric_limits<double>::infinity() : value.get<double>();
}

inline std::vector<double> numbers(const Json& values) {
  std::vector<double> result;
  for (const Json& value : values) result.push_back(number(value));
  return result;
}

/// An array of rows; every number times `sign` (-1 turns minimised values into maximised ones).
inline Matrix matrix(const Json& rows, double sign = 1.0) {
  Matrix result;
  for (const Json& values : rows) {
    std::vector<double> row = numbers(values);
    for (double& x : row) x *= sign;
    result.append_row(row);
  }
  return result;
}

}  // namespace moai::testing
