#include "runner/input_ledger.h"

#include <filesystem>
#include <map>
#include <sstream>

#include "support/error.h"
#include "support/field_stream.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

using Ledger = std::map<std::string, std::string>;  // path -> SHA-256
constexpr std::size_t digits = 64;

std::string ledger_path(const std::string& out) {
  return out + "/inputs.sha256";
}

Ledger read_ledger(const std::string& out) {
  Ledger ledger;
  if (!std::filesystem::exists(ledger_path(out))) return ledger;
  std::istringstream in(read_file(ledger_path(out)));
  for (std::string line; std::getline(in, line);)
    if (line.size() > digits + 2) ledger[line.substr(digits + 2)] = line.substr(0, digits);
  return ledger;
}

void compare(const std::string& out, const Ledger& ledger, const std::vector<InputFile>& files) {
  std::string changed;
  for (const InputFile& file : files)
    if (const auto known = ledger.find(file.path);
        known != ledger.end() && known->second != file.sha256)
      changed += concat("the input file '", file.path, "' has changed since trials of '", out,
                        "' were begun (SHA-256 ", file.sha256.substr(0, 12), "..., then ",
                        known->second.substr(0, 12), "...).\n");
  if (!changed.empty())
    throw UserError(changed +
                    "Trials of one folder have the same inputs. Put back what was there, "
                    "or choose another --out.");
}

}  // namespace

void check_inputs(const std::string& out, const std::vector<InputFile>& files) {
  compare(out, read_ledger(out), files);
}

void require_same_inputs(const std::string& out, const std::vector<InputFile>& files) {
  Ledger ledger = read_ledger(out);
  compare(out, ledger, files);
  const std::size_t before = ledger.size();
  for (const InputFile& file : files) ledger.emplace(file.path, file.sha256);
  if (ledger.size() == before) return;
  std::string text;
  for (const auto& [path, sha256] : ledger) text += concat(sha256, "  ", path, "\n");
  write_file_atomically(ledger_path(out), text);
}

void broadcast(InputsByCondition& inputs, Communicator& ranks) {
  ByteWriter out;
  put(out, inputs);
  Bytes bytes = out.take();
  ranks.broadcast(bytes, 0);
  ByteReader in(bytes);
  inputs = get<InputsByCondition>(in);
}

}  // namespace moai
