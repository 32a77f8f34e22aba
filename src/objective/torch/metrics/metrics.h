#pragma once
// The factories of the objectives, one source file each, under the names that registry.cpp gives
// them. Every file opens with the paper, the equation and the range.
//
// They take images of at least 32x32 (ObjectiveSet enlarges smaller ones, as MOVE does) and throw
// UserError where the published parameters need more.

#include <array>
#include <memory>
#include <string_view>

#include "objective/torch/objective.h"

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

struct ObjectiveFactory {
  std::string_view name;
  std::unique_ptr<Objective> (*make)(const ObjectiveContext&);
};

inline constexpr std::array objective_factories = {
    ObjectiveFactory{"mse", make_mse},
    ObjectiveFactory{"psnr", make_psnr},
    ObjectiveFactory{"fsim", make_fsim},
    ObjectiveFactory{"ssim", make_ssim},
    ObjectiveFactory{"ms_ssim", make_ms_ssim},
    ObjectiveFactory{"vif", make_vif},
    ObjectiveFactory{"vsi", make_vsi},
    ObjectiveFactory{"haarpsi", make_haarpsi},
    ObjectiveFactory{"style", make_style},
    ObjectiveFactory{"gmsd", make_gmsd},
    ObjectiveFactory{"mdsi", make_mdsi},
    ObjectiveFactory{"dss", make_dss},
    ObjectiveFactory{"dists", make_dists},
    ObjectiveFactory{"lpips", make_lpips},
    ObjectiveFactory{"torchscript", make_torchscript},
};

/// Throws UserError where the target's shorter side is below `smallest` pixels.
void require_size(const ObjectiveContext& context, const char* name, std::int64_t smallest);

}  // namespace moai
