#include <string>

#include "json/record_mention.h"

namespace ibid::json {
namespace {

using Parts = decltype(Mention::parts);

std::optional<TextSpan> Role(const Value& value, std::string_view key, RecordReader& reader) {
  const Value& role = reader.Object(value, key);
  return role.is_null() ? std::nullopt : reader.Span(role, "at");
}

LinkParts ReadLink(const Value& value, RecordReader& reader) {
  LinkParts link;
  link.url = reader.String(value, "url");
  link.written = reader.String(value, "written");
  if (link.written.empty()) {
    link.written = link.url;
  }
  link.anchor = reader.String(value, "anchor");
  link.truncated = reader.Bool(value, "truncated");
  link.repaired = reader.Bool(value, "repaired");
  link.repairs = reader.Strings(value, "repairs");
  return link;
}

EmbedParts ReadEmbed(const Value& value, RecordReader& reader) {
  EmbedParts embed;
  embed.form = reader.Choice(value, "form", EmbedForm::kBareUrl, EmbedForm::kBlockquote);
  embed.platform = reader.String(value, "platform");
  embed.post_id = reader.String(value, "post_id");
  embed.account = reader.String(value, "account");
  embed.author = reader.String(value, "author");
  embed.date = reader.String(value, "date");
  embed.text = reader.String(value, "text");
  embed.text_at = reader.Span(value, "text_at");
  embed.url = reader.String(value, "url");
  return embed;
}

std::optional<SourceSpan> ReadSource(const Value& value, RecordReader& reader) {
  const Value& object = reader.Object(value, "source");
  if (object.is_null()) {
    return std::nullopt;
  }
  SourceSpan source;
  source.at = reader.Span(object, "at").value_or(TextSpan{});
  source.head = reader.Span(object, "head_at").value_or(source.at);
  source.affiliation = reader.String(object, "affiliation");
  return source;
}

AttributionParts ReadAttribution(const Value& value, RecordReader& reader) {
  AttributionParts attribution;
  attribution.source = ReadSource(value, reader);
  attribution.cue = Role(value, "cue", reader);
  for (const Value& part : reader.Array(value, "content").items()) {
    if (const auto at = reader.Span(part, "at")) {
      attribution.content.push_back(*at);
    }
  }
  attribution.addressee = Role(value, "addressee", reader);
  attribution.date = reader.String(value, "date");
  attribution.source_type =
      reader.Choice(value, "source_type", SourceType::kNone, SourceType::kNone);
  attribution.named = reader.Bool(value, "named");
  attribution.channel =
      reader.Choice(value, "channel", Channel::kDeclinedComment, Channel::kUnknown);
  attribution.factuality =
      reader.Choice(value, "factuality", Factuality::kEvidentialUnsourced, Factuality::kAsserted);
  attribution.nested = reader.Bool(value, "nested");
  return attribution;
}

QuoteParts ReadQuote(const Value& value, RecordReader& reader) {
  QuoteParts quote;
  quote.inner = Role(value, "inner", reader).value_or(TextSpan{});
  quote.speaker = Role(value, "speaker", reader);
  quote.floating = reader.Bool(value, "floating");
  return quote;
}

NoticeParts ReadNotice(const Value& value, RecordReader& reader) {
  NoticeParts notice;
  notice.notice =
      reader.Choice(value, "notice", NoticeKind::kCorrection, NoticeKind::kOriginalSource);
  notice.name = reader.String(value, "name");
  notice.date = reader.String(value, "date");
  return notice;
}

DatelineParts ReadDateline(const Value& value, RecordReader& reader) {
  return {reader.String(value, "place"), reader.String(value, "date"),
          reader.String(value, "agency")};
}

Parts ReadParts(MentionKind kind, const Value& value, RecordReader& reader) {
  switch (kind) {
    case MentionKind::kLink:
    case MentionKind::kShortLink:
    case MentionKind::kMediaLink:
      return ReadLink(value, reader);
    case MentionKind::kEmbed:
      return ReadEmbed(value, reader);
    case MentionKind::kHandle:
    case MentionKind::kHashtag:
    case MentionKind::kCashtag:
      return TagParts{reader.String(value, "name")};
    case MentionKind::kAttribution:
      return ReadAttribution(value, reader);
    case MentionKind::kQuote:
      return ReadQuote(value, reader);
    case MentionKind::kByline:
      return BylineParts{reader.String(value, "name")};
    case MentionKind::kDateline:
      return ReadDateline(value, reader);
    case MentionKind::kNotice:
      return ReadNotice(value, reader);
    case MentionKind::kIdentifier:
      return IdentifierParts{reader.String(value, "scheme"), reader.String(value, "value")};
  }
  return LinkParts{};
}

Referral ReadReferral(const Value& value, RecordReader& reader) {
  Referral refers;
  refers.reference = reader.String(value, "reference");
  refers.name = reader.String(value, "refers_to");
  refers.rule = reader.String(value, "refers_rule");
  refers.confidence = reader.Share(value, "refers_confidence");
  for (const Value& candidate : reader.Array(value, "candidates").items()) {
    refers.candidates.push_back(
        {reader.String(candidate, "name"), reader.Share(candidate, "score")});
  }
  return refers;
}

}  // namespace

std::optional<Mention> ReadMention(const Value& value, RecordReader& reader) {
  const std::string kind_name = reader.String(value, "kind");
  if (kind_name.empty()) {
    reader.Fail("kind", "is missing");
    return std::nullopt;
  }
  const auto kind = RecordReader::Find(kind_name, MentionKind::kIdentifier);
  if (!kind) {
    return std::nullopt;
  }
  Mention mention;
  mention.id = reader.String(value, "id");
  mention.kind = *kind;
  if (const auto at = reader.Span(value, "at")) {
    mention.at = *at;
  } else {
    reader.Fail("at", "is missing");
  }
  mention.chrome = reader.Bool(value, "chrome");
  mention.rule = reader.String(value, "rule");
  mention.confidence = reader.Share(value, "confidence");
  mention.parts = ReadParts(*kind, value, reader);
  mention.refers = ReadReferral(value, reader);
  if (mention.id.empty()) {
    reader.Fail("id", "is missing");
  }
  return mention;
}

}  // namespace ibid::json
