#pragma once

#include <string>
#include <string_view>

#include "json/writer.h"

namespace ibid::write {

// A JSON text that consists of a head, the items of one array, and a tail, made in pieces: one item
// a line, so that it can be read along and compared.
class JsonArray {
 public:
  JsonArray(std::string head, std::string tail) : head_(std::move(head)), tail_(std::move(tail)) {}

  std::string Begin() const { return head_ + "["; }
  // `write` writes one item.
  template <class Write>
  void AddTo(std::string& out, Write write) {
    out += first_ ? "\n" : ",\n";
    first_ = false;
    json::Writer writer(out);
    write(writer);
  }
  std::string End() const { return "\n]" + tail_ + "\n"; }

 private:
  std::string head_;
  std::string tail_;
  bool first_ = true;
};

}  // namespace ibid::write
