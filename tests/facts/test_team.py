"""People with their roles, and the agency's numbers of staff, however they are told."""

from __future__ import annotations

import pytest

from report_kit.facts import team
from tests.facts.small import facts_of


def _roles(*content: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person in team.extract(facts_of(*content).document, []).people:  # type: ignore[arg-type]
        found.setdefault(person.name, set()).update(person.roles)
    return found


def test_a_table_of_the_team_tells_leader_members_and_reviewer() -> None:
    roles = _roles([
        ["姓名", "职称", "专业", "分工"],
        ["周宁", "高级工程师", "环境", "组长"],
        ["欧阳立", "工程师", "能源", "能源资源"],
        ["林舒", "高级工程师", "化工", "内部技术复核"],
    ])  # fmt: skip
    assert roles == {"周宁": {"leader", "evaluator"}, "欧阳立": {"evaluator"}, "林舒": {"reviewer"}}


@pytest.mark.parametrize(
    "text",
    [
        "评价组由周宁（高级工程师）、孙立组成，周宁任组长。2026年4月6日由技术委员会的林舒进行内部技术复核。",
        "公司指派周宁（组长）、孙立（能源）组成评价组，另由未参加项目的林舒承担技术复核。",
        "评价组成员为周宁、孙立，周宁为组长；林舒于2026年4月6日完成技术复核，提出意见2条。",
    ],
)
def test_sentences_tell_the_same(text: str) -> None:
    roles = _roles(text)
    assert "leader" in roles["周宁"] and "evaluator" in roles["孙立"] and roles["林舒"] == {"reviewer"}


def test_sign_off_lines_tell_compiler_and_approver() -> None:
    assert _roles("编制人：周宁    复核人：林舒    批准人：陆远航") == {
        "周宁": {"compiler"}, "林舒": {"reviewer"}, "陆远航": {"approver"},
    }  # fmt: skip


def test_words_are_no_names() -> None:
    assert _roles("评价组由公司安排，文件评审由部门负责，复核由专家完成。") == {}


@pytest.mark.parametrize(
    ("text", "all_", "senior"),
    [
        ("机构从事绿色评价的中级职称以上专职人员12人，其中高级职称7人，占58.3%。", 12, 7),
        ("第三方机构专职评价人员中级职称及以上16人，高级工程师9人。", 16, 9),
    ],
)
def test_numbers_of_staff_are_read(text: str, all_: int, senior: int) -> None:
    counts = {c.what: c.value for c in team.extract(facts_of(text).document, []).counts}
    assert counts["all"] == all_ and counts["senior"] == senior


def test_what_is_required_is_no_number_of_staff() -> None:
    assert team.extract(facts_of("机构的中级职称以上专职人员应不少于10人。").document, []).counts == []


def test_titles_are_ranked() -> None:
    assert [team.rank(t) for t in ("正高级工程师", "高级工程师", "工程师", "助理工程师", "环境科学")] == [
        "senior", "senior", "intermediate", "junior", "",
    ]  # fmt: skip
