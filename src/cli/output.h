#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "ibid/result.h"

// Where results and messages go.
namespace ibid::cli {

// Standard output, or a file that appears under its name only when it is whole.
class Output {
 public:
  // Empty path: standard output.
  static Result<Output> Open(const std::string& path);
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  // Without Close: the unfinished file is removed.

  // False when it cannot be written; Close then says why. Writing goes on to be refused.
  bool Write(std::string_view bytes);
  // Pushes out what is buffered, so that a reader of a pipe sees it now.
  void Flush();
  // A reader that closed its pipe (`| head`) is no error.
  Result<void> Close();
  // The reader of our pipe has gone: nothing more is wanted.
  bool reader_gone() const { return reader_gone_; }

 private:
  Output(std::FILE* file, std::string path, std::string temporary);
  void Note();

  std::FILE* file_ = nullptr;
  std::string path_;
  std::string temporary_;
  std::string trouble_;
  bool reader_gone_ = false;
};

// One message to standard error: "ibid: ...", what a terminal would act on made harmless.
void Say(std::string_view message);

}  // namespace ibid::cli
