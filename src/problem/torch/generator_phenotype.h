#pragma once
// Pictures that a TorchScript module makes of real variables: blocks in, (B,3,H,W) in [0,1] out.
//
//   auto phenotype = make_generator_phenotype(blocks, {{"generator.pt"}, 8}, "cpu");
//
// The module must give the same picture for the same blocks: what is random in it (a diffusion
// model's noise) has to be fixed when it is saved.

#include <memory>
#include <string>

#include "genome/real_vector/block_options.h"
#include "problem/generator_options.h"

namespace moai {

class Phenotype;

/// Pictures of another size than asked for are scaled to it. Throws UserError where the module
/// cannot be loaded, fails, or makes no pictures of such blocks.
std::unique_ptr<Phenotype> make_generator_phenotype(const BlocksOptions& blocks,
                                                    const GeneratorOptions& options,
                                                    const std::string& device);

}  // namespace moai
