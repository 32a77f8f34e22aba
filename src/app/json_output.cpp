#include "app/json_output.h"

#include <iostream>

namespace moai {

void print_json(const nlohmann::ordered_json& document) {
  std::cout << document.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
            << "\n";
}

}  // namespace moai
