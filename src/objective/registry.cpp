#include "objective/registry.h"

#include <array>
#include <limits>

#include "objective/metrics/metrics.h"

namespace moai {
namespace {

// name, help, note of `move`, note of `piq`, worst value, needs VGG16, factory
constexpr std::array kObjectives = {
    ObjectiveEntry{"mse", "mean squared error", "1 - MSE, in [0,1]", "-MSE, in [-1,0]", -1.0, false,
                   make_mse},
    ObjectiveEntry{"psnr", "peak signal-to-noise ratio", "PSNR / 50 dB, in [0,1.6]",
                   "PSNR in dB, in [0,80]", 0.0, false, make_psnr},
    ObjectiveEntry{"fsim", "feature similarity: phase congruency, gradients, colour", "in [0,1]",
                   "in [0,1]", 0.0, false, make_fsim},
    ObjectiveEntry{"ssim", "structural similarity", "in [-1,1]", "in [-1,1]", -1.0, false,
                   make_ssim},
    ObjectiveEntry{"ms_ssim", "multi-scale structural similarity", "in [0,1], window 3",
                   "in [0,1], window 11", 0.0, false, make_ms_ssim},
    ObjectiveEntry{"vif", "visual information fidelity", "1 for identical images; at 41x41 pixels",
                   "1 for identical images", 0.0, false, make_vif},
    ObjectiveEntry{"vsi", "visual saliency-induced index", "in [0,1]", "in [0,1]", 0.0, false,
                   make_vsi},
    ObjectiveEntry{"haarpsi", "Haar wavelet perceptual similarity", "in [0,1]", "in [0,1]", 0.0,
                   false, make_haarpsi},
    ObjectiveEntry{"style", "distance of Gram matrices of VGG16 features",
                   "-(style loss)^(1/4), at most 0", "-(style loss), at most 0",
                   std::numeric_limits<float>::lowest(), true, make_style},
    ObjectiveEntry{"gmsd", "gradient magnitude similarity deviation",
                   "0.35 - GMSD, in [-0.15,0.35]", "-GMSD, in [-0.5,0]", -0.5, false, make_gmsd},
    ObjectiveEntry{"mdsi", "mean deviation similarity of gradients and colours",
                   "1 - MDSI, at most 1", "-MDSI, at most 0", -1.0, false, make_mdsi},
    ObjectiveEntry{"dss", "similarity of cosine-transform subbands", "at most 1", "at most 1", -1.0,
                   false, make_dss},
    ObjectiveEntry{"dists", "structure and texture similarity of VGG16 features",
                   "1 - DISTS, at most 1", "-DISTS, at most 0", -1.0, true, make_dists},
    ObjectiveEntry{"lpips", "distance of VGG16 features, weighted as people see it",
                   "1 - LPIPS, at most 1", "-LPIPS, at most 0",
                   std::numeric_limits<float>::lowest(), true, make_lpips},
    ObjectiveEntry{"torchscript", "a scorer of your own: images (B,3,H,W) -> (B,K)",
                   "of a user's scorer", "of a user's scorer",
                   std::numeric_limits<double>::quiet_NaN(), false, make_torchscript},
};

}  // namespace

std::span<const ObjectiveEntry> objectives() {
  return kObjectives;
}

std::size_t torchscript_index() {
  return kObjectives.size() - 1;
}

}  // namespace moai
