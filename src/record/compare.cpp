#include "record/compare.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "record/hdf5/attribute.h"
#include "record/hdf5/file.h"
#include "record/hdf5/raw.h"
#include "record/layout.h"
#include "record/pack.h"
#include "record/seal.h"
#include "support/error.h"
#include "support/line_difference.h"
#include "support/text.h"

namespace moai {
namespace {

using hdf5::RawValues;

// Names in the one list, the other, or both, in order.
std::vector<std::string> merged(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Of a resolved experiment: without how many trials there are and what is to be compared.
std::string without_plan(const std::string& yaml) {
  std::string kept;
  bool within = false;
  std::istringstream in(yaml);
  for (std::string line; std::getline(in, line);) {
    const bool is_key = !line.empty() && line[0] != ' ' && line[0] != '-';
    if (is_key) within = line.starts_with("trials:") || line.starts_with("analysis:");
    if (!within) kept += line + "\n";
  }
  return kept;
}

class Comparison {
 public:
  void groups(hdf5::Id a, hdf5::Id b, const std::string& path) {
    attributes(a, b, path);
    const auto names_a = hdf5::link_names(a), names_b = hdf5::link_names(b);
    for (const auto& name : merged(names_a, names_b)) {
      const std::string child = concat(path == "/" ? "" : path, "/", name);
      if (is_volatile(child)) continue;
      if (only_one(contains(names_a, name), contains(names_b, name), child)) continue;
      links(a, b, name, child);
    }
  }
  std::vector<std::string> differences() && { return std::move(differences_); }

 private:
  bool only_one(bool in_a, bool in_b, const std::string& path) {
    if (in_a && in_b) return false;
    differences_.push_back(concat(path, ": only in the ", in_a ? "first" : "second", " file"));
    return true;
  }

  void links(hdf5::Id a, hdf5::Id b, const std::string& name, const std::string& path) {
    const std::string to_a = hdf5::external_link(a, name), to_b = hdf5::external_link(b, name);
    if (to_a != to_b)
      differences_.push_back(concat(path, ": links to '", to_a, "' and '", to_b, "'"));
    if (!to_a.empty() || !to_b.empty()) return;
    const auto object_a = hdf5::open_object(a, name), object_b = hdf5::open_object(b, name);
    if (hdf5::is_group(object_a.id()) != hdf5::is_group(object_b.id())) {
      differences_.push_back(concat(path, ": a group in one file, a dataset in the other"));
    } else if (hdf5::is_group(object_a.id())) {
      groups(object_a.id(), object_b.id(), path);
    } else {
      attributes(object_a.id(), object_b.id(), path);
      values(hdf5::dataset_values(object_a.id()), hdf5::dataset_values(object_b.id()), path);
    }
  }

  void attributes(hdf5::Id a, hdf5::Id b, const std::string& path) {
    const auto names_a = hdf5::attribute_names(a), names_b = hdf5::attribute_names(b);
    for (const auto& name : merged(names_a, names_b)) {
      const std::string attribute = concat(path, "@", name);
      if (is_volatile(attribute)) continue;
      if (only_one(contains(names_a, name), contains(names_b, name), attribute)) continue;
      if (attribute == "/@config")
        configs(hdf5::attribute_values(a, name), hdf5::attribute_values(b, name));
      else
        values(hdf5::attribute_values(a, name), hdf5::attribute_values(b, name), attribute);
    }
  }

  // A plan that has grown says more trials and comparisons; the trials are the same.
  void configs(const RawValues& a, const RawValues& b) {
    const auto text = [](const RawValues& value) { return without_plan(value.read(0, 1)); };
    if (text(a) != text(b))
      differences_.push_back(concat("/@config:\n", difference_of_lines(text(a), text(b), 6)));
  }

  void values(const RawValues& a, const RawValues& b, const std::string& path) {
    if (!a.same_type(b)) {
      differences_.push_back(concat(path, ": different types"));
      return;
    }
    if (a.shape() != b.shape()) {
      differences_.push_back(concat(path, ": shape ", shape_text(a), " and ", shape_text(b)));
      return;
    }
    for (std::uint64_t first = 0; first < a.rows();) {
      const std::uint64_t count = std::min(a.rows_per_block(), a.rows() - first);
      const auto bytes_a = a.read(first, count), bytes_b = b.read(first, count);
      if (bytes_a != bytes_b) {
        describe(a, bytes_a, bytes_b, first, path);
        return;
      }
      first += count;
    }
  }

  void describe(const RawValues& type, const std::string& a, const std::string& b,
                std::uint64_t first, const std::string& path) {
    if (type.value_bytes() == 0) {
      differences_.push_back(concat(path, " is ", type.print(a), " and ", type.print(b)));
      return;
    }
    const auto byte =
        static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const std::size_t value = byte / type.value_bytes();
    const auto print = [&](const std::string& bytes) {
      return type.print(bytes.substr(value * type.value_bytes(), type.value_bytes()));
    };
    differences_.push_back(concat(path, ": value ", first * type.values_per_row() + value, " is ",
                                  print(a), " and ", print(b)));
  }

  static std::string shape_text(const RawValues& values) {
    std::vector<std::string> lengths;
    for (const auto length : values.shape()) lengths.push_back(std::to_string(length));
    return concat("(", join(lengths), ")");
  }

  std::vector<std::string> differences_;
};

// HDF5 crashes on some damaged files, so that none may reach it.
hdf5::File sound_file(const std::string& path) {
  require_seal(path, SealCheck::whole);
  return hdf5::File(path);
}

struct OpenTrial {
  std::optional<hdf5::File> file;  // one of the two
  std::optional<hdf5::Group> packed;

  hdf5::Id id() const { return file ? file->root().id() : packed->id(); }
};

class FinishedTrials {
 public:
  explicit FinishedTrials(const std::string& out) : pack_(out, SealCheck::whole) {
    for (const TrialPath& trial : trial_files(out))
      files_.emplace(PackedName{trial.condition_folder, trial.trial}, trial.path);
    names_ = pack_.names();
    for (const auto& [name, path] : files_) names_.push_back(name);
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  }

  const std::vector<PackedName>& names() const { return names_; }
  bool has(const PackedName& name) const {
    return std::binary_search(names_.begin(), names_.end(), name);
  }
  OpenTrial open(const PackedName& name) const {
    const auto file = files_.find(name);
    if (file == files_.end()) return {std::nullopt, pack_.open(name)};
    return {sound_file(file->second), std::nullopt};
  }

 private:
  PackedTrials pack_;
  std::map<PackedName, std::string> files_;
  std::vector<PackedName> names_;
};

}  // namespace

std::vector<std::string> compare_files(const std::string& a, const std::string& b) {
  try {
    const hdf5::File file_a = sound_file(a), file_b = sound_file(b);
    Comparison comparison;
    comparison.groups(file_a.root().id(), file_b.root().id(), "/");
    return std::move(comparison).differences();
  } catch (const SystemError& error) {
    throw UserError(error.what());
  }
}

RunComparison compare_runs(const std::string& out_a, const std::string& out_b) {
  const FinishedTrials a(out_a), b(out_b);
  RunComparison result;
  for (const PackedName& name : a.names()) {
    const std::string trial = concat(name.condition_folder, "/", name.trial);
    if (!b.has(name)) {
      result.differences.push_back(concat(trial, ": only in '", out_a, "'"));
      continue;
    }
    ++result.trials;
    try {
      const OpenTrial in_a = a.open(name), in_b = b.open(name);
      Comparison comparison;
      comparison.groups(in_a.id(), in_b.id(), "/");
      for (const std::string& line : std::move(comparison).differences())
        result.differences.push_back(concat(trial, ": ", line));
    } catch (const SystemError& error) {
      result.differences.push_back(concat(trial, ": ", error.what()));
    }
  }
  for (const PackedName& name : b.names())
    if (!a.has(name))
      result.differences.push_back(
          concat(name.condition_folder, "/", name.trial, ": only in '", out_b, "'"));
  return result;
}

}  // namespace moai
