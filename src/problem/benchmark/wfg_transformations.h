#pragma once
// The building blocks of the WFG functions, all from [0,1] to [0,1]: biases, shifts and reductions.
// S. Huband, P. Hingston, L. Barone, L. While, "A review of multiobjective test problems and a
// scalable test problem toolkit", IEEE TEC 10(5), 2006, table XI. Names and letters are theirs.

#include <span>

namespace moai::wfg {

double b_poly(double y, double alpha);
double b_flat(double y, double a, double b, double c);
/// u: the value that the bias depends on.
double b_param(double y, double u, double a, double b, double c);
/// The exponent of b_param.
double b_param_exponent(double u, double a, double b, double c);
double s_linear(double y, double a);
double s_decept(double y, double a, double b, double c);
double s_multi(double y, double a, double b, double c);
/// The mean; with `weight_step` w > 0 the weights are w*first, w*(first+1) ...
double r_sum(std::span<const double> y);
double r_sum(std::span<const double> y, double first_weight, double weight_step);
double r_nonsep(std::span<const double> y, std::size_t a);

}  // namespace moai::wfg
