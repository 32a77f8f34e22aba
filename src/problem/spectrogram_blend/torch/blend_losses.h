#pragma once
// The two losses of a mask, each over its worst case, and their gradients in the control grid.
//
//   visual = mean |X - P| / mean |S - P|              X = m P + (1-m) S, at the proxy's resolution
//   audio  = mean |ln(X+e) - ln(S+e)| / mean |ln(P+e) - ln(S+e)|,  e = 1e-8
//
// P is the picture's spectrogram and S the sound's, so a mask of 0 has (1,0) and a mask of 1 has
// (0,1). (V. Kuchař's MOSS.) One mask at a time: what one gets cannot depend on the others.

#include <ATen/core/Tensor.h>

#include <array>

#include "problem/spectrogram_blend/torch/blend_sources.h"
#include "problem/spectrogram_blend/torch/mask_grid.h"

namespace moai {

/// Weights of (visual, audio).
using BlendWeights = std::array<double, 2>;

class BlendLosses {
 public:
  BlendLosses(const MagnitudePair& proxy, const GridShape& shape);

  /// (2) visual and audio of a control grid (rows,columns), float32 on the device; in [0,1] for
  /// values in [0,1].
  at::Tensor losses(const at::Tensor& values) const;

  struct Slope {
    at::Tensor losses;    ///< (2)
    at::Tensor gradient;  ///< (rows,columns) of w_0 visual + w_1 audio
  };
  /// Where a loss has a kink, the slope of its absolute value is taken as 0.
  Slope slope(const at::Tensor& values, const BlendWeights& weights) const;

  /// (height,width) of the proxy.
  at::Tensor mask(const at::Tensor& values) const { return grid_.mask(values); }
  double worst_visual() const { return worst_visual_; }  ///< not normalised
  double worst_audio() const { return worst_audio_; }

 private:
  MagnitudePair proxy_;
  at::Tensor step_;       // P - S
  at::Tensor log_sound_;  // ln(S + e)
  MaskGrid grid_;
  double worst_visual_ = 0.0, worst_audio_ = 0.0;
  double visual_scale_ = 0.0, audio_scale_ = 0.0;  // of sums over all pixels
};

}  // namespace moai
