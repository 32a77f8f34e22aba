#pragma once
// The experiment file as a JSON Schema (draft 2020-12), from the same describe functions as
// reading, checking and `moai explain`: what editors complete and check YAML with.
//
//   moai schema > moai.schema.json

#include <string>

namespace moai {

/// The schema's text. What it refuses, `moai validate` refuses too; `validate` also checks what
/// needs more than one key, and files.
std::string experiment_schema();

}  // namespace moai
