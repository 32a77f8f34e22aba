#pragma once
// The factories of the fourteen image-quality objectives, one source file each; the table that
// names them is in registry.cpp. Every file opens with the paper, the equation and the range.
//
// They take images of at least 32x32 (ObjectiveSet enlarges smaller ones, as MOVE does) and throw
// UserError where the published parameters need more.

#include <memory>

#include "objective/objective.h"

namespace moai {

std::unique_ptr<Objective> make_mse(const ObjectiveContext& context);
std::unique_ptr<Objective> make_psnr(const ObjectiveContext& context);
std::unique_ptr<Objective> make_fsim(const ObjectiveContext& context);
std::unique_ptr<Objective> make_ssim(const ObjectiveContext& context);
std::unique_ptr<Objective> make_ms_ssim(const ObjectiveContext& context);
std::unique_ptr<Objective> make_vif(const ObjectiveContext& context);
std::unique_ptr<Objective> make_vsi(const ObjectiveContext& context);
std::unique_ptr<Objective> make_haarpsi(const ObjectiveContext& context);
std::unique_ptr<Objective> make_style(const ObjectiveContext& context);
std::unique_ptr<Objective> make_gmsd(const ObjectiveContext& context);
std::unique_ptr<Objective> make_mdsi(const ObjectiveContext& context);
std::unique_ptr<Objective> make_dss(const ObjectiveContext& context);
std::unique_ptr<Objective> make_dists(const ObjectiveContext& context);
std::unique_ptr<Objective> make_lpips(const ObjectiveContext& context);
std::unique_ptr<Objective> make_torchscript(const ObjectiveContext& context);

/// Throws UserError where the target's shorter side is below `smallest` pixels.
void require_size(const ObjectiveContext& context, const char* name, std::int64_t smallest);

}  // namespace moai
