#pragma once
// A row-major matrix that owns its numbers: fitness tables (individuals x objectives), points
// (individuals x variables). Rows are spans. It does no linear algebra.

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace moai {

class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double value = 0.0)
      : rows_(rows), columns_(columns), values_(rows * columns, value) {}
  /// Takes `values` (rows*columns numbers, row by row). Throws std::logic_error on another size.
  Matrix(std::size_t rows, std::size_t columns, std::vector<double> values)
      : rows_(rows), columns_(columns), values_(std::move(values)) {
    if (values_.size() != rows * columns) throw std::logic_error("Matrix: size mismatch");
  }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  bool empty() const { return values_.empty(); }
  double& operator()(std::size_t row, std::size_t column) { return values_[row * columns_ + column]; }
  double operator()(std::size_t row, std::size_t column) const {
    return values_[row * columns_ + column];
  }
  std::span<double> row(std::size_t i) { return {values_.data() + i * columns_, columns_}; }
  std::span<const double> row(std::size_t i) const {
    return {values_.data() + i * columns_, columns_};
  }
  std::span<double> values() { return values_; }
  std::span<const double> values() const { return values_; }

  /// Appends one row; the first row of an empty matrix sets the number of columns.
  void append_row(std::span<const double> row) {
    if (rows_ == 0) columns_ = row.size();
    if (row.size() != columns_) throw std::logic_error("Matrix: row of another length");
    values_.insert(values_.end(), row.begin(), row.end());
    ++rows_;
  }
  bool operator==(const Matrix&) const = default;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

}  // namespace moai
