#pragma once
// Everything that is wrong with an experiment, so that a user mends it in one go.
//
//   errors.add(node.place, "algorithm.cells", "0 is too small (1 is the least).");
//   errors.raise();   // UserError: pilot.yaml:7:10: algorithm.cells: 0 is too small ...

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "experiment/yaml_node.h"

namespace moai {

class YamlErrors {
 public:
  /// Notes an error once: the same words at the same place again are dropped.
  void add(const Place& place, const std::string& path, const std::string& message);
  bool empty() const { return errors_.empty(); }
  std::size_t size() const { return errors_.size(); }
  /// Throws UserError with a line for each (the first fifty), sorted by place, if there are any.
  void raise() const;

 private:
  struct Error {
    std::size_t file = 0;  // index into files_
    int line = 0;
    int column = 0;
    std::string text;
  };
  std::vector<std::string> files_;  // in the order in which they were met
  std::vector<Error> errors_;
  std::set<std::string> seen_;
};

}  // namespace moai
