#include "objective/registry.h"

#include <array>
#include <limits>

namespace moai {
namespace {

// name, help, note of `move`, note of `piq`, worst value, needs VGG16
constexpr std::array objective_table = {
    ObjectiveEntry{"mse", "mean squared error", "1 - MSE, in [0,1]", "-MSE, in [-1,0]", -1.0,
                   false},
    ObjectiveEntry{"psnr", "peak signal-to-noise ratio", "PSNR / 50 dB, in [0,1.6]",
                   "PSNR in dB, in [0,80]", 0.0, false},
    ObjectiveEntry{"fsim", "feature similarity: phase congruency, gradients, colour", "in [0,1]",
                   "in [0,1]", 0.0, false},
    ObjectiveEntry{"ssim", "structural similarity", "in [-1,1]", "in [-1,1]", -1.0, false},
    ObjectiveEntry{"ms_ssim", "multi-scale structural similarity", "in [0,1], window 3",
                   "in [0,1], window 11", 0.0, false},
    ObjectiveEntry{"vif", "visual information fidelity", "1 for identical images; at 41x41 pixels",
                   "1 for identical images", 0.0, false},
    ObjectiveEntry{"vsi", "visual saliency-induced index", "in [0,1]", "in [0,1]", 0.0, false},
    ObjectiveEntry{"haarpsi", "Haar wavelet perceptual similarity", "in [0,1]", "in [0,1]", 0.0,
                   false},
    ObjectiveEntry{"style", "distance of Gram matrices of VGG16 features",
                   "-(style loss)^(1/4), at most 0", "-(style loss), at most 0",
                   std::numeric_limits<float>::lowest(), true},
    ObjectiveEntry{"gmsd", "gradient magnitude similarity deviation",
                   "0.35 - GMSD, in [-0.15,0.35]", "-GMSD, in [-0.5,0]", -0.5, false},
    ObjectiveEntry{"mdsi", "mean deviation similarity of gradients and colours",
                   "1 - MDSI, at most 1", "-MDSI, at most 0", -1.0, false},
    ObjectiveEntry{"dss", "similarity of cosine-transform subbands", "at most 1", "at most 1", -1.0,
                   false},
    ObjectiveEntry{"dists", "structure and texture similarity of VGG16 features",
                   "1 - DISTS, at most 1", "-DISTS, at most 0", -1.0, true},
    ObjectiveEntry{"lpips", "distance of VGG16 features, weighted as people see it",
                   "1 - LPIPS, at most 1", "-LPIPS, at most 0",
                   std::numeric_limits<float>::lowest(), true},
    ObjectiveEntry{"torchscript", "a scorer of your own: images (B,3,H,W) -> (B,K)",
                   "of a user's scorer", "of a user's scorer",
                   std::numeric_limits<double>::quiet_NaN(), false},
};

}  // namespace

std::span<const ObjectiveEntry> objectives() {
  return objective_table;
}

std::size_t torchscript_index() {
  return objective_table.size() - 1;
}

}  // namespace moai
