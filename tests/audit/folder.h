#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace ibid::audit {

// A folder of files for one test, in which it runs; gone at its end.
class Folder {
 public:
  Folder() : before_(std::filesystem::current_path()) {
    std::string name = (std::filesystem::temp_directory_path() / "ibid-audit-XXXXXX").string();
    home_ = mkdtemp(name.data());
    std::filesystem::current_path(home_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::filesystem::current_path(before_);
    std::error_code error;
    std::filesystem::remove_all(home_, error);
  }

  void Write(const std::string& path, std::string_view bytes) const {
    const std::filesystem::path whole = home_ / path;
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream(whole, std::ios::binary) << bytes;
  }
  std::string Read(const std::string& path) const {
    std::ifstream file(home_ / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  const std::filesystem::path& home() const { return home_; }

 private:
  std::filesystem::path before_;
  std::filesystem::path home_;
};

}  // namespace ibid::audit
