#pragma once
// What an option accepts, in words: the same in error messages, in `moai explain` and in the
// reference page.
//
//   expected_integer({1, 100})   // "an integer from 1 to 100"

#include <span>
#include <string>
#include <vector>

#include "support/options.h"

namespace moai {

std::string expected_integer(IntegerRange range);
std::string expected_real(RealRange range);
std::string expected_duration();
/// "a list of 3 integers from 0 to 9", "a list of numbers": of `items`, each as `item` says.
std::string expected_list(std::size_t length, const std::string& items);
/// "from 1 to 100", "at least 1", "" for no bounds.
std::string range_words(IntegerRange range);
std::string range_words(RealRange range);
/// "integers from 1 to 9", "integers of at least 1", "integers".
std::string with_range(const std::string& noun, const std::string& range);

std::vector<std::string> names_of(std::span<const Choice> choices);
std::vector<std::string> names_of(std::span<const NamedInteger> words);
std::vector<std::string> names_of(std::span<const Alternative> alternatives);

/// The words that a schedule's `schedule:` takes, in the order of Schedule::Shape.
std::span<const Choice> schedule_shapes();

}  // namespace moai
