#pragma once
// The shared library that holds all that needs LibTorch, loaded when something of it is first
// called: whoever computes no picture does without its second of loading.
//
//   extern "C" double moai_brightness(const Image& image);     // in a header without LibTorch
//   double b = torch_function<decltype(moai_brightness)>("moai_brightness")(image);
//
// It lies beside the library of the core, wherever that is. Programs that are linked to it have it
// from the start.

namespace moai {

/// The address of a function of the module. Throws SystemError where the module cannot be loaded.
void* torch_symbol(const char* name);

template <class Function>
Function* torch_function(const char* name) {
  return reinterpret_cast<Function*>(torch_symbol(name));
}

}  // namespace moai
