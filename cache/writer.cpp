#include "cache/writer.h"

#include <chrono>
#include <utility>

#include "cache/open.h"

namespace ibid::cache {
namespace {

// Each try waits for the busy timeout, so this outlasts another process's long transaction.
constexpr int kBusyTriesMax = 6;
// While much is written, a commit waits for so many writes, as long as more come in each of a few
// short whiles: the pages that they share are written and synchronised once.
constexpr std::size_t kBusyBatch = 8;
constexpr std::size_t kFullBatch = 256;
constexpr int kWhilesMax = 10;
constexpr std::chrono::milliseconds kWhile{2};

}  // namespace

Writer::Writer(std::string path, Database db)
    : path_(std::move(path)), db_(std::move(db)), thread_([this] { Run(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Writer::Add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
    if (waiting_.size() > 1 && waiting_.size() != kFullBatch) {
      return;  // Who came first has woken it; it waits for a full batch at most.
    }
  }
  changed_.notify_one();
}

void Writer::Run() {
  Rows rows(db_);
  bool busy = false;
  for (;;) {
    std::vector<Job> jobs;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) {
        return;
      }
      std::size_t before = 0;
      for (int i = 0; busy && i < kWhilesMax && before < waiting_.size(); ++i) {
        before = waiting_.size();
        busy = !changed_.wait_for(lock, kWhile,
                                  [this] { return closing_ || waiting_.size() >= kFullBatch; });
      }
      jobs.swap(waiting_);
    }
    busy = jobs.size() >= kBusyBatch;
    WriteBatch(rows, jobs);
  }
}

void Writer::WriteBatch(Rows& rows, std::vector<Job>& jobs) {
  if (WriteTogether(rows, jobs.data(), jobs.data() + jobs.size())) {
    for (const Job& job : jobs) {
      job.settled(nullptr);
    }
    return;
  }
  // One bad write must not take the others with it.
  for (Job& job : jobs) {
    if (WriteTogether(rows, &job, &job + 1)) {
      job.settled(nullptr);
    } else {
      const Error error = Explain(path_, db_.failure());
      job.settled(&error);
    }
  }
}

bool Writer::WriteTogether(Rows& rows, Job* first, Job* last) {
  bool open = false;
  for (int tries = 0; !open && tries < kBusyTriesMax; ++tries) {
    open = db_.Run("BEGIN IMMEDIATE");
    if (!open && !db_.failure().busy()) {
      return false;
    }
  }
  if (!open) {
    return false;
  }
  bool good = true;
  for (Job* job = first; good && job != last; ++job) {
    good = job->write(rows);
  }
  if (good && db_.Run("COMMIT")) {
    return true;
  }
  db_.Rollback();
  return false;
}

}  // namespace ibid::cache
