#include "cli/flag_rows.h"

#include <array>

namespace ibid::cli {
namespace {

// Which commands a flag belongs to.
enum : unsigned {
  kC = 1,
  kD = 2,
  kR = 4,
  kG = 8,
  kK = 16,
  kA = 32,
  kS = 64,
  kU = 128,
  kAsk = kC | kD | kR | kA | kU,
  kWeb = kAsk | kS,
  kAll = kC | kD | kR | kG | kA | kS | kU
};

// The one definition of the flags.
const std::array kFlags = {
    Flag{"-f,--format", "NAME", "how to write it: below", (kAll & ~kS) | kK, &Typed::format},
    Flag{"-o,--output", "FILE", "write there instead of standard output", (kAll & ~kS) | kK,
         &Typed::output},
    Flag{"--name", "NAME", "whose audits are compared; default: the inputs", kU, &Typed::name},
    Flag{"--resume", "", "go on with an audit that was interrupted", kU, &Typed::resume},
    Flag{"--dump", "", "list the links, and ask after none", kU, &Typed::dump},
    Flag{"--depth", "N", "read the site's pages so many links away", kU, &Typed::depth},
    Flag{"--max-pages", "N", "of these, default 50000", kU, &Typed::max_pages},
    Flag{"--files-from", "FILE", "inputs are named there, one a line; repeatable", kU,
         &Typed::files_from},
    Flag{"--column", "NAME", "of CSV inputs: where the links are, or its number", kU,
         &Typed::column},
    Flag{"--base-url", "URL", "what links of files are relative to", kU, &Typed::base_url},
    Flag{"--root-dir", "FOLDER", "what links of files that begin with / are below", kU,
         &Typed::root_dir},
    Flag{"--exclude-path", "GLOB", "files and folders not read; repeatable", kU,
         &Typed::exclude_path},
    Flag{"--include", "REGEX", "ask after these URLs, whatever is excluded", kU, &Typed::include},
    Flag{"--exclude", "REGEX", "ask after no such URL; repeatable", kU, &Typed::exclude},
    Flag{"--include-fragments", "", "look for what #fragments name, too", kU,
         &Typed::include_fragments},
    Flag{"--fix", "FOLDER", "write corrected copies of files below it", kU, &Typed::fix},
    Flag{"--fix-in-place", "", "correct the files themselves", kU, &Typed::fix_in_place},
    Flag{"--patch", "FILE", "write what is to be corrected as a patch", kU, &Typed::patch},
    Flag{"--accept", "LIST", "what is fine: '429,403:warn,soft_404:ok'", kU, &Typed::accept},
    Flag{"--explain", "", "why each was found: its line, parts and rule", kD, &Typed::explain},
    Flag{"--fail-on", "LIST", "verdicts for exit code 1, or failing, dead", kC | kR | kU,
         &Typed::fail_on},
    Flag{"--dead-after", "N", "failures that make a thing dead, default 3", kC | kR | kS | kU,
         &Typed::dead_after},
    Flag{"--failures-apart", "DAYS", "from one that counts to the next, default 3",
         kC | kR | kS | kU, &Typed::failures_apart},
    Flag{"--input-kind", "KIND", "text, markdown, html, pdf; default: looked at", kC | kD | kA | kU,
         &Typed::input_kind},
    Flag{"--url", "URL", "where the input came from (base of its links)", kC | kD | kA,
         &Typed::url},
    Flag{"--date", "DATE", "the article's date, where it does not say it", kC | kD, &Typed::date},
    Flag{"--max-input", "SIZE", "largest input, default 64M", kAll, &Typed::max_input},
    Flag{"--color", "WHEN", "auto, always, never", kC | kD | kR | kU, &Typed::color},
    Flag{"--width", "COLUMNS", "of text output, 40 to 200", kC | kD | kR | kU, &Typed::width},
    Flag{"--cache", "FILE", "the SQLite file that remembers every exchange", kWeb | kK,
         &Typed::cache},
    Flag{"--cache-max", "SIZE", "its size; beyond, old uncited go; default 4G", kWeb,
         &Typed::cache_max},
    Flag{"--host", "NAME", "exchanges with this host and those below it", kK, &Typed::host},
    Flag{"--outcome", "LIST", "with these: 404, 5xx, dns, timeout, ...", kK, &Typed::outcome},
    Flag{"--older-than", "AGE", "asked longer ago: 90d, 12h, 30m", kK, &Typed::older_than},
    Flag{"--newer-than", "AGE", "asked since; a check asks anew what is older", kC | kR | kS | kK,
         &Typed::newer_than},
    Flag{"--max-size", "SIZE", "prune: the oldest until the file needs no more", kK,
         &Typed::max_size},
    Flag{"--keep-audits", "HOW", "older ones go: 12 of each name stay, or 400d", kK | kU,
         &Typed::keep_audits},
    Flag{"--for", "FILE", "export: the evidence of this output of check", kK, &Typed::evidence_of},
    Flag{"--dry-run", "", "only say what would go, or be saved", kK | kA, &Typed::dry_run},
    Flag{"--body", "", "show: the body's bytes and nothing else", kK, &Typed::body},
    Flag{"--no-cache", "", "remember nothing", kAsk, &Typed::no_cache},
    Flag{"--offline", "", "answer from the cache alone", kWeb, &Typed::offline},
    Flag{"--record", "FILE", "write what was exchanged as WARC (.warc.gz)", kAsk, &Typed::record},
    Flag{"--replay", "FILE", "let this WARC be the web; ask nobody", kWeb, &Typed::replay},
    Flag{"--no-third-party", "", "ask only hosts that the article names", kWeb,
         &Typed::no_third_party},
    Flag{"--max-saves", "N", "pages to be saved in one run, default 100", kA, &Typed::max_saves},
    Flag{"--archive", "URL", "also look for copies there; repeatable", kC | kR | kS | kU,
         &Typed::archive},
    Flag{"--no-archive", "", "look for no archived copies of what is dead", kC | kR | kS | kU,
         &Typed::no_archive},
    Flag{"--listen", "ADDRESS", "IP address to listen on, default 127.0.0.1", kS, &Typed::listen},
    Flag{"--port", "N", "default 8017; 0: one that is free", kS, &Typed::port},
    Flag{"--server-name", "HOST", "also go by this name (Host); repeatable", kS,
         &Typed::server_names},
    Flag{"--token-file", "FILE", "whoever asks must know what is in it", kS, &Typed::token_file},
    Flag{"--max-checks", "N", "checks worked on at once, default 16", kS, &Typed::max_checks},
    Flag{"--max-queue", "N", "checks that may wait, default 1000", kS, &Typed::max_queue},
    Flag{"--max-connections", "N", "open at once, default 4096", kS, &Typed::max_connections},
    Flag{"--timeout", "SECONDS", "for one answer, default 20", kWeb, &Typed::timeout},
    Flag{"--max-concurrency", "N", "requests under way at once, default 128", kWeb,
         &Typed::max_concurrency},
    Flag{"--host-concurrency", "N", "of these to one host, default 4", kWeb,
         &Typed::host_concurrency},
    Flag{"--now", "TIME", "fix the clock: 2015-09-28T12:00:00Z", kWeb | kK, &Typed::now},
    Flag{"--connect-to", "H:P:H2:P2", "reach host H at H2 (empty H: all); repeatable", kWeb,
         &Typed::connect_to},
    Flag{"--cacert", "FILE", "trust these authorities instead", kWeb, &Typed::cacert},
    Flag{"--proxy", "URL", "go through this proxy (never from environment)", kWeb, &Typed::proxy},
    Flag{"--no-proxy", "HOSTS", "ask these, and all under them, without it", kWeb,
         &Typed::no_proxy},
    Flag{"--header", "LINE", "send \"Name: value\" to every host; repeatable", kWeb,
         &Typed::headers},
    Flag{"--robots", "", "ask nothing that robots.txt does not allow", kWeb, &Typed::robots},
    Flag{"--allow-private", "", "also ask private and loopback addresses", kWeb,
         &Typed::allow_private},
    Flag{"--config", "FILE", "settings; default ~/.config/ibid/config.toml", kAll | kK,
         &Typed::config},
    Flag{"--no-config", "", "read no settings", kAll | kK, &Typed::no_config},
    Flag{"-q,--quiet", "", "no messages but errors", kAll, &Typed::quiet},
    Flag{"--no-progress", "", "no progress on a terminal", kAsk, &Typed::no_progress},
};

constexpr std::array kCommands = {
    CommandRow{"check", Command::kCheck, kC, "INPUT...",
               "Read an article, find what it leans on, go and look, and report.",
               "  ibid check article.html\n"
               "  ibid check -f html -o report.html https://example.org/story\n"
               "  ibid check -f csv -o mentions.csv *.html\n"
               "  ibid check --fail-on failing *.txt\n"},
    CommandRow{"detect", Command::kDetect, kD, "INPUT...",
               "Find what articles mention; asks the web for nothing but a URL that is given.",
               "  ibid detect --explain article.txt\n"
               "  ibid detect -f ndjson *.html > mentions.ndjson\n"},
    CommandRow{"resolve", Command::kResolve, kR, "[INPUT...]",
               "Ask the web about detected references: NDJSON lines of detect, or URLs.",
               "  ibid detect -f ndjson a.txt | ibid resolve > resolved.ndjson\n"
               "  ibid resolve https://t.co/rNLKdVKzkW\n"},
    CommandRow{"graph", Command::kGraph, kG, "[INPUT...]",
               "Merge lines of detect or resolve into one citation graph.",
               "  ibid graph -f dot resolved.ndjson | dot -Tsvg > graph.svg\n"
               "  ibid graph -f gexf -o gephi.gexf resolved.ndjson\n"},
    CommandRow{"archive", Command::kArchive, kA, "INPUT...",
               "Ask the Wayback Machine to save linked pages that it lacks.",
               "  ibid archive --dry-run article.html\n"
               "  IBID_WAYBACK_KEY=ACCESS:SECRET ibid archive article.html\n"},
    CommandRow{"audit", Command::kAudit, kU, "[INPUT...]",
               "Ask after every link of a site, once each, and say what has changed.\n"
               "INPUT is a file, a folder, a sitemap, a feed, a page or its URL, or - for\n"
               "standard input. Audits of one name are compared with one another.",
               "  ibid audit public/ --base-url https://example.org/\n"
               "  ibid audit --depth 3 --name example https://example.org/\n"
               "  ibid audit --accept '403:warn' --fail-on new_failure docs/ README.md\n"
               "  ibid audit --patch links.patch docs/ && patch -p1 --dry-run < links.patch\n"
               "  ibid audit --resume --depth 3 --name example https://example.org/\n"},
    CommandRow{"serve", Command::kServe, kS, "",
               "Answer a browser and programs: check what they send, show what was checked.",
               "  ibid serve\n"
               "  ibid serve --port 0 --cache newsroom.sqlite\n"
               "  curl -H 'Content-Type: application/json' http://127.0.0.1:8017/api/checks \\\n"
               "    -d '{\"url\": \"https://example.org/story\"}'\n"},
    CommandRow{"cache", Command::kCache, kK, "WHAT [ARGUMENT...]",
               "Look at what is remembered, and look after it.\nWHAT is one of\n"
               "  stats                 how much there is\n"
               "  list                  the exchanges, oldest first; * marks what is cited\n"
               "  show ID|URL           one exchange; of a URL the newest\n"
               "  verify                read everything, and say what is wrong\n"
               "  prune                 take away what the flags choose and nothing cites\n"
               "  export FILE.warc.gz   write what the flags choose as WARC\n"
               "  import FILE...        add what WARC files hold",
               "  ibid cache list --host example.org --outcome 404,5xx\n"
               "  ibid cache prune --older-than 365d --dry-run\n"
               "  ibid cache prune --keep-audits 12\n"
               "  ibid cache export --for checked.ndjson evidence.warc.gz\n"
               "  sqlite3 ~/.cache/ibid/cache.sqlite 'SELECT * FROM dead_links'\n"},
};

}  // namespace

std::span<const Flag> Flags() {
  return kFlags;
}

std::span<const CommandRow> Commands() {
  return kCommands;
}

const CommandRow* FindCommand(std::string_view name) {
  for (const CommandRow& row : Commands()) {
    if (name == row.name) {
      return &row;
    }
  }
  return nullptr;
}

std::string_view LongName(const Flag& flag) {
  const std::string_view names = flag.names;
  return names.substr(names.find("--"));
}

}  // namespace ibid::cli
