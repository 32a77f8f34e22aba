#include "runner/failure_row.h"

#include <algorithm>
#include <utility>

#include "experiment/utf8.h"
#include "record/hdf5/group.h"

namespace moai {
namespace {

// What a program prints may be anything; a cut may go through a character.
std::string storable(std::string text) {
  std::ranges::replace(text, '\0', '?');
  std::string clean;
  for_each_code_point(text, [&](std::uint32_t point, std::string_view bytes) {
    clean += point == boost::locale::utf::illegal ? "?" : bytes;
  });
  return clean;
}

}  // namespace

FailureRow failure_row(std::uint64_t generation, std::uint32_t island, const Child& child,
                       FailedEvaluation failure) {
  std::string& told = failure.standard_error;
  if (told.size() > hdf5::text_room) told.erase(0, told.size() - hdf5::text_room);
  failure.reason.resize(std::min(failure.reason.size(), hdf5::text_room));
  return {generation,
          island,
          child.id,
          failure.attempts,
          std::get<RealVector>(child.genome).values,
          storable(std::move(failure.reason)),
          storable(std::move(told))};
}

}  // namespace moai
