#include <utility>
#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "pipeline/link_session.h"
#include "refer/references.h"
#include "url/url.h"

namespace ibid::pipeline {

Reference ReferenceOf(const std::string& url) {
  const std::optional<url::Url> parsed = url::Url::Parse(url);
  Mention mention;
  mention.id = "m1";
  mention.kind =
      parsed && url::IsShortener(parsed->host()) ? MentionKind::kShortLink : MentionKind::kLink;
  LinkParts link;
  link.written = url;
  link.url = url;
  mention.parts = std::move(link);
  std::vector<Mention> mentions;
  mentions.push_back(std::move(mention));
  std::vector<Reference> references = refer::CollectReferences(Document{}, mentions);
  return references.empty() ? Reference{} : std::move(references.front());
}

}  // namespace ibid::pipeline
