#include <iostream>
#include <iterator>

#include <ibid/ibid.h>

int main() {
  const std::string page(std::istreambuf_iterator<char>(std::cin), {});
  const ibid::Result<ibid::Article> article = ibid::Analyse(page);
  for (std::size_t i = 0; article && i < article->references.size(); ++i) {
    std::cout << article->references[i].label << '\n';
  }
  return article ? 0 : 2;
}
