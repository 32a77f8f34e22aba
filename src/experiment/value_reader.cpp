#include "experiment/value_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "experiment/option_words.h"
#include "experiment/scalars.h"
#include "experiment/utf8.h"
#include "support/text.h"

namespace moai {
namespace {

/// Long values are cut, so that a message stays readable.
std::string quoted(const std::string& text) {
  constexpr std::size_t longest = 60;
  return concat("'", text.size() > longest ? text.substr(0, longest) + "..." : text, "'");
}

/// The folder of the file that a value stands in, wherever links to that file lie.
std::filesystem::path folder_of(const Place& place) {
  std::error_code failure;
  const std::filesystem::path file = place.file ? *place.file : "";
  return std::filesystem::weakly_canonical(std::filesystem::absolute(file, failure), failure)
      .parent_path();
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  constexpr std::size_t most = 1000;
  std::vector<std::string> names;
  std::error_code failure;
  for (std::filesystem::directory_iterator entry(folder, failure), end;
       !failure && entry != end && names.size() < most; entry.increment(failure))
    names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

void ValueReader::complain_of_kind(const std::string& expected) const {
  complain(concat("is ", kind_name(node), " (", expected, " is expected)."));
}

const std::string* ValueReader::plain(const std::string& expected) const {
  if (node.kind == YamlNode::Kind::scalar && !node.quoted) return &node.text;
  if (node.kind == YamlNode::Kind::scalar)
    complain(concat("is ", kind_name(node), " (", expected, " is expected). Remove the quotes."));
  else
    complain_of_kind(expected);
  return nullptr;
}

std::optional<bool> ValueReader::flag() const {
  const std::string* text = plain("true or false");
  if (text == nullptr) return {};
  if (*text == "true" || *text == "false") return *text == "true";
  const std::string lower = in_lower_case(*text);
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, lower) != words.end();
  };
  complain(concat(quoted(*text), " is neither true nor false.",
                  is({"true", "yes", "y", "on", "1"})    ? " Write true."
                  : is({"false", "no", "n", "off", "0"}) ? " Write false."
                                                         : ""));
  return {};
}

template <class Number, class Range>
std::optional<Number> ValueReader::within(Range range, const std::string& expected,
                                          Parsed<Number> (*parse)(std::string_view)) const {
  const std::string* text = plain(expected);
  if (text == nullptr) return {};
  const auto number = parse(*text);
  if (!number.value) {
    complain(concat(quoted(*text), " ", number.problem, " (", expected, " is expected)."));
  } else if (*number.value < range.minimum || *number.value > range.maximum) {
    complain(concat(*text, " is too ", *number.value < range.minimum ? "small" : "large", " (",
                    expected, " is expected)."));
  } else {
    return number.value;
  }
  return {};
}

std::optional<std::int64_t> ValueReader::integer(IntegerRange range) const {
  return within(range, expected_integer(range), parse_integer);
}

std::optional<std::int64_t> ValueReader::integer_or_word(
    IntegerRange range, std::span<const NamedInteger> words) const {
  const std::vector<std::string> names = names_of(words);
  if (node.kind == YamlNode::Kind::scalar) {
    for (const NamedInteger& known : words)
      if (node.text == known.name) return known.value;
    if (!node.quoted && parse_real(node.text).value) return integer(range);
    complain(concat(quoted(node.text), " is not known here (", expected_integer(range), " or ",
                    join(names, " or "), " is expected).",
                    nearest_name(node.text, names).empty() ? "" : suggestion(node.text, names)));
    return {};
  }
  complain_of_kind(concat(expected_integer(range), " or ", join(names, " or ")));
  return {};
}

std::optional<double> ValueReader::real(RealRange range) const {
  return within(range, expected_real(range), parse_real);
}

std::optional<Schedule> ValueReader::scheduled(RealRange range) const {
  if (node.kind != YamlNode::Kind::mapping) {
    const auto number = real(range);
    return number ? std::optional(Schedule(*number)) : std::nullopt;
  }
  std::optional<double> from, to;
  auto how = Schedule::Shape::linear;
  bool good = true;
  for (const YamlEntry& entry : node.entries) {
    if (entry.key == shorthand_key) continue;  // the number that this schedule was laid over
    const ValueReader value{entry.value, concat(path, ".", entry.key), errors};
    if (entry.key == "from") {
      from = value.real(range);
    } else if (entry.key == "to") {
      to = value.real(range);
    } else if (entry.key == "schedule") {
      const auto shape = value.word(names_of(schedule_shapes()));
      good = good && shape.has_value();
      how = static_cast<Schedule::Shape>(shape.value_or(0));
    } else {
      errors.add(
          entry.place, value.path,
          concat("this key is not known here.", suggestion(entry.key, {"from", "to", "schedule"})));
      good = false;
    }
  }
  if (node.find("from") == nullptr || node.find("to") == nullptr)
    complain("lacks 'from' or 'to' (a schedule is {from: 20, to: 100, schedule: linear}).");
  if (!from || !to || !good) return {};
  if (how == Schedule::Shape::geometric && (*from <= 0.0 || *to <= 0.0)) {
    complain("cannot be geometric (both ends have to be positive). Use 'schedule: linear'.");
    return {};
  }
  return Schedule(*from, *to, how);
}

std::optional<double> ValueReader::duration() const {
  const std::string* text = plain(expected_duration());
  if (text == nullptr) return {};
  const auto seconds = parse_duration(*text);
  if (!seconds.value)
    complain(concat(quoted(*text), " ", seconds.problem, " (", expected_duration(),
                    " is expected). Write for example '5 min'."));
  return seconds.value;
}

std::optional<std::string> ValueReader::text() const {
  if (node.kind == YamlNode::Kind::scalar) return node.text;
  complain_of_kind("a text");
  return {};
}

std::optional<std::string> ValueReader::existing(const std::string& name,
                                                 const std::vector<std::string>& words) const {
  std::error_code failure;
  const auto written = folder_of(node.place) / name;
  auto path = std::filesystem::canonical(written, failure);  // one name for each file
  if (failure) {
    path = written.lexically_normal();
    std::string near = nearest_name(name, words);
    if (near.empty()) near = nearest_name(path.filename().string(), names_in(path.parent_path()));
    complain(concat(
        "the file ", quoted(name), " cannot be found (looked for ", path.string(),
        failure == std::errc::no_such_file_or_directory ? "" : ": " + failure.message(), ").",
        near.empty() ? concat(" Paths are relative to the file that names them",
                              words.empty() ? "."
                                            : "; weights may also lie in $MOAI_WEIGHTS, "
                                              "and analysis/export_weights.py makes "
                                              "them.")
                     : concat(" Did you mean '", near, "'?")));
    return {};
  }
  return readable(name, path.string());
}

std::optional<std::string> ValueReader::readable(const std::string& name,
                                                 const std::string& path) const {
  if (first_not_utf8(path)) {
    complain(concat(quoted(name), " lies in a folder whose name is no UTF-8 (", path,
                    "), which the files of a run cannot hold. Rename the folder."));
    return {};
  }
  if (::access(path.c_str(), R_OK) != 0) {
    complain(concat(quoted(name), " may not be read (", path, "). Mend its permissions."));
    return {};
  }
  return path;
}

std::optional<std::string> ValueReader::file() const {
  const auto name = text();
  if (!name || name->empty()) return name;
  const auto path = existing(*name, {});
  std::error_code failure;
  if (!path || std::filesystem::is_regular_file(*path, failure)) return path;
  complain(concat(quoted(*name), " is no regular file. Give a file."));
  return {};
}

std::optional<std::string> ValueReader::folder() const {
  const auto name = text();
  if (!name || name->empty()) return name;
  const auto path = existing(*name, {});
  std::error_code failure;
  if (!path || std::filesystem::is_directory(*path, failure)) return path;
  complain(concat(quoted(*name), " is no folder. Give a folder."));
  return {};
}

std::optional<std::string> ValueReader::path_or_word(const std::vector<std::string>& words) const {
  const auto name = text();
  if (!name || std::ranges::find(words, *name) != words.end()) return name;
  // Learned weights may lie in a folder of their own.
  if (const char* folder = std::getenv("MOAI_WEIGHTS"); folder != nullptr && !name->empty()) {
    std::error_code failure;
    const auto there = std::filesystem::canonical(std::filesystem::path(folder) / *name, failure);
    if (!failure && !std::filesystem::exists(folder_of(node.place) / *name, failure))
      return there.string();
  }
  if (!name->empty()) return existing(*name, words);
  complain(concat("is empty (", join(words, ", "), " or a path is expected)."));
  return {};
}

std::optional<std::string> ValueReader::file_or_word() const {
  const auto word = text();
  if (!word || word->empty()) return word;
  std::error_code failure;
  const auto written = folder_of(node.place) / *word;
  if (!std::filesystem::is_regular_file(written, failure)) return word;
  // Programs look at the name by which they are called: the link is not followed.
  const auto folder = std::filesystem::canonical(written.parent_path(), failure);
  return readable(*word, (folder / written.filename()).string());
}

std::optional<std::size_t> ValueReader::word(const std::vector<std::string>& names) const {
  if (node.kind != YamlNode::Kind::scalar) {
    complain_of_kind(join(names, " or "));
    return {};
  }
  const auto known = std::ranges::find(names, node.text);
  if (known != names.end()) return static_cast<std::size_t>(known - names.begin());
  complain(concat(quoted(node.text), " is not known here.", suggestion(node.text, names)));
  return {};
}

}  // namespace moai
