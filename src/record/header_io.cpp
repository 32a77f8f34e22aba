#include "record/header_io.h"

#include "record/columns.h"
#include "record/format_error.h"
#include "record/layout.h"
#include "support/version.h"

namespace moai {
namespace {

void write_inputs(hdf5::Group& root, const std::vector<InputFile>& files) {
  if (files.empty()) return;
  hdf5::Group inputs = root.at("inputs", "the files that the trial depends on, by their content");
  write_columns(inputs, files, InputFile::fields());
}

}  // namespace

void write_header(hdf5::Group& root, const TrialHeader& header, std::string_view status,
                  std::string_view created) {
  root.set("moai_schema", record_schema);
  root.set("moai_version", version());
  root.set("experiment", header.identity.experiment);
  root.set("condition", header.identity.condition);
  root.set("trial", header.identity.trial);
  root.set("seed", header.identity.seed);
  root.set("stream", std::uint64_t{header.identity.stream});
  root.set("status", status);
  root.set("config", header.config);
  root.set("problem", header.problem);
  root.set("algorithm", header.algorithm);
  root.set("islands", std::uint64_t{header.islands});
  root.set("reproducible", std::uint64_t{header.reproducible});
  root.set("created", created.empty() ? header.created : created);
  root.set("host", header.host);
  root.set("device", header.device);
  root.set("libtorch", header.libtorch.empty() ? "none" : header.libtorch);
  root.set("ranks", std::uint64_t{header.ranks});
  root.set("threads", std::uint64_t{header.threads});

  hdf5::Group objectives =
      root.at("objectives",
              "the M functions that are maximised; score = mean over them of (fitness - "
              "minimum) / (maximum - minimum)");
  std::vector<std::string> names, notes;
  for (const auto& objective : header.objectives) {
    names.push_back(objective.name);
    notes.push_back(objective.note);
  }
  objectives.write_texts("name", names, {"text", "name of the objective, (M)"});
  objectives.write_texts("note", notes, {"text", "its unit, range and direction, (M)"});
  objectives.write("minimum", header.normalisation.minimum,
                   {"raw fitness", "what counts as 0 in the score, (M)"});
  objectives.write("maximum", header.normalisation.maximum,
                   {"raw fitness", "what counts as 1 in the score, (M)"});
  write_inputs(root, header.inputs);
}

TrialIdentity read_identity(const hdf5::Group& root) {
  if (const auto schema = root.integer("moai_schema"); schema > record_schema)
    throw FormatError(schema, record_schema, root.text("moai_version"));
  return {root.text("experiment"), root.text("condition"), root.integer("trial"),
          root.integer("seed"), static_cast<std::uint32_t>(root.integer("stream"))};
}

void require_current_format(const hdf5::Group& root) {
  if (const auto schema = root.integer("moai_schema"); schema != record_schema)
    throw FormatError(schema, record_schema, root.text("moai_version"));
}

}  // namespace moai
