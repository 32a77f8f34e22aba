#pragma once
// `problem: {type: image_match}` and `{type: torchscript}`: their lines in the table of problems.
// Both have the options of ImageMatchOptions; what they start from differs.

#include <optional>

#include "problem/image_match/image_match_options.h"
#include "problem/problem_description.h"

namespace moai {

std::unique_ptr<ProblemDescription> describe_image_match();
std::unique_ptr<ProblemDescription> describe_torchscript();

inline constexpr ProblemKind image_match_kind{
    "image_match", "pictures that come close to a target picture in the eyes of many objectives",
    describe_image_match};
inline constexpr ProblemKind torchscript_kind{
    "torchscript",
    "pictures of a generator of your own, or networks, that please scorers of your own",
    describe_torchscript};

}  // namespace moai

/// The problem itself, which needs LibTorch.
extern "C" std::unique_ptr<moai::Problem> moai_make_image_match(
    const moai::ImageMatchOptions& options, const moai::ProblemContext& context,
    const std::optional<moai::Image>& target);
