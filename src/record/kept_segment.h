#pragma once
// A segment that stays readable when somebody removes it while its trial runs: a file lives as long
// as somebody has it open.
//
//   KeptSegment kept;
//   kept.keep(path);
//   if (kept.bring_back()) ...   // it was gone and is there again

#include <string>

namespace moai {

class KeptSegment {
 public:
  KeptSegment() = default;
  ~KeptSegment();
  KeptSegment(const KeptSegment&) = delete;
  KeptSegment& operator=(const KeptSegment&) = delete;

  /// In place of the one before. Throws FileError.
  void keep(const std::string& path);
  const std::string& path() const { return path_; }  ///< empty: none

  /// Writes it to its path again if it is not there; says whether it did. Throws FileError.
  bool bring_back() const;

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace moai
