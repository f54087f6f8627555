#pragma once

// What the shared library shows to programs that link it; everything else of it is hidden.
#define IBID_API __attribute__((visibility("default")))
