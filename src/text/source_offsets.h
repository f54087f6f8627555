#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace ibid::text {

// Where the characters of Decode(bytes, encoding).utf8 stand in `bytes`: for whoever changes a file
// that was read. Takes constant memory, and for all questions together time linear in the bytes.
class SourceOffsets {
 public:
  // REQUIRES: `encoding` is a name that EncodingForLabel gave; `bytes` outlive this.
  SourceOffsets(std::string_view bytes, std::string_view encoding);
  ~SourceOffsets();
  SourceOffsets(const SourceOffsets&) = delete;
  SourceOffsets& operator=(const SourceOffsets&) = delete;

  // The byte at which the character begins that begins at `at` in the decoded text; of its end, the
  // end of the bytes; of a place inside a character, where the next one begins. Questions come in
  // order: REQUIRES that `at` is no smaller than the time before.
  std::size_t Of(std::size_t at);

 private:
  struct State;
  void Step();
  std::string_view bytes_;
  bool same_ = false;       // Decoding changes nothing.
  std::size_t source_ = 0;  // Here begins, in the bytes,
  std::size_t text_ = 0;    // what begins here in the text.
  std::unique_ptr<State> state_;
};

}  // namespace ibid::text
