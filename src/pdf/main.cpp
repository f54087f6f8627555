// ibid-pdf < FILE: what stands on the pages of a PDF, in the lines of contents.h. ibid runs it for
// each PDF, so that a file which crashes poppler, makes it run for ever or takes it over ends or
// has this process, which may do nothing (confine.h), and not the run.
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf/confine.h"
#include "pdf/contents.h"
#include "pdf/cover.h"
#include "pdf/limits.h"
#include "pdf/poppler_links.h"
#include "pdf/poppler_words.h"

namespace {

void Say(const std::string& lines) {
  std::fwrite(lines.data(), 1, lines.size(), stdout);
  std::fflush(stdout);
}

int End(ibid::pdf::State state, std::string_view why = {}) {
  Say(ibid::pdf::WriteEnd(state, why));
  return 0;
}

int Extract(std::string_view bytes) {
  using ibid::pdf::State;
  const ibid::pdf::WordSource words(bytes);
  if (!words.open()) {
    return End(State::kDamaged);
  }
  if (words.encrypted()) {
    return End(State::kEncrypted);
  }
  const ibid::pdf::LinkSource links(bytes);
  Say(ibid::pdf::WritePageCount(words.page_count()));
  for (const ibid::pdf::Info& info : words.Information()) {
    Say(ibid::pdf::WriteInfo(info));
  }
  std::size_t written = 0;
  for (std::uint32_t i = 0; i < words.page_count(); ++i) {
    if (i == ibid::pdf::kPagesMax) {
      return End(State::kPart, "it has more than " + std::to_string(i) + " pages");
    }
    auto [page, edges] = words.ReadPage(i);
    for (const ibid::pdf::LinkSource::Area& area : links.ReadPage(i)) {
      page.links.push_back({area.uri, ibid::pdf::WordsUnder(area.at, page.words, edges)});
    }
    const std::string lines = ibid::pdf::WritePage(page);
    written += lines.size();
    if (written > ibid::pdf::kWrittenMax) {
      return End(State::kPart, "its text is too long");
    }
    Say(lines);
  }
  return End(State::kWhole);
}

}  // namespace

int main() {
  struct stat input{};
  if (fstat(STDIN_FILENO, &input) != 0 || !S_ISREG(input.st_mode) || input.st_size <= 0) {
    std::fputs("ibid-pdf: reads a PDF file from standard input; ibid runs it\n", stderr);
    return 2;
  }
  const auto size = static_cast<std::size_t>(input.st_size);
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (bytes == MAP_FAILED || size > ibid::pdf::kFileMax) {
    return End(ibid::pdf::State::kDamaged);
  }
  ibid::pdf::Confine(size);
  return Extract({static_cast<const char*>(bytes), size});
}
