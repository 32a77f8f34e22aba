#pragma once
// The option table as text for people.

#include <string>

#include "experiment/option_table.h"

namespace moai {

/// What `moai explain KEY` prints: the option, its words, and the keys below it. A key may be a
/// path or the last part of one; empty: the sections. Throws UserError with the nearest key.
std::string explain(const std::string& key, const OptionTable& table);

/// The reference page: one table for each section.
std::string reference_markdown(const OptionTable& table);

}  // namespace moai
