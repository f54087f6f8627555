#pragma once

#include <string>

namespace ibid::pipeline {

// What tells this build of the program, or of the library, from every other: the linker's build id
// (the note NT_GNU_BUILD_ID of the ELF file), in hex. Empty where it has none.
std::string ProgramId();

}  // namespace ibid::pipeline
