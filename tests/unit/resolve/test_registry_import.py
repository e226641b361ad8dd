"""Registries of users: lists of actors laid over the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import resolve
from sourcebook.errors import ModelError, UsageError
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.records.vocabulary import ActorKind, MentionKind, SegmentKind
from sourcebook.resolve.registry_import import ActorImportOptions, ActorImportReport, import_registry

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>11</DATAID><FIRST_NAME>BARAN</FIRST_NAME>
<SECOND_NAME>OSTAKHEL</SECOND_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<NATIONALITY><VALUE>Afghanistan</VALUE></NATIONALITY><NAME_ORIGINAL_SCRIPT>باران اوستاخیل</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ostakhail, Mullah Barran</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Tall</ALIAS_NAME></INDIVIDUAL_ALIAS>
</INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>21</DATAID><FIRST_NAME>AL SHABAAB (ASB)</FIRST_NAME>
<REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Sons of the Tide</ALIAS_NAME></ENTITY_ALIAS></ENTITY>
<ENTITY><DATAID>22</DATAID><FIRST_NAME>Grey Heron Trading Company</FIRST_NAME></ENTITY>
<ENTITY><DATAID>23</DATAID><FIRST_NAME></FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""


def imported(folder: Path, rows: str, name: str = "mine") -> ActorImportReport:
    file = folder / f"{name}.csv"
    file.write_text(rows, encoding="utf-8")
    return import_registry(file, folder / f"{name}.registry", ActorImportOptions(attribution="us, CC0"))


def reasons(report: ActorImportReport) -> list[str]:
    return [reason for reason, _, _ in report.refused]


def ids(names: dict[str, ActorKind], options: resolve.Options, text: str = "") -> dict[str, str | None]:
    """The actor ids of names that stand in one text."""
    whole = "; ".join(names) + ". " + text
    document = Document(document_id="d", path="d", sha256="0", original="0", text=whole, blocks=())
    mentions = tuple(
        Mention(
            mention_id=f"m{number}",
            document_id="d",
            segment_id="s",
            kind=MentionKind.ACTOR,
            words=document.words(whole.index(name), whole.index(name) + len(name)),
            name=name,
            actor_kind=kind,
            generated_by="cases@1",
        )
        for number, (name, kind) in enumerate(names.items())
    )
    try:
        read = resolve.actor_resolver(options)(Reading(document_id="d", document=document, mentions=mentions))
    finally:
        resolve.actor_resolver(resolve.Options())
    return {m.name or "": m.actor_id for m in read.mentions}


def with_registry(path: Path) -> resolve.Options:
    return resolve.identified(resolve.Options(registries=(str(path),)))


def test_a_list_of_aliases_names_a_further_actor(tmp_path: Path) -> None:
    report = imported(tmp_path, "id,name,aliases,country\n7,Marsh Lions,Simba wa Bwawa; MLX,TZ\n")
    found = ids(
        dict.fromkeys(["Marsh Lions", "Simba wa Bwawa", "MLX"], ActorKind.ARMED_GROUP), with_registry(report.into)
    )
    assert set(found.values()) == {"mine-7"}


def test_a_known_actor_gets_the_further_names(tmp_path: Path) -> None:
    report = imported(tmp_path, "name,aliases\nal-Shabaab,Sons of the Tide\n")
    found = ids(dict.fromkeys(["Sons of the Tide", "al-Shabab"], ActorKind.ARMED_GROUP), with_registry(report.into))
    assert (report.added, report.joined, len(set(found.values()))) == (0, 1, 1)


def test_a_name_that_two_actors_bear_means_neither_alone(tmp_path: Path) -> None:
    rows = "id,name,aliases,country\n1,Hill Jundis,Jundan,PK\n2,Shore Jundis,Jundan,IR\n"
    report = imported(tmp_path, rows)
    found = ids({"Jundan": ActorKind.ARMED_GROUP}, with_registry(report.into))
    assert [each.name for each in report.shared] == ["Jundan"]
    assert found["Jundan"] not in ("mine-1", "mine-2")


def test_a_group_keeps_its_own_name_from_anothers_alias(tmp_path: Path) -> None:
    report = imported(tmp_path, "name,aliases\nYouth Choir,al-Shabaab\n")
    found = ids({"al-Shabaab": ActorKind.ARMED_GROUP}, with_registry(report.into))
    assert found["al-Shabaab"] == "ucdp-717"
    assert report.shared[0].actors == ("al-Shabaab", "Youth Choir")


def test_plain_words_are_nobodys_name(tmp_path: Path) -> None:
    report = imported(tmp_path, "name,aliases\nMarsh Lions,The Youth\n")
    found = ids({"The Youth": ActorKind.ARMED_GROUP}, with_registry(report.into))
    assert not str(found["The Youth"]).startswith("mine-")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("id,name\n1,\n2,Reed Men\n", "a row without a name"),
        ("id,name\n1,Reed Men\n1,Clay Men\n", "two rows with one id and different names"),
        (f"id,name\n1,{'x' * 300}\n2,Reed Men\n", "a name longer than 200 characters"),
        (
            "id,name,merged_into\n1,Reed Men,1\n2,Clay Men,\n",
            "an actor that is merged with itself",
        ),
        ("id,name,split_from\n1,Reed Men,2\n2,Clay Men,3\n3,Salt Men,1\n", "splits that go round in a circle"),
        ("name,alias,from,to\nReed Men,RM,2010,2009\nClay Men,,,\n", "a name that ends before it begins"),
        ("name,from\nReed Men,31.2.2010\nClay Men,\n", "a day that is none (write 2014-06-29, 2014-06 or 2014)"),
        ("name,kind\nReed Men,weather\nClay Men,\n", "a kind that is not known"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(tmp_path: Path, rows: str, reason: str) -> None:
    told = reasons(imported(tmp_path, rows))
    assert len(told) == 1
    assert told[0].startswith(reason)


def test_names_have_their_time(tmp_path: Path) -> None:
    report = imported(tmp_path, "id,name,alias,from,to\n1,Reed Men,Old Reeds,1999,2004\n1,Reed Men,New Reeds,2005,\n")
    (actor,) = resolve.actors_known("New Reeds", (str(report.into),))
    assert [(each.name, each.valid_from, each.valid_to) for each in actor.dated] == [
        ("Old Reeds", "1999", "2004"),
        ("New Reeds", "2005", None),
    ]


def test_whose_list_it_is_must_be_said(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("name\nReed Men\n", encoding="utf-8")
    with pytest.raises(UsageError, match="under which licence"):
        import_registry(file, tmp_path / "some.registry", ActorImportOptions())


def test_an_actor_that_the_shipped_registry_does_not_have_cannot_be_meant(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such id"):
        imported(tmp_path, "name,same_as\nReed Men,ucdp-999999\n")


def test_a_changed_registry_is_refused(tmp_path: Path) -> None:
    report = imported(tmp_path, "name\nReed Men\n")
    options = with_registry(report.into)
    report.into.write_text(report.into.read_text("utf-8").replace("Reed", "Rush"), encoding="utf-8")
    resolve.registries.registry_file.cache_clear()
    with pytest.raises(ModelError, match="was changed after it was written"):
        resolve.actor_resolver(options)
    resolve.actor_resolver(resolve.Options())


def test_the_consolidated_list_gives_people_entities_and_originals(tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    file.write_text(LIST, encoding="utf-8")
    report = import_registry(file, tmp_path / "un.registry", ActorImportOptions())
    assert (report.rows, report.added, report.joined) == (4, 2, 1)
    assert reasons(report) == ["a row without a name"]
    people = dict.fromkeys(["Baran Ostakhel", "Mullah Baran Ostakhayl", "باران اوستاخيل"], ActorKind.PERSON)
    found = ids({**people, "Sons of the Tide": ActorKind.ARMED_GROUP}, with_registry(report.into))
    assert {found[name] for name in people} == {"un-11"}
    assert found["Sons of the Tide"] == "ucdp-717"


def test_a_broken_list_is_told(tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    file.write_text(LIST[:400], encoding="utf-8")
    with pytest.raises(UsageError, match="no whole XML file"):
        import_registry(file, tmp_path / "un.registry", ActorImportOptions())


def test_entities_in_the_list_are_not_expanded(tmp_path: Path) -> None:
    file = tmp_path / "list.xml"
    (tmp_path / "secret.txt").write_text("HIDDEN", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    bomb = f'<?xml version="1.0"?>{doctype}' + LIST.split("?>", 1)[1]
    file.write_text(bomb.replace("BARAN", "&a; BARAN"), encoding="utf-8")
    report = import_registry(file, tmp_path / "un.registry", ActorImportOptions())
    assert "HIDDEN" not in report.into.read_text("utf-8")


def read_with(path: Path, text: str) -> list[tuple[str, str | None]]:
    """The actors that a text names with a registry in use: words and id."""
    segment = Segment(
        segment_id="s", document_id="d", start=0, end=len(text), kind=SegmentKind.SENTENCE, block=0, position=0
    )
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=())
    try:
        read = resolve.resolver(with_registry(path))
        done = read(Reading(document_id="d", document=document, segments=(segment,)))
    finally:
        resolve.actor_resolver(resolve.Options())
    return [(m.words.quote, m.actor_id) for m in done.mentions if m.kind is MentionKind.ACTOR]


def test_listed_names_are_found_where_nobody_took_them_for_names(tmp_path: Path) -> None:
    report = imported(tmp_path, "id,name,aliases\n7,Marsh Lions,Simba wa Bwawa\n")
    found = read_with(report.into, "On Monday Simba wa Bwawa took a village; a simba wa bwawa is a lion of the pond.")
    assert found == [("Simba wa Bwawa", "mine-7")]


def test_frequent_names_and_plain_words_are_not_sought(tmp_path: Path) -> None:
    rows = "id,name,aliases,kind\n7,Marsh Lions,The Youth,\n8,Omar Hassan,,person\n9,Sangar Zarbaz,,person\n"
    report = imported(tmp_path, rows)
    found = read_with(report.into, "The Youth of the town met Omar Hassan and Sangar Zarbaz.")
    assert found == [("Sangar Zarbaz", "mine-9")]
