#pragma once
// The small image operators that several objectives share. All take and return (B,C,H,W) tensors of
// any device, work on each plane by itself, are differentiable, and have finite gradients where the
// textbook formula has none (the root of zero).
//
//   similarity(a, b, 160.0);   gaussian_filter(x, 11, 1.5);   gradient_magnitude(y, scharr);

#include <ATen/core/Tensor.h>

#include <array>
#include <vector>

namespace moai {

/// Whether results that depend on x are to be differentiated; if not, faster kernels may be used.
bool wants_gradient(const at::Tensor& x);

/// r*R + g*G + b*B, (B,1,H,W).
at::Tensor combine(const at::Tensor& rgb, const std::array<double, 3>& coefficients);

/// (2ab + c) / (a^2 + b^2 + c), elementwise; b may be one image for all of a.
at::Tensor similarity(const at::Tensor& a, const at::Tensor& b, double c);

/// sqrt(x) of x >= 0, with derivative 0 where x = 0.
at::Tensor safe_sqrt(const at::Tensor& x);
/// x^p of x >= 0 and 0 < p < 1, with derivative 0 where x = 0.
at::Tensor safe_power(const at::Tensor& x, double p);

/// Cross-correlation with `down` along the rows' direction and `across` along the columns',
/// `padding` zeros around: (B,C,H+2p-|down|+1,W+2p-|across|+1).
at::Tensor separable_filter(const at::Tensor& x, const std::vector<double>& down,
                            const std::vector<double>& across, std::int64_t padding);

/// A separable smoothing-derivative pair: smooth (s0,s1,s0) across, difference (-1,0,1) along.
using DerivativeKernel = std::array<double, 3>;
inline constexpr DerivativeKernel scharr = {3.0 / 16, 10.0 / 16, 3.0 / 16};
inline constexpr DerivativeKernel prewitt = {1.0 / 3, 1.0 / 3, 1.0 / 3};

/// sqrt(gx^2 + gy^2); zeros around the image; size kept.
at::Tensor gradient_magnitude(const at::Tensor& x, const DerivativeKernel& kernel);

/// A k-by-k Gaussian of deviation sigma, sum 1. `padding` zeros around; (B,C,H+2p-k+1,W+2p-k+1).
at::Tensor gaussian_filter(const at::Tensor& x, std::int64_t k, double sigma,
                           std::int64_t padding = 0);

/// 2x2 means with stride 2; an odd last row or column is left out.
at::Tensor halve(const at::Tensor& x);

/// How much SSIM, FSIM, VSI and MDSI shrink large images: round(min(H,W)/256), at least 1.
std::int64_t shrink_factor(const at::Tensor& x);
/// factor-by-factor means; x itself for factor 1.
at::Tensor shrunk(const at::Tensor& x, std::int64_t factor);

/// Bilinear with half-pixel centres and no antialiasing; an image of that size comes back as it is.
at::Tensor resize_bilinear(const at::Tensor& x, std::int64_t height, std::int64_t width);

}  // namespace moai
