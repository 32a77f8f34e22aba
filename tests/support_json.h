#pragma once
// Reads the JSON of golden values in tests: objects, arrays, numbers, plain strings, null,
// booleans.
//
//   const Json file = Json::parse(path);
//   for (const Json& record : file.items) record["F"].matrix();
//
// The strings "inf" and null read as infinity and NaN where a number is wanted. No escapes in
// strings, no error recovery: a malformed file throws std::runtime_error.

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/matrix.h"

namespace moai::testing {

struct Json {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  double value = 0.0;
  std::string text;
  std::vector<Json> items;
  std::map<std::string, Json> fields;

  static Json parse(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot open " + path);
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    const char* at = all.c_str();
    return read(at);
  }

  bool has(const std::string& name) const { return fields.count(name) > 0; }
  const Json& operator[](const std::string& name) const {
    const auto found = fields.find(name);
    if (found == fields.end()) throw std::runtime_error("no field " + name);
    return found->second;
  }
  double number() const {
    if (kind == Kind::number || kind == Kind::boolean) return value;
    if (kind == Kind::string && text == "inf") return std::numeric_limits<double>::infinity();
    if (kind == Kind::null) return std::numeric_limits<double>::quiet_NaN();
    throw std::runtime_error("not a number: " + text);
  }
  std::vector<double> numbers() const {
    std::vector<double> result;
    for (const Json& item : items) result.push_back(item.number());
    return result;
  }
  /// An array of rows; every number times `sign` (-1 turns minimised values into maximised ones).
  Matrix matrix(double sign = 1.0) const {
    Matrix result;
    for (const Json& item : items) {
      std::vector<double> row = item.numbers();
      for (double& x : row) x *= sign;
      result.append_row(row);
    }
    return result;
  }

 private:
  static void skip(const char*& at) {
    while (std::isspace(static_cast<unsigned char>(*at))) ++at;
  }
  static void expect(const char*& at, char c) {
    skip(at);
    if (*at != c)
      throw std::runtime_error(std::string("expected ") + c + " at " + std::string(at, 20));
    ++at;
  }
  static std::string read_string(const char*& at) {
    expect(at, '"');
    const char* begin = at;
    while (*at != '"' && *at != '\0') ++at;
    std::string result(begin, at);
    expect(at, '"');
    return result;
  }
  static Json read(const char*& at) {
    skip(at);
    Json json;
    if (*at == '{' || *at == '[') {
      const bool object = *at++ == '{';
      const char close = object ? '}' : ']';
      json.kind = object ? Kind::object : Kind::array;
      skip(at);
      while (*at != close) {
        if (object) {
          std::string name = read_string(at);
          expect(at, ':');
          json.fields.emplace(std::move(name), read(at));
        } else {
          json.items.push_back(read(at));
        }
        skip(at);
        if (*at != close) expect(at, ',');
        skip(at);
      }
      ++at;
    } else if (*at == '"') {
      json.kind = Kind::string;
      json.text = read_string(at);
    } else if (*at == 'n' || *at == 't' || *at == 'f') {
      json.kind = *at == 'n' ? Kind::null : Kind::boolean;
      json.value = *at == 't' ? 1.0 : 0.0;
      while (std::isalpha(static_cast<unsigned char>(*at))) ++at;
    } else {
      char* end = nullptr;
      json.kind = Kind::number;
      json.value = std::strtod(at, &end);
      if (end == at) throw std::runtime_error("not JSON: " + std::string(at, 20));
      at = end;
    }
    return json;
  }
};

}  // namespace moai::testing
