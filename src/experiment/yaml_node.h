#pragma once
// A YAML value that remembers where it was written, so that what is wrong with it can be pointed at
// after files were merged and sweeps applied. Aliases are already copied in. Independent of the
// library that parses (yaml_parser.h).

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace moai {

/// A character of a file; line and column count from 1.
struct Place {
  std::shared_ptr<const std::string> file;
  int line = 1;
  int column = 1;

  /// "file:line:column".
  std::string text() const;
};

struct YamlEntry;

struct YamlNode {
  enum class Kind { null, scalar, list, mapping };

  Kind kind = Kind::null;
  Place place;
  std::string text;     ///< of a scalar
  bool quoted = false;  ///< a scalar in quotes is a text, whatever it looks like
  std::vector<YamlNode> items;
  std::vector<YamlEntry> entries;  ///< in the order of the file

  static YamlNode scalar(std::string text, bool quoted = false);
  static YamlNode list();
  static YamlNode mapping();

  /// The value of a key of this mapping, or null.
  const YamlNode* find(std::string_view key) const;
  YamlNode* find(std::string_view key);
  /// Appends an entry.
  YamlNode& add(std::string key, YamlNode value);
  void remove(std::string_view key);
};

/// A scalar written where a mapping may stand (`topology: ring`) is kept under this key when the
/// mapping gets more entries by merging; the reader knows which key it means.
inline constexpr std::string_view shorthand_key = "";

struct YamlEntry {
  std::string key;
  Place place;
  YamlNode value;
};

/// "a number", "a list" ...: what a node is, for messages.
std::string_view kind_name(const YamlNode& node);

}  // namespace moai
