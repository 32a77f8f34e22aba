#pragma once
// Standard output as a place that can fail: a full disk, a descriptor that is closed.
//
//     keep_standard_descriptors();                 // first of all in main
//     return finish_output(run(arguments));        // last of all
//
// What is written goes through std::cout and stdio as usual; both remember a failure. A pipe that
// its reader has closed is no failure: whoever read has seen enough.

namespace moai {

/// Descriptors 0 to 2 that are closed (`>&-`) are opened, so that no file of a run gets one of
/// these numbers and with it what is meant for the terminal. Writing to such a one fails, as it
/// should.
void keep_standard_descriptors();

/// Writes what is still buffered. Where some of standard output could not be written, says so on
/// standard error and turns an exit code of 0 into 1; any other code stays, which says more.
int finish_output(int code);

}  // namespace moai
