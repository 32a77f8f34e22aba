#include "problem/spectrogram_blend/taps.h"

#include <algorithm>
#include <cmath>

namespace moai {

Taps::Taps(std::int64_t sources, std::vector<std::vector<Term>> terms)
    : sources_(sources), terms_(std::move(terms)) {}

std::vector<float> Taps::along_rows(const std::vector<float>& in, std::int64_t columns) const {
  std::vector<float> out(terms_.size() * static_cast<std::size_t>(columns), 0.0f);
  float* row = out.data();
  for (const std::vector<Term>& terms : terms_) {
    for (const Term& term : terms) {
      const float* from = in.data() + term.from * columns;
      for (std::int64_t j = 0; j < columns; ++j) row[j] += term.weight * from[j];
    }
    row += columns;
  }
  return out;
}

std::vector<float> Taps::along_columns(const std::vector<float>& in, std::int64_t rows) const {
  std::vector<float> out;
  out.reserve(terms_.size() * static_cast<std::size_t>(rows));
  for (std::int64_t i = 0; i < rows; ++i) {
    const float* row = in.data() + i * sources_;
    for (const std::vector<Term>& terms : terms_) {
      float sum = 0.0f;
      for (const Term& term : terms) sum += term.weight * row[term.from];
      out.push_back(sum);
    }
  }
  return out;
}

Taps Taps::transposed() const {
  std::vector<std::vector<Term>> turned(static_cast<std::size_t>(sources_));
  for (std::size_t i = 0; i < terms_.size(); ++i)
    for (const Term& term : terms_[i])
      turned[static_cast<std::size_t>(term.from)].push_back(
          {static_cast<std::int64_t>(i), term.weight});
  return Taps(results(), std::move(turned));
}

Taps smoothing_taps(std::int64_t size, double sigma, GridBorder border) {
  const auto radius = static_cast<std::int64_t>(std::ceil(2.0 * sigma));
  std::vector<double> kernel;
  double sum = 0.0;
  for (std::int64_t d = -radius; d <= radius; ++d) {
    const auto distance = static_cast<double>(d);
    kernel.push_back(sigma > 0.0 ? std::exp(-distance * distance / (2.0 * sigma * sigma)) : 1.0);
    sum += kernel.back();
  }
  std::vector<std::vector<Taps::Term>> terms(static_cast<std::size_t>(size));
  for (std::int64_t i = 0; i < size; ++i)
    for (std::int64_t d = -radius; d <= radius; ++d) {
      const std::int64_t source = i + d;
      if (border == GridBorder::zero && (source < 0 || source >= size)) continue;
      const auto weight = static_cast<float>(kernel[static_cast<std::size_t>(d + radius)] / sum);
      terms[static_cast<std::size_t>(i)].push_back(
          {std::clamp<std::int64_t>(source, 0, size - 1), weight});
    }
  return Taps(size, std::move(terms));
}

Taps enlarging_taps(std::int64_t from, std::int64_t to) {
  std::vector<std::vector<Taps::Term>> terms;
  const double scale = static_cast<double>(from) / static_cast<double>(to);
  for (std::int64_t i = 0; i < to; ++i) {
    const double place = std::max(0.0, (static_cast<double>(i) + 0.5) * scale - 0.5);
    const auto left = std::min(static_cast<std::int64_t>(place), from - 1);
    const double share = place - static_cast<double>(left);
    terms.push_back({{left, static_cast<float>(1.0 - share)},
                     {std::min(left + 1, from - 1), static_cast<float>(share)}});
  }
  return Taps(from, std::move(terms));
}

}  // namespace moai
