// cache_appender FILE NAME COUNT [FILE_BYTES_MAX [PAUSE_MS]]
// Appends COUNT exchanges to the cache FILE and prints the id of each when it is committed. With
// FILE_BYTES_MAX (not 0) no file may grow beyond that, as on a full disk; what the cache reports
// then is printed as "trouble: ...". With PAUSE_MS there is a pause after each batch, and what was
// reported is looked for in the file: its id is printed as "unstored ..." where it is not there.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "cache/scratch.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

constexpr int kUnderWayMax = 32;

void Print(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0) {
    std::_Exit(4);
  }
}

// Looks at the file as another process would.
class Onlooker {
 public:
  explicit Onlooker(const std::string& path) {
    if (!db_.Open(path, Database::Mode::kReadOnly, std::chrono::seconds(10))) {
      Print("error: " + db_.failure().message);
    }
    find_ = db_.Prepare("SELECT 1 FROM exchanges WHERE id = ?1");
  }
  void Report(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      Cursor row(find_);
      row.Bind(1, id);
      const bool there = row.Next();
      Print(row.failed() ? "error: " + db_.failure().message : there ? id : "unstored " + id);
    }
  }

 private:
  Database db_;
  Statement find_;
};

class Appending {
 public:
  Appending(Cache& cache, PostBox& box, std::string name)
      : cache_(cache), box_(box), name_(std::move(name)) {}

  void Append(int i) {
    // Bodies that compression cannot take away.
    std::string body;
    for (int k = 0; k < 32; ++k) {
      body += digest::Sha256Hex(name_ + std::to_string(i) + "/" + std::to_string(k));
    }
    const ExchangePtr e =
        Shared(MakeExchange("https://" + name_ + ".example/" + std::to_string(i), 200, body, i));
    ++under_way_;
    cache_.Append(e, Until(At(i + 100)), [this, e] {
      --under_way_;
      committed_.push_back(e->id);
    });
    if (under_way_ >= kUnderWayMax) {
      box_.Drain();
    }
  }
  std::vector<std::string> TakeCommitted() { return std::exchange(committed_, {}); }

 private:
  Cache& cache_;
  PostBox& box_;
  const std::string name_;
  int under_way_ = 0;
  std::vector<std::string> committed_;
};

int Run(const std::string& path, const std::string& name, int count,
        std::optional<std::chrono::milliseconds> pause) {
  PostBox box;
  Result<std::unique_ptr<Cache>> cache = Cache::Open(path, box.Options());
  if (!cache) {
    Print("error: " + cache.error().message);
    return 3;
  }
  std::optional<Onlooker> onlooker;
  if (pause) {
    onlooker.emplace(path);
  }
  Appending appending(**cache, box, name);
  for (int i = 0; i < count; ++i) {
    appending.Append(i);
    const std::vector<std::string> ids = appending.TakeCommitted();
    if (onlooker) {
      onlooker->Report(ids);
    } else {
      for (const std::string& id : ids) {
        Print(id);
      }
    }
    if (pause && !ids.empty()) {
      std::this_thread::sleep_for(*pause);
    }
  }
  box.Drain();
  for (const std::string& id : appending.TakeCommitted()) {
    Print(id);
  }
  for (const std::string& trouble : box.troubles()) {
    Print("trouble: " + trouble);
  }
  return 0;
}

}  // namespace
}  // namespace ibid::cache

int main(int argc, char** argv) {
  if (argc < 4) {
    return 2;
  }
  if (argc > 4 && std::atoll(argv[4]) > 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const auto most = static_cast<rlim_t>(std::atoll(argv[4]));
    const rlimit limit{most, most};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      return 2;
    }
  }
  std::optional<std::chrono::milliseconds> pause;
  if (argc > 5) {
    pause = std::chrono::milliseconds(std::atoi(argv[5]));
  }
  return ibid::cache::Run(argv[1], argv[2], std::atoi(argv[3]), pause);
}
