#include "objective/torch/saliency.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <limits>

#include "objective/torch/frequency.h"
#include "objective/torch/kernels/lab.h"
#include "objective/torch/kernels/lab_gradient.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr std::int64_t saliency_side = 256;
constexpr double saliency_epsilon = std::numeric_limits<float>::epsilon();

// sRGB's inverse gamma.
at::Tensor linear_light(const at::Tensor& v) {
  const at::Tensor curve = ((v.clamp_min(0.04045) + 0.055) / 1.055).pow(2.4);
  return at::where(v <= 0.04045, v / 12.92, curve);
}

at::Tensor lab_curve(const at::Tensor& t) {
  const at::Tensor root = t.clamp_min(0.008856).pow(1.0 / 3.0);
  return at::where(t > 0.008856, root, (t * 903.3 + 16.0) / 116.0);
}

// CIE L, a, b (B,3,H,W). The matrix is that of D65 and the white that of D50, as in the published
// code.
at::Tensor lab(const at::Tensor& rgb) {
  const at::Tensor v = linear_light(rgb);
  const at::Tensor x =
      lab_curve(combine(v, {0.4124564 / 0.9642119944211994, 0.3575761 / 0.9642119944211994,
                            0.1804375 / 0.9642119944211994}));
  const at::Tensor y = lab_curve(combine(v, {0.2126729, 0.7151522, 0.0721750}));
  const at::Tensor z =
      lab_curve(combine(v, {0.0193339 / 0.8251882845188288, 0.1191920 / 0.8251882845188288,
                            0.9503041 / 0.8251882845188288}));
  return at::cat({y * 116.0 - 16.0, (x - y) * 500.0, (y - z) * 200.0}, 1);
}

// To [0,1] over each plane.
at::Tensor normalised(const at::Tensor& x) {
  const at::Tensor low = x.amin({2, 3}, true), high = x.amax({2, 3}, true);
  return (x - low) / (high - low + saliency_epsilon);
}

at::Tensor log_gabor(const FrequencyGrid& grid) {
  return centre_to_origin(grid.tabulate([](double row, double column) {
    const double radius = std::hypot(row, column);
    if (radius == 0.0 || radius > 0.5) return 0.0;
    const double octave = std::log(radius / 0.021);
    return std::exp(-octave * octave / (2.0 * 1.34 * 1.34));
  }));
}

// The published code is off the centre by one pixel; so are its values.
at::Tensor preference_for_the_centre(const FrequencyGrid& grid) {
  return grid.tabulate([](double row, double column) {
    const double down = 256.0 * row + 1.0, right = 256.0 * column + 1.0;
    return std::exp(-(down * down + right * right) / (145.0 * 145.0));
  });
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// enlarged_lab_cpu with its gradient: (lab, low, high).
class DifferentiableLab : public torch::autograd::Function<DifferentiableLab> {
 public:
  static variable_list forward(AutogradContext* context, const at::Tensor& rgb,
                               const Interpolation& rows, const Interpolation& columns) {
    const LabPlanes planes = enlarged_lab_cpu(rgb.contiguous(), rows, columns);
    context->save_for_backward({rgb, planes.lab, planes.low, planes.high});
    auto both = c10::make_intrusive<Enlargement>();
    both->rows = rows;
    both->columns = columns;
    context->saved_data["enlargement"] = c10::IValue::make_capsule(std::move(both));
    return {planes.lab, planes.low, planes.high};
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto both = c10::static_intrusive_pointer_cast<Enlargement>(
        context->saved_data["enlargement"].toCapsule());
    const variable_list saved = context->get_saved_variables();
    const LabPlanes planes{saved[1], saved[2], saved[3]};
    const LabPlanes outside{gradients[0].contiguous(), gradients[1].contiguous(),
                            gradients[2].contiguous()};
    return {enlarged_lab_gradient_cpu(saved[0].contiguous(), both->rows, both->columns, planes,
                                      outside),
            at::Tensor(), at::Tensor()};
  }

 private:
  struct Enlargement : torch::CustomClassHolder {
    Interpolation rows, columns;
  };
};

/// Saliency::filtered with its gradient, which is of the same form.
class DifferentiableFilter : public torch::autograd::Function<DifferentiableFilter> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& planes,
                            const Saliency* saliency) {
    // Who differentiates an objective keeps it until then.
    context->saved_data["saliency"] = reinterpret_cast<std::int64_t>(saliency);
    return saliency->filtered(planes);
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto* const saliency =
        reinterpret_cast<const Saliency*>(context->saved_data["saliency"].toInt());
    return {saliency->unfiltered(gradients[0]), at::Tensor()};
  }
};

}  // namespace

