#pragma once
// A file made by analysis/export_weights.py: named tensors and where they come from.
//
//   const WeightFile file("moai_weights.pt");
//   at::Tensor alpha = file.tensor("dists.alpha", {1475});

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace moai {

/// What a message about weights ends with.
inline constexpr const char* how_to_make_weights =
    "Make one with `python3 analysis/export_weights.py FILE` on a machine with internet, or use "
    "seeded and equal weights.";

/// `path` itself where it exists, else $MOAI_WEIGHTS/path. Throws UserError where there is neither.
std::string weight_path(const std::string& path);

class WeightFile {
 public:
  /// Throws UserError where the file cannot be read or is of another kind.
  explicit WeightFile(const std::string& path);

  /// Float32, contiguous, finite. Throws UserError where it is missing or of another shape.
  at::Tensor tensor(const std::string& name, at::IntArrayRef shape) const;

  const std::string& provenance() const { return provenance_; }

 private:
  std::string path_, provenance_;
  std::map<std::string, at::Tensor> tensors_;
};

}  // namespace moai
