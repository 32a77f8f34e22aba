#pragma once
// The arguments of one subcommand, by Boost.Program_options.
//
//   CommandLine line("plan", "FILE", "Prints the trials of an experiment.");
//   line.add("trials", value<int>(), "...");
//   if (!line.parse(arguments)) return 0;                     // --help was asked for
//   line.words()                                              // what is no option

#include <boost/program_options.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"

namespace moai {

class CommandLine {
 public:
  /// In place of arguments: print the options that begin with the next word, for completion.
  static constexpr std::string_view completion = "--complete";

  /// `operands`: the words that the command takes, for its usage line.
  CommandLine(const std::string& command, const std::string& operands, const std::string& purpose);

  /// An option with a value, `boost::program_options::value<T>()`; "name" or "name,n".
  void add(const char* name, const boost::program_options::value_semantic* value, const char* help);
  /// An option without a value.
  void add_flag(const char* name, const char* help);

  /// False if --help or `completion` was asked for, and printed. Throws UserError for what is
  /// unknown or malformed.
  bool parse(Arguments arguments);

  /// The words, of which there have to be between `least` and `most`; UserError otherwise.
  const std::vector<std::string>& words(std::size_t least, std::size_t most) const;
  bool has(const char* name) const { return values_.count(name) > 0; }
  template <class T>
  const T& get(const char* name) const {
    return values_[name].as<T>();
  }

 private:
  std::string usage() const;
  void print_options(std::string_view prefix) const;

  std::string command_, operands_, purpose_;
  boost::program_options::options_description options_;
  boost::program_options::variables_map values_;
  std::vector<std::string> words_;
};

}  // namespace moai
