#include "read/json_ld.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "json/value.h"
#include "read/author_names.h"
#include "read/character_references.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kObjectsMax = 4096;  // Objects of one script that are looked at.
constexpr std::size_t kScriptBytesMax = 4U << 20U;

// schema.org types that are an article, best first; a page is taken where there is none.
constexpr auto kTypes = std::to_array<std::string_view>({"NewsArticle",
                                                         "ReportageNewsArticle",
                                                         "AnalysisNewsArticle",
                                                         "OpinionNewsArticle",
                                                         "ReviewNewsArticle",
                                                         "BackgroundNewsArticle",
                                                         "AskPublicNewsArticle",
                                                         "Article",
                                                         "BlogPosting",
                                                         "LiveBlogPosting",
                                                         "ScholarlyArticle",
                                                         "TechArticle",
                                                         "Report",
                                                         "SocialMediaPosting",
                                                         "DiscussionForumPosting",
                                                         "VideoObject",
                                                         "PodcastEpisode",
                                                         "Recipe",
                                                         "Review",
                                                         "Book",
                                                         "Chapter",
                                                         "Thesis",
                                                         "DigitalDocument",
                                                         "TextDigitalDocument",
                                                         "PresentationDigitalDocument",
                                                         "AudioObject",
                                                         "Photograph",
                                                         "Dataset",
                                                         "MediaObject",
                                                         "CreativeWork",
                                                         "WebPage",
                                                         "ItemPage"});

std::string Cleaned(std::string_view text) {
  return text::FoldSpace(DecodeReferences(text, false));
}

std::size_t RankOfName(std::string_view type) {
  const std::size_t slash = type.rfind('/');
  type = slash == std::string_view::npos ? type : type.substr(slash + 1);
  return static_cast<std::size_t>(std::find(kTypes.begin(), kTypes.end(), type) - kTypes.begin());
}

std::size_t RankOf(const json::Value& object) {
  const json::Value& type = object["@type"];
  std::size_t rank = RankOfName(type.string());
  for (const json::Value& one : type.items()) {
    rank = std::min(rank, RankOfName(one.string()));
  }
  return rank;
}

// The name of a person or body, written as a string, an object, or a reference to an object.
std::string NameOf(const json::Value& value, const std::vector<const json::Value*>& objects) {
  if (value.is_string()) {
    return Cleaned(value.string());
  }
  if (value["name"].is_string()) {
    return Cleaned(value["name"].string());
  }
  if (value["name"].is_array()) {
    return Cleaned(value["name"][0].string());
  }
  const std::string_view id = value["@id"].string();
  for (const json::Value* object : objects) {
    if (!id.empty() && (*object)["@id"].string() == id && (*object)["name"].is_string()) {
      return Cleaned((*object)["name"].string());
    }
  }
  return {};
}

void Set(std::string& field, std::string value) {
  if (field.empty()) {
    field = std::move(value);
  }
}

void AddAuthors(const json::Value& author, const std::vector<const json::Value*>& objects,
                JsonLdArticle& article) {
  const auto add = [&](const json::Value& one) {
    std::string name = NameOf(one, objects);
    if (!name.empty() && article.authors.size() < kAuthorsMax) {
      article.authors.push_back(std::move(name));
    }
  };
  if (!article.authors.empty()) {
    return;
  }
  if (author.is_array()) {
    std::for_each(author.items().begin(), author.items().end(), add);
  } else {
    add(author);
  }
}

void AddObject(const json::Value& object, const std::vector<const json::Value*>& objects,
               JsonLdArticle& article) {
  const json::Value& main = object["mainEntityOfPage"];
  const json::Value& publisher = object["publisher"];
  Set(article.headline, Cleaned(object["headline"].string(object["name"].string())));
  Set(article.published,
      std::string(object["datePublished"].string(object["uploadDate"].string())));
  Set(article.modified, std::string(object["dateModified"].string()));
  Set(article.publisher, NameOf(publisher.is_array() ? publisher[0] : publisher, objects));
  Set(article.url, std::string(object["url"].string(main.string(main["@id"].string()))));
  Set(article.language, std::string(object["inLanguage"].string()));
  Set(article.description, Cleaned(object["description"].string()));
  AddAuthors(object["author"].is_null() ? object["creator"] : object["author"], objects, article);
}

// The objects of the script in order: its own, of its lists, @graph and mainEntity. No recursion.
std::vector<const json::Value*> Objects(const json::Value& root) {
  std::vector<const json::Value*> objects;
  std::vector<const json::Value*> open = {&root};
  while (!open.empty() && objects.size() < kObjectsMax) {
    const json::Value* value = open.back();
    open.pop_back();
    if (value->is_object()) {
      objects.push_back(value);
      for (const std::string_view inner : {"mainEntity", "@graph"}) {
        if (!(*value)[inner].is_null()) {
          open.push_back(&(*value)[inner]);
        }
      }
    }
    for (auto item = value->items().rbegin(); item != value->items().rend(); ++item) {
      open.push_back(&*item);
    }
  }
  return objects;
}

// Without the CDATA and comment marks that some pages put around the JSON.
std::string_view Unwrapped(std::string_view script) {
  const std::size_t begin = std::min(script.find_first_of("{["), script.size());
  const std::size_t end = script.find_last_of("}]");
  return end == std::string_view::npos || end < begin ? std::string_view()
                                                      : script.substr(begin, end - begin + 1);
}

}  // namespace

void AddJsonLd(std::string_view script, JsonLdArticle& article) {
  if (script.size() > kScriptBytesMax) {
    return;
  }
  Result<json::Value> parsed = json::Parse(text::Trim(script));
  if (!parsed.ok()) {
    std::string repaired(Unwrapped(script));  // Raw line ends inside strings are common.
    std::replace_if(
        repaired.begin(), repaired.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    parsed = json::Parse(repaired);
    if (!parsed.ok()) {
      return;
    }
  }
  const std::vector<const json::Value*> objects = Objects(*parsed);
  std::size_t best = kTypes.size();
  const json::Value* chosen = nullptr;
  for (const json::Value* object : objects) {
    const std::size_t rank = RankOf(*object);
    if (rank < best) {
      best = rank;
      chosen = object;
    }
  }
  if (chosen == nullptr) {
    return;
  }
  const std::size_t known = article.type.empty() ? kTypes.size() : RankOfName(article.type);
  if (best < known) {
    JsonLdArticle better;
    better.type = kTypes[best];
    AddObject(*chosen, objects, better);
    std::swap(article, better);
    Set(article.headline, better.headline);
    Set(article.published, better.published);
    Set(article.publisher, better.publisher);
    Set(article.url, better.url);
    if (article.authors.empty()) {
      article.authors = better.authors;
    }
  } else {
    AddObject(*chosen, objects, article);
  }
}

}  // namespace ibid::read
