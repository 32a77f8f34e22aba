// The program: picks the subcommand, and is the one place where errors become exit codes.

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/standard_output.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"
#include "support/version.h"

namespace moai {
namespace {

int code(ExitCode exit) {
  return static_cast<int>(exit);
}

int print_help() {
  std::cout << "moai " << version()
            << ": many-objective algorithms on islands\n\n"
               "usage: moai COMMAND [arguments]\n\n";
  std::size_t width = 0;
  for (const Command& command : commands()) width = std::max(width, command.name.size());
  for (const Command& command : commands())
    std::cout << "  " << command.name << std::string(width + 2 - command.name.size(), ' ')
              << command.help << "\n";
  std::cout << "\n'moai COMMAND --help' tells more. Exit codes: 0 done, 1 the machine failed, "
               "2 wrong input,\n75 not finished: run the same command again.\n";
  return code(ExitCode::success);
}

int run(const std::vector<std::string>& words) {
  if (words.empty()) {
    print_help();
    return code(ExitCode::user_error);
  }
  const std::string& name = words[0];
  if (name == "help" || name == "--help" || name == "-h") return print_help();
  if (name == "version" || name == "--version") {
    std::cout << "moai " << version() << "\n";
    return code(ExitCode::success);
  }
  std::vector<std::string> names = {"help", "version"};
  for (const Command& command : commands()) {
    if (command.name == name) return command.run(Arguments(words).subspan(1));
    names.emplace_back(command.name);
  }
  throw UserError(concat("'", name, "' is no command of moai.", suggestion(name, names)));
}

int guarded(const std::vector<std::string>& words) {
  try {
    return run(words);
  } catch (const UserError& error) {
    log_refusal(error.what());
    return code(ExitCode::user_error);
  } catch (const SystemError& error) {
    log_error(error.what());
  } catch (const std::bad_alloc&) {
    log_error("out of memory. Use fewer ranks on this machine, or smaller batches.");
  } catch (const std::logic_error& error) {
    log_error(concat("a defect of the program (", error.what(), "). Please report it."));
  } catch (const std::exception& error) {
    log_error(error.what());
  }
  return code(ExitCode::system_error);
}

}  // namespace
}  // namespace moai

int main(int argc, char** argv) {
  moai::keep_standard_descriptors();
  return moai::finish_output(moai::guarded({argv + std::min(argc, 1), argv + argc}));
}
