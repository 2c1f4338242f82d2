"""A file of one's own is checked: every problem names its line. The shipped files have none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from report_kit.checklist.catalogue import catalogue, fact_ids, loaded, rows_of
from report_kit.checklist.loading import checklists_folder
from report_kit.checklist.validate import validate
from report_kit.cli.checklists import checklists
from report_kit.errors import InputError

EDITION = "editions/gbt36132-2025.yaml"


def copy(tmp_path: Path, old: str, new: str, name: str = EDITION) -> Path:
    text = (checklists_folder() / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "my.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("entry", catalogue(), ids=lambda e: e.id)
def test_shipped_files_are_right(entry) -> None:  # type: ignore[no-untyped-def]
    assert validate(entry.path) == []


@pytest.mark.parametrize("entry", catalogue(), ids=lambda e: e.id)
def test_every_row_says_where_it_comes_from(entry) -> None:  # type: ignore[no-untyped-def]
    for _, row in rows_of(loaded(entry)):
        assert row.id and row.name and row.source
        assert row.confidence in ("official", "second-hand", "background")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: 逆向定量", "kind: 反向定量", "只能是"),
        ("    weight: 8\n", "    wieght: 8\n", "不认识的项"),
        ("    weight: 8\n", "    weight: 八\n", "应为数字"),
        ("satisfied_by: [renewable_rate]", "satisfied_by: [renewable_share]", "词汇表中没有 renewable_share"),
        ("in_force_from: 2025-12-31", "in_force_from: 二〇二五", "应为日期"),
        (
            "expression: total_energy / product_output",
            "expression: total_energy / output_value",
            "没有在 inputs 中说明",
        ),
        ("expression: total_energy / product_output", "expression: total_energy / * product_output", "写法有误"),
        ("unit: 'tce/产品单位'", "unit: 'tce/万元'", "与结果单位"),
        ("area: low_carbon", "area: low_carbom", "不存在的方面"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = copy(tmp_path, old, new)
    found = validate(path)
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith("my.yaml 第 ") for sentence in found)


def test_the_line_is_the_line(tmp_path: Path) -> None:
    path = copy(tmp_path, "kind: 逆向定量", "kind: 反向定量")
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "反向" in text)
    assert f"第 {line} 行" in validate(path)[0]


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text("id: x\ntitle: [1, 2\nrows: 3\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 3 行"):
        validate(path)


@pytest.mark.parametrize("text", ["", "- 1\n", "只是一句话", "rows: []\n", "[" * 5000])
def test_a_file_that_is_no_checklist_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        assert "看不出是哪种清单" in validate(path)[0]
    except InputError as error:
        assert "不是正确的 YAML" in str(error)


def test_a_file_that_runs_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text("id: !!python/object/apply:os.system ['true']\n", encoding="utf-8")
    with pytest.raises(InputError):
        validate(path)


def test_a_missing_file_and_one_in_another_encoding_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="打不开"):
        validate(tmp_path / "none.yaml")
    path = tmp_path / "my.yaml"
    path.write_bytes("id: 清单".encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        validate(path)


def test_the_command_lists_shows_and_gives_ids() -> None:
    run = CliRunner()
    listed = run.invoke(checklists, [])
    assert listed.exit_code == 0 and "gbt36132-2025" in listed.output
    shown = run.invoke(checklists, ["gbt36132-2018"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0 and "待核实" in shown.output and "容积率" in shown.output
    ids = run.invoke(checklists, ["gbt36132-2025", "--ids"]).output.split()
    assert {"total_energy", "energy_per_product", "land_area"} <= set(ids)


def test_the_command_validates(tmp_path: Path) -> None:
    run = CliRunner()
    good = run.invoke(checklists, ["--validate", str(checklists_folder() / EDITION)])
    assert good.exit_code == 0 and "校验通过" in good.output
    bad = run.invoke(checklists, ["--validate", str(copy(tmp_path, "area: low_carbon", "area: x"))])
    assert isinstance(bad.exception, InputError)


def test_fact_ids_of_a_table_are_its_rows() -> None:
    energy = next(e for e in catalogue() if e.id == "energy")
    assert "natural_gas" in fact_ids(loaded(energy))
