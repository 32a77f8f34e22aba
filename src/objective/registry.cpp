#include "objective/registry.h"

#include <array>

#include "objective/metrics/metrics.h"

namespace moai {
namespace {

constexpr std::array kObjectives = {
    ObjectiveEntry{"mse", "mean squared error", "1 - MSE, in [0,1]", "-MSE, in [-1,0]", -1.0, false,
                   make_mse},
    ObjectiveEntry{"psnr", "peak signal-to-noise ratio", "PSNR / 50 dB, in [0,1.6]",
                   "PSNR in dB, in [0,80]", 0.0, false, make_psnr},
    ObjectiveEntry{"ssim", "structural similarity", "in [-1,1]", "in [-1,1]", -1.0, false,
                   make_ssim},
    ObjectiveEntry{"ms_ssim", "multi-scale structural similarity", "in [0,1], window 3",
                   "in [0,1], window 11", 0.0, false, make_ms_ssim},
    ObjectiveEntry{"gmsd", "gradient magnitude similarity deviation",
                   "0.35 - GMSD, in [-0.15,0.35]", "-GMSD, in [-0.5,0]", -0.5, false, make_gmsd},
};

}  // namespace

std::span<const ObjectiveEntry> objectives() { return kObjectives; }

std::size_t torchscript_index() { return kObjectives.size(); }

}  // namespace moai
