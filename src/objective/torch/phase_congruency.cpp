#include "objective/torch/phase_congruency.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "objective/torch/frequency.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr std::int64_t phase_scales = 4;
constexpr double phase_epsilon = std::numeric_limits<float>::epsilon();
using std::numbers::pi;

// Radial parts (4,H,W): log-Gabor of wavelengths 6, 12, 24, 48 under a low pass.
at::Tensor radial_filters(const FrequencyGrid& grid) {
  std::vector<at::Tensor> scales;
  for (std::int64_t scale = 0; scale < phase_scales; ++scale) {
    const double centre = 1.0 / (6.0 * std::pow(2.0, scale));
    scales.push_back(centre_to_origin(grid.tabulate([&](double row, double column) {
      const double radius = std::hypot(row, column);
      if (radius == 0.0) return 0.0;
      const double low_pass = 1.0 / (1.0 + std::pow(radius / 0.45, 30.0));
      const double octave = std::log(radius / centre) / std::log(0.55);
      return std::exp(-octave * octave / 2.0) * low_pass;
    })));
  }
  return at::stack(scales);
}

// Angular part (H,W): a Gaussian of the angle to orientation o.
at::Tensor angular_filter(const FrequencyGrid& grid, std::size_t orientation) {
  const double angle = static_cast<double>(orientation) * pi / 4.0;
  const double sigma = pi / (4.0 * 1.2);
  return centre_to_origin(grid.tabulate([&](double row, double column) {
    const double theta = std::atan2(-column, row);
    const double ds = std::sin(theta) * std::cos(angle) - std::cos(theta) * std::sin(angle);
    const double dc = std::cos(theta) * std::cos(angle) + std::sin(theta) * std::sin(angle);
    const double distance = std::atan2(ds, dc);
    return std::exp(-distance * distance / (2.0 * sigma * sigma));
  }));
}

// The threshold is proportional to the root of the median energy of the finest scale, if that is
// noise: this is the factor (Kovesi's estimate from the Rayleigh distribution, k = 2, over 1.7).
double noise_factor(const at::Tensor& filters) {
  const double pixels = static_cast<double>(filters.size(1) * filters.size(2));
  const at::Tensor spatial = at::real(at::fft_ifft2(filters)) * std::sqrt(pixels);  // (4,H,W)
  const double own = spatial.square().sum().item<double>();
  const double all = spatial.sum(0).square().sum().item<double>();
  const double finest = filters[0].square().sum().item<double>();
  // 2 a2 + 4 aa, with aa the sum over pairs s < t: all = a2 + 2 aa.
  const double energy = (2.0 * own + 2.0 * (all - own)) / (finest * std::log(2.0));
  const double tau = std::sqrt(energy / 2.0);
  return (tau * std::sqrt(pi / 2.0) + 2.0 * std::sqrt((2.0 - pi / 2.0) * tau * tau)) / 1.7;
}

}  // namespace

PhaseCongruency::PhaseCongruency(const at::Tensor& like) {
  const FrequencyGrid grid(like.size(2), like.size(3));
  const at::Tensor radial = radial_filters(grid);
  for (std::size_t o = 0; o < orientations; ++o) {
    const at::Tensor filters = radial * angular_filter(grid, o);
    threshold_[o] = noise_factor(filters);
    filters_[o] = filters.to(like.options());
  }
}

at::Tensor PhaseCongruency::of(const at::Tensor& images) const {
  const at::Tensor spectrum = at::fft_fft2(images);  // (B,1,H,W)
  at::Tensor energies, amplitudes;
  for (std::size_t o = 0; o < orientations; ++o) {
    const at::Tensor response = at::fft_ifft2(spectrum * filters_[o]);  // (B,4,H,W)
    const at::Tensor even = at::real(response), odd = at::imag(response);
    const at::Tensor square = even.square() + odd.square();
    const at::Tensor e = even.sum(1, true), d = odd.sum(1, true);  // (B,1,H,W)
    const at::Tensor length = safe_sqrt(e.square() + d.square()) + phase_epsilon;
    const at::Tensor mean_e = e / length, mean_d = d / length;
    const at::Tensor energy =
        (even * mean_e + odd * mean_d - (even * mean_d - odd * mean_e).abs()).sum(1, true);
    const at::Tensor median = std::get<0>(square.select(1, 0).flatten(1).median(1));
    const at::Tensor noise = (safe_sqrt(median) * threshold_[o]).view({-1, 1, 1, 1});
    const at::Tensor above = (energy - noise).clamp_min(0.0);
    const at::Tensor amplitude = safe_sqrt(square).sum(1, true);
    energies = o == 0 ? above : energies + above;
    amplitudes = o == 0 ? amplitude : amplitudes + amplitude;
  }
  return (energies + phase_epsilon) / (amplitudes + phase_epsilon);
}

}  // namespace moai
