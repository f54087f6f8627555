#include "detect/links/links_defang.h"

#include <array>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

struct Form {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array<Form, 7> kDots = {{{"[.]", "."},
                                        {"(.)", "."},
                                        {"{.}", "."},
                                        {"[dot]", "."},
                                        {"(dot)", "."},
                                        {"{dot}", "."},
                                        {"[punkt]", "."}}};
constexpr std::array<Form, 6> kOthers = {
    {{"[://]", "://"}, {"(://)", "://"}, {"[:]", ":"}, {"(:)", ":"}, {"[/]", "/"}, {"[//]", "//"}}};
constexpr std::array<std::string_view, 6> kSchemeMarks = {"://",   "[://]", "(://)",
                                                          "[:]//", "(:)//", ":[//]"};

template <std::size_t kCount>
const Form* FormAt(const std::array<Form, kCount>& forms, std::string_view text, std::size_t at) {
  for (const Form& form : forms) {
    if (text::StartsWithNoCase(text.substr(at), form.written)) {
      return &form;
    }
  }
  return nullptr;
}

bool MayOpen(char c) {
  return c == '[' || c == '(' || c == '{';
}

}  // namespace

std::size_t DefangedDotAt(std::string_view text, std::size_t at) {
  const Form* form = MayOpen(text[at]) ? FormAt(kDots, text, at) : nullptr;
  return form == nullptr ? 0 : form->written.size();
}

std::size_t SchemeMarkAt(std::string_view text, std::size_t at) {
  for (const std::string_view mark : kSchemeMarks) {
    if (text.substr(at, mark.size()) == mark) {
      return mark.size();
    }
  }
  return 0;
}

std::string Refanged(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Form* form = nullptr;
    if (MayOpen(text[i])) {
      form = FormAt(kDots, text, i);
      form = form == nullptr ? FormAt(kOthers, text, i) : form;
    }
    if (form == nullptr) {
      out += text[i++];
    } else {
      out += form->meant;
      i += form->written.size();
    }
  }
  return out;
}

}  // namespace ibid::detect
