#include "genome/cppn/torch/cppn_sums.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

namespace moai {

void add_weighted_rows(at::Tensor& sum, const at::Tensor& table, const at::Tensor& weights,
                       const RowSums& sums) {
  const std::int64_t pixels = table.size(1);
  const float* const rows = table.data_ptr<float>();
  const float* const weight = weights.data_ptr<float>();
  float* out = sum.data_ptr<float>();
  for (std::size_t i = 0; i + 1 < sums.first.size(); ++i, out += pixels)
    for (auto k = sums.first[i]; k < sums.first[i + 1]; ++k) {
      const auto term = static_cast<std::size_t>(k);
      const float factor = weight[sums.weight[term]];
      const float* const row = rows + sums.row[term] * pixels;
      for (std::int64_t p = 0; p < pixels; ++p) out[p] += factor * row[p];
    }
}

struct SlotSums::State {
  std::vector<at::Tensor> rows;     // per slot, (count)
  std::vector<at::Tensor> weights;  // per slot, (count) index into the weights
  at::Tensor order;                 // the sums, longest first
  at::Tensor back;                  // the place of every sum in that order
};

SlotSums::SlotSums(const RowSums& sums, const std::string& device)
    : state_(std::make_unique<State>()) {
  const auto count = sums.first.size() - 1;
  const auto length = [&sums](std::int64_t i) {
    return sums.first[static_cast<std::size_t>(i) + 1] - sums.first[static_cast<std::size_t>(i)];
  };
  std::vector<std::int64_t> order(count), back(count);
  std::iota(order.begin(), order.end(), std::int64_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int64_t a, std::int64_t b) { return length(a) > length(b); });
  for (std::size_t i = 0; i < count; ++i)
    back[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
  const at::Device where(device);
  const auto indices = [&where](const std::vector<std::int64_t>& values) {
    return at::tensor(at::ArrayRef(values), at::kLong).to(where);
  };
  for (std::int64_t slot = 0; count > 0 && slot < length(order.front()); ++slot) {
    std::vector<std::int64_t> row, weight;
    for (const std::int64_t i : order) {
      if (length(i) <= slot) break;
      const auto term = static_cast<std::size_t>(sums.first[static_cast<std::size_t>(i)] + slot);
      row.push_back(sums.row[term]);
      weight.push_back(sums.weight[term]);
    }
    state_->rows.push_back(indices(row));
    state_->weights.push_back(indices(weight));
  }
  state_->order = indices(order);
  state_->back = indices(back);
}
SlotSums::~SlotSums() = default;
SlotSums::SlotSums(SlotSums&&) noexcept = default;

void SlotSums::add(at::Tensor& sum, const at::Tensor& table, const at::Tensor& weights) const {
  if (state_->rows.empty()) return;
  at::Tensor sorted = sum.index_select(0, state_->order);
  for (std::size_t slot = 0; slot < state_->rows.size(); ++slot) {
    at::Tensor term = table.index_select(0, state_->rows[slot]);  // (count,T)
    term.mul_(weights.index_select(0, state_->weights[slot]).unsqueeze_(1));
    sorted.narrow(0, 0, term.size(0)).add_(term);
  }
  sum.copy_(sorted.index_select(0, state_->back));
}

}  // namespace moai
