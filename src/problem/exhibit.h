#pragma once
// Something to look at or to listen to that a genome stands for, at its full size: `moai export`
// writes each as a file, NAME-LABEL.png or NAME-LABEL.wav.

#include <string>
#include <variant>

#include "media/image.h"
#include "media/sound.h"

namespace moai {

struct Exhibit {
  std::string label;  ///< `spectrogram`; unique among those of a genome, fit for a file name
  std::variant<Image, Sound> content;
};

}  // namespace moai
