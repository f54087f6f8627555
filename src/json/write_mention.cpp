#include <string_view>

#include "json/record_mention.h"

namespace ibid::json {
namespace {

// Writes the parts of one mention, by their kind.
struct PartsWriter {
  Writer& out;
  std::string_view text;
  const Positions& positions;

  void Span(std::string_view key, TextSpan at) const {
    out.Key(key);
    out.Range(positions.ToCodePoint(at.begin), positions.ToCodePoint(at.end));
  }

  // {"at": [b, e]}, or null where a role is not filled.
  void Role(std::string_view key, const std::optional<TextSpan>& at) const {
    out.Key(key);
    if (!at) {
      out.Null();
      return;
    }
    out.BeginObject();
    Span("at", *at);
    out.EndObject();
  }

  void NullWhereEmpty(std::string_view key, std::string_view value) const {
    out.Key(key);
    if (value.empty()) {
      out.Null();
    } else {
      out.String(value);
    }
  }

  void operator()(const LinkParts& link) const {
    out.Field("url", link.url);
    if (link.written != link.url) {
      out.FieldUnlessEmpty("written", link.written);
    }
    out.FieldUnlessEmpty("anchor", link.anchor);
    if (link.truncated) {
      out.Field("truncated", true);
    }
    if (link.repaired) {
      out.Field("repaired", true);
    }
    if (!link.repairs.empty()) {
      out.Key("repairs");
      out.BeginArray();
      for (const std::string& repair : link.repairs) {
        out.String(repair);
      }
      out.EndArray();
    }
  }

  void operator()(const EmbedParts& embed) const {
    out.Field("form", Name(embed.form));
    out.Field("platform", embed.platform);
    NullWhereEmpty("post_id", embed.post_id);
    out.FieldUnlessEmpty("account", embed.account);
    out.FieldUnlessEmpty("author", embed.author);
    NullWhereEmpty("date", embed.date);
    out.FieldUnlessEmpty("text", embed.text);
    if (embed.text_at) {
      Span("text_at", *embed.text_at);
    }
    out.FieldUnlessEmpty("url", embed.url);
  }

  void operator()(const TagParts& tag) const { out.Field("name", tag.name); }

  void Source(const std::optional<SourceSpan>& source) const {
    out.Key("source");
    if (!source) {
      out.Null();
      return;
    }
    out.BeginObject();
    Span("at", source->at);
    out.Field("head", Slice(text, source->head));
    Span("head_at", source->head);
    out.FieldUnlessEmpty("affiliation", source->affiliation);
    out.EndObject();
  }

  void operator()(const AttributionParts& attribution) const {
    Source(attribution.source);
    Role("cue", attribution.cue);
    out.Key("content");
    out.BeginArray();
    for (const TextSpan& at : attribution.content) {
      out.BeginObject();
      Span("at", at);
      out.EndObject();
    }
    out.EndArray();
    if (attribution.addressee) {
      Role("addressee", attribution.addressee);
    }
    out.Field("source_type", Name(attribution.source_type));
    out.Field("named", attribution.named);
    out.Field("channel", Name(attribution.channel));
    out.Field("factuality", Name(attribution.factuality));
    NullWhereEmpty("date", attribution.date);
    out.Field("nested", attribution.nested);
  }

  void operator()(const QuoteParts& quote) const {
    Role("inner", quote.inner);
    Role("speaker", quote.speaker);
    out.Field("floating", quote.floating);
  }

  void operator()(const BylineParts& byline) const { out.Field("name", byline.name); }

  void operator()(const DatelineParts& dateline) const {
    out.FieldUnlessEmpty("place", dateline.place);
    NullWhereEmpty("date", dateline.date);
    out.FieldUnlessEmpty("agency", dateline.agency);
  }

  void operator()(const NoticeParts& notice) const {
    out.Field("notice", Name(notice.notice));
    out.FieldUnlessEmpty("name", notice.name);
    NullWhereEmpty("date", notice.date);
  }

  void operator()(const IdentifierParts& identifier) const {
    out.Field("scheme", identifier.scheme);
    out.Field("value", identifier.value);
  }
};

void WriteReferral(Writer& out, const Referral& refers) {
  out.FieldUnlessEmpty("refers_to", refers.name);
  out.FieldUnlessEmpty("reference", refers.reference);
  out.FieldUnlessEmpty("refers_rule", refers.rule);
  if (refers.confidence > 0) {
    out.Field("refers_confidence", refers.confidence);
  }
  if (refers.candidates.empty()) {
    return;
  }
  out.Key("candidates");
  out.BeginArray();
  for (const Referral::Candidate& candidate : refers.candidates) {
    out.BeginObject();
    out.Field("name", candidate.name);
    out.Field("score", candidate.score);
    out.EndObject();
  }
  out.EndArray();
}

}  // namespace

void WriteMention(Writer& out, const Mention& mention, std::string_view text,
                  const Positions& positions) {
  const PartsWriter parts{out, text, positions};
  out.BeginObject();
  out.Field("id", mention.id);
  out.Field("kind", Name(mention.kind));
  parts.Span("at", mention.at);
  std::visit(parts, mention.parts);
  if (mention.chrome) {
    out.Field("chrome", true);
  }
  out.Field("rule", mention.rule);
  out.Field("confidence", mention.confidence);
  WriteReferral(out, mention.refers);
  out.EndObject();
}

}  // namespace ibid::json
