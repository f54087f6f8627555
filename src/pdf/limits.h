#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

// What a PDF may take at most. Time on the processor and memory are in confine.h.
namespace ibid::pdf {

inline constexpr std::uint32_t kPagesMax = 5000;
inline constexpr std::size_t kWrittenMax = std::size_t{128} << 20U;  // Bytes from ibid-pdf.
inline constexpr std::size_t kFileMax = 0x7FFFFFFF;                  // poppler counts in int.
inline constexpr std::chrono::seconds kTimeMax{60};                  // Until it is stopped.

}  // namespace ibid::pdf
