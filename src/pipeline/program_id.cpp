#include "pipeline/program_id.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <link.h>

namespace ibid::pipeline {
namespace {

struct Search {
  std::uintptr_t inside = 0;  // An address of ours: the file that holds it is the one.
  std::string id;
};

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

constexpr std::size_t RoundedUp(std::size_t size) {
  return (size + 3) / 4 * 4;
}

// Notes stand one after another: sizes of name and contents, type, then both, filled up to four
// bytes.
std::string BuildIdIn(std::string_view notes) {
  ElfW(Nhdr) head{};
  while (notes.size() >= sizeof head) {
    std::memcpy(&head, notes.data(), sizeof head);
    notes.remove_prefix(sizeof head);
    const std::size_t name = RoundedUp(head.n_namesz);
    const std::size_t contents = RoundedUp(head.n_descsz);
    if (name > notes.size() || contents > notes.size() - name) {
      break;
    }
    if (head.n_type == NT_GNU_BUILD_ID &&
        notes.substr(0, head.n_namesz) == std::string_view("GNU\0", 4)) {
      return Hex(notes.substr(name, head.n_descsz));
    }
    notes.remove_prefix(name + contents);
  }
  return {};
}

bool Holds(const dl_phdr_info& file, std::uintptr_t address) {
  for (std::size_t i = 0; i < file.dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = file.dlpi_phdr[i];
    if (part.p_type == PT_LOAD && address >= file.dlpi_addr + part.p_vaddr &&
        address - file.dlpi_addr - part.p_vaddr < part.p_memsz) {
      return true;
    }
  }
  return false;
}

int Look(dl_phdr_info* file, std::size_t, void* data) {
  auto* search = static_cast<Search*>(data);
  if (!Holds(*file, search->inside)) {
    return 0;
  }
  for (std::size_t i = 0; i < file->dlpi_phnum && search->id.empty(); ++i) {
    const ElfW(Phdr)& part = file->dlpi_phdr[i];
    if (part.p_type == PT_NOTE) {
      // NOLINTNEXTLINE(performance-no-int-to-ptr): this is how the loader tells where it put it.
      const auto* begin = reinterpret_cast<const char*>(file->dlpi_addr + part.p_vaddr);
      search->id = BuildIdIn({begin, part.p_memsz});
    }
  }
  return 1;
}

}  // namespace

std::string ProgramId() {
  static const char kHere = 0;
  Search search;
  search.inside = reinterpret_cast<std::uintptr_t>(&kHere);
  dl_iterate_phdr(&Look, &search);
  return search.id;
}

}  // namespace ibid::pipeline
