#pragma once
// A file that is sound, but of a format that this version cannot go on with: it is the business of
// the version of moai that wrote it, and nothing may be renamed or begun anew because of it.

#include <cstdint>
#include <string>

#include "support/error.h"
#include "support/text.h"

namespace moai {

class FormatError : public UserError {
 public:
  /// `known`: the schema that this version has.
  FormatError(std::uint64_t schema, std::uint64_t known, std::string version)
      : UserError(concat(schema > known ? "unknown file format (schema "
                                        : "a running trial of an older file format (schema ",
                         schema, " instead of ", known,
                         "). Use the version of moai that wrote it, ", version, ".")),
        schema_(schema),
        version_(std::move(version)) {}

  std::uint64_t schema() const { return schema_; }
  const std::string& version() const { return version_; }  ///< of moai that wrote it

 private:
  std::uint64_t schema_;
  std::string version_;
};

}  // namespace moai
