// moai lineage: the chain of ancestors of the champion or of another individual.

#include <fmt/format.h>

#include <array>
#include <iostream>

#include "app/trial_operand.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using boost::program_options::value;

// M. Okabe, K. Ito, "Color Universal Design": distinct for the colour-blind. By island.
constexpr std::array island_colors{"#56B4E9", "#E69F00", "#009E73", "#F0E442",
                                   "#0072B2", "#CC79A7", "#D3D3D3", "#FFFFFF"};
constexpr const char* jump_color = "#D55E00";

std::string place(const Ancestor& ancestor) {
  return ancestor.cell < 0 ? "-" : std::to_string(ancestor.cell);
}

const char* step(const std::vector<Ancestor>& lineage, std::size_t k) {
  if (k == 0) return "";
  if (lineage[k].island != lineage[k - 1].island) return "migrated";
  return lineage[k].is_jump_to(lineage[k - 1]) ? "jumped" : "";
}

void print_table(const TrialView& view, const std::vector<Ancestor>& lineage) {
  std::size_t jumps = 0;
  for (std::size_t k = 1; k < lineage.size(); ++k)
    jumps += lineage[k].is_jump_to(lineage[k - 1]) ? 1 : 0;
  const auto self = view.find(lineage[0].id);
  std::cout << in_words(view) << "\nindividual " << lineage[0].id.value();
  if (self) std::cout << ", score " << view.normalisation.score(view.individuals[*self]->fitness);
  std::cout << ": " << lineage.size() - 1 << " ancestors, " << jumps << " jumps\n\n";
  std::cout << fmt::format("{:>10}  {:>6}  {:>6}  {:>20}  {:>6}  {}\n", "generation", "island",
                           "cell", "id", "genome", "then its child");
  for (std::size_t k = 0; k < lineage.size(); ++k) {
    std::string row = fmt::format("{:>10}  {:>6}  {:>6}  {:>20}  {:>6}  {}", lineage[k].generation,
                                  lineage[k].island, place(lineage[k]), lineage[k].id.value(),
                                  view.find(lineage[k].id) ? "yes" : "no", step(lineage, k));
    std::cout << row.erase(row.find_last_not_of(' ') + 1) << "\n";
  }
}

void print_csv(const TrialView& view, const std::vector<Ancestor>& lineage) {
  std::cout << "generation,island,cell,id,genome,step\n";
  for (std::size_t k = 0; k < lineage.size(); ++k)
    std::cout << lineage[k].generation << ',' << lineage[k].island << ',' << lineage[k].cell << ','
              << lineage[k].id.value() << ',' << (view.find(lineage[k].id) ? 1 : 0) << ','
              << step(lineage, k) << "\n";
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

void print_dot(const TrialView& view, const std::vector<Ancestor>& lineage) {
  std::cout << "digraph lineage {\n  label=" << quoted(in_words(view))
            << ";\n  node [shape=box, style=filled, fontname=\"sans-serif\"];\n"
               "  edge [color=\"#666666\"];\n";
  for (std::size_t k = 0; k < lineage.size(); ++k) {
    const Ancestor& a = lineage[k];
    const std::string cell = a.cell < 0 ? "" : concat(", cell ", a.cell);
    std::cout << "  n" << k << " [label=\"generation " << a.generation << "\\nisland " << a.island
              << cell << "\", tooltip=\"" << a.id.value() << "\", fillcolor=\""
              << island_colors[a.island % island_colors.size()] << "\""
              << (k == 0 ? ", penwidth=3" : "") << "];\n";
  }
  for (std::size_t k = lineage.size(); k-- > 1;) {
    std::cout << "  n" << k << " -> n" << k - 1;
    if (*step(lineage, k) != '\0')
      std::cout << " [color=\"" << jump_color << "\", penwidth=2, style="
                << (lineage[k].island == lineage[k - 1].island ? "solid" : "dashed") << "]";
    std::cout << ";\n";
  }
  std::cout << "}\n";
}

}  // namespace

int lineage_command(Arguments arguments) {
  CommandLine line("lineage", trial_operand,
                   "Prints the champion's chain of ancestors, or another individual's: itself "
                   "first, back to a random genome. An\nancestor's cell is the one it held when "
                   "the next in line was made.");
  add_trial_options(line);
  line.add("id", value<std::uint64_t>(), "the individual with this id");
  line.add_flag("dot",
                "print a graph for Graphviz: islands by colour, jumps orange, dashed where "
                "they lead to another island");
  line.add_flag("csv", "print comma-separated values");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  if (line.has("dot") && line.has("csv"))
    throw UserError("moai lineage: --dot and --csv exclude each other. Give one of them.");
  const TrialView view = trial_of(line);
  const IndividualId id = line.has("id") ? IndividualId(line.get<std::uint64_t>("id"))
                                         : view.individuals[view.champion]->id;
  const std::vector<Ancestor> lineage = view.lineage(id);
  if (lineage.empty())
    throw UserError(concat("individual ", id.value(), " is not among those whose parents '",
                           view.source.path,
                           "' records (it never held a place, or the experiment "
                           "says record.lineage: none)."));
  (line.has("dot") ? print_dot : line.has("csv") ? print_csv : print_table)(view, lineage);
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
