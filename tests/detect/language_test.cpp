#include "detect/language.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

std::string LanguageOf(std::string_view text, std::string_view tag = "") {
  Document document;
  document.text = text;
  document.metadata.language.value = tag;
  static constexpr const char* kNames[] = {"en", "de", "fr", "es", "other"};
  return kNames[static_cast<std::size_t>(detect::LanguageOf(document))];
}

TEST(Language, IsToldByItsFunctionWords) {
  EXPECT_EQ(LanguageOf("The council said on Monday that the bridge will be closed."), "en");
  EXPECT_EQ(LanguageOf("Der Rat hat am Montag beschlossen, dass die Brücke zu ist."), "de");
  EXPECT_EQ(LanguageOf("Le conseil a décidé lundi que le pont est fermé pour les voitures."), "fr");
  EXPECT_EQ(LanguageOf("El consejo decidió el lunes que el puente se cierra para los coches."),
            "es");
  EXPECT_EQ(LanguageOf("Il consiglio ha deciso che il ponte non è aperto alla gente."), "other");
  EXPECT_EQ(LanguageOf("O conselho decidiu que a ponte não abre para os carros."), "other");
  EXPECT_EQ(LanguageOf("Совет решил, что мост закрыт."), "other");
  EXPECT_EQ(LanguageOf("橋は閉鎖された。"), "other");
}

TEST(Language, OneLongParagraphIsEnough) {
  std::string german;
  std::string russian;
  while (german.size() < 40'000) {
    german += "Der Rat hat am Montag beschlossen, dass die Brücke geschlossen wird. ";
    russian += "Совет решил в понедельник, что мост будет закрыт. ";
  }
  EXPECT_EQ(LanguageOf(german), "de");
  EXPECT_EQ(LanguageOf(russian), "other");
}

TEST(Language, TheMetadataSpeaksWhereTheWordsDoNot) {
  EXPECT_EQ(LanguageOf("Brücke gesperrt", "de-de"), "de");
  EXPECT_EQ(LanguageOf("Brücke gesperrt"), "en");
  EXPECT_EQ(LanguageOf("", "it"), "other");
  EXPECT_EQ(LanguageOf("The council said that the bridge is closed.", "de"), "en")
      << "templates are not translated";
}

TEST(Language, ForeignNamesMakeNoForeignText) {
  EXPECT_EQ(LanguageOf("Charles de Gaulle, the president of the Republic, said it to La Croix."),
            "en");
}

}  // namespace
}  // namespace ibid::detect
