"""YAML file → model, with errors that name file and line in Chinese.

Good files take the fast road (C loader, one validation). Only when something is wrong is the file read a second time,
with positions, to find the line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from report_kit.errors import InputError
from report_kit.resources import folder

Model = TypeVar("Model", bound=BaseModel)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MESSAGES = {
    "missing": "缺少必填项",
    "extra_forbidden": "不认识的项",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "too_short": "至少要有一项",
    "string_pattern_mismatch": "写法不合要求（编号只用小写字母、数字和 _ - .，以字母开头）",
    "decimal_parsing": "应为数字",
    "decimal_type": "应为数字",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "date_parsing": "应为日期，如 2025-12-31",
    "date_from_datetime_parsing": "应为日期，如 2025-12-31",
    "date_type": "应为日期，如 2025-12-31",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "dict_type": "应为“键: 值”的映射",
    "union_tag_not_found": "缺少 kind（判断方式）",
    "model_type": "应为“键: 值”的映射",
    "model_attributes_type": "应为“键: 值”的映射",
}
_LONGEST_FILE = 8_000_000
_MOST_FILES = 500
_PLAIN_ID = re.compile(r"[a-z][a-z0-9_.-]*(?:\+[a-z0-9_.-]+)?")


USER_FOLDER = "REPORT_KIT_CHECKLISTS"
"""Environment variable that names the user's own checklists; worker processes inherit it."""
_DEFAULT_USER_FOLDER = Path(".config") / "report-kit" / "checklists"


def checklists_folder() -> Path:
    """The folder of the shipped checklists."""
    return folder("checklists")


def user_folder() -> Path | None:
    """The user's own folder of checklists: the one told, else `~/.config/report-kit/checklists` where it is there."""
    told = os.environ.get(USER_FOLDER)
    if told:
        return Path(told)
    try:
        own = Path.home() / _DEFAULT_USER_FOLDER
    except RuntimeError:  # no home directory
        return None
    return own if own.is_dir() else None


def use_folder(path: Path) -> None:
    """Takes `path` for the user's own checklists from now on. Raises InputError when it is no folder."""
    if not path.is_dir():
        raise InputError(f"没有文件夹 {path}", "--checklists 后面写存放自己清单的文件夹")
    os.environ[USER_FOLDER] = str(path.resolve())
    _own_files.cache_clear()


def own_files() -> dict[str, Path]:
    """Files of the user's folder by the id written in them (rule files, which have none, are left out)."""
    root = user_folder()
    return _own_files(root) if root else {}


@cache
def _own_files(root: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in own_paths(root):
        data = read_yaml(path)
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            found[data["id"]] = path
    return found


def own_paths(root: Path) -> list[Path]:
    """YAML files of a user's folder and its folders, in order."""
    if not root.is_dir():
        raise InputError(f"没有文件夹 {root}", f"请检查环境变量 {USER_FOLDER} 或 --checklists")
    paths = [*root.glob("*.yaml"), *root.glob("*.yml"), *root.glob("*/*.yaml"), *root.glob("*/*.yml")]
    return sorted(paths)[:_MOST_FILES]


def find(kind: str, id: str) -> Path | None:
    """The file of that id: the user's own first, else the shipped one of the folder `kind`."""
    if (own := own_files().get(id)) is not None:
        return own
    if not _PLAIN_ID.fullmatch(id):
        return None
    path = checklists_folder() / kind / f"{id}.yaml"
    return path if path.is_file() else None


def ids_in(kind: str, model_key: str) -> tuple[str, ...]:
    """Ids of the shipped files of a folder and of the user's files that have `model_key` at the top."""
    shipped_ids = [p.stem for p in sorted((checklists_folder() / kind).glob("*.yaml"), reverse=True)]
    own = [id for id, path in own_files().items() if model_key in read_yaml(path)]
    return tuple(dict.fromkeys([*own, *shipped_ids]))


def read_yaml(path: Path) -> Any:
    """Plain data of a YAML file. Raises InputError naming file and line when it cannot be read."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise InputError(f"{path.name} 太大，不像规则数据", "请检查文件是否选错")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"打不开 {path}：{error.strerror}", "请检查路径和读取权限") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} 不是 UTF-8 编码的文本", "请另存为 UTF-8 编码的 YAML 文件") from error
    try:
        return yaml.load(text, _LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "文件内"
        raise InputError(
            f"{path.name} {where}不是正确的 YAML：{_yaml_problem(error)}", "请检查缩进、冒号后的空格和引号"
        ) from error


def load(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises InputError naming every wrong line."""
    data = read_yaml(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(_first(problems(path, error)), "请改正后再运行 report-kit checklists --validate") from error


def problems(path: Path, error: ValidationError) -> list[str]:
    """One Chinese sentence an error, each with file and line."""
    root = _compose(path)
    sentences = []
    for item in error.errors(include_url=False):
        location = item["loc"]
        line = _line(root, location)
        sentences.append(f"{path.name} 第 {line} 行：{_where(location)}{_explain(item)}")
    return sentences


def line_of(path: Path, location: Sequence[int | str]) -> int:
    """Line (from 1) of the node at `location` (keys and indexes from the root) in a YAML file."""
    return _line(_compose(path), location)


def shipped(name: str, model: type[Model]) -> Model:
    """A shipped checklist file, e.g. `shipped("editions/gbt36132-2025.yaml", Edition)`; loaded once."""
    loaded: Model = _shipped(name, model)
    return loaded


def load_file(path: Path, model: type[Model]) -> Model:
    """A file as `model`, loaded once as long as it does not change."""
    loaded: Model = _load_file(path, model, path.stat().st_mtime_ns)
    return loaded


@cache
def _load_file(path: Path, model: type[BaseModel], changed: int) -> Any:
    return load(path, model)


@cache
def _shipped(name: str, model: type[BaseModel]) -> Any:
    return load(checklists_folder() / name, model)


def _first(sentences: list[str], most: int = 5) -> str:
    more = f"；另有 {len(sentences) - most} 处" if len(sentences) > most else ""
    return "；".join(sentences[:most]) + more


def _explain(item: Any) -> str:
    kind = str(item["type"])
    if kind == "value_error":
        return str(item.get("ctx", {}).get("error", item["msg"]))
    if kind == "union_tag_invalid":
        expected = item["ctx"]["expected_tags"].replace("'", "")
        return f"没有“{item['ctx']['tag']}”这种判断方式，可用：{expected}"
    if kind == "literal_error":
        return f"只能是 {item['ctx']['expected'].replace(' or ', '、')}，现为“{item['input']}”"
    message = _MESSAGES.get(kind, f"不合要求（{item['msg']}）")
    value = item.get("input")
    return message if kind == "missing" or isinstance(value, (dict, list)) else f"{message}，现为“{value}”"


def _where(location: Sequence[int | str]) -> str:
    parts = [f"第 {p + 1} 项" if isinstance(p, int) else str(p) for p in location]
    return f"“{' › '.join(parts)}” " if parts else ""


def _yaml_problem(error: Exception) -> str:
    text = getattr(error, "problem", None) or str(error)
    return " ".join(str(text).split())[:120]


def _compose(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)


def _line(node: yaml.Node | None, location: Sequence[int | str]) -> int:
    """Line of the deepest node of `location` that exists: the key for a map, the item for a list."""
    line = node.start_mark.line + 1 if node else 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                continue  # the name of a form (run › in-range › high) stands in no file
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
