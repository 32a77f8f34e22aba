#pragma once
// Whether a sound file is as long as it says. libsndfile takes what there is of a file that ends
// early for the whole of it.

#include <string>
#include <string_view>

namespace moai {

/// Why the samples of a WAV or AIFF file are not all there, or nothing. Looks at the lengths of its
/// chunks alone.
std::string chunks_defect(std::string_view file);

/// The same of an MP3 file, which need not say how long it is: only of one that has a Xing or Info
/// header, as most encoders write it, can be told whether it is complete. Others are defect, too.
std::string mp3_defect(std::string_view file);

}  // namespace moai
