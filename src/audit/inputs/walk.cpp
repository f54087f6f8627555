#include "audit/inputs/walk.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace ibid::audit {
namespace {

namespace fs = std::filesystem;

constexpr std::streamsize kIgnoreBytesMax = 1 << 20;  // Of one .gitignore.

struct Entry {
  std::string name;
  bool folder = false;
};

struct Level {
  std::string path;
  std::vector<Entry> entries;  // Last first.
  PathPatterns ignored;        // Of its own .gitignore and .ignore.
};

std::string Head(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string out(static_cast<std::size_t>(kIgnoreBytesMax), '\0');
  file.read(out.data(), kIgnoreBytesMax);
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return out;
}

std::error_code Open(Level& level) {
  std::error_code error;
  for (fs::directory_iterator entry(level.path, error), end; !error && entry != end;
       entry.increment(error)) {
    std::string name = entry->path().filename().string();
    std::error_code lost;
    const fs::file_status status = entry->symlink_status(lost);
    if (name.starts_with('.')) {
      if ((name == ".gitignore" || name == ".ignore") && fs::is_regular_file(status)) {
        level.ignored.AddLines(Head(entry->path()));
      }
    } else if (fs::is_directory(status) || fs::is_regular_file(status)) {
      level.entries.push_back({std::move(name), fs::is_directory(status)});
    }
  }
  std::sort(level.entries.begin(), level.entries.end(),
            [](const Entry& a, const Entry& b) { return a.name > b.name; });
  return error;
}

// What the innermost folder that has a word to say says.
bool IsIgnored(const std::vector<Level>& levels, const std::string& path, bool folder) {
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    if (!level->ignored.empty()) {
      const std::size_t skip = level->path.size() + (level->path.ends_with('/') ? 0 : 1);
      const PathPatterns::Answer answer = level->ignored.Of(path.substr(skip), folder);
      if (answer != PathPatterns::Answer::kNothing) {
        return answer == PathPatterns::Answer::kIgnore;
      }
    }
  }
  return false;
}

}  // namespace

bool WalkFolder(
    const std::string& folder, const WalkOptions& options,
    const std::function<bool(const std::string& path)>& take,
    const std::function<bool(const std::string& path, const std::string& why)>& unreadable) {
  std::vector<Level> levels;
  const auto enter = [&](std::string path) {
    if (levels.size() >= kFolderDepthMax) {
      return unreadable(path, "is " + std::to_string(levels.size()) +
                                  " folders deep; name it as an input of its own");
    }
    levels.push_back({std::move(path), {}, {}});
    const std::error_code error = Open(levels.back());
    return !error || unreadable(levels.back().path, error.message());
  };
  if (!enter(folder)) {
    return false;
  }
  while (!levels.empty()) {
    if (levels.back().entries.empty()) {
      levels.pop_back();
      continue;
    }
    const Entry entry = std::move(levels.back().entries.back());
    levels.back().entries.pop_back();
    const std::string& above = levels.back().path;
    std::string path = above.ends_with('/') ? above + entry.name : above + "/" + entry.name;
    if ((!entry.folder && !options.wanted(entry.name)) ||
        options.excluded.Of(path, entry.folder) == PathPatterns::Answer::kIgnore ||
        IsIgnored(levels, path, entry.folder)) {
      continue;
    }
    if (!(entry.folder ? enter(std::move(path)) : take(path))) {
      return false;
    }
  }
  return true;
}

}  // namespace ibid::audit
