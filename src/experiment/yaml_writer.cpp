#include "experiment/yaml_writer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "experiment/scalars.h"
#include "experiment/utf8.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t longest_line = 90;

bool is_plain_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-./+=").find(c) != std::string_view::npos;
}

std::string hexadecimal(std::uint32_t number, int digits) {
  std::string text;
  for (int digit = digits - 1; digit >= 0; --digit)
    text += "0123456789ABCDEF"[number >> (4 * digit) & 15];
  return text;
}

/// Whether every YAML reader takes the bare text for a text.
bool is_safe_text(const std::string& text) {
  constexpr std::array<std::string_view, 11> words = {"true", "false", "yes", "no",   "on",  "off",
                                                      "null", "y",     "n",   ".nan", ".inf"};
  const std::string lower = in_lower_case(text);
  const bool letter_first = !lower.empty() && ((lower[0] >= 'a' && lower[0] <= 'z') ||
                                               lower[0] == '/' || lower[0] == '_');
  return letter_first && std::ranges::all_of(text, is_plain_character) &&
         std::ranges::find(words, lower) == words.end() && !parse_real(text).value;
}

/// Whether readers refuse the character, or take it for the end of a line or for nothing.
bool is_not_printed(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 ||
         point == 0xfeff || point == 0xfffe || point == 0xffff;
}

std::string in_quotes(const std::string& text) {
  std::string result = "\"";
  for_each_code_point(text, [&](std::uint32_t point, std::string_view bytes) {
    if (point == '"' || point == '\\') result += '\\';
    if (point == '\n')
      result += "\\n";
    else if (is_not_printed(point))
      result += point < 0x100 ? concat("\\x", hexadecimal(point, 2))
                              : concat("\\u", hexadecimal(point, 4));
    else
      result += bytes;
  });
  return result + "\"";
}

std::string word(const std::string& text, bool is_text) {
  return is_text && !is_safe_text(text) ? in_quotes(text) : text;
}

/// The whole node on one line; stops growing once it is too long to be used.
std::string flow(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "null";
    case YamlNode::Kind::scalar:
      return word(node.text, node.quoted);
    case YamlNode::Kind::list:
      for (const YamlNode& item : node.items) {
        if (text.size() > longest_line) break;
        text += (text.empty() ? "" : ", ") + flow(item);
      }
      return "[" + text + "]";
    case YamlNode::Kind::mapping:
      for (const YamlEntry& entry : node.entries) {
        if (text.size() > longest_line) break;
        text += (text.empty() ? "" : ", ") + word(entry.key, true) + ": " + flow(entry.value);
      }
      return "{" + text + "}";
  }
  return text;
}

bool is_collection(const YamlNode& node) {
  return node.kind == YamlNode::Kind::list || node.kind == YamlNode::Kind::mapping;
}
bool holds_collections(const YamlNode& node) {
  return std::ranges::any_of(node.items, is_collection) ||
         std::ranges::any_of(node.entries,
                             [](const YamlEntry& entry) { return is_collection(entry.value); });
}

void write_block(const YamlNode& node, std::size_t indent, bool continues, std::string& out);

/// Writes " value\n" after a key or a dash, or a block on the lines below.
void write_value(const YamlNode& node, std::size_t indent, bool after_dash, std::string& out) {
  const std::string line = flow(node);
  const bool fits = indent + line.size() <= longest_line;
  if (!is_collection(node) || line.size() <= 2 ||
      (fits && (after_dash || node.kind == YamlNode::Kind::list || !holds_collections(node)) &&
       indent > 0)) {
    out += " " + line + "\n";
  } else if (after_dash) {
    out += " ";
    write_block(node, indent, true, out);
  } else {
    out += "\n";
    write_block(node, indent, false, out);
  }
}

/// `continues`: the first line has its indentation already.
void write_block(const YamlNode& node, std::size_t indent, bool continues, std::string& out) {
  const std::string margin(indent, ' ');
  for (const YamlNode& item : node.items) {
    out += (continues ? "" : margin) + "-";
    write_value(item, indent + 2, true, out);
    continues = false;
  }
  for (const YamlEntry& entry : node.entries) {
    out += (continues ? "" : margin) + word(entry.key, true) + ":";
    write_value(entry.value, indent + 2, false, out);
    continues = false;
  }
}

}  // namespace

std::string yaml_line(const YamlNode& value) {
  return flow(value);
}

std::string yaml_text(const YamlNode& mapping) {
  std::string text;
  write_block(mapping, 0, false, text);
  return text;
}

}  // namespace moai
