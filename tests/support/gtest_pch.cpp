// Exists to hold the precompiled gtest.h.
