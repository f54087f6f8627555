#include "audit/inputs.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "audit/inputs/address.h"
#include "audit/inputs/bytes.h"
#include "audit/inputs/page_links.h"
#include "audit/inputs/pdf_links.h"
#include "audit/inputs/source_text.h"
#include "audit/inputs/walk.h"
#include "read/pdf.h"
#include "read/sniff.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::audit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSitemapsMax = 50'000;  // Below one input; the protocol's limit of an index.
constexpr std::size_t kNameBytesMax = 65536;  // A line of --files-from.

bool IsWeb(const std::string& input) {
  return text::StartsWithNoCase(input, "http://") || text::StartsWithNoCase(input, "https://");
}

std::string Shown(const std::string& name) {
  std::string out = name == "-" ? "standard input" : text::Repair(name);
  for (char& c : out) {
    c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return text::Shorten(out, 200);
}

// One page that was got.
struct Page {
  std::string name;  // As Place::page.
  std::string_view bytes;
  std::string content_type;
  std::string source;  // Path or URL, by whose ending its kind is told.
  Bases bases;
};

class Reader {
 public:
  Reader(const InputOptions& options, const Fetch* fetch, LinkSink& sink)
      : options_(options), fetch_(fetch), sink_(sink) {
    for (const std::string& pattern : options.exclude_path) {
      walk_.excluded.Add(pattern);
    }
    walk_.wanted = [this](const std::string& name) {
      return IsReadInFolders(name, !options_.column.empty());
    };
  }

  void Input(const std::string& input) {
    if (!wanted_) {
      return;
    }
    std::error_code error;
    if (IsWeb(input)) {
      Web(input);
    } else if (input != "-" && fs::is_directory(input, error)) {
      wanted_ = WalkFolder(
          input, walk_, [&](const std::string& path) { return File(path, input); },
          [&](const std::string& path, const std::string& why) {
            return Unreadable(path, Shown(path) + ": " + why);
          });
    } else if (walk_.excluded.Of(input, false) != PathPatterns::Answer::kIgnore) {
      File(input, "");
    }
  }

  // Names of inputs, one a line; empty lines and those that begin with "#" are passed over.
  void ListOfInputs(const std::string& list) {
    const Result<void> read = EachLine(list, kNameBytesMax, [&](std::string_view line) {
      line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
      if (!line.empty() && line[0] != '#') {
        Input(std::string(line));
      }
      return wanted_;
    });
    if (!read) {
      Unreadable(list, Shown(list) + ": " + read.error().message);
    }
  }

  void Take(Page page) {
    std::vector<std::string> sitemaps;
    Links(page, sitemaps);
    Sitemaps(std::move(sitemaps));
  }

 private:
  bool Unreadable(const std::string& input, const std::string& why) {
    wanted_ = wanted_ && sink_.TakeUnreadable(input, why);
    return wanted_;
  }

  bool File(const std::string& path, const std::string& folder) {
    const Result<std::string> bytes = ReadBytes(path, options_.input_bytes_max);
    if (!bytes) {
      return Unreadable(path, Shown(path) + ": " + bytes.error().message);
    }
    if (!folder.empty() && read::NameBinary(*bytes) && !IsGzip(*bytes)) {
      return true;
    }
    Take({path, *bytes, "", path, BasesOfFile(path, folder, options_.base_url, options_.root_dir)});
    return wanted_;
  }

  void Web(const std::string& url) { Sitemaps({url}); }

  // URLs of the web, the first of them an input, and the sitemaps that they name.
  void Sitemaps(std::vector<std::string> first) {
    std::deque<std::string> queue(first.begin(), first.end());
    std::unordered_set<std::string> seen(first.begin(), first.end());
    while (wanted_ && !queue.empty()) {
      const std::string url = std::move(queue.front());
      queue.pop_front();
      const Result<FetchedPage> got = (*fetch_)(url);
      if (!got) {
        Unreadable(url, got.error().message);
        continue;
      }
      std::vector<std::string> named;
      Links(OfWeb(url, *got), named);
      for (std::string& next : named) {
        if (seen.size() > kSitemapsMax) {
          Unreadable(url, Shown(url) + ": names more than " + std::to_string(kSitemapsMax) +
                              " sitemaps; name the others as inputs");
          break;
        }
        if (seen.insert(next).second) {
          queue.push_back(std::move(next));
        }
      }
    }
  }

 public:
  static Page OfWeb(const std::string& url, const FetchedPage& got) {
    const std::optional<url::Url> parsed = url::Url::Parse(url);
    return {parsed ? parsed->ForRequest() : url, got.bytes, got.content_type, got.url,
            BasesOfUrl(got.url)};
  }

 private:
  // The links of one page; `sitemaps` gets those that it names, if it is an index of them.
  void Links(const Page& page, std::vector<std::string>& sitemaps) {
    std::string unpacked;
    std::string_view bytes = page.bytes;
    const bool packed = IsGzip(bytes);
    if (packed) {
      Result<std::string> inside = Unzipped(bytes, options_.input_bytes_max);
      if (!inside) {
        Unreadable(page.name, Shown(page.name) + ": " + inside.error().message);
        return;
      }
      unpacked = std::move(inside).value();
      bytes = unpacked;
    }
    if (read::IsPdf(bytes)) {
      Pdf(page, bytes);
      return;
    }
    if (const auto binary = read::NameBinary(bytes)) {
      Unreadable(page.name, Shown(page.name) + " is " + *binary);
      return;
    }
    SourceText source(bytes, page.content_type,
                      options_.kind.value_or(InputKind::kHtml) == InputKind::kHtml);
    const PageKind kind =
        KindOfPage(source.text(), {page.source, page.content_type, options_.kind, options_.column});
    if (!Begin(page.name)) {
      return;
    }
    const Result<bool> read =
        PageLinks(kind, source.text(), options_.column, [&](const WrittenLink& link) {
          FoundLink found = Found(page, link, source, packed);
          if (kind == PageKind::kSitemapIndex && IsWeb(found.url)) {
            sitemaps.push_back(found.url);
          }
          return wanted_ = sink_.TakeLink(std::move(found));
        });
    if (!read) {
      Unreadable(page.name, Shown(page.name) + ": " + read.error().message);
    }
  }

  bool Begin(const std::string& name) { return wanted_ = wanted_ && sink_.BeginPage(name); }

  static FoundLink Found(const Page& page, const WrittenLink& link, SourceText& source,
                         bool packed) {
    FoundLink found;
    Address address = Resolved(link, page.bases);
    found.url = std::move(address.url);
    found.place.fragment = std::move(address.fragment);
    found.place.page = page.name;
    found.place.anchor = link.anchor;
    found.place.written = Slice(source.text(), link.at);
    const SourceText::Spot spot = source.Of(link.at);
    found.place.line = spot.line;
    found.place.column = spot.column;
    if (!packed &&
        source.bytes().substr(spot.begin, spot.end - spot.begin) == found.place.written) {
      found.place.begin = spot.begin;
      found.place.end = spot.end;
    }
    return found;
  }

  void Pdf(const Page& page, std::string_view bytes) {
    const Result<std::vector<std::string>> addresses =
        PdfLinks(bytes, page.name, options_.input_bytes_max);
    if (!addresses) {
      Unreadable(page.name, addresses.error().message);
      return;
    }
    bool more = Begin(page.name);
    for (const std::string& written : *addresses) {
      WrittenLink link;
      link.address = written;
      FoundLink found;
      Address address = Resolved(link, page.bases);
      found.url = std::move(address.url);
      found.place.fragment = std::move(address.fragment);
      found.place.page = page.name;
      found.place.written = written;
      more = more && (wanted_ = sink_.TakeLink(std::move(found)));
    }
  }

  const InputOptions& options_;
  const Fetch* fetch_;
  LinkSink& sink_;
  WalkOptions walk_;
  bool wanted_ = true;
};

Error Usage(std::string message) {
  return {ErrorCode::kUsage, std::move(message)};
}

Result<void> Check(const InputOptions& options) {
  const std::optional<url::Url> base = url::Url::Parse(options.base_url);
  if (!options.base_url.empty() && (!base || !base->is_http())) {
    return Usage("--base-url takes an http or https address, not '" + options.base_url + "'");
  }
  if (!options.base_url.empty() && !options.root_dir.empty()) {
    return Usage("--base-url and --root-dir both say what '/' is; give one of them");
  }
  std::error_code error;
  if (!options.root_dir.empty() && !fs::is_directory(options.root_dir, error)) {
    return Usage("--root-dir " + options.root_dir + " is no folder");
  }
  const auto stdins = std::count(options.inputs.begin(), options.inputs.end(), "-") +
                      std::count(options.files_from.begin(), options.files_from.end(), "-");
  if (stdins > 1) {
    return Usage("standard input can be read once: '-' is named " + std::to_string(stdins) +
                 " times");
  }
  return {};
}

}  // namespace

Result<void> ReadInputs(const InputOptions& options, const Fetch& fetch, LinkSink& sink) {
  if (Result<void> checked = Check(options); !checked) {
    return checked;
  }
  Reader reader(options, &fetch, sink);
  for (const std::string& input : options.inputs) {
    reader.Input(input);
  }
  for (const std::string& list : options.files_from) {
    reader.ListOfInputs(list);
  }
  return {};
}

void ReadPage(const std::string& url, const FetchedPage& page, const InputOptions& options,
              LinkSink& sink) {
  const Fetch nothing = [](const std::string& named) -> Result<FetchedPage> {
    return Error{ErrorCode::kInput, named + ": is not read in a crawl"};
  };
  Reader(options, &nothing, sink).Take(Reader::OfWeb(url, page));
}

}  // namespace ibid::audit
