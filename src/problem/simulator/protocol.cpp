#include "problem/simulator/protocol.h"

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "support/text.h"

namespace moai {
namespace {

using Json = nlohmann::json;

constexpr int protocol_version = 1;

// The beginning of what was said, fit for a message.
std::string quoted(const std::string& line) {
  constexpr std::size_t most = 120;
  std::string text = line.substr(0, most);
  for (char& letter : text)
    if (static_cast<unsigned char>(letter) < 32) letter = ' ';
  return concat("'", text, line.size() > most ? "...'" : "'");
}

Json parsed(const std::string& line) {
  Json value = Json::parse(line, nullptr, false);
  if (value.is_discarded() || !value.is_object())
    throw ProtocolError(
        concat("printed ", quoted(line),
               " (no JSON object: standard output is for replies alone, NaN and infinity are no "
               "JSON). Print other things to standard error, and null for a row that failed."));
  return value;
}

void append(std::string& text, double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text.append(digits.data(), end.ptr);
}

// The numbers of one row, or why it has none.
std::string read_row(const Json& row, std::string_view key, std::span<double> numbers) {
  if (!row.is_array()) return concat("'", key, "' holds ", row.type_name(), " instead of a row");
  if (row.size() != numbers.size())
    return concat("a row of '", key, "' has ", row.size(), row.size() == 1 ? " number" : " numbers",
                  " instead of ", numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!row[i].is_number())
      return concat("number ", i, " of a row of '", key, "' is ", row[i].dump(),
                    " (a number is expected)");
    numbers[i] = row[i].get<double>();
    if (!std::isfinite(numbers[i])) return concat("number ", i, " of '", key, "' is not finite");
  }
  return "";
}

const Json& rows_of(const Json& reply, const char* key, std::size_t count) {
  const auto found = reply.find(key);
  if (found == reply.end() || !found->is_array() || found->size() != count)
    throw ProtocolError(concat("sent no array of ", count, " rows as '", key, "', but ",
                               found == reply.end() ? "nothing" : quoted(found->dump()), "."));
  return *found;
}

}  // namespace

std::string hello(const SimulatorShape& shape) {
  Json blocks = Json::array();
  std::size_t first = 0;
  for (const VariableOptions& block : shape.blocks) {
    const auto count = static_cast<std::size_t>(block.count);
    const auto part = [&](const std::vector<double>& bounds) {
      const auto begin = bounds.begin() + static_cast<std::ptrdiff_t>(first);
      return std::vector<double>(begin, begin + block.count);
    };
    Json entry = {{"type", name_of(block.kind)}, {"name", block.name}, {"count", count}};
    if (block.kind == VariableKind::categorical) entry["choices"] = block.choices;
    if (block.kind == VariableKind::real || block.kind == VariableKind::integer) {
      entry["minimum"] = part(shape.lower);
      entry["maximum"] = part(shape.upper);
    }
    blocks.push_back(std::move(entry));
    first += count;
  }
  const Json line = {{"moai", protocol_version},       {"variables", shape.variables},
                     {"objectives", shape.objectives}, {"constraints", shape.constraints},
                     {"blocks", std::move(blocks)},    {"objective_names", shape.objective_names}};
  return line.dump() + "\n";
}

void check_hello(const std::string& line, const SimulatorShape& shape) {
  const Json reply = parsed(line);
  const auto check = [&](const char* key, std::size_t expected) {
    const auto found = reply.find(key);
    if (found == reply.end() || !found->is_number_unsigned())
      throw ProtocolError(concat("answered the hello with ", quoted(line), ", without a number '",
                                 key, "'. Answer {\"moai\":1,\"variables\":", shape.variables,
                                 ",\"objectives\":", shape.objectives,
                                 ",\"constraints\":", shape.constraints, "}."));
    if (found->get<std::size_t>() != expected)
      throw ProtocolError(concat("says ", key, ": ", found->dump(), ", the experiment ", expected,
                                 ". Make both the same."));
  };
  check("moai", protocol_version);
  check("variables", shape.variables);
  check("objectives", shape.objectives);
  check("constraints", shape.constraints);
}

std::string request(std::uint64_t id, const Matrix& variables, std::span<const std::size_t> rows) {
  std::string text = concat("{\"id\":", id, ",\"x\":[");
  for (std::size_t k = 0; k < rows.size(); ++k) {
    text += k == 0 ? "[" : ",[";
    const auto row = variables.row(rows[k]);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      append(text, row[i]);
    }
    text += ']';
  }
  text += "]}\n";
  return text;
}

std::vector<std::string> read_reply(const std::string& line, std::uint64_t id,
                                    std::span<const std::size_t> rows, Answers& answers) {
  const Json reply = parsed(line);
  const auto told = reply.find("id");
  if (told == reply.end() || !told->is_number_unsigned() || told->get<std::uint64_t>() != id)
    throw ProtocolError(concat("answered request ", id, " with ", quoted(line),
                               " (its 'id' is another, or missing)."));
  const std::size_t count = rows.size();
  const Json& f = rows_of(reply, "f", count);
  const bool constrained = answers.constraints.columns() > 0;
  const Json* g = constrained ? &rows_of(reply, "g", count) : nullptr;
  const auto why = reply.find("why");
  std::vector<std::string> failed(count);
  for (std::size_t k = 0; k < count; ++k) {
    if (f[k].is_null()) {
      const bool has_reason = why != reply.end() && why->is_array() && k < why->size() &&
                              (*why)[k].is_string() && !(*why)[k].get<std::string>().empty();
      failed[k] = has_reason ? (*why)[k].get<std::string>() : "the worker said null";
      continue;
    }
    failed[k] = read_row(f[k], "f", answers.objectives.row(rows[k]));
    if (failed[k].empty() && constrained)
      failed[k] = read_row((*g)[k], "g", answers.constraints.row(rows[k]));
  }
  return failed;
}

}  // namespace moai
