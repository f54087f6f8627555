#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cache/sqlite.h"
#include "ibid/instant.h"
#include "ibid/result.h"

// The checks that somebody asked `ibid serve` for: what was given, how far it is, what came of it.
namespace ibid::cache {

enum class CheckState : std::uint8_t { kQueued, kWorking, kDone, kFailed };
std::string_view Name(CheckState);  // "queued", ...: as the table has them.
std::optional<CheckState> CheckStateNamed(std::string_view name);

// What was given.
struct CheckInput {
  std::string kind;        // "url", "text", "file"
  std::string source;      // URL, file's name, what the text is called.
  std::string bytes;       // Of a text or file.
  std::string input_kind;  // Name(InputKind); empty: looked at.
  std::string url;         // Where a text or file came from.
  std::string date;        // Of the article.
  std::string media_type;
  std::string wishes = "{}";  // How it is to be checked: a JSON object, as serve/wishes.h has it.
};

// What came of it, beside the record.
struct CheckOutcome {
  std::string title;
  std::string publisher;
  std::string published;
  std::string url;
  std::int64_t references = 0;
  std::int64_t failing = 0;
  std::int64_t dead = 0;
  std::string verdicts = "{}";  // JSON: name to number.
};

struct CheckRow {
  std::int64_t id = 0;
  std::string kind;
  std::string source;
  CheckState state = CheckState::kQueued;
  std::int64_t tries = 0;
  Instant created{};
  std::optional<Instant> started;
  std::optional<Instant> finished;
  std::string error;
  CheckOutcome outcome;
  std::string wishes;
};

// What a check is found by.
struct CheckWords {
  std::string source;
  std::string hosts;
  std::string text;
};

// An article as `ibid check` left it in the cache.
struct ElsewhereChecked {
  std::int64_t article = 0;  // articles.id
  std::string source;
  std::string record_sha256;
  std::string record;
  Instant checked_at{};
};

struct CheckFilter {
  std::optional<CheckState> state;
  std::optional<std::int64_t> before;  // Ids below this one.
  std::int64_t limit = 50;
};

struct CheckCounts {
  std::int64_t queued = 0;
  std::int64_t working = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
};

// A stretch of a text that was searched, and whether it is what was looked for.
struct FoundPart {
  std::string text;
  bool match = false;
};
struct FoundCheck {
  CheckRow row;
  std::vector<FoundPart> snippet;
};

// One connection: for one thread at a time. What a function that writes returned without an error
// has been committed, and is on disk. Errors are those of Explain.
class Checks {
 public:
  // REQUIRES: the file was opened with Cache::Open before, by whom it has the newest schema.
  static Result<Checks> Open(const std::string& path, bool read_only);

  // The id of the new, queued check.
  Result<std::int64_t> Add(const CheckInput& input, Instant now);
  // A new check of what an earlier one was given, as it is wished now; none where there is no such,
  // or where what it was given is not kept (Adopt).
  Result<std::optional<std::int64_t>> AddAgain(std::int64_t id, const std::string& wishes,
                                               Instant now);
  // False: there is none.
  Result<bool> Delete(std::int64_t id);

  // At the start of a program, before anybody works: what was under way is queued again, but what
  // was begun `tries_max` times and never ended has failed.
  Result<void> Recover(std::int64_t tries_max, Instant now);
  // The oldest that is queued and was begun at most `tries_max` times, from now on working; none
  // where there is none.
  Result<std::optional<CheckRow>> Take(std::int64_t tries_max, Instant now);
  Result<std::optional<CheckInput>> Input(std::int64_t id);
  // False: the check was deleted meanwhile.
  Result<bool> Finish(std::int64_t id, const CheckOutcome& outcome, const CheckWords& words,
                      const std::string& record, Instant now);
  Result<bool> Fail(std::int64_t id, const std::string& why, Instant now);
  // What was taken and shall not count as tried: queued again.
  Result<void> PutBack(std::int64_t id);

  // The oldest article that was checked by another program on this cache and is not among the
  // checks yet; none where there is none. REQUIRES: nothing is working, or what it has stored could
  // be taken for somebody else's.
  Result<std::optional<ElsewhereChecked>> NextElsewhere();
  // Makes it a check that is done, or (`outcome` null) passes it by.
  Result<void> Adopt(const ElsewhereChecked& article, const CheckOutcome* outcome,
                     const CheckWords& words);

  Result<std::optional<CheckRow>> Find(std::int64_t id);
  Result<std::vector<CheckRow>> List(const CheckFilter& filter);  // Newest first.
  Result<CheckCounts> Count();
  // The record of a check that is done.
  Result<std::optional<std::string>> Record(std::int64_t id);
  // Checks that are done and hold all words of the query, the last of them perhaps cut short; best
  // first. An empty query finds nothing.
  Result<std::vector<FoundCheck>> Search(std::string_view query, std::int64_t limit,
                                         std::int64_t offset);

  Database& database() { return db_; }
  Error Failure() const;

 private:
  Checks(std::string path, Database db) : path_(std::move(path)), db_(std::move(db)) {}
  bool Drop(const std::string& sha256);
  bool DeleteAll(std::int64_t id);
  bool StoreOutcome(std::int64_t id, const CheckOutcome& outcome, const std::string& sha256,
                    Instant now);
  bool StoreWords(std::int64_t id, const CheckOutcome& outcome, const CheckWords& words);
  // What a statement means that has no more rows.
  template <class T>
  Result<std::optional<T>> NothingOrFailure(const Cursor& row) const;
  // Runs `work` in one transaction, which another process may make wait for a while. False of
  // `work`: nothing of it is kept.
  Result<void> Together(const std::function<bool()>& work);

  std::string path_;
  Database db_;
};

}  // namespace ibid::cache
