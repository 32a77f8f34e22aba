// moai complete: what may come next on a command line. The shells' completions (share/) ask it.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "app/command_line.h"
#include "app/list.h"
#include "experiment/option_table.h"
#include "record/open_trial.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

void offer(std::string_view prefix, std::string_view word, std::string_view help = "") {
  if (word.starts_with(prefix)) std::cout << word << "\t" << help << "\n";
}

void offer_keys(const std::string& prefix) {
  for (const OptionRow& row : option_table()) {
    std::string path = row.path;
    std::erase_if(path, [](char c) { return c == '[' || c == ']'; });
    offer(prefix, path, row.help);
  }
}

/// Conditions or numbers of the trials in the output folder that the line names.
void offer_trials(const Words& words, const std::string& option) {
  const auto is_output = [](const std::string& word) {
    return fs::exists(fs::path(word) / "experiment.yaml");
  };
  const auto folder = std::ranges::find_if(words, is_output);
  if (folder == words.end()) return;
  std::set<std::string> conditions;
  std::set<std::uint64_t> numbers;
  for (const TrialName& name : trials_in(*folder)) {
    conditions.insert(name.condition);
    numbers.insert(name.trial);
  }
  if (option == "--condition")
    for (const std::string& condition : conditions) offer(words.back(), condition);
  else
    for (const std::uint64_t number : numbers) offer(words.back(), std::to_string(number));
}

void offer_next(const Words& words) {
  const std::string& last = words.back();
  if (words.size() == 1) {
    for (const Command& command : commands()) offer(last, command.name, command.help);
    return;
  }
  const std::string& before = words[words.size() - 2];
  if (before == "--condition" || before == "--trial") return offer_trials(words, before);
  const auto command = std::ranges::find(commands(), words.front(), &Command::name);
  if (command == commands().end()) return;
  if (last.starts_with('-')) {
    const Words request{std::string(CommandLine::completion), last};
    command->run(request);
  } else if (command->name == "explain") {
    offer_keys(last);
  } else if (command->name == "list") {
    for (const std::string& kind : kinds_to_list()) offer(last, kind);
  }
}

}  // namespace

int complete_command(Arguments arguments) {
  CommandLine line("complete", "-- [WORD...]",
                   "Prints what the last word of a command line may become, with its meaning after "
                   "a tab. The completions of\nbash, zsh and fish ask it; nothing is printed where "
                   "a file is expected.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  Words words = line.words(0, 1000);
  if (words.empty()) words.emplace_back();
  offer_next(words);
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
