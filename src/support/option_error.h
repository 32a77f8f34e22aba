#pragma once
// A mistake in an option: which key it is about, and what is wrong with it, apart from one another.
//
//   throw OptionError("algorithm.cells", concat(cells, " (a map has at least one). Raise it."));
//
// The key is a path as `moai explain` takes it. A part of moai that is used in several sections
// names it from its own beginning ("generator.file"); in() puts the section in front.

#include <string>
#include <utility>

#include "support/error.h"

namespace moai {

class OptionError : public UserError {
 public:
  OptionError(std::string key, std::string reason)
      : UserError(key + ": " + reason), key_(std::move(key)), reason_(std::move(reason)) {}

  const std::string& key() const { return key_; }
  const std::string& reason() const { return reason_; }

 private:
  std::string key_;
  std::string reason_;
};

}  // namespace moai
