#pragma once
// `problem: {type: spectrogram_blend}`: its line in the table of problems. Options:
// SpectrogramBlendOptions.

#include "problem/problem_description.h"
#include "problem/spectrogram_blend/spectrogram_blend_options.h"

namespace moai {

std::unique_ptr<ProblemDescription> describe_spectrogram_blend();

inline constexpr ProblemKind spectrogram_blend_kind{
    "spectrogram_blend", "spectrograms that look like a picture and sound like a sound",
    describe_spectrogram_blend};

}  // namespace moai

/// The problem itself, which needs LibTorch; `sound` at blend_rate.
extern "C" std::unique_ptr<moai::Problem> moai_make_spectrogram_blend(
    const moai::SpectrogramBlendOptions& options, const moai::ProblemContext& context,
    const moai::Image& picture, const moai::Sound& sound);
