#pragma once
// The exact answer of a problem that has one, in fitness values (larger is better), and which
// indicators a user wants recorded against it.

#include <cstdint>
#include <string>
#include <vector>

#include "support/matrix.h"

namespace moai {

struct KnownFront {
  Matrix front;                         ///< (Z,M) points that stand for the exact front
  std::vector<double> reference;        ///< (M) where the hypervolume is measured from
  Matrix pareto_set;                    ///< (S,n) points of the Pareto set; empty: not known
  std::vector<std::uint32_t> piece;     ///< (S) which connected piece each belongs to
  bool curves = false;                  ///< every piece is a curve, its rows in order along it
  std::vector<std::string> indicators;  ///< hypervolume, igd, igd_plus, gd, igdx, covered
};

}  // namespace moai
