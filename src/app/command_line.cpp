#include "app/command_line.h"

#include <iostream>
#include <sstream>

#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace po = boost::program_options;

CommandLine::CommandLine(const std::string& command, const std::string& operands,
                         const std::string& purpose)
    : command_(command), operands_(operands), purpose_(purpose), options_("Options") {
  options_.add_options()("help,h", "print this help");
}

void CommandLine::add(const char* name, const po::value_semantic* value, const char* help) {
  options_.add_options()(name, value, help);
}

void CommandLine::add_flag(const char* name, const char* help) {
  options_.add_options()(name, help);
}

std::string CommandLine::usage() const {
  return concat("usage: moai ", command_, " ", operands_, operands_.empty() ? "" : " ",
                "[options]");
}

void CommandLine::print_options(std::string_view prefix) const {
  for (const auto& option : options_.options()) {
    const std::string name = "--" + option->long_name();
    if (name.starts_with(prefix)) std::cout << name << "\t" << option->description() << "\n";
  }
}

bool CommandLine::parse(Arguments arguments) {
  if (arguments.size() == 2 && arguments[0] == completion) {
    print_options(arguments[1]);
    return false;
  }
  po::options_description all;
  all.add(options_);
  all.add_options()("words", po::value<std::vector<std::string>>(), "");
  po::positional_options_description positional;
  positional.add("words", -1);
  try {
    po::store(po::command_line_parser({arguments.begin(), arguments.end()})
                  .options(all)
                  .positional(positional)
                  .run(),
              values_);
    po::notify(values_);
  } catch (const po::unknown_option& error) {
    std::vector<std::string> names;
    for (const auto& option : options_.options()) names.push_back("--" + option->long_name());
    throw UserError(concat("moai ", command_, ": the option '", error.get_option_name(),
                           "' is not known.", suggestion(error.get_option_name(), names)));
  } catch (const po::error& error) {
    throw UserError(
        concat("moai ", command_, ": ", error.what(), ". See 'moai ", command_, " --help'."));
  }
  if (has("help")) {
    std::cout << usage() << "\n\n" << purpose_ << "\n\n" << options_;
    return false;
  }
  if (has("words")) words_ = get<std::vector<std::string>>("words");
  return true;
}

const std::vector<std::string>& CommandLine::words(std::size_t least, std::size_t most) const {
  if (words_.size() < least) {
    std::istringstream names(operands_);
    std::string missing;
    for (std::size_t i = 0; i <= words_.size(); ++i) names >> missing;
    throw UserError(concat("moai ", command_, ": ", missing, " is missing. ", usage()));
  }
  if (words_.size() > most)
    throw UserError(
        concat("moai ", command_, ": '", words_[most], "' is one operand too many. ", usage()));
  return words_;
}

}  // namespace moai
