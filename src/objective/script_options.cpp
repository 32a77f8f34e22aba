#include "objective/script_options.h"

#include <array>

namespace moai {

void describe(OptionVisitor& visitor, ScriptOptions& options, std::string_view takes) {
  static constexpr auto precisions = enum_words<ScriptPrecision::bfloat16>(
      {{"float32", "single precision"},
       {"float16", "half precision; GPUs only for most modules"},
       {"bfloat16", "half precision with the range of single"}});
  visitor.file("file", options.file, takes);
  visitor.enumeration("precision", options.precision, precisions, "arithmetic of the module");
}

}  // namespace moai
