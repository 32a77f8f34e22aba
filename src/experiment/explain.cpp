#include "experiment/explain.h"

#include <algorithm>

#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

/// "problem.objectives[].parameters" as users may type it: without brackets.
std::string bare(const std::string& path) {
  std::string result = path;
  std::erase_if(result, [](char c) { return c == '[' || c == ']'; });
  return result;
}

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('.') + 1);
}

bool is_below(const std::string& path, const std::string& parent) {
  return path.size() > parent.size() && path.starts_with(parent) &&
         (parent.empty() || path[parent.size()] == '.' || path[parent.size()] == '[');
}

std::size_t depth_below(const std::string& path, const std::string& parent) {
  return static_cast<std::size_t>(
      std::count(path.begin() + static_cast<std::ptrdiff_t>(parent.size()), path.end(), '.'));
}

std::string only_with(const OptionRow& row) {
  return row.type.empty() ? "" : concat(" (", row.type, ")");
}

void print_row(const OptionRow& row, std::string& out) {
  out += concat(row.path, only_with(row), "\n  ", row.help, "\n  accepts: ", row.accepts, "\n");
  if (!row.default_value.empty()) out += concat("  default: ", row.default_value, "\n");
  std::size_t width = 0;
  for (const OptionWord& word : row.words) width = std::max(width, word.name.size());
  for (const OptionWord& word : row.words)
    out +=
        concat("    ", word.name, std::string(width + 2 - word.name.size(), ' '), word.help, "\n");
}

void print_children(const OptionTable& table, const std::string& parent, std::string& out) {
  std::vector<const OptionRow*> children;
  std::size_t width = 0;
  const std::size_t level = parent.empty() ? 0 : 1;
  for (const OptionRow& row : table) {
    if (!is_below(row.path, parent) || depth_below(row.path, parent) > level) continue;
    if (row.path == parent + "[]") continue;
    children.push_back(&row);
    width = std::max(width, row.path.size() + only_with(row).size());
  }
  for (const OptionRow* row : children) {
    const std::string name = row->path + only_with(*row);
    out += concat("  ", name, std::string(width + 2 - name.size(), ' '), row->help,
                  row->default_value.empty() ? "" : concat(" (default ", row->default_value, ")"),
                  "\n");
  }
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

std::string in_code(const std::string& text) {
  return text.empty() ? "" : concat("`", text, "`");
}

std::string section_of(const std::string& path) {
  return path.substr(0, path.find_first_of(".["));
}

void markdown_row(const OptionRow& row, std::string& out) {
  std::string meaning = escaped(row.help);
  for (const OptionWord& word : row.words)
    meaning += concat("<br>", in_code(word.name), ": ", escaped(word.help));
  out += concat("| `", row.path, "`", only_with(row), " | ", escaped(row.accepts), " | ",
                in_code(escaped(row.default_value)), " | ", meaning, " |\n");
}

}  // namespace

std::string explain(const std::string& key, const OptionTable& table) {
  std::string out;
  if (key.empty()) {
    out = "The keys of an experiment; 'moai explain KEY' tells more of each.\n";
    print_children(table, "", out);
    return out;
  }
  std::vector<const OptionRow*> found;
  for (const OptionRow& row : table)
    if (bare(row.path) == bare(key)) found.push_back(&row);
  if (found.empty())
    for (const OptionRow& row : table)
      if (last_part(bare(row.path)) == key) found.push_back(&row);
  if (found.empty()) {
    std::vector<std::string> paths;
    for (const OptionRow& row : table) {
      paths.push_back(bare(row.path));
      paths.push_back(last_part(bare(row.path)));
    }
    const std::string near = nearest_name(key, paths);
    throw UserError(concat(
        "'", key, "' is no option.",
        near.empty() ? " 'moai explain' lists them." : concat(" Did you mean '", near, "'?")));
  }
  for (const OptionRow* row : found) print_row(*row, out);
  if (found.size() == 1) print_children(table, found[0]->path, out);
  return out;
}

std::string reference_markdown(const OptionTable& table) {
  const std::string head = "| key | accepts | default | meaning |\n| --- | --- | --- | --- |\n";
  std::string out = "### The experiment\n\n" + head;
  std::string section;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const OptionRow& row = table[i];
    const bool opens = row.path.find('.') == std::string::npos && i + 1 < table.size() &&
                       section_of(table[i + 1].path) == row.path;
    if (opens && row.path != section) {
      section = row.path;
      out += concat("\n### `", section, "`\n\n", head);
    }
    markdown_row(row, out);
  }
  return out;
}

}  // namespace moai
