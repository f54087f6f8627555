// ibid-manual: prints the manual page, for the build; users get it installed.
#include <cstdio>

#include "cli/manual.h"

int main() {
  return std::fputs(ibid::cli::ManualPage().c_str(), stdout) < 0 ? 1 : 0;
}
