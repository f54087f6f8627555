#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::detect {

// A host name that begins at some place of a text.
struct HostRun {
  std::size_t end = 0;  // One past the host; 0: no host begins there.
  std::size_t labels = 0;
  std::string_view top;     // The top-level domain as written: "com".
  std::string_view second;  // The label before it.
  bool defanged = false;    // Has "[.]" or its kind for a full stop.
  bool lower = true;        // No ASCII capital in it.
  std::size_t run_end = 0;  // One past what looked like a host and was examined.
};

// The longest host name with a known top-level domain (data/tlds.tsv; "xn--" ones too) that begins
// exactly at `at`. Where the URL has a scheme, names in any script are taken (IDNA), top-level
// domains that no table knows, "localhost", and addresses in any notation; elsewhere each label is
// Latin or of one other script.
HostRun HostAt(std::string_view text, std::size_t at, bool has_scheme);

// Whether the character may stand in a host name of running text (Latin letters, digits, hyphen,
// underscore, full stop).
bool IsHostChar(char32_t code);

// Letters, marks and digits of scripts other than Latin that write spaces between words, and the
// hyphen: a label of a bare host ("правительство") is made of them from its word's beginning.
bool IsSpacedLabelChar(char32_t code);

bool IsTopLevelDomain(std::string_view label);  // ASCII case folded.

}  // namespace ibid::detect
