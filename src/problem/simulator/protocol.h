#pragma once
// Lines of JSON between moai and a worker: docs/external.md describes them for those who write one.
//
//   -> {"moai":1,"variables":2,"objectives":1,"constraints":0,...}
//   <- {"moai":1,"variables":2,"objectives":1,"constraints":0}
//   -> {"id":1,"x":[[0.25,1],[0.5,3]]}
//   <- {"id":1,"f":[[1.5],[2.5]]}
//
// Numbers have as many digits as it takes to read back the same bits.

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "problem/simulator/simulator.h"

namespace moai {

/// A worker said something else than it should have: what, and what is expected.
class ProtocolError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string hello(const SimulatorShape& shape);

/// Throws ProtocolError where it is no answer to hello, or of another shape or version.
void check_hello(const std::string& line, const SimulatorShape& shape);

/// Rows `rows` of `variables`.
std::string request(std::uint64_t id, const Matrix& variables, std::span<const std::size_t> rows);

/// Puts a reply into rows `rows` of `answers`. Returns, for each of the rows, why it failed; empty:
/// it did not. Throws ProtocolError where the line as a whole is no reply to that request.
std::vector<std::string> read_reply(const std::string& line, std::uint64_t id,
                                    std::span<const std::size_t> rows, Answers& answers);

}  // namespace moai
