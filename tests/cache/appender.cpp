// cache_appender FILE NAME COUNT [FILE_BYTES_MAX]
// Appends COUNT exchanges to the cache FILE and prints the id of each when it is committed. With
// FILE_BYTES_MAX no file may grow beyond that, as on a full disk; what the cache reports then is
// printed as "trouble: ...".
#include <csignal>
#include <cstdlib>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include "cache/scratch.h"

namespace ibid::cache {
namespace {

constexpr int kUnderWayMax = 32;

void Print(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0) {
    std::_Exit(4);
  }
}

int Run(const std::string& path, const std::string& name, int count) {
  PostBox box;
  Result<std::unique_ptr<Cache>> cache = Cache::Open(path, box.Options());
  if (!cache) {
    Print("error: " + cache.error().message);
    return 3;
  }
  int under_way = 0;
  for (int i = 0; i < count; ++i) {
    // Bodies that compression cannot take away.
    std::string body;
    for (int k = 0; k < 32; ++k) {
      body += digest::Sha256Hex(name + std::to_string(i) + "/" + std::to_string(k));
    }
    const ExchangePtr e =
        Shared(MakeExchange("https://" + name + ".example/" + std::to_string(i), 200, body, i));
    ++under_way;
    (*cache)->Append(e, At(i + 100), [e, &under_way] {
      --under_way;
      Print(e->id);
    });
    if (under_way >= kUnderWayMax) {
      box.Drain();
    }
  }
  box.Drain();
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
  if (argc > 4) {
    std::signal(SIGXFSZ, SIG_IGN);
    const auto most = static_cast<rlim_t>(std::atoll(argv[4]));
    const rlimit limit{most, most};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      return 2;
    }
  }
  return ibid::cache::Run(argv[1], argv[2], std::atoi(argv[3]));
}
