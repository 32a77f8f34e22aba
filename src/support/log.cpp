#include "support/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

namespace moai {
namespace {

spdlog::level::level_enum level_wished() {
  const char* const word = std::getenv("MOAI_LOG");
  return word == nullptr ? spdlog::level::info : spdlog::level::from_str(word);
}

// "moai: ", or which rank of moai speaks.
std::string& speaker() {
  static std::string words = "moai: ";
  return words;
}

spdlog::logger& logger() {
  static const auto made = [] {
    auto created =
        std::make_shared<spdlog::logger>("moai", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    created->set_pattern("%v");
    created->set_level(level_wished());
    created->flush_on(spdlog::level::debug);
    return created;
  }();
  return *made;
}

}  // namespace

void set_log_rank(int rank) {
  if (rank > 0) speaker() = "moai: rank " + std::to_string(rank) + ": ";
}

void log_refusal(std::string_view text) {
  logger().error(text);
}
void log_error(std::string_view text) {
  logger().error("{}{}", speaker(), text);
}
void log_warning(std::string_view text) {
  logger().warn("{}warning: {}", speaker(), text);
}
void log_info(std::string_view text) {
  logger().info("{}{}", speaker(), text);
}

}  // namespace moai
