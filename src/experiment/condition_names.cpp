#include "experiment/condition_names.h"

#include <algorithm>
#include <string_view>

#include "experiment/scalars.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t longest_name = 150;

bool is_allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._=,+@%~-").find(c) != std::string_view::npos;
}

bool is_number(const YamlNode& node) {
  return node.kind == YamlNode::Kind::scalar && parse_real(node.text).value.has_value();
}

std::string last_parts(const std::string& path, std::size_t parts) {
  std::size_t start = path.size();
  for (; parts > 0 && start != std::string::npos && start > 0; --parts)
    start = path.rfind('.', start - 1);
  return start == std::string::npos || start == 0 ? path : path.substr(start + 1);
}

std::string problem_of_folder(const std::string& name) {
  if (name.empty()) return "is empty";
  if (name.size() > longest_name)
    return concat("is longer than ", longest_name, " characters (it becomes a folder's name)");
  if (name[0] == '.' || name[0] == '-') return concat("begins with '", name[0], "'");
  return "";
}

}  // namespace

std::string problem_of_name(const std::string& name) {
  if (const std::string problem = problem_of_folder(name); !problem.empty()) return problem;
  if (std::ranges::all_of(name, is_allowed)) return "";
  return "holds a character that a folder's name should not have (letters, digits and "
         "._=,+@%~- are allowed)";
}

std::string problem_of_title(const std::string& name) {
  if (const std::string problem = problem_of_folder(name); !problem.empty()) return problem;
  const auto is_wrong = [](unsigned char c) { return c == '/' || c < ' ' || c == 0x7f; };
  return std::ranges::any_of(name, is_wrong) ? "holds a slash or a control character" : "";
}

std::vector<std::string> short_forms(const std::vector<std::string>& paths) {
  std::vector<std::size_t> parts(paths.size(), 1);
  std::vector<std::string> forms = paths;
  for (std::size_t i = 0; i < paths.size(); ++i) forms[i] = last_parts(paths[i], 1);
  // Ends: once a form is its whole path it differs from every other whole path.
  for (bool clash = true; clash;) {
    clash = false;
    const std::vector<std::string> before = forms;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (std::ranges::count(before, before[i]) < 2 || forms[i] == paths[i]) continue;
      forms[i] = last_parts(paths[i], ++parts[i]);
      clash = true;
    }
  }
  return forms;
}

std::string value_name(const YamlNode& value) {
  std::string name;
  switch (value.kind) {
    case YamlNode::Kind::null:
      return "";
    case YamlNode::Kind::scalar: {
      // A path counts by its file's name.
      name = value.text.substr(value.text.rfind('/') + 1);
      std::ranges::replace_if(
          name, [](char c) { return !is_allowed(c); }, '-');
      return name;
    }
    case YamlNode::Kind::list: {
      const bool numbers = std::ranges::all_of(value.items, is_number);
      for (const YamlNode& item : value.items)
        name += concat(name.empty() ? "" : numbers ? "x" : "+", value_name(item));
      return name;
    }
    case YamlNode::Kind::mapping:
      for (const YamlEntry& entry : value.entries)
        name += concat(name.empty() ? "" : "-", value_name(entry.value));
      return name;
  }
  return name;
}

}  // namespace moai