Saliency::Saliency(const at::Tensor& like)
    : enlarge_rows_(half_pixel_interpolation(like.size(2), saliency_side)),
      enlarge_columns_(half_pixel_interpolation(like.size(3), saliency_side)),
      device_rows_(on_device(enlarge_rows_, like)),
      device_columns_(on_device(enlarge_columns_, like)) {
  const Interpolation down = aligned_interpolation(saliency_side, like.size(2));
  const Interpolation across = aligned_interpolation(saliency_side, like.size(3));
  const std::vector<std::int64_t> rows = used_positions(down), columns = used_positions(across);
  shrink_rows_ = on_device(compacted(down, rows), like);
  shrink_columns_ = on_device(compacted(across, columns), like);
  rows_ = at::tensor(rows, at::kLong);
  columns_ = at::tensor(columns, at::kLong);

  const FrequencyGrid grid(saliency_side, saliency_side);
  filter_ = log_gabor(grid).narrow(1, 0, saliency_side / 2 + 1).contiguous().to(like.options());
  location_ = preference_for_the_centre(grid)
                  .index_select(0, rows_)
                  .index_select(1, columns_)
                  .to(like.options());
  rows_ = rows_.to(like.device());
  columns_ = columns_.to(like.device());
}

at::Tensor Saliency::filtered(const at::Tensor& planes) const {
  // The map is needed at some rows and columns only: the inverse transform stops at them.
  const at::Tensor spectrum = at::fft_rfft2(planes) * filter_;  // (B,3,256,129)
  const at::Tensor rows = at::fft_ifft(spectrum, {}, 2).index_select(2, rows_);
  return at::fft_irfft(rows, saliency_side, 3).index_select(3, columns_);
}

at::Tensor Saliency::unfiltered(const at::Tensor& outside) const {
  // A real filter that is the same for a frequency and its opposite is its own transpose.
  std::vector<std::int64_t> shape = outside.sizes().vec();
  shape[3] = saliency_side;
  const at::Tensor rows =
      at::fft_rfft(at::zeros(shape, outside.options()).index_copy_(3, columns_, outside), {}, 3);
  shape[2] = saliency_side;
  shape[3] = saliency_side / 2 + 1;
  const at::Tensor spectrum =
      at::fft_fft(at::zeros(shape, rows.options()).index_copy_(2, rows_, rows), {}, 2);
  return at::fft_irfft(at::fft_ifft(spectrum * filter_, {}, 2), saliency_side, 3);
}

LabPlanes Saliency::enlarged_lab(const at::Tensor& rgb) const {
  if (rgb.device().is_cpu())
    return enlarged_lab_cpu(rgb.contiguous(), enlarge_rows_, enlarge_columns_);
  LabPlanes planes{
      lab(interpolated(interpolated(rgb, 3, device_columns_), 2, device_rows_)), {}, {}};
  planes.low = planes.lab.narrow(1, 1, 2).amin({2, 3}, true);
  planes.high = planes.lab.narrow(1, 1, 2).amax({2, 3}, true);
  return planes;
}

at::Tensor Saliency::of(const at::Tensor& rgb) const {
  LabPlanes planes;  // at 256x256
  if (rgb.device().is_cpu() && wants_gradient(rgb)) {
    const variable_list all = DifferentiableLab::apply(rgb, enlarge_rows_, enlarge_columns_);
    planes = {all[0], all[1], all[2]};
  } else {
    planes = enlarged_lab(rgb);
  }
  const at::Tensor detail =
      wants_gradient(rgb) ? DifferentiableFilter::apply(planes.lab, this) : filtered(planes.lab);
  const at::Tensor frequency = safe_sqrt(detail.square().sum(1, true));  // (B,1,r,c)

  const at::Tensor ab = planes.lab.narrow(1, 1, 2).index_select(2, rows_).index_select(3, columns_);
  const at::Tensor chroma =
      ((ab - planes.low) / (planes.high - planes.low + saliency_epsilon)).square().sum(1, true);
  const at::Tensor colour = 1.0 - (chroma * -1e6).exp();
  const at::Tensor map = frequency * location_ * colour;
  return normalised(interpolated(interpolated(map, 2, shrink_rows_), 3, shrink_columns_));
}

}  // namespace moai
