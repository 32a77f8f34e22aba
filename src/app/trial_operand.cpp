#include "app/trial_operand.h"

#include <filesystem>

#include "record/layout.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
using boost::program_options::value;

constexpr std::size_t most_shown = 12;

bool is_output_folder(const fs::path& path) {
  return fs::is_directory(path) &&
         (fs::exists(path / "experiment.yaml") || fs::exists(path / "trials") ||
          fs::exists(path / "running") || fs::exists(pack_file(path.string())));
}

std::string listed(const std::vector<TrialName>& names) {
  std::vector<std::string> words;
  for (const TrialName& name : names)
    if (words.size() < most_shown) words.push_back(concat(name.condition, "/", name.trial));
  if (names.size() > most_shown) words.push_back(concat(names.size() - most_shown, " more"));
  return join(words);
}

OpenTrial in_folder(const CommandLine& line, const std::string& out) {
  if (line.has("condition") && line.has("trial"))
    if (auto trial =
            open_trial(out, line.get<std::string>("condition"), line.get<std::uint64_t>("trial")))
      return std::move(*trial);
  std::vector<TrialName> names = trials_in(out);
  if (names.empty())
    throw UserError(concat("'", out,
                           "' holds no trial yet (nothing is finished or committed). "
                           "Wait for the first commit."));
  const std::vector<TrialName> all = names;
  if (line.has("condition"))
    std::erase_if(names, [&](const TrialName& name) {
      return name.condition != line.get<std::string>("condition");
    });
  if (line.has("trial"))
    std::erase_if(names, [&](const TrialName& name) {
      return name.trial != line.get<std::uint64_t>("trial");
    });
  if (names.size() != 1)
    throw UserError(concat("'", out, "' holds ", names.size(),
                           names.empty() ? " such trials" : " trials that may be meant",
                           " (there are ", listed(all),
                           "). Choose one with --condition and --trial."));
  if (auto trial = open_trial(out, names[0].condition, names[0].trial)) return std::move(*trial);
  throw SystemError(concat("trial ", names[0].trial, " of ", names[0].condition, " in '", out,
                           "' is gone. Try again."));
}

}  // namespace

void add_trial_options(CommandLine& line) {
  line.add("condition", value<std::string>(), "of an output folder: which condition");
  line.add("trial", value<std::uint64_t>(), "of an output folder: which trial of the condition");
}

TrialView trial_of(const CommandLine& line) {
  fs::path path = line.words(1, 1)[0];
  if (path.filename() == "trials.h5" || path.filename() == "experiment.h5")
    path = path.has_parent_path() ? path.parent_path() : ".";
  if (is_output_folder(path)) return TrialView(in_folder(line, path.string()));
  if (line.has("condition") || line.has("trial"))
    throw UserError(concat("'", path.string(),
                           "' is no output folder (--condition and --trial "
                           "choose among its trials). Leave them out."));
  return TrialView(open_trial_file(path.string()));
}

std::string in_words(const TrialView& view) {
  return concat(view.identity.condition, ", trial ", view.identity.trial, ", after ",
                view.generations, " generations", view.source.finished ? "" : " (not finished)");
}

}  // namespace moai
