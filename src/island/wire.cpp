#include "island/wire.h"

#include <map>

namespace moai {
namespace {

enum class GenomeKind : std::uint8_t { cppn = 0, real_vector = 1 };

void put(ByteWriter& out, const Genome& genome) {
  if (const auto* cppn = std::get_if<CppnGenome>(&genome)) {
    out.put(GenomeKind::cppn);
    out.put_all(cppn->nodes);
    out.put_all(cppn->connections);
  } else {
    out.put(GenomeKind::real_vector);
    out.put_all(std::get<RealVector>(genome).values);
  }
}

Genome get_genome(ByteReader& in) {
  if (in.get<GenomeKind>() == GenomeKind::cppn) {
    CppnGenome genome;
    genome.nodes = in.get_all<CppnNode>();
    genome.connections = in.get_all<CppnConnection>();
    return genome;
  }
  return RealVector{in.get_all<double>()};
}

}  // namespace

void put(ByteWriter& out, const Individual& individual) {
  out.put(individual.id);
  out.put(individual.parent_a);
  out.put(individual.parent_b);
  out.put(individual.generation);
  out.put(individual.island);
  out.put(individual.cell);
  put(out, individual.genome);
  out.put_all(individual.fitness);
  out.put(individual.violation);
  out.put_all(individual.descriptor);
}

IndividualPointer get_individual(ByteReader& in) {
  auto individual = std::make_shared<Individual>();
  individual->id = in.get<IndividualId>();
  individual->parent_a = in.get<IndividualId>();
  individual->parent_b = in.get<IndividualId>();
  individual->generation = in.get<std::uint64_t>();
  individual->island = in.get<std::uint32_t>();
  individual->cell = in.get<std::int32_t>();
  individual->genome = get_genome(in);
  individual->fitness = in.get_all<double>();
  individual->violation = in.get<double>();
  individual->descriptor = in.get_all<double>();
  return individual;
}

void put(ByteWriter& out, const AlgorithmState& state) {
  out.put<std::uint64_t>(state.individuals.size());
  for (const IndividualPointer& individual : state.individuals) put(out, *individual);
  out.put_all(state.slots);
  out.put_all(state.numbers);
}

AlgorithmState get_state(ByteReader& in) {
  AlgorithmState state;
  state.individuals.resize(in.get<std::uint64_t>());
  for (IndividualPointer& individual : state.individuals) individual = get_individual(in);
  state.slots = in.get_all<std::int64_t>();
  state.numbers = in.get_all<double>();
  return state;
}

void put(ByteWriter& out, const EventLog& events) {
  out.put_all(events.replacements);
  out.put_all(events.migrations);
  out.put_all(events.births);
}

EventLog get_events(ByteReader& in) {
  EventLog events;
  events.replacements = in.get_all<Replacement>();
  events.migrations = in.get_all<Migration>();
  events.births = in.get_all<Birth>();
  return events;
}

void put(ByteWriter& out, const std::vector<Member>& members) {
  // An elite that holds many cells travels once.
  std::map<const Individual*, std::uint64_t> position;
  std::vector<const Individual*> distinct;
  for (const Member& member : members)
    if (position.emplace(member.individual.get(), distinct.size()).second)
      distinct.push_back(member.individual.get());
  out.put<std::uint64_t>(distinct.size());
  for (const Individual* individual : distinct) put(out, *individual);
  out.put<std::uint64_t>(members.size());
  for (const Member& member : members) {
    out.put(member.cell);
    out.put(member.rank);
    out.put(position.at(member.individual.get()));
  }
}

std::vector<Member> get_members(ByteReader& in) {
  std::vector<IndividualPointer> distinct(in.get<std::uint64_t>());
  for (IndividualPointer& individual : distinct) individual = get_individual(in);
  std::vector<Member> members(in.get<std::uint64_t>());
  for (Member& member : members) {
    member.cell = in.get<std::int32_t>();
    member.rank = in.get<std::int32_t>();
    member.individual = distinct.at(in.get<std::uint64_t>());
  }
  return members;
}

}  // namespace moai
