#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ibid/result.h"
#include "warc/zip.h"

namespace ibid::warc {

// The bytes of a WARC or ARC file with gzip taken off, whether it is plain, one gzip member per
// record as the standard wants (WARC 1.1, annex D), or one member for all.
//
// It never fails: what is damaged is left out and told to `problem` with the offset in the file.
// Reading stops at the end of a member whose successor begins a record ("segment"), so that a wrong
// length in one record cannot swallow the next.
class Input {
 public:
  // Offset in the file, and what is wrong there.
  using Problem = std::function<void(std::uint64_t, std::string)>;

  // Error kInput where the file cannot be opened. Begins at `offset`, a Position::offset.
  static Result<std::unique_ptr<Input>> Open(const std::string& path, std::uint64_t offset,
                                             Problem problem);
  static std::unique_ptr<Input> Over(std::string_view bytes, Problem problem);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Up to and without the next line feed, carriage returns before it dropped (editors double them),
  // at most `max` bytes: a longer line comes in pieces. False at the end of the segment.
  bool Line(std::string& line, std::size_t max);
  // Appends up to `n` bytes; less only at the end of the segment.
  std::size_t Read(std::string& out, std::uint64_t n);
  std::uint64_t Skip(std::uint64_t n);
  // The next byte, or -1 at the end of the segment.
  int Peek();
  // Puts bytes back in front. They count as part of the current segment.
  void Unread(std::string_view bytes);
  // Goes on to the next segment. False at the end of the file.
  bool NextSegment();

  // Where the file can be opened again: the start of the current gzip member, or the exact place in
  // a plain file.
  std::uint64_t offset() const;
  bool compressed() const { return compressed_; }
  // Tells that every member begins a record, as in ARC files.
  void EndSegmentsWithMembers() { members_are_segments_ = true; }

 private:
  explicit Input(Problem problem) : problem_(std::move(problem)) {}
  void Begin();
  bool FillRaw();  // False where the file has no more.
  bool Fill();     // More into out_. False at the end of the segment.
  bool FillFromMember();
  bool FindMember();  // False at the end of the file.
  bool OpenMember();  // Decodes the next member's first bytes into ahead_.
  void EndMember(std::string_view why);

  Problem problem_;
  std::FILE* file_ = nullptr;
  std::string_view bytes_;  // Where there is no file: what FillRaw has not taken yet.
  std::string raw_;         // As it stands in the file; [raw_at_, size) is not used yet.
  std::size_t raw_at_ = 0;
  std::uint64_t raw_end_ = 0;  // Offset in the file of raw_'s end.

  bool compressed_ = false;
  bool members_are_segments_ = false;
  std::unique_ptr<Inflater> inflater_;
  bool in_member_ = false;
  bool damaged_ = false;        // The member that ended last did not end as it should.
  bool boundary_ = false;       // ahead_ begins the next segment.
  std::uint64_t member_ = 0;    // Offset of the member that out_ comes from.
  std::uint64_t opened_ = 0;    // Offset of the newest member that was begun.
  std::uint64_t inflated_ = 0;  // Bytes that member has given.
  std::string ahead_;

  std::string out_;  // Decoded; [out_at_, size) is not read yet.
  std::size_t out_at_ = 0;
};

}  // namespace ibid::warc
