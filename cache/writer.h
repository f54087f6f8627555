#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cache/articles.h"
#include "cache/exchange_rows.h"
#include "cache/sqlite.h"

namespace ibid::cache {

// The one thread that writes. What has piled up while it was writing goes into one transaction
// (group commit), so that the price of a commit is paid per batch and not per exchange.
class Writer {
 public:
  // What a write may use; the transaction around it is the writer's.
  struct Rows {
    explicit Rows(Database& the_db) : db(the_db), exchanges(the_db), articles(the_db) {}
    Database& db;
    ExchangeInserter exchanges;
    ArticleInserter articles;
  };
  struct Job {
    std::function<bool(Rows&)> write;  // False: the database's failure() says why.
    // Null: it is on disk. Else it is not, and never will be, and this is why. Writer's thread.
    std::function<void(const Error*)> settled;
  };

  // `db` is for this thread alone from now on; `path` is for its errors.
  Writer(std::string path, Database db);
  // Writes what is waiting, then ends.
  ~Writer();

  void Add(Job job);  // From any thread.

 private:
  void Run();
  void WriteBatch(Rows& rows, std::vector<Job>& jobs);
  // All of [first, last) or nothing of it.
  bool WriteTogether(Rows& rows, Job* first, Job* last);

  const std::string path_;
  Database db_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> waiting_;  // Guarded by mutex_.
  bool closing_ = false;      // Guarded by mutex_.
  std::thread thread_;        // Last: it uses all of the above.
};

}  // namespace ibid::cache
