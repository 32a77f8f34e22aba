#pragma once
// Finds the paths of files and folders that the options of a struct hold: what is chosen, not what
// could be.

#include <algorithm>
#include <filesystem>
#include <set>

#include "support/options.h"

namespace moai {

class PathVisitor final : public OptionVisitor {
 public:
  const std::set<std::string>& paths() const { return paths_; }

  void flag(Key, bool&, Help) override {}
  void integer(Key, std::int64_t&, IntegerRange, Help) override {}
  void integer_or_word(Key, std::int64_t&, IntegerRange, std::span<const NamedInteger>,
                       Help) override {}
  void real(Key, double&, RealRange, Help) override {}
  void scheduled(Key, Schedule&, RealRange, Help) override {}
  void duration(Key, double&, Help) override {}
  void text(Key, std::string&, Help) override {}
  void file(Key, std::string& path, Help) override {
    if (!path.empty()) paths_.insert(path);
  }
  void folder(Key, std::string&, Help) override {}
  void path_or_word(Key, std::string& value, std::span<const Choice> words, Help) override {
    const bool is_word = std::ranges::find(words, value, &Choice::name) != words.end();
    if (!is_word && !value.empty()) paths_.insert(value);
  }
  void choice(Key, std::size_t&, std::span<const Choice>, Help) override {}
  void integers(Key, std::vector<std::int64_t>&, std::size_t, IntegerRange, Help) override {}
  void reals(Key, std::vector<double>&, std::size_t, RealRange, Help) override {}
  void texts(Key, std::vector<std::string>&, std::span<const Choice>, Help) override {}
  void command(Key, std::vector<std::string>& words, Help) override {
    std::error_code failure;
    for (const std::string& word : words)
      if (word.starts_with('/') && std::filesystem::is_regular_file(word, failure))
        paths_.insert(word);
  }
  void real_map(Key, std::map<std::string, double>&, Help) override {}
  void group(Key, const Describe& describe, Help, Key) override { describe(*this); }
  void alternatives(Key, std::size_t& index, std::span<const Alternative> alternatives,
                    Help) override {
    alternatives[index].describe(*this);
  }
  void list(Key, const ListBinding& binding, Key, Help) override {
    for (std::size_t i = 0; i < binding.size(); ++i) binding.describe(i, *this);
  }

 private:
  std::set<std::string> paths_;
};

}  // namespace moai
