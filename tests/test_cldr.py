from __future__ import annotations

import pytest

from wilddog_errors import cldr


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        pytest.param("en", "en-Latn-US", id="language"),
        pytest.param("zh", "zh-Hans-CN", id="language of two scripts"),
        pytest.param("zh-Hant", "zh-Hant-TW", id="script decides the region"),
        pytest.param("zh-HK", "zh-Hant-HK", id="region decides the script"),
        pytest.param("zh-Hans-HK", "zh-Hans-HK", id="nothing to fill in"),
        pytest.param("zh-Hani", "zh-Hani-CN", id="a script that CLDR has no row for"),
        pytest.param("zh-FR", "zh-Hans-FR", id="a region that CLDR has no row for"),
        pytest.param("sr-ME", "sr-Latn-ME", id="Serbian in Montenegro"),
        pytest.param("az-IR", "az-Arab-IR", id="Azerbaijani in Iran"),
        pytest.param("mn-CN", "mn-Mong-CN", id="Mongolian in China"),
        pytest.param("hak-TW", "hak-Hant-TW", id="Hakka in Taiwan"),
        pytest.param("nan-HK", "nan-Hans-HK", id="Min Nan in Hong Kong"),
        pytest.param("nan-MO", "nan-Hant-MO", id="Min Nan in Macau: CLDR 48, not Babel's 47"),
        pytest.param("ku-GE", "ku-Cyrl-GE", id="Kurdish in Georgia: CLDR 48, not Babel's 47"),
        pytest.param("und", "und", id="nothing known stays unknown"),
        pytest.param("root", "und", id="Java's and ICU's name for it"),
        pytest.param("hy-arevmda-AM", "hyw-Armn-AM", id="a redundant tag and a region"),
        pytest.param("sgn-BE-FR-x-a", "sfb-Latn-US", id="a redundant tag of three and more"),
        pytest.param("sgn-svk", "svk-Latn-US", id="of sign languages three letters are one"),
        pytest.param("X-Wilddog", "x-wilddog", id="private use"),
        pytest.param("en-rUS", "en-Latn-US", id="Android's region, though there is RUS"),
        pytest.param("ru-RUS", "ru-Cyrl-RU", id="ISO 3166's region, though there is US"),
        pytest.param("hr-hrv", "hr-Latn-HR", id="ISO 3166's region in lower case"),
        pytest.param("zh-hak", "hak-Hans-CN", id="extended language"),
        pytest.param("en-Xus", "xus-Latn-US", id="extended language that is no Android's region"),
        pytest.param("zh-TW-ZZ", "zh-Hant-TW", id="the first region counts"),
        pytest.param("zh-Zzzz-ZZ", "zh-Hans-CN", id="unknown script and region"),
        pytest.param("und-TW", "zh-Hant-TW", id="region alone"),
        pytest.param("B+zh+TW", "zh-Hant-TW", id="Android's, in capitals"),
        pytest.param("zh-" + "a-" * 30 + "a", "zh-Hans-CN", id="64 characters"),
        pytest.param("und-Cyrl", "ru-Cyrl-RU", id="script alone"),
        pytest.param("und-Latn", "en-Latn-US", id="Latin alone"),
        pytest.param("und-Latn-CN", "za-Latn-CN", id="script and region with a row"),
        pytest.param("und-Latn-KR", "ko-Latn-KR", id="Latin takes the region's language"),
        pytest.param("und-Arab-EG", "ar-Arab-EG", id="script of the region's language"),
        pytest.param(
            "und-Arab-IR", "fa-Arab-IR", id="script of the region's, not the first language"
        ),
        pytest.param("und-Cyrl-GB", "ru-Cyrl-GB", id="script of another language"),
        pytest.param("und-Cyrl-CN", "ru-Cyrl-CN", id="script that the region's language hasn't"),
        pytest.param("und-Latn-014", "en-Latn-014", id="region without a language"),
        pytest.param("und-Abcd-TW", "zh-Abcd-TW", id="script that CLDR doesn't know"),
        pytest.param("iw-YU", "he-Hebr-RS", id="withdrawn codes"),
        pytest.param("en-SU", "en-Latn-RU", id="a country of several heirs: the first"),
        pytest.param("hbs", "hbs-Latn-US", id="an alias of two subtags isn't used"),
        pytest.param("sr-Qaai", "sr-Zinh-RS", id="withdrawn script"),
    ],
)
def test_maximises_as_icu_78(spelling: str, expected: str) -> None:
    assert str(cldr.locale(spelling)) == expected


@pytest.mark.parametrize("spelling", ["", "z", "12", "123", "zhongwen", "zh-" + "a-" * 31, "zh/CN"])
def test_a_malformed_spelling_is_none(spelling: str) -> None:
    assert cldr.locale(spelling) is None


@pytest.mark.parametrize(
    ("desired", "supported", "expected"),
    [
        pytest.param("zh", "zh-CN", 0, id="the same locale"),
        pytest.param("zh-SG", "zh-CN", 4, id="region"),
        pytest.param("zh-HK", "zh-MO", 4, id="regions of one group"),
        pytest.param("zh-HK", "zh-TW", 5, id="regions of two groups"),
        pytest.param("zh-TW", "zh-CN", 54, id="script and region"),
        pytest.param("zh-Latn", "zh", 20, id="transcription"),
        pytest.param("zh", "zh-Latn", 50, id="transcription, the other way"),
        pytest.param("sr-Latn", "sr", 5, id="scripts that most can read"),
        pytest.param("bo", "zh", 30, id="language and script"),
        pytest.param("yue", "zh", 64, id="near language, far script"),
        pytest.param("nb", "no", 1, id="near language"),
        pytest.param("no", "nb", 1, id="near language, the other way"),
        pytest.param("gsw", "de", 8, id="near language in another region"),
        pytest.param("de", "gsw", 84, id="near one way only"),
        pytest.param("ja", "de", 134, id="nothing in common"),
        pytest.param("en-AU", "en-GB", 3, id="British English for Australians"),
        pytest.param("en-US", "en-PR", 4, id="American English"),
        pytest.param("en-AU", "en-US", 5, id="American English for Australians"),
        pytest.param("en-150", "en-GB", 3, id="British English for Europe"),
        pytest.param("en-001", "en-GB", 5, id="the farthest of a region of many countries"),
        pytest.param("es-419", "es-AR", 4, id="Latin America"),
        pytest.param("es-419", "es-ES", 5, id="Latin America and Europe"),
        pytest.param("ar-Latn-MA", "ar-EG", 25, id="region groups whatever the script"),
        pytest.param("zh-Hans-HK", "zh-Hans-MO", 4, id="region groups of one script only"),
    ],
)
def test_distances(desired: str, supported: str, expected: int) -> None:
    left, right = cldr.locale(desired), cldr.locale(supported)
    assert left is not None
    assert right is not None
    assert cldr.distance(left, right) == expected


@pytest.mark.parametrize(
    ("folder", "tag"),
    [
        pytest.param("zh_CN", "zh-CN", id="a region"),
        pytest.param("SR-latn_rs", "sr-Latn-RS", id="any case and either sign"),
        pytest.param("sl_IT_ROZAJ_BISKE_1994", "sl-IT-rozaj-biske-1994", id="several variants"),
        pytest.param("sr@latin", "", id="not well-formed"),
        pytest.param("und_CN", "", id="no language"),
    ],
)
def test_names_of_folders(folder: str, tag: str) -> None:
    name = cldr.name_of(folder)
    assert str(name) == tag
    assert bool(name.language) == bool(tag)
