#pragma once
// Which TorchScript module, and in which arithmetic: `{file: scorer.pt, precision: float16}`.
// Running one: script_module.h.

#include <cstdint>
#include <string>
#include <string_view>

#include "support/options.h"

namespace moai {

/// Arithmetic of a module.
enum class ScriptPrecision : std::uint8_t { float32, float16, bfloat16 };

struct ScriptOptions {
  std::string file;
  ScriptPrecision precision = ScriptPrecision::float32;
};

/// Visits `file` and `precision`. `takes`: what the module's forward takes and returns, for help.
void describe(OptionVisitor& visitor, ScriptOptions& options, std::string_view takes);

}  // namespace moai
