#pragma once
// What commands say with --json: one document on standard output, read by programs. docs/json.md
// names the schemas.
//
//   print_json({{"experiment", name}, {"finished", 3}});

#include <nlohmann/json.hpp>

namespace moai {

/// Numbers that are not finite become null; bytes that are no UTF-8, in names of files, U+FFFD.
void print_json(const nlohmann::ordered_json& document);

}  // namespace moai
