#pragma once

#include <cstddef>

namespace ibid::pdf {

// Takes from this process what reading a file that it already has does not need, for good: files
// beyond the three standard ones, writing files, the network, other programs and processes, more
// than kCpuSeconds of time, more memory than kMemoryBytes and a few times the input. What
// the kernel or the architecture does not know is left out: each is a fence of its own.
//
// (Under a sanitizer memory is not limited: it reserves terabytes for itself.)
inline constexpr unsigned kCpuSeconds = 30;
inline constexpr std::size_t kMemoryBytes = std::size_t{768} << 20U;
void Confine(std::size_t input_bytes);

}  // namespace ibid::pdf
