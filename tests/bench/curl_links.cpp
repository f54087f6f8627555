// The least that asking so many links can cost: libcurl's multi interface and nothing around it.
// curl_links WIDTH FILE reads one URL a line and asks them all, WIDTH at once, with reused handles
// and connections; redirects are followed, bodies decoded and dropped. Prints statuses and how
// many. The peer of `ibid resolve` in scripts/bench_links; it judges nothing and keeps nothing.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <curl/curl.h>
#include <sys/resource.h>

namespace {

std::size_t Drop(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

CURL* NewHandle() {
  CURL* const easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Drop);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  return easy;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "curl_links WIDTH FILE\n");
    return 2;
  }
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  std::ifstream in(argv[2]);
  std::vector<std::string> urls;
  for (std::string line; std::getline(in, line);) {
    urls.push_back(line);
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM* const multi = curl_multi_init();
  const long width = std::atol(argv[1]);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 2 * width);
  std::map<long, int> statuses;
  std::size_t next = 0;
  const auto begin = [&](CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_URL, urls[next++].c_str());
    curl_multi_add_handle(multi, easy);
  };
  for (long i = 0; i < width && next < urls.size(); ++i) {
    begin(NewHandle());
  }
  for (int running = 1; running > 0;) {
    curl_multi_perform(multi, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      CURL* const easy = message->easy_handle;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      ++statuses[status];
      curl_multi_remove_handle(multi, easy);
      if (next < urls.size()) {
        begin(easy);
        running = 1;
      } else {
        curl_easy_cleanup(easy);
      }
    }
    if (running > 0) {
      curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
  }
  curl_multi_cleanup(multi);
  for (const auto& [status, count] : statuses) {
    std::printf("%ld %d\n", status, count);
  }
}
