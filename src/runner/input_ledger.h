#pragma once
// Which input files the trials of a folder were begun with: `inputs.sha256`, which sha256sum -c
// reads, too.
//
//   require_same_inputs(out, files);      // throws where one has changed; adds what is new

#include <string>
#include <vector>

#include "domain/input_file.h"
#include "parallel/communicator.h"

namespace moai {

/// Throws UserError that names each file whose content is not what earlier trials of the folder
/// read; SystemError where the ledger cannot be written. What it does not know yet is added.
void require_same_inputs(const std::string& out, const std::vector<InputFile>& files);

/// The same, but nothing is written: for a look from outside.
void check_inputs(const std::string& out, const std::vector<InputFile>& files);

using InputsByCondition = std::vector<std::vector<InputFile>>;

/// The lists of the first rank on every rank.
void broadcast(InputsByCondition& inputs, Communicator& ranks);

}  // namespace moai
