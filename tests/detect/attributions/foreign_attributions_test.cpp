// German, French and Spanish: text in, one line for each attribution:
//   source [head, type] cue: content | content
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/attributions/attributions.h"
#include "detect/paragraphs.h"

namespace ibid::detect {
namespace {

std::string Said(const std::string& text, std::string_view language) {
  Document document = Paragraphs(text);
  document.metadata.language.value = language;
  std::vector<Mention> found;
  FindAttributions(document, {}, MentionPlaces({}), found);
  std::string out;
  for (const Mention& mention : found) {
    const auto* parts = std::get_if<AttributionParts>(&mention.parts);
    if (parts == nullptr) {
      continue;
    }
    const std::string_view source = parts->source ? document.Text(parts->source->at) : "-";
    const std::string_view head = parts->source ? document.Text(parts->source->head) : "-";
    out.append(out.empty() ? "" : "\n").append(source).append(" [");
    out.append(head == source ? "" : std::string(head) + ", ").append(Name(parts->source_type));
    out.append(parts->factuality == Factuality::kNegated ? ", not] " : "] ");
    out.append(document.Text(*parts->cue));
    for (std::size_t i = 0; i < parts->content.size(); ++i) {
      out.append(i == 0 ? ": " : " | ").append(document.Text(parts->content[i]));
    }
  }
  return out;
}
std::string De(const std::string& text) {
  return Said(text, "de");
}
std::string Fr(const std::string& text) {
  return Said(text, "fr");
}
std::string Es(const std::string& text) {
  return Said(text, "es");
}

TEST(ForeignAttributions, GermanQuotesAndClauses) {
  EXPECT_EQ(De("„Das Wasser steigt noch immer“, sagte Bürgermeisterin Anna Weber am Montag. „Wir "
               "bleiben wachsam.“"),
            "Bürgermeisterin Anna Weber [Anna Weber, person_named] sagte: „Das Wasser steigt noch "
            "immer“ | „Wir bleiben wachsam.“");
  EXPECT_EQ(
      De("Der Sprecher der Polizei erklärte, der Fahrer sei geflohen."),
      "Der Sprecher der Polizei [Sprecher, unnamed_person] erklärte: der Fahrer sei geflohen");
  EXPECT_EQ(De("Am Montag sagte die Ministerin, dass der Bau teurer wird."),
            "die Ministerin [Ministerin, unnamed_person] sagte: dass der Bau teurer wird");
  EXPECT_EQ(De("Der Deich sei sicher, teilte die Stadtverwaltung am Abend mit."),
            "die Stadtverwaltung [Stadtverwaltung, government_body] teilte: Der Deich sei sicher");
  EXPECT_EQ(De("Karl Lang (CDU) hat am Dienstag gesagt, dass er nicht antritt."),
            "Karl Lang (CDU) [Karl Lang, person_named] gesagt: dass er nicht antritt");
  EXPECT_EQ(De("Anna Weber, Vorsitzende der Grünen, sagte: „Das war ein Fehler von uns.“"),
            "Anna Weber, Vorsitzende der Grünen [Anna Weber, person_named] sagte: „Das war ein "
            "Fehler von uns.“");
  EXPECT_EQ(De("Die Polizei bestätigte nicht, dass es Verletzte gab."),
            "Die Polizei [Polizei, government_body, not] bestätigte: dass es Verletzte gab");
  EXPECT_EQ(De("Er habe nichts gewusst, sagte er."),
            "er [unresolved_pronoun] sagte: Er habe nichts gewusst");
}

TEST(ForeignAttributions, GermanSourcesWithoutAVerb) {
  EXPECT_EQ(De("Laut Polizei wurde der Mann nur leicht verletzt."),
            "Polizei [government_body] Laut: wurde der Mann nur leicht verletzt");
  EXPECT_EQ(
      De("Nach Angaben des Ministeriums sind die Zahlen gestiegen."),
      "des Ministeriums [Ministeriums, government_body] Nach Angaben: sind die Zahlen gestiegen");
  EXPECT_EQ(De("Die Zahlen sind gestiegen, wie das Ministerium mitteilte."),
            "das Ministerium [Ministerium, government_body] mitteilte: Die Zahlen sind gestiegen");
  EXPECT_EQ(
      De("Dem Innenministerium zufolge war der Pass gefälscht."),
      "Dem Innenministerium [Innenministerium, government_body] zufolge: war der Pass gefälscht");
  EXPECT_EQ(De("Das Spiel sei offen, so Trainer Jonas Huber."),
            "Trainer Jonas Huber [Jonas Huber, person_named] so: Das Spiel sei offen");
  EXPECT_EQ(De("Die „Süddeutsche Zeitung“ berichtet, dass der Vorstand zurücktritt."),
            "Die „Süddeutsche Zeitung“ [Süddeutsche Zeitung, outlet] berichtet: dass der Vorstand "
            "zurücktritt");
  EXPECT_EQ(De("Der Spiegel berichtete, die Bank habe die Konten gesperrt."),
            "Der Spiegel [outlet] berichtete: die Bank habe die Konten gesperrt");
}

TEST(ForeignAttributions, FrenchQuotesAndClauses) {
  EXPECT_EQ(Fr("« L’eau monte encore dans les rues », a déclaré la maire Anne Morel lundi. « Nous "
               "restons vigilants. »"),
            "la maire Anne Morel [Anne Morel, person_named] a déclaré: « L’eau monte encore dans "
            "les rues » | « Nous restons vigilants. »");
  EXPECT_EQ(Fr("Le ministre de l’Intérieur a annoncé que les contrôles seraient renforcés."),
            "Le ministre de l’Intérieur [ministre, unnamed_person] a annoncé: que les contrôles "
            "seraient renforcés");
  EXPECT_EQ(Fr("« C’est une erreur de notre part », a-t-il reconnu."),
            "il [unresolved_pronoun] reconnu: « C’est une erreur de notre part »");
  EXPECT_EQ(Fr("« On ne va pas attendre encore un an », explique-t-elle."),
            "elle [unresolved_pronoun] explique: « On ne va pas attendre encore un an »");
  EXPECT_EQ(Fr("Le porte-parole du gouvernement, Paul Girard, a affirmé que la loi passerait."),
            "Le porte-parole du gouvernement, Paul Girard [Paul Girard, person_named] a affirmé: "
            "que la loi passerait");
  EXPECT_EQ(Fr("Il a indiqué qu’il ne se présenterait pas."),
            "Il [unresolved_pronoun] a indiqué: qu’il ne se présenterait pas");
  EXPECT_EQ(Fr("Le tunnel rouvrira jeudi, a précisé la direction."),
            "la direction [direction, unnamed_group] a précisé: Le tunnel rouvrira jeudi");
  EXPECT_EQ(Fr("L’AFP rapporte que trois personnes ont été arrêtées."),
            "L’AFP [AFP, agency] rapporte: que trois personnes ont été arrêtées");
}

TEST(ForeignAttributions, FrenchSourcesWithoutAVerb) {
  EXPECT_EQ(Fr("Selon la police, le conducteur a pris la fuite."),
            "la police [police, government_body] Selon: le conducteur a pris la fuite");
  EXPECT_EQ(Fr("Le pont est fermé depuis lundi, selon la préfecture."),
            "la préfecture [préfecture, government_body] selon: Le pont est fermé depuis lundi");
  EXPECT_EQ(Fr("Le projet, selon le quotidien Le Monde, a coûté deux millions."),
            "le quotidien Le Monde [Le Monde, outlet] selon: Le projet | a coûté deux millions");
  EXPECT_EQ(Fr("D’après une étude publiée mardi, les prix ont baissé."),
            "une étude publiée [étude, document] D’après: les prix ont baissé");
}

TEST(ForeignAttributions, SpanishQuotesAndClauses) {
  EXPECT_EQ(Es("«El agua sigue subiendo en las calles», dijo la alcaldesa Ana Morales el lunes. "
               "«Seguimos atentos»."),
            "la alcaldesa Ana Morales [Ana Morales, person_named] dijo: «El agua sigue subiendo en "
            "las calles» | «Seguimos atentos»");
  EXPECT_EQ(Es("El ministro del Interior anunció que habrá más controles."),
            "El ministro del Interior [ministro, unnamed_person] anunció: que habrá más controles");
  EXPECT_EQ(Es("El presidente del Gobierno, Pablo Ruiz, aseguró que la ley saldrá adelante."),
            "El presidente del Gobierno, Pablo Ruiz [Pablo Ruiz, person_named] aseguró: que la ley "
            "saldrá adelante");
  EXPECT_EQ(Es("“No vamos a esperar otro año más”, ha explicado Ruiz."),
            "Ruiz [person_named] ha explicado: “No vamos a esperar otro año más”");
  EXPECT_EQ(Es("Ana Morales no confirmó que la reunión se celebre."),
            "Ana Morales [person_named, not] confirmó: que la reunión se celebre");
  EXPECT_EQ(Es("La vía estará abierta el jueves, añadió."),
            "- [unresolved_pronoun] añadió: La vía estará abierta el jueves");
  EXPECT_EQ(Es("Los expertos advierten de que el hielo se derrite."),
            "Los expertos [expertos, unnamed_person] advierten: que el hielo se derrite");
}

TEST(ForeignAttributions, SpanishSourcesWithoutAVerb) {
  EXPECT_EQ(Es("Según la policía, el conductor huyó del lugar."),
            "la policía [policía, government_body] Según: el conductor huyó del lugar");
  EXPECT_EQ(Es("El puente está cerrado desde el lunes, según informó el Ayuntamiento."),
            "el Ayuntamiento [Ayuntamiento, government_body] según informó: El puente está cerrado "
            "desde el lunes");
  EXPECT_EQ(Es("La obra costó dos millones, según el diario El País."),
            "el diario El País [El País, outlet] según: La obra costó dos millones");
  EXPECT_EQ(Es("De acuerdo con un informe publicado el martes, los precios bajaron."),
            "un informe publicado [informe, document] De acuerdo con: los precios bajaron");
}

TEST(ForeignAttributions, SubjectsStandBehindTheDayToo) {
  EXPECT_EQ(De("Der Damm sei sicher, sagte am Montag die Ministerin."),
            "die Ministerin [Ministerin, unnamed_person] sagte: Der Damm sei sicher");
  EXPECT_EQ(Fr("La digue est solide, a déclaré jeudi le préfet Luc Renard."),
            "le préfet Luc Renard [Luc Renard, person_named] a déclaré: La digue est solide");
  EXPECT_EQ(Es("El dique es seguro, dijo el jueves la ministra Eva Soto."),
            "la ministra Eva Soto [Eva Soto, person_named] dijo: El dique es seguro");
  EXPECT_EQ(Fr("La loi est claire, comme l’a souligné l’Arcep."),
            "l’Arcep [Arcep, org_named] souligné: La loi est claire");
  EXPECT_EQ(Es("La ley está clara, como dijo Soto."),
            "Soto [person_named] dijo: La ley está clara");
}

TEST(ForeignAttributions, ProseWithoutThemHasNone) {
  EXPECT_EQ(De("Der Zug fuhr nach Berlin und kam um acht Uhr an. Das Buch liegt auf dem Tisch."),
            "");
  EXPECT_EQ(Fr("Le train est parti de Lyon à huit heures et le soleil brillait."), "");
  EXPECT_EQ(Es("El tren salió de Madrid a las ocho y el sol brillaba, según el caso."), "");
}

TEST(ForeignAttributions, EnglishRulesStayOutOfOtherLanguages) {
  EXPECT_EQ(Said("Il ministro ha detto che la legge non è pronta. According to Reuters, no.", ""),
            "");
  EXPECT_EQ(Said("Президент сказал, что договор подписан, пишет Reuters.", ""), "");
  EXPECT_EQ(De("Wie viele sagten nichts, fragte er sich, said the man nicht."), "");
  EXPECT_EQ(Said("The mayor said that the river is rising.", "de"),
            "The mayor [mayor, unnamed_person] said: that the river is rising")
      << "the words decide, not a template's metadata";
}

TEST(ForeignAttributions, StaysLinearOnOneEndlessLine) {
  for (const std::string piece :
       {"sagte Weber, ", "laut ", "„a“, ", "der ", "Anna, ", "hat ", "wie "}) {
    std::string line = "Das ist nicht wahr, und der Mann ist auch nicht da. ";
    while (line.size() < (1U << 19U)) {
      line += piece;
    }
    De(line);
  }
}

TEST(ForeignAttributions, ToWhomIsNotWho) {
  EXPECT_EQ(Fr("« Rien ne presse », a déclaré la ministre Anne Petit à l’AFP."),
            "la ministre Anne Petit [Anne Petit, person_named] a déclaré: « Rien ne presse »");
  EXPECT_EQ(Es("«No hay motivo de alarma», dijo Ana Ruiz a Radio Nacional."),
            "Ana Ruiz [person_named] dijo: «No hay motivo de alarma»");
}

TEST(ForeignAttributions, QuotesOfTheNextSentenceAreWhoseVerbClaimsThem) {
  EXPECT_EQ(De("Der Preis soll sinken, sagte Anna Weber am Montag. «Es eilt nicht», betonte der "
               "Minister gegenüber der «Süddeutschen Zeitung»."),
            "Anna Weber [person_named] sagte: Der Preis soll sinken\n"
            "der Minister [Minister, unnamed_person] betonte: «Es eilt nicht»");
}

TEST(ForeignAttributions, WhoReportsAndWhoIsCitedForIt) {
  EXPECT_EQ(
      De("Wie Reuters unter Berufung auf die Polizei berichtet, läuft seit Mai ein Verfahren."),
      "Reuters [agency] berichtet: läuft seit Mai ein Verfahren\n"
      "die Polizei [Polizei, government_body] unter Berufung auf: läuft seit Mai ein "
      "Verfahren");
}

TEST(ForeignAttributions, NamesBetweenQuotationMarks) {
  EXPECT_EQ(De("Laut einem Bericht des «Spiegel» haben drei Firmen die Preise abgesprochen."),
            "einem Bericht des «Spiegel» [Bericht, document] Laut: haben drei Firmen die Preise "
            "abgesprochen");
}

}  // namespace
}  // namespace ibid::detect
