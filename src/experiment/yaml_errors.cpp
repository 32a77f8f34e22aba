#include "experiment/yaml_errors.h"

#include <algorithm>
#include <tuple>

#include "support/error.h"
#include "support/text.h"

namespace moai {

void YamlErrors::add(const Place& place, const std::string& path, const std::string& message) {
  std::string text = concat(place.text(), ": ", path, path.empty() ? "" : ": ", message);
  if (!seen_.insert(text).second) return;
  const std::string file = place.file ? *place.file : "";
  auto known = std::ranges::find(files_, file);
  if (known == files_.end()) known = files_.insert(files_.end(), file);
  errors_.push_back({static_cast<std::size_t>(known - files_.begin()), place.line, place.column,
                     std::move(text)});
}

void YamlErrors::raise() const {
  if (errors_.empty()) return;
  constexpr std::size_t shown = 50;
  auto sorted = errors_;
  std::ranges::stable_sort(sorted, {}, [](const Error& error) {
    return std::tuple(error.file, error.line, error.column);
  });
  std::vector<std::string> lines;
  for (const Error& error : sorted) {
    if (lines.size() == shown) {
      lines.push_back(concat("... and ", sorted.size() - shown, " more errors."));
      break;
    }
    lines.push_back(error.text);
  }
  throw UserError(join(lines, "\n"));
}

}  // namespace moai
