#pragma once
// A batch of images and all that several objectives need of it, each computed at most once.
//
//   ImageAnalysis images(rgb, backbone);
//   images.luminance();                                         // (B,1,H,W)
//   images.once("vsi.saliency", [&] { return saliency(rgb); })  // an objective's own quantity
//
// It is lazy: what no objective asks for is never computed. Not for use by two threads at once.

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace moai {

class Vgg16;

class ImageAnalysis {
 public:
  /// rgb: (B,3,H,W) float32, finite. `backbone` may be null where no deep objective is asked for.
  explicit ImageAnalysis(at::Tensor rgb, const Vgg16* backbone = nullptr);
  /// `unscaled`: the images before they were enlarged to `rgb`.
  ImageAnalysis(at::Tensor rgb, const Vgg16* backbone, at::Tensor unscaled);
  ~ImageAnalysis();
  ImageAnalysis(const ImageAnalysis&) = delete;
  ImageAnalysis& operator=(const ImageAnalysis&) = delete;

  /// The result of `compute`, which is called the first time this key is asked for.
  const at::Tensor& once(const std::string& key, const std::function<at::Tensor()>& compute);
  const std::vector<at::Tensor>& once_list(const std::string& key,
                                           const std::function<std::vector<at::Tensor>()>& compute);

  const at::Tensor& rgb() const { return rgb_; }
  /// The images at the size that was asked for, which may be too small for some objectives.
  const at::Tensor& unscaled() const { return unscaled_; }
  const Vgg16* backbone() const { return backbone_; }
  /// Mean of (x - y)^2 over the 3HW numbers of an image, (B), against y (1,3,H,W).
  const at::Tensor& squared_error(const at::Tensor& target);
  /// Y, I, Q of the images in [0,1], (B,1,H,W) each: Y of NTSC, I and Q with piq's coefficients.
  const at::Tensor& luminance();
  const at::Tensor& chroma_i();
  const at::Tensor& chroma_q();

 private:
  at::Tensor rgb_, unscaled_;
  const Vgg16* backbone_;
  std::map<std::string, std::vector<at::Tensor>> results_;
};

}  // namespace moai
