#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "resolve/archives/archive.h"
#include "resolve/archives/capture.h"
#include "resolve/inquiry.h"

namespace ibid::resolve {

struct CopyQuery {
  std::string url;
  bool crawled = false;    // Common Crawl may be asked, when nobody else has a valid one.
  bool redirects = false;  // Captured redirects are wanted: they are listed too, and not followed.
  std::function<bool(const Capture&)> wanted;  // Empty: all.
};

// The captures of one address in all archives that may be asked, fetched one by one, the nearest to
// the inquiry's date first; questions are put off until they may bring a nearer one than is known.
//
//   CopySearch search(inquiry, {url});
//   for (;;) {
//     std::optional<CaptureContent> content = co_await search.Next();
//     if (!content) { search.SayNothingFound(); ... }
//     search.Accept(...) or search.Refuse(...)
//
// The inquiry outlives it; a page of the same bytes as one that was refused is passed over.
class CopySearch {
 public:
  CopySearch(Inquiry& inquiry, CopyQuery query);

  // The next capture, a `memento` of an archive that answered; none at the end. What is none, or is
  // dated in the future, is refused here.
  net::Task<std::optional<CaptureContent>> Next();

  // Enter the capture in inquiry.out.snapshots: the valid one first, refused ones as they come.
  void Accept(const CaptureContent& content, std::string reason);
  void Refuse(const CaptureContent& content, std::string reason);

  // Why there is no copy, for people.
  void SayNothingFound();

 private:
  struct Shelf {  // An archive in the course of the search.
    Archive archive;
    bool closed = false;   // Its index does not want to be asked more, or may not be.
    bool refused = false;  // The same of its captures.
    bool failed = false;
    bool listed = false;  // It has named captures.
    bool earlier_asked = false;
    bool gate_asked = false;
  };
  struct Row {
    std::size_t shelf = 0;
    Capture capture;
  };

  std::chrono::milliseconds DistanceOf(const Row& row) const;
  void Enter(std::size_t shelf, Captures captures);
  net::Task<bool> AskAll();
  net::Task<bool> AskEarlier();
  net::Task<bool> AskLast();
  net::Task<std::optional<Row>> NextRow();
  net::Task<Captures> ListFirst(Archive archive);

  Inquiry& inquiry_;
  CopyQuery query_;
  bool dated_ = false;
  Instant near_{};
  bool begun_ = false;
  std::vector<Shelf> shelves_;
  std::vector<Row> rows_;   // Not looked at yet.
  std::optional<Row> now_;  // Was handed out last.
  std::set<std::string> refused_digests_;
  std::size_t fetches_ = 0;
};

// The snapshot that a fetched capture makes.
Snapshot ToSnapshot(const CaptureContent& content, bool valid, std::string reason);

}  // namespace ibid::resolve
