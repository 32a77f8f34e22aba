#pragma once
// Reads single values out of YAML nodes; what is wrong goes to the list of errors, and the result
// is empty then.
//
//   ValueReader value{node, "algorithm.cells", errors};
//   if (auto cells = value.integer({1, 100})) options.cells = *cells;

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiment/scalars.h"
#include "experiment/yaml_errors.h"
#include "experiment/yaml_node.h"
#include "support/options.h"

namespace moai {

struct ValueReader {
  const YamlNode& node;
  std::string path;
  YamlErrors& errors;

  std::optional<bool> flag() const;
  std::optional<std::int64_t> integer(IntegerRange range) const;
  std::optional<std::int64_t> integer_or_word(IntegerRange range,
                                              std::span<const NamedInteger> words) const;
  std::optional<double> real(RealRange range) const;
  std::optional<Schedule> scheduled(RealRange range) const;
  std::optional<double> duration() const;
  std::optional<std::string> text() const;
  /// An absolute path of a regular file that can be read, or "" where the value is "".
  std::optional<std::string> file() const;
  /// The same of a folder.
  std::optional<std::string> folder() const;
  /// One of `words`, or the absolute path of a file or folder that can be read.
  std::optional<std::string> path_or_word(const std::vector<std::string>& words) const;
  /// The absolute path of a regular file that can be read, links in its name left as they are; or
  /// the word itself, where there is no such file.
  std::optional<std::string> file_or_word() const;
  /// The place of the word among `names`.
  std::optional<std::size_t> word(const std::vector<std::string>& names) const;

  void complain(const std::string& message) const { errors.add(node.place, path, message); }
  /// "is X (Y is expected)."
  void complain_of_kind(const std::string& expected) const;

 private:
  /// The text of an unquoted scalar; an error where the node is something else.
  const std::string* plain(const std::string& expected) const;

  /// The number of a plain scalar, if `parse` understands it and it lies in the range.
  template <class Number, class Range>
  std::optional<Number> within(Range range, const std::string& expected,
                               Parsed<Number> (*parse)(std::string_view)) const;
  /// The absolute path of something that exists and may be read. `words`: what else was possible.
  std::optional<std::string> existing(const std::string& name,
                                      const std::vector<std::string>& words) const;
  /// The path, which exists, if files can hold its name and it may be read.
  std::optional<std::string> readable(const std::string& name, const std::string& path) const;
};

}  // namespace moai
