#pragma once

#include <string>
#include <string_view>

#include "resolve/pages/page.h"

// Whether two pages are one page at two addresses: what a site shows where it has nothing. Pure,
// linear.
namespace ibid::resolve {

// A page, and the address that it answered: what it repeats of that is no difference.
struct PageAt {
  const Page& page;
  std::string_view address;
};

// Whether both say the same under the same title and heading. What changes on every visit does not
// count: numbers, words of the address, and, where they say something besides, the titles of other
// pages that they link to. Two pages without a word are the same under one title. What one alone
// says makes two thin pages of a heavy frame two.
bool SamePage(const PageAt& a, const PageAt& b);

// Whether the page says nothing without its scripts: what an application shows before they have
// run. Server-rendered words, a sentence of two, make it a page.
bool IsShell(const Page& page);

// A page that leads on (to the front page, or by three links) is no notice that stands before
// everything.
bool LeadsOn(const Page& page);

// Whether the page has the frame of a site around it: a menu, a header, a footer, some links.
bool IsOfASite(const Page& page);

}  // namespace ibid::resolve
