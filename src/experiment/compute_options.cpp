#include "experiment/compute_options.h"

#include <algorithm>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {

void describe(OptionVisitor& visitor, ComputeOptions& options) {
  visitor.text("device", options.device,
               "auto (the rank's GPU where there is one, else cpu), cpu, cuda, or cuda:N");
  visitor.integer(
      "threads", options.threads, {0, 4096},
      "threads of each rank (where there are trials enough, as many ranks gain more); 0: "
      "the processors of its node shared by the ranks there");
}

void check(const ComputeOptions& options) {
  const std::string& device = options.device;
  if (device == "auto" || device == "cpu" || device == "cuda") return;
  const std::string number = device.starts_with("cuda:") ? device.substr(5) : "";
  const bool digits = !number.empty() && number.size() <= 3 &&
                      std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits)
    throw OptionError(
        "device",
        concat("'", device, "' is no device (auto, cpu, cuda and cuda:N with a number are).",
               suggestion(device, {"auto", "cpu", "cuda", "cuda:0"})));
}

}  // namespace moai
